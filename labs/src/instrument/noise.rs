//! The part of an instrument's error that is new at every reading.

use serde::{Deserialize, Serialize};

use crate::random::Source;

/// Random error of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(tag = "dist", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Noise {
    /// None.
    #[default]
    None,
    /// Normal with standard deviation `√(sigma² + (relative·value)²)`.
    Normal {
        /// In the instrument's unit.
        #[serde(default)]
        sigma: f64,
        /// As a share of the value.
        #[serde(default)]
        relative: f64,
    },
    /// Uniform within ±`half_width`.
    Uniform {
        /// In the instrument's unit.
        half_width: f64,
    },
}

impl Noise {
    /// Its standard deviation at `value`.
    pub fn u(self, value: f64) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Normal { sigma, relative } => libm::hypot(sigma, relative * value),
            Self::Uniform { half_width } => half_width / 3_f64.sqrt(),
        }
    }

    /// An error drawn for `value`.
    pub fn draw(self, value: f64, source: &mut Source) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Normal { .. } => self.u(value) * source.normal(),
            Self::Uniform { half_width } => source.uniform(-half_width, half_width),
        }
    }
}
