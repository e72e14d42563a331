//! The modulus of a beam from its load–deflection readings, with its uncertainty.

use super::{Section, ThreePoint};
use crate::{
    algebra::Matrix,
    fit::{FitError, StraightLine, Weights, fit_line},
    quantity::{Measured, Unit},
    uncertainty::{Budget, propagate},
};

/// What is measured on a beam, with standard uncertainties. Metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BeamMeasures {
    /// Span L and u(L).
    pub span_m: (f64, f64),
    /// Width b and u(b).
    pub width_m: (f64, f64),
    /// Height h and u(h).
    pub height_m: (f64, f64),
}

/// Why readings give no modulus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModulusError {
    /// The line cannot be fitted.
    #[error(transparent)]
    Fit(#[from] FitError),
    /// The deflection does not grow with the load.
    #[error("deflection does not grow with load: are the two columns in the right order?")]
    Slope,
}

/// Modulus in Pa of a beam loaded in the middle: fits δ against F between `range` shares of the greatest load (EN 408: 0.1 to
/// 0.4), then `E = s·L³/(4·b·h³)` with s = F/δ.
///
/// `u(E)/E = √(u_s² + 9·u_L² + u_b² + 9·u_h²)` (relative), by propagation; h dominates. Shear is not taken out: the result is the
/// apparent modulus ([`ThreePoint::modulus_pa`] with G takes it out). Gives the result, its budget (inputs: slope, L, b, h) and
/// the line (δ in m, F in N). Source: EN 408:2010 §10; GUM §5.1.6.
pub fn modulus_from_slope(
    loads_n: &[f64],
    deflections_m: &[f64],
    range: (f64, f64),
    measures: BeamMeasures,
) -> Result<(Measured, Budget, StraightLine), ModulusError> {
    if loads_n.len() != deflections_m.len() {
        return Err(FitError::Uneven.into());
    }
    let greatest = loads_n.iter().copied().fold(0.0, f64::max);
    let inside = |load: f64| load >= range.0 * greatest - 1e-9 && load <= range.1 * greatest + 1e-9;
    let (loads, deflections): (Vec<f64>, Vec<f64>) = loads_n
        .iter()
        .zip(deflections_m)
        .filter(|(load, _)| inside(**load))
        .unzip();
    // The gauge scatters more than the load cell, so deflection is the dependent variable.
    let line = fit_line(&loads, &deflections, Weights::Equal)?;
    if line.slope.is_nan() || line.slope <= 0.0 {
        return Err(ModulusError::Slope);
    }
    let slope = 1.0 / line.slope;
    let u_slope = slope * line.u_slope / line.slope;
    let BeamMeasures {
        span_m,
        width_m,
        height_m,
    } = measures;
    let model = |x: &[f64]| {
        let section = Section {
            width_m: x[2],
            height_m: x[3],
        };
        // Bending alone always leaves a deflection to explain.
        ThreePoint {
            section,
            span_m: x[1],
        }
        .modulus_pa(x[0], None)
        .unwrap_or(f64::NAN)
    };
    let squares = [u_slope, span_m.1, width_m.1, height_m.1].map(|u| u * u);
    let budget = propagate(
        model,
        &[slope, span_m.0, width_m.0, height_m.0],
        &Matrix::diagonal(&squares),
    );
    let pascal: Unit = "Pa".parse().expect("the pascal is in the list of units");
    Ok((Measured::new(budget.value, budget.u, pascal), budget, line))
}
