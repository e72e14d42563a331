//! Student's t: how much wider an interval must be when the scatter is known from few readings.

/// Probability that Student's t with `degrees_of_freedom` is below `t`. Infinite degrees of freedom are the normal law.
///
/// By the regularised incomplete beta function; absolute error below 1e-12. NaN for degrees of freedom that are not positive.
/// Source: Abramowitz & Stegun 26.7.1.
pub fn student_cdf(t: f64, degrees_of_freedom: f64) -> f64 {
    if t.is_nan() || degrees_of_freedom.is_nan() || degrees_of_freedom <= 0.0 {
        return f64::NAN;
    }
    // Above a million the two laws differ by less than 1e-6 of a tail: the normal one is exact enough and never loses digits.
    if degrees_of_freedom > 1e6 {
        return 0.5 * libm::erfc(-t * std::f64::consts::FRAC_1_SQRT_2);
    }
    let x = degrees_of_freedom / (degrees_of_freedom + t * t);
    let tail = 0.5 * incomplete_beta(degrees_of_freedom / 2.0, 0.5, x);
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The factor k for which ±k standard uncertainties cover with `probability` (between 0 and 1): 4.303 at 95 % for two degrees
/// of freedom, 1.960 for infinitely many. NaN outside these ranges. Source: GUM §G.3, table G.2.
pub fn coverage_factor(probability: f64, degrees_of_freedom: f64) -> f64 {
    if !(0.0..1.0).contains(&probability)
        || degrees_of_freedom.is_nan()
        || degrees_of_freedom <= 0.0
    {
        return f64::NAN;
    }
    let tail = (1.0 - probability) / 2.0;
    // The lower tail keeps its digits where 1 − p would lose them.
    let below = |k: f64| student_cdf(-k, degrees_of_freedom) > tail;
    let mut high = 1.0;
    while below(high) && high < 1e300 {
        high *= 2.0;
    }
    let mut low = 0.0;
    // Halving an interval 80 times leaves less than rounding.
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Regularised incomplete beta function I_x(a, b) by its continued fraction (Abramowitz & Stegun 26.5.8, evaluated by Lentz's
/// method), on the side where it converges fast.
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(b, a, 1.0 - x);
    }
    let log_front = a * libm::log(x) + b * libm::log1p(-x) + libm::lgamma(a + b)
        - libm::lgamma(a)
        - libm::lgamma(b);
    let nonzero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let (mut c, mut d) = (1.0, 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for m in 1..2000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for step in [even, odd] {
            d = 1.0 / nonzero(1.0 + step * d);
            c = nonzero(1.0 + step / c);
            change = c * d;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    libm::exp(log_front) * fraction / a
}
