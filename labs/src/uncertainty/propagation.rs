//! Propagation: the uncertainty of a result from those of what it was computed from.

use crate::algebra::Matrix;

/// A result with its uncertainty and where that comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// The model's value at the estimates.
    pub value: f64,
    /// Combined standard uncertainty.
    pub u: f64,
    /// One line for each input, in their order.
    pub lines: Vec<BudgetLine>,
}

/// What one input contributes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BudgetLine {
    /// Sensitivity coefficient, ∂f/∂x.
    pub sensitivity: f64,
    /// Standard uncertainty of the input.
    pub u: f64,
    /// Its contribution to the result's uncertainty, `|∂f/∂x|·u`.
    pub contribution: f64,
}

/// Combined standard uncertainty of `model(x)` at the estimates `x` with the covariance matrix of their errors:
/// `u² = Σᵢ Σⱼ cᵢ cⱼ cov(i, j)`.
///
/// First order: valid where the model is nearly straight over the uncertainties; compare [`super::monte_carlo`]. Derivatives by a
/// five-point stencil, relative error about 1e-11. Source: GUM §5.1.2 and §5.2.2, eq. (13).
pub fn propagate(model: impl Fn(&[f64]) -> f64, x: &[f64], covariance: &Matrix) -> Budget {
    let (values, joint, jacobian) = propagate_joint(|x| vec![model(x)], x, covariance);
    let lines = (0..x.len())
        .map(|i| {
            let (sensitivity, u) = (jacobian[(0, i)], covariance[(i, i)].sqrt());
            BudgetLine {
                sensitivity,
                u,
                contribution: sensitivity.abs() * u,
            }
        })
        .collect();
    Budget {
        value: values[0],
        // Exact cancellation of correlated errors can end a rounding error below zero.
        u: joint[(0, 0)].max(0.0).sqrt(),
        lines,
    }
}

/// Several results of the same inputs: their values, their covariance matrix `J·V·Jᵀ` and the Jacobian J (results × inputs).
/// `model` must give equally many results everywhere. Source: JCGM 102:2011 §6.2; GUM H.2.
pub fn propagate_joint(
    model: impl Fn(&[f64]) -> Vec<f64>,
    x: &[f64],
    covariance: &Matrix,
) -> (Vec<f64>, Matrix, Matrix) {
    assert!(
        covariance.rows() == x.len() && covariance.columns() == x.len(),
        "one row and one column of covariance for each input"
    );
    let values = model(x);
    let mut jacobian = Matrix::zeros(values.len(), x.len());
    for i in 0..x.len() {
        let u = covariance[(i, i)].sqrt();
        let scale = if x[i] != 0.0 {
            x[i].abs()
        } else if u > 0.0 {
            u
        } else {
            1.0
        };
        let step = 1e-3 * scale;
        let at = |steps: f64| {
            let mut moved = x.to_vec();
            moved[i] += steps * step;
            model(&moved)
        };
        let (far_below, below, above, far_above) = (at(-2.0), at(-1.0), at(1.0), at(2.0));
        for row in 0..values.len() {
            jacobian[(row, i)] = (far_below[row] - 8.0 * below[row] + 8.0 * above[row]
                - far_above[row])
                / (12.0 * step);
        }
    }
    let joint = jacobian.times(covariance).times(&jacobian.transposed());
    (values, joint, jacobian)
}
