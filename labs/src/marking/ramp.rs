//! From an error to a share of the points.

/// 1 up to `full`, 0 from `zero` on, straight between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ramp {
    full: f64,
    zero: f64,
}

/// A ramp that does not fall.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("`full` ({full}) must be at least 0 and below `zero` ({zero})")]
pub struct RampError {
    full: f64,
    zero: f64,
}

impl Ramp {
    /// From the largest error with all points and the smallest with none.
    pub fn new(full: f64, zero: f64) -> Result<Self, RampError> {
        if full >= 0.0 && full < zero && zero.is_finite() {
            Ok(Self { full, zero })
        } else {
            Err(RampError { full, zero })
        }
    }

    /// Share of the points, 0 to 1; never more for a larger error. 0 for what is not a number.
    pub fn share(self, error: f64) -> f64 {
        if error.is_nan() {
            return 0.0;
        }
        ((self.zero - error.abs()) / (self.zero - self.full)).clamp(0.0, 1.0)
    }
}
