//! Least squares: lines, polynomials and any model that is linear in its parameters, with their uncertainties.

mod curve;
mod line;
mod linear;

pub use curve::{fit_polynomial, fit_through_origin};
pub use line::{StraightLine, fit_line};
pub use linear::{Fit, FitError, Weights, fit};
