//! A straight line through readings.

use super::{Fit, FitError, Weights, fit};
use crate::algebra::Matrix;

/// A straight line `y = intercept + slope·x`.
#[derive(Debug, Clone, PartialEq)]
pub struct StraightLine {
    /// Value at x = 0.
    pub intercept: f64,
    /// Its standard uncertainty.
    pub u_intercept: f64,
    /// Change of y per unit of x.
    pub slope: f64,
    /// Its standard uncertainty.
    pub u_slope: f64,
    /// Covariance of the two, negative where the readings lie at positive x.
    pub covariance: f64,
    /// Share of the scatter of y that the line explains, R²; 1 for readings on it.
    pub r_squared: f64,
    /// Residuals, `s`, χ².
    pub fit: Fit,
}

impl StraightLine {
    /// Value and standard uncertainty of the line at `x`.
    pub fn at(&self, x: f64) -> (f64, f64) {
        let variance = self.u_intercept * self.u_intercept
            + 2.0 * x * self.covariance
            + x * x * self.u_slope * self.u_slope;
        (self.intercept + self.slope * x, variance.max(0.0).sqrt())
    }
}

/// Fits a straight line. Errors with fewer than three readings or a single x. Validity and source as [`fit`].
pub fn fit_line(x: &[f64], y: &[f64], weights: Weights) -> Result<StraightLine, FitError> {
    if x.len() != y.len() {
        return Err(FitError::Uneven);
    }
    if !x.iter().all(|x| x.is_finite()) {
        return Err(FitError::NotFinite);
    }
    let design = Matrix::from_fn(
        x.len(),
        2,
        |row, column| if column == 0 { 1.0 } else { x[row] },
    );
    let fit = fit(&design, y, weights)?;
    let weight = |row: usize| match weights {
        Weights::Equal => 1.0,
        Weights::Known(u) => 1.0 / (u[row] * u[row]),
    };
    let total: f64 = (0..y.len()).map(weight).sum();
    let mean = (0..y.len()).map(|row| weight(row) * y[row]).sum::<f64>() / total;
    let scatter: f64 = (0..y.len())
        .map(|row| weight(row) * (y[row] - mean) * (y[row] - mean))
        .sum();
    Ok(StraightLine {
        intercept: fit.parameters[0],
        u_intercept: fit.u(0),
        slope: fit.parameters[1],
        u_slope: fit.u(1),
        covariance: fit.covariance[(0, 1)],
        r_squared: if scatter > 0.0 {
            1.0 - fit.chi_squared / scatter
        } else {
            1.0
        },
        fit,
    })
}
