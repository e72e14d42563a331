//! Type A: what repeating tells.

use super::coverage_factor;

/// Mean and uncertainty of repeated readings of one quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypeA {
    /// How many readings.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// Their experimental standard deviation, `s = √(Σ(x−x̄)²/(n−1))`.
    pub s: f64,
    /// Standard uncertainty of the mean, `s/√n`.
    pub u: f64,
    /// Degrees of freedom, `n − 1`.
    pub degrees_of_freedom: f64,
}

/// Why readings give no type A uncertainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypeAError {
    /// Fewer than two.
    #[error("one reading says nothing about its scatter: repeat it; there are {0}")]
    TooFew(usize),
    /// A reading is not a number.
    #[error("a reading is not a number")]
    NotFinite,
}

impl TypeA {
    /// From at least two independent readings. Source: GUM §4.2. The uncertainty of `s` itself is about `1/√(2(n−1))`.
    pub fn of(readings: &[f64]) -> Result<Self, TypeAError> {
        let count = readings.len();
        if count < 2 {
            return Err(TypeAError::TooFew(count));
        }
        if !readings.iter().all(|reading| reading.is_finite()) {
            return Err(TypeAError::NotFinite);
        }
        let n = count as f64;
        let mean = readings.iter().sum::<f64>() / n;
        let squares: f64 = readings.iter().map(|x| (x - mean) * (x - mean)).sum();
        let s = (squares / (n - 1.0)).sqrt();
        Ok(Self {
            count,
            mean,
            s,
            u: s / n.sqrt(),
            degrees_of_freedom: n - 1.0,
        })
    }

    /// Half-width of the interval about the mean that covers with `probability`, by Student's t.
    pub fn half_width(&self, probability: f64) -> f64 {
        self.u * coverage_factor(probability, self.degrees_of_freedom)
    }
}
