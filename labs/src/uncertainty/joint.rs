//! Quantities read together, whose errors may go together.

use crate::algebra::Matrix;

/// Means of several quantities that were read in simultaneous sets, with the covariance of those means.
#[derive(Debug, Clone, PartialEq)]
pub struct JointReadings {
    /// Mean of each quantity.
    pub means: Vec<f64>,
    /// Covariance of the means: `Σ(x−x̄)(y−ȳ)/(n(n−1))`.
    pub covariance: Matrix,
    /// How many sets.
    pub count: usize,
}

/// Why sets of readings give no covariance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JointError {
    /// Fewer than two sets.
    #[error("one set says nothing about scatter: repeat it; there are {0}")]
    TooFew(usize),
    /// The quantities were not read equally often.
    #[error("quantities read together need the same number of readings each")]
    Uneven,
    /// A reading is not a number.
    #[error("a reading is not a number")]
    NotFinite,
}

impl JointReadings {
    /// From the readings of each quantity, in the same order of sets. Source: GUM §5.2.3, eq. (17), and annex H.2.
    pub fn of(quantities: &[&[f64]]) -> Result<Self, JointError> {
        let count = quantities.first().map_or(0, |readings| readings.len());
        if quantities.iter().any(|readings| readings.len() != count) {
            return Err(JointError::Uneven);
        }
        if count < 2 {
            return Err(JointError::TooFew(count));
        }
        if !quantities
            .iter()
            .flat_map(|readings| readings.iter())
            .all(|x| x.is_finite())
        {
            return Err(JointError::NotFinite);
        }
        let n = count as f64;
        let means: Vec<f64> = quantities
            .iter()
            .map(|readings| readings.iter().sum::<f64>() / n)
            .collect();
        let covariance = Matrix::from_fn(means.len(), means.len(), |i, j| {
            let products = quantities[i].iter().zip(quantities[j]);
            products
                .map(|(x, y)| (x - means[i]) * (y - means[j]))
                .sum::<f64>()
                / (n * (n - 1.0))
        });
        Ok(Self {
            means,
            covariance,
            count,
        })
    }

    /// Standard uncertainty of the `i`th mean.
    pub fn u(&self, i: usize) -> f64 {
        self.covariance[(i, i)].sqrt()
    }

    /// Correlation coefficient of the `i`th and `j`th mean, −1 to 1; NaN if one of them does not scatter.
    pub fn correlation(&self, i: usize, j: usize) -> f64 {
        self.covariance[(i, j)] / (self.u(i) * self.u(j))
    }
}
