//! The compass-clinometer: a plane under the hand becomes a strike and a dip.

use serde::{Deserialize, Serialize};

use crate::{
    orientation::{Declination, Dip, Plane, Strike},
    random::Source,
};

/// A compass-clinometer as its owner has set it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compass {
    /// One step of both scales, degrees.
    pub resolution_deg: f64,
    /// Standard deviation of the normal about each of two axes in the plane, degrees: roughness and the hand.
    pub sigma_deg: f64,
    /// Declination set on the ring; 0 reads magnetic azimuths.
    pub set_declination: Declination,
    /// Within this distance a hammer turns the needle, metres.
    pub metal_radius_m: f64,
    /// By how much, degrees.
    pub metal_deflection_deg: f64,
}

impl Default for Compass {
    fn default() -> Self {
        Self {
            resolution_deg: 1.0,
            sigma_deg: 1.5,
            set_declination: Declination::default(),
            metal_radius_m: 0.3,
            metal_deflection_deg: 8.0,
        }
    }
}

/// What acts on a compass while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Surroundings {
    /// Declination of the place.
    pub declination: Declination,
    /// Distance to the nearest steel, metres.
    pub metal_distance_m: Option<f64>,
    /// How far the edge on the rock is from horizontal when strike is read, degrees; 0 with the bubble in its circle.
    pub edge_plunge_deg: f64,
}

/// What the two scales show.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CompassReading {
    /// Strike and dip as read.
    pub plane: Plane,
    /// Whether steel was near enough to turn the needle. For the marker, not for the display.
    pub deflected: bool,
}

impl Compass {
    /// Reads `surface` (the facet under the compass, true orientation).
    ///
    /// The normal is turned by normal errors about two axes in the plane, so strike scatters by σ/sin dip, as in the field. An edge
    /// that plunges by ε deviates from strike by `asin(tan ε / tan dip)` (Woodcock 1976, *J. Geol. Soc.* 132, 350; the apparent-dip
    /// equation turned round). The needle shows true − declination + what the ring is set to, + the steel's pull. Both scales round
    /// to the resolution. First order in σ: good to 1 % of the scatter up to σ = 10°.
    pub fn read(
        &self,
        surface: Plane,
        around: &Surroundings,
        source: &mut Source,
    ) -> CompassReading {
        let normal = surface.normal();
        let (a, b) = (
            surface.line_at_rake(0.0).direction(),
            surface.dip_line().direction(),
        );
        let slope = |degrees: f64| libm::tan(degrees.to_radians());
        let tilted = normal
            .plus(a.scaled(slope(self.sigma_deg * source.normal())))
            .plus(b.scaled(slope(self.sigma_deg * source.normal())));
        let facet = Plane::from_normal(tilted).unwrap_or(surface);
        let dip = facet.dip.radians();
        let tilt = slope(around.edge_plunge_deg) * libm::cos(dip) / libm::sin(dip).max(1e-12);
        let bubble_deg = libm::asin(tilt.clamp(-1.0, 1.0)).to_degrees();
        let deflected = around
            .metal_distance_m
            .is_some_and(|distance| distance < self.metal_radius_m);
        let pull_deg = if deflected {
            self.metal_deflection_deg
        } else {
            0.0
        };
        let shown = facet.strike.degrees() - around.declination.east_deg
            + self.set_declination.east_deg
            + bubble_deg
            + pull_deg;
        let stepped = |degrees: f64| {
            if self.resolution_deg > 0.0 {
                (degrees / self.resolution_deg).round() * self.resolution_deg
            } else {
                degrees
            }
        };
        CompassReading {
            plane: Plane::new(
                Strike::wrapping(stepped(shown)),
                Dip::from_degrees(stepped(facet.dip.degrees()).min(90.0)).unwrap_or(facet.dip),
            ),
            deflected,
        }
    }
}
