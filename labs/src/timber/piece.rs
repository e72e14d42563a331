//! One beam on the rack: its own material, sawn to its own size.

use super::{Beam, Population, Seating, Section, StrengthClass, ThreePoint, deflection_m};
use crate::random::Source;

/// A beam with its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Its material.
    pub beam: Beam,
    /// Its section.
    pub section: Section,
    /// Its length, metres.
    pub length_m: f64,
}

/// What the saw was set to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sawn {
    /// Nominal section.
    pub section: Section,
    /// Nominal length, metres.
    pub length_m: f64,
    /// Each of the three is within ± this of its nominal, uniformly, metres.
    pub tolerance_m: f64,
}

impl Piece {
    /// A beam of `class`, sawn to `sawn`.
    pub fn draw(class: StrengthClass, sawn: Sawn, source: &mut Source) -> Self {
        let beam = Population { class }.draw(source);
        let mut off = || source.uniform(-sawn.tolerance_m, sawn.tolerance_m);
        Self {
            beam,
            section: Section {
                width_m: sawn.section.width_m + off(),
                height_m: sawn.section.height_m + off(),
            },
            length_m: sawn.length_m + off(),
        }
    }

    /// Mass, kg.
    pub fn mass_kg(&self) -> f64 {
        self.beam.density_kg_m3 * self.section.area_m2() * self.length_m
    }

    /// Deflection in the middle of a press of this span, metres; see [`deflection_m`].
    pub fn deflection_m(&self, span_m: f64, seating: Seating, load_n: f64) -> f64 {
        deflection_m(self.in_press(span_m), self.beam, seating, load_n)
    }

    /// Load over deflection once it is seated, N/m: bending and shear together.
    pub fn stiffness_n_per_m(&self, span_m: f64) -> f64 {
        1.0 / self.deflection_m(span_m, Seating::default(), 1.0)
    }

    /// The modulus that slope gives when shear is left in it, Pa: 5.9 % low at L = 18 h for E/G = 16.
    pub fn apparent_modulus_pa(&self, span_m: f64) -> f64 {
        self.in_press(span_m)
            .modulus_pa(self.stiffness_n_per_m(span_m), None)
            .expect("a load always bends the beam")
    }

    fn in_press(&self, span_m: f64) -> ThreePoint {
        ThreePoint {
            section: self.section,
            span_m,
        }
    }
}
