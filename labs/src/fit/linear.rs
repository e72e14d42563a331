//! A model linear in its parameters, fitted by least squares.

use crate::algebra::{Matrix, Qr, RankDeficient};

/// What is known of the readings' uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weights<'a> {
    /// Nothing but that it is the same for all: it is estimated from the residuals.
    Equal,
    /// The standard uncertainty of each y: parameters' uncertainties follow from these alone, and `chi_squared` tests them.
    Known(&'a [f64]),
}

/// Why there is no fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// Columns of different length.
    #[error("x, y and u(y) need one value for each reading")]
    Uneven,
    /// Too few readings to have any left over for their scatter.
    #[error("{parameters} parameters need more than {parameters} readings; there are {readings}")]
    TooFew {
        /// Readings there are.
        readings: usize,
        /// Parameters asked for.
        parameters: usize,
    },
    /// A value that is not a number, or an uncertainty that is not positive.
    #[error("a value is not a number, or an uncertainty is not above zero")]
    NotFinite,
    /// The settings do not tell the parameters apart.
    #[error(transparent)]
    Rank(#[from] RankDeficient),
}

/// A least-squares fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The parameters, in the order of the design's columns.
    pub parameters: Vec<f64>,
    /// Their covariance matrix.
    pub covariance: Matrix,
    /// `y` minus the fitted value, for each reading, in the unit of y.
    pub residuals: Vec<f64>,
    /// Readings minus parameters.
    pub degrees_of_freedom: usize,
    /// Residual standard deviation, in the unit of y: `√(Σr²/ν)`; weighted fits: `√(χ²/ν)`, which has no unit and should be near 1.
    pub s: f64,
    /// `Σ(r/u)²`; with equal weights Σr².
    pub chi_squared: f64,
}

impl Fit {
    /// Standard uncertainty of the `i`th parameter.
    pub fn u(&self, i: usize) -> f64 {
        self.covariance[(i, i)].sqrt()
    }
}

/// Fits `y ≈ design · parameters`; `design` has a row for each reading and a column for each parameter.
///
/// Minimises `Σ((y − fitted)/u)²` by Householder QR. Valid where y alone is uncertain (u(x) negligible against u(y)/slope) and
/// errors are independent. Numerical error: NIST's StRD sets to 9 digits or more (tests). Source: GUM H.3; JCGM 100 annex H.
pub fn fit(design: &Matrix, y: &[f64], weights: Weights) -> Result<Fit, FitError> {
    let (readings, parameters) = (design.rows(), design.columns());
    let known = match weights {
        Weights::Equal => None,
        Weights::Known(u) => Some(u),
    };
    if y.len() != readings || known.is_some_and(|u| u.len() != readings) {
        return Err(FitError::Uneven);
    }
    if readings <= parameters {
        return Err(FitError::TooFew {
            readings,
            parameters,
        });
    }
    let u_fine = known.is_none_or(|u| u.iter().all(|u| u.is_finite() && *u > 0.0));
    if !u_fine || !y.iter().all(|y| y.is_finite()) {
        return Err(FitError::NotFinite);
    }
    let weight = |row: usize| known.map_or(1.0, |u| 1.0 / u[row]);
    let scaled = Matrix::from_fn(readings, parameters, |row, column| {
        design[(row, column)] * weight(row)
    });
    let target: Vec<f64> = y
        .iter()
        .enumerate()
        .map(|(row, y)| y * weight(row))
        .collect();
    let qr = Qr::new(&scaled)?;
    let values = qr.solve(&target);
    let residuals: Vec<f64> = (0..readings)
        .map(|row| {
            y[row]
                - (0..parameters)
                    .map(|k| design[(row, k)] * values[k])
                    .sum::<f64>()
        })
        .collect();
    let chi_squared: f64 = residuals
        .iter()
        .enumerate()
        .map(|(row, residual)| residual * weight(row))
        .map(|scaled| scaled * scaled)
        .sum();
    let degrees_of_freedom = readings - parameters;
    let variance = chi_squared / degrees_of_freedom as f64;
    let covariance = qr
        .unit_covariance()
        .scaled(if known.is_some() { 1.0 } else { variance });
    Ok(Fit {
        parameters: values,
        covariance,
        residuals,
        degrees_of_freedom,
        s: variance.sqrt(),
        chi_squared,
    })
}
