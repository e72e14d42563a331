//! Timber in bending: deflection, stiffness, vibration, strength classes, and beams that differ as beams do.

mod bending;
mod modulus;
mod moisture;
mod piece;
mod population;
mod press;
mod section;
mod strength_class;
mod vibration;

pub use bending::{FourPoint, ThreePoint};
pub use modulus::{BeamMeasures, ModulusError, modulus_from_slope};
pub use moisture::{density_at_12_percent, density_kg_m3, modulus_at_12_percent, moisture_content};
pub use piece::{Piece, Sawn};
pub use population::{Beam, Population};
pub use press::{Seating, deflection_m};
pub use section::Section;
pub use strength_class::{StrengthClass, class_of};
pub use vibration::{
    flexural_free_hz, flexural_supported_hz, longitudinal_hz, modulus_from_flexural_free,
    modulus_from_longitudinal,
};
