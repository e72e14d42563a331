//! Polynomials, and proportionality.

use super::{Fit, FitError, Weights, fit};
use crate::algebra::Matrix;

/// Fits `y = p₀ + p₁x + … + pₙxⁿ`; parameters in that order. Errors with fewer than `degree` + 2 readings or too few different x.
///
/// Loses about one digit for each degree where x does not surround zero (test: NIST Wampler1, degree 5).
pub fn fit_polynomial(
    x: &[f64],
    y: &[f64],
    degree: usize,
    weights: Weights,
) -> Result<Fit, FitError> {
    check(x, y)?;
    let mut design = Matrix::zeros(x.len(), degree + 1);
    for (row, x) in x.iter().enumerate() {
        let mut power = 1.0;
        for column in 0..=degree {
            design[(row, column)] = power;
            power *= x;
        }
    }
    fit(&design, y, weights)
}

/// Fits `y = slope·x`, the only parameter. Right only where theory says that the line passes the origin and the zero is trusted.
pub fn fit_through_origin(x: &[f64], y: &[f64], weights: Weights) -> Result<Fit, FitError> {
    check(x, y)?;
    fit(&Matrix::from_fn(x.len(), 1, |row, _| x[row]), y, weights)
}

fn check(x: &[f64], y: &[f64]) -> Result<(), FitError> {
    if x.len() != y.len() {
        return Err(FitError::Uneven);
    }
    if !x.iter().all(|x| x.is_finite()) {
        return Err(FitError::NotFinite);
    }
    Ok(())
}
