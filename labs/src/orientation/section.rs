//! What a section or a traverse shows of a bed: apparent dip, true thickness.

use super::{Azimuth, Dip, Plane};

/// The dip a vertical section shows when it makes `beta_deg` with the strike: `tan α = tan d · sin β`.
///
/// Exact for a plane; β of any sign and size, the result 0 to 90. Source: Ragan 2009, §1.6.
pub fn apparent_dip_deg(dip: Dip, beta_deg: f64) -> f64 {
    let d = dip.radians();
    libm::atan2(
        libm::sin(d) * libm::sin(beta_deg.to_radians()).abs(),
        libm::cos(d),
    )
    .to_degrees()
}

/// The dip a vertical section toward `azimuth` shows of a plane, degrees, −90 to 90: positive where the bed goes down on the way.
///
/// `tan α = tan d · cos(dip direction − azimuth)`, exact for a plane; [`apparent_dip_deg`] is its size. Source: Ragan 2009, §1.6.
pub fn dip_in_section_deg(plane: Plane, azimuth: Azimuth) -> f64 {
    let d = plane.dip.radians();
    let aside = plane.dip_direction().radians() - azimuth.radians();
    libm::atan2(libm::sin(d) * libm::cos(aside), libm::cos(d)).to_degrees()
}

/// Thickness of a bed across itself, from its width along a traverse at right angles to the strike: `w · |sin(d + slope)|`.
///
/// `slope_deg` is positive where the ground slopes against the dip (one goes down, the other up: the hillside cuts the beds more
/// squarely) and negative where both go down the same way. Same unit as `width_m`. Source: Ragan 2009, §2.
pub fn true_thickness_m(width_m: f64, dip: Dip, slope_deg: f64) -> f64 {
    width_m * libm::sin((dip.degrees() + slope_deg).to_radians()).abs()
}

/// Thickness of a bed along a vertical hole: `t / cos d`. None for a vertical bed, which a vertical hole never leaves.
pub fn vertical_thickness_m(true_thickness_m: f64, dip: Dip) -> Option<f64> {
    (dip.degrees() < 90.0).then(|| true_thickness_m / libm::cos(dip.radians()))
}
