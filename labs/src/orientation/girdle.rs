//! The great circle nearest to poles of folded beds, and the fold axis at right angles to it.

use super::{Enu, Line, Plane, SpreadError, fisher::orientation_tensor};
use crate::algebra::symmetric_eigen;

/// A girdle of poles: what a cylindrical fold leaves on a stereonet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Girdle {
    /// The fold axis (β, or π-pole): the direction all beds have in common.
    pub axis: Line,
    /// Eigenvalues of the orientation tensor, largest first; their sum is 1.
    pub eigenvalues: [f64; 3],
    /// Woodcock's shape `ln(S1/S2)/ln(S2/S3)`: below 1 a girdle, above 1 a cluster. Infinite for an exact cluster,
    /// 0 for an exact girdle.
    pub shape: f64,
    /// Woodcock's strength `ln(S1/S3)`: 0 for no preferred direction, above about 3 strongly organised.
    pub strength: f64,
    /// Root mean square angle of the poles from the girdle, degrees: how far the fold is from a cylinder, and the noise.
    pub rms_deg: f64,
}

impl Girdle {
    /// The plane at right angles to the axis: the great circle the poles lie near.
    pub fn plane(&self) -> Plane {
        self.axis.plane()
    }
}

/// Best-fit girdle through the poles of `planes`: the axis is the orientation tensor's eigenvector of the smallest eigenvalue.
///
/// Needs three planes of at least two orientations. Valid for cylindrical folds; the axis is ill-determined where the shape is
/// above 1 (one limb only). Source: Woodcock 1977, *Geol. Soc. Am. Bull.* 88, 1231; Scheidegger 1965.
pub fn girdle(planes: &[Plane]) -> Result<Girdle, SpreadError> {
    let given = planes.len();
    if given < 3 {
        return Err(SpreadError::TooFew { needed: 3, given });
    }
    let normals: Vec<Enu> = planes.iter().map(|plane| plane.normal()).collect();
    let eigen = symmetric_eigen(orientation_tensor(&normals));
    let values = eigen.values.map(|value| value.max(0.0));
    if values[1] < 1e-14 {
        return Err(SpreadError::NoDirection);
    }
    let axis = Line::along(eigen.vectors[2].into()).ok_or(SpreadError::NoDirection)?;
    let direction = axis.direction();
    let squares: f64 = normals
        .iter()
        .map(|normal| libm::asin(normal.dot(direction).clamp(-1.0, 1.0)).to_degrees())
        .map(|angle| angle * angle)
        .sum();
    Ok(Girdle {
        axis,
        eigenvalues: values,
        shape: libm::log(values[0] / values[1]) / libm::log(values[1] / values[2]),
        strength: libm::log(values[0] / values[2]),
        rms_deg: (squares / given as f64).sqrt(),
    })
}
