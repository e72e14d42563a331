//! Where the graduations of an axis lie.

/// Round numbers that span `low` to `high`, some five of them: multiples of 1, 2 or 5 times a power of ten.
///
/// Empty for what is no interval. Source: Heckbert, “Nice numbers for graph labels”, *Graphics Gems*, 1990.
pub fn ticks(low: f64, high: f64) -> Vec<f64> {
    let span = high - low;
    if !(span.is_finite() && span > 0.0) {
        return Vec::new();
    }
    let rough = span / 5.0;
    let power = libm::pow(10.0, libm::log10(rough).floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|times| times * power)
        .into_iter()
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power);
    let first = (low / step).floor();
    (0..=12)
        .map(|nth| (first + f64::from(nth)) * step)
        // The graduation that reaches `high` is the last.
        .scan(false, |over, tick| {
            let before = *over;
            *over = tick >= high - 1e-9 * span;
            (!before).then_some(tick)
        })
        .collect()
}
