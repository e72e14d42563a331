//! How much a client may say: so many a second, and a burst.

use std::time::Instant;

/// So many a second, and a burst.
pub(super) struct Allowance {
    per_second: f64,
    most: f64,
    left: f64,
    since: Instant,
}

impl Allowance {
    /// Full at first.
    pub(super) fn new(per_second: u32, burst: u32) -> Self {
        Self {
            per_second: per_second.into(),
            most: burst.into(),
            left: burst.into(),
            since: Instant::now(),
        }
    }

    /// Spends an amount, if there is as much.
    pub(super) fn spend(&mut self, amount: u32) -> bool {
        let amount = f64::from(amount);
        let now = Instant::now();
        self.left = (self.left + now.duration_since(self.since).as_secs_f64() * self.per_second)
            .min(self.most);
        self.since = now;
        let may = self.left >= amount;
        if may {
            self.left -= amount;
        }
        may
    }
}
