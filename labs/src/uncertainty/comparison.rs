//! Do two results agree?

/// Normalised gap `z = |x − reference| / √(u² + u_reference²)`, from standard uncertainties: up to 2 they agree.
/// 0 for equal values even without uncertainty; infinite for different values without.
pub fn normalised_gap(x: f64, u: f64, reference: f64, u_reference: f64) -> f64 {
    let gap = (x - reference).abs();
    if gap == 0.0 {
        0.0
    } else {
        gap / libm::hypot(u, u_reference)
    }
}

/// Normalised error `Eₙ = |x − reference| / √(U² + U_reference²)`, from expanded uncertainties (k = 2): up to 1 they agree.
/// Source: ISO/IEC 17043:2010, §B.3.1.3 (there with a sign).
pub fn normalised_error(x: f64, expanded: f64, reference: f64, expanded_reference: f64) -> f64 {
    normalised_gap(x, expanded, reference, expanded_reference)
}
