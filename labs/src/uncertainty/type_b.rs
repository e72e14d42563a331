//! Type B: what is known without repeating, from a resolution, a tolerance, a certificate.

use serde::{Deserialize, Serialize};

use crate::random::Source;

/// What is known of an error: its distribution about zero, in the quantity's unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TypeB {
    /// The last digit or graduation: rectangular of width `step`; `u = step/√12`.
    Resolution {
        /// The step.
        step: f64,
    },
    /// Anywhere within ±`half_width` alike, as a tolerance says: `u = a/√3`.
    Rectangular {
        /// Half-width a.
        half_width: f64,
    },
    /// Within ±`half_width`, more likely near the middle (a sum of two equal rectangular errors): `u = a/√6`.
    Triangular {
        /// Half-width a.
        half_width: f64,
    },
    /// Within ±`half_width`, most likely at its ends (U-shaped: a quantity that swings like a sine): `u = a/√2`.
    Arcsine {
        /// Half-width a.
        half_width: f64,
    },
    /// Normal, from a certificate that gives `expanded` with coverage factor `k`: `u = U/k`.
    Normal {
        /// Expanded uncertainty U.
        expanded: f64,
        /// Coverage factor.
        k: f64,
    },
}

impl TypeB {
    /// Standard uncertainty. Source: GUM §4.3.3 (normal), §4.3.7 (rectangular), §4.3.9 (triangular), JCGM 101 §6.4.6 (arcsine).
    pub fn u(self) -> f64 {
        match self {
            Self::Resolution { step } => step / 12_f64.sqrt(),
            Self::Rectangular { half_width } => half_width / 3_f64.sqrt(),
            Self::Triangular { half_width } => half_width / 6_f64.sqrt(),
            Self::Arcsine { half_width } => half_width / 2_f64.sqrt(),
            Self::Normal { expanded, k } => expanded / k,
        }
    }

    /// An error drawn from the distribution.
    pub fn draw(self, source: &mut Source) -> f64 {
        match self {
            Self::Resolution { step } => source.uniform(-step / 2.0, step / 2.0),
            Self::Rectangular { half_width } => source.uniform(-half_width, half_width),
            Self::Triangular { half_width } => half_width * (source.unit() - source.unit()),
            Self::Arcsine { half_width } => {
                half_width * libm::sin(std::f64::consts::TAU * source.unit())
            }
            Self::Normal { expanded, k } => expanded / k * source.normal(),
        }
    }
}
