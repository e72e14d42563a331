//! Monte Carlo: propagation of whole distributions, to check the straight-line formula where it may bend.

use super::TypeB;
use crate::{
    algebra::{Matrix, NotPositive, cholesky},
    random::Source,
};

/// What goes into a model: estimates, and how their errors are distributed.
#[derive(Debug, Clone, PartialEq)]
pub enum Inputs {
    /// Each error for itself.
    Independent(Vec<(f64, TypeB)>),
    /// Normal errors that go together, by their covariance.
    Normal {
        /// Estimates.
        x: Vec<f64>,
        /// Covariance of their errors.
        covariance: Matrix,
    },
}

/// What a model gives when its inputs are drawn many times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonteCarlo {
    /// Mean of the results.
    pub mean: f64,
    /// Their standard deviation.
    pub u: f64,
    /// The interval that leaves equal tails.
    pub interval: (f64, f64),
    /// The shortest interval of the same probability.
    pub shortest: (f64, f64),
}

/// Draws `draws` (at least 100) sets of inputs and evaluates `model` on each. Error of the result's `u` about `u/√(2·draws)`.
/// Errors if a covariance is not positive definite. Source: JCGM 101:2008 §7 (fixed number of trials), §5.3.4 (shortest).
pub fn monte_carlo(
    model: impl Fn(&[f64]) -> f64,
    inputs: &Inputs,
    draws: usize,
    probability: f64,
    source: &mut Source,
) -> Result<MonteCarlo, NotPositive> {
    let lower = match inputs {
        Inputs::Independent(_) => None,
        Inputs::Normal { covariance, .. } => Some(cholesky(covariance)?),
    };
    let mut results: Vec<f64> = (0..draws.max(100))
        .map(|_| match (inputs, &lower) {
            (Inputs::Normal { x, .. }, Some(lower)) => {
                let errors = source.normals(lower);
                model(
                    &x.iter()
                        .zip(errors)
                        .map(|(x, error)| x + error)
                        .collect::<Vec<_>>(),
                )
            }
            (Inputs::Normal { x, .. }, None) => model(x),
            (Inputs::Independent(each), _) => {
                let drawn: Vec<f64> = each
                    .iter()
                    .map(|(x, error)| x + error.draw(source))
                    .collect();
                model(&drawn)
            }
        })
        .collect();
    results.sort_by(f64::total_cmp);
    let n = results.len();
    let mean = results.iter().sum::<f64>() / n as f64;
    let squares: f64 = results.iter().map(|y| (y - mean) * (y - mean)).sum();
    let inside = ((probability.clamp(0.0, 1.0) * n as f64).round() as usize).min(n - 1);
    let first = (n - inside) / 2;
    let start = (0..n - inside)
        .min_by(|&i, &j| {
            (results[i + inside] - results[i]).total_cmp(&(results[j + inside] - results[j]))
        })
        .unwrap_or(0);
    Ok(MonteCarlo {
        mean,
        u: (squares / (n as f64 - 1.0)).sqrt(),
        interval: (
            results[first.min(n - 1 - inside)],
            results[first.min(n - 1 - inside) + inside],
        ),
        shortest: (results[start], results[start + inside]),
    })
}
