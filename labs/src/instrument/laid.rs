//! How a compass lies on a surface: which way its edge points, and whether it lies flat.

use crate::orientation::{Enu, Line, Plane};

/// A compass laid on rock: its long edge, pointing forward, and its normal, pointing away from the rock. Any lengths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Laid {
    /// Along the long edge.
    pub edge: Enu,
    /// Away from the rock.
    pub normal: Enu,
}

impl Laid {
    /// Angle between the compass and `surface`, degrees, 0 when it lies flat; 180 for what has no direction.
    pub fn off_surface_deg(self, surface: Plane) -> f64 {
        match self.normal.unit() {
            Some(normal) => {
                let angle = normal.angle_deg(surface.normal());
                // An overhang is measured from below.
                angle.min(180.0 - angle)
            }
            None => 180.0,
        }
    }

    /// How far the forward end of the edge is below the horizontal, degrees, −90 to 90; 90 for what has no direction.
    pub fn plunge_deg(self) -> f64 {
        self.edge.unit().map_or(90.0, |edge| {
            -libm::asin(edge.up.clamp(-1.0, 1.0)).to_degrees()
        })
    }

    /// Whether the edge points against the strike of `surface`: then the plane dips to its left, and the right-hand rule is broken.
    pub fn is_reversed(self, surface: Plane) -> bool {
        let along = Line::new(
            crate::orientation::Azimuth::wrapping(surface.strike.degrees()),
            crate::orientation::Plunge::from_degrees(0.0).expect("0° is a plunge"),
        );
        self.edge.dot(along.direction()) < 0.0
    }
}
