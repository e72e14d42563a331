//! Numbers drawn from a seed: uniform, normal, and vectors with a covariance.

use chacha20::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

use crate::algebra::Matrix;

/// A stream of numbers that depends on its seed alone.
#[derive(Debug)]
pub struct Source(ChaCha8Rng);

impl Source {
    /// The stream of this seed.
    pub fn new(seed: [u8; 32]) -> Self {
        Self(ChaCha8Rng::from_seed(seed))
    }

    /// The stream of a small number, for tests and for numerical experiments that need no secrecy.
    pub fn from_number(number: u64) -> Self {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&number.to_le_bytes());
        Self::new(seed)
    }

    /// Uniform in (0, 1): multiples of 2⁻⁵³ moved by half a step, so that neither end occurs.
    pub fn unit(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    /// Uniform between `low` and `high`.
    pub fn uniform(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Normal with mean 0 and standard deviation 1 (Box & Muller 1958). Always takes two numbers from the stream, so that the
    /// count of draws never depends on their values.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(self.unit())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.unit())
    }

    /// Normal vector with mean 0 and covariance `lower · lowerᵀ`; `lower` from [`crate::algebra::cholesky`].
    pub fn normals(&mut self, lower: &Matrix) -> Vec<f64> {
        let independent: Vec<f64> = (0..lower.rows()).map(|_| self.normal()).collect();
        (0..lower.rows())
            .map(|row| {
                (0..=row)
                    .map(|column| lower[(row, column)] * independent[column])
                    .sum()
            })
            .collect()
    }
}
