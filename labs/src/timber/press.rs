//! The press: what a dial gauge at mid-span sees besides the beam's own bending.

use serde::{Deserialize, Serialize};

use super::{Beam, ThreePoint};

/// A beam on its supports settles while the first load crushes fibres and closes gaps.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seating {
    /// Settlement in all, metres; some 0.1 mm.
    pub depth_m: f64,
    /// Load at which 63 % of it has happened, newtons; a thirtieth of the greatest load makes it negligible above a tenth.
    pub load_n: f64,
}

impl Seating {
    /// Settlement at a load: `depth·(1 − exp(−F/F₀))`.
    ///
    /// A teaching model, not a standard's: it bends the foot of the load–deflection curve as real seats do, so that the range of the
    /// fit matters. It is monotone, and at 10·F₀ within 0.005 % of its end.
    pub fn at(self, load_n: f64) -> f64 {
        if self.load_n > 0.0 {
            -self.depth_m * libm::expm1(-load_n / self.load_n)
        } else {
            self.depth_m
        }
    }
}

/// True deflection under the middle of a beam, metres: bending, shear and seating.
pub fn deflection_m(set_up: ThreePoint, beam: Beam, seating: Seating, load_n: f64) -> f64 {
    set_up.bending_m(load_n, beam.modulus_pa)
        + set_up.shear_m(load_n, beam.shear_modulus_pa)
        + seating.at(load_n)
}
