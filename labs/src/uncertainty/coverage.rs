//! Coverage: from a standard uncertainty to an interval one can promise.

use super::coverage_factor;

/// An expanded uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expanded {
    /// U = k·u.
    pub uncertainty: f64,
    /// Coverage factor.
    pub k: f64,
    /// Effective degrees of freedom.
    pub degrees_of_freedom: f64,
}

/// Effective degrees of freedom of a combined uncertainty `u` from independent contributions, each `(|c|·u, degrees of
/// freedom)`: `u⁴ / Σ(contribution⁴/ν)`. Infinite where every contribution has infinitely many.
///
/// An approximation (Welch 1936, Satterthwaite 1946), for independent inputs only. Source: GUM §G.4.1, eq. (G.2b).
pub fn effective_degrees_of_freedom(contributions: &[(f64, f64)]) -> f64 {
    let square = |x: f64| x * x;
    let variance: f64 = contributions.iter().map(|(u, _)| square(*u)).sum();
    let sum: f64 = contributions
        .iter()
        .map(|(u, dof)| square(square(*u)) / dof)
        .sum();
    square(variance) / sum
}

/// Expanded uncertainty that covers with `probability`, of independent contributions as in
/// [`effective_degrees_of_freedom`]. Degrees of freedom are cut to a whole number first, as GUM §G.4.1 note 1 allows.
pub fn expanded(contributions: &[(f64, f64)], probability: f64) -> Expanded {
    let u = contributions.iter().map(|(u, _)| u * u).sum::<f64>().sqrt();
    let degrees_of_freedom = effective_degrees_of_freedom(contributions);
    let k = coverage_factor(probability, degrees_of_freedom.floor().max(1.0));
    Expanded {
        uncertainty: k * u,
        k,
        degrees_of_freedom,
    }
}
