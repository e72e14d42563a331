//! Beams that differ from one another, as those of one class do.

use serde::{Deserialize, Serialize};

use super::StrengthClass;
use crate::{
    algebra::{Matrix, cholesky},
    random::Source,
};

/// One beam's own material.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Beam {
    /// Modulus of elasticity along the grain, Pa.
    pub modulus_pa: f64,
    /// Shear modulus, Pa.
    pub shear_modulus_pa: f64,
    /// Bending strength, Pa.
    pub strength_pa: f64,
    /// Density, kg/m³.
    pub density_kg_m3: f64,
}

/// How the beams of a class scatter.
///
/// Coefficients of variation: modulus 0.20 (so that its 5th percentile is E_0,05: 1 − 1.645·0.20 = 0.67), density 0.10 (ρ_k/ρ_mean =
/// 0.83), strength 0.25. Correlations: modulus and strength 0.8, the others 0.6. Source: EN 338:2016; JCSS *Probabilistic Model Code*
/// part 3.5 for strength and the correlations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Population {
    /// The class the beams were sorted into.
    pub class: StrengthClass,
}

const MODULUS_CV: f64 = 0.20;
const DENSITY_CV: f64 = 0.10;
const STRENGTH_CV: f64 = 0.25;

impl Population {
    /// One beam. Normal for modulus and density (cut at 0.3 of the mean), log-normal for strength with the class's 5th percentile.
    /// The shear modulus goes with the modulus (E/G is the class's).
    pub fn draw(&self, source: &mut Source) -> Beam {
        let correlation = Matrix::from_fn(3, 3, |i, j| match (i.min(j), i.max(j)) {
            (i, j) if i == j => 1.0,
            (0, 1) => 0.8,
            _ => 0.6,
        });
        let lower =
            cholesky(&correlation).expect("correlations of 0.8, 0.6 and 0.6 are positive definite");
        let errors = source.normals(&lower);
        let spread = |cv: f64, error: f64| (1.0 + cv * error).max(0.3);
        let modulus_pa = self.class.modulus_mean * 1e6 * spread(MODULUS_CV, errors[0]);
        // The 5th percentile of a normal law lies 1.644 854 standard deviations below the mean.
        let sigma = libm::log1p(STRENGTH_CV * STRENGTH_CV).sqrt();
        let strength_pa =
            self.class.bending_strength * 1e6 * libm::exp(sigma * (1.644_854 + errors[1]));
        Beam {
            modulus_pa,
            shear_modulus_pa: modulus_pa * self.class.shear_modulus / self.class.modulus_mean,
            strength_pa,
            density_kg_m3: self.class.density_mean * spread(DENSITY_CV, errors[2]),
        }
    }
}
