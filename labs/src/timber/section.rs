//! The rectangle across a beam.

use serde::{Deserialize, Serialize};

/// A rectangular cross-section, metres. The load acts along `height_m`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Across the load, b.
    pub width_m: f64,
    /// Along the load, h.
    pub height_m: f64,
}

/// Share of the area that carries shear evenly in a rectangle, κ = 5/6 (Cowper 1966 for ν = 0).
pub(super) const SHEAR_FACTOR: f64 = 5.0 / 6.0;

impl Section {
    /// Area b·h, m².
    pub fn area_m2(self) -> f64 {
        self.width_m * self.height_m
    }

    /// Second moment of area `b·h³/12`, m⁴.
    pub fn second_moment_m4(self) -> f64 {
        self.width_m * self.height_m * self.height_m * self.height_m / 12.0
    }

    /// Section modulus `b·h²/6`, m³: bending stress is moment over this.
    pub fn modulus_m3(self) -> f64 {
        self.width_m * self.height_m * self.height_m / 6.0
    }
}
