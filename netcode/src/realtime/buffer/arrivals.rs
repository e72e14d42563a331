//! When datagrams arrive, how evenly, how many are missing; and from it, which moment to show.

use std::collections::VecDeque;

/// Arrivals remembered, about four seconds.
const REMEMBERED: usize = 128;
/// Ticks loss is counted over; the newest [`LATE`] may still come.
const COUNTED: u64 = 100;
const LATE: u64 = 3;
const LOSSY: f64 = 0.03;
const SHORTEST_S: f64 = 0.040;
const LONGEST_S: f64 = 0.250;
/// The shown time runs at 95 to 105 % of real time.
const BEND: f64 = 0.05;
/// A larger error is jumped over: the network changed altogether.
const SNAP_S: f64 = 0.5;

#[derive(Debug)]
pub(super) struct Arrivals {
    tick_s: f64,
    /// Tick and lateness: local arrival less the tick's server time, seconds. Any clock offset is in all of them.
    recent: VecDeque<(u32, f64)>,
    first: Option<u32>,
    /// Local time less shown time as it is now, seconds, and when it was asked.
    lag: Option<(f64, f64)>,
    fastest_s: f64,
    delay_s: f64,
}

impl Arrivals {
    pub(super) fn new(tick_s: f64) -> Self {
        Self {
            tick_s,
            recent: VecDeque::with_capacity(REMEMBERED),
            first: None,
            lag: None,
            fastest_s: 0.0,
            delay_s: SHORTEST_S,
        }
    }

    /// Server time of a tick, seconds since the first one heard of.
    pub(super) fn time_s(&self, tick: u32) -> f64 {
        let since = tick.wrapping_sub(self.first.unwrap_or(tick)) as i32;
        f64::from(since) * self.tick_s
    }

    pub(super) fn note(&mut self, tick: u32, now_s: f64) {
        self.first.get_or_insert(tick);
        if self.recent.len() == REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back((tick, now_s - self.time_s(tick)));
        let mut late: Vec<f64> = self.recent.iter().map(|(_, late)| *late).collect();
        late.sort_unstable_by(f64::total_cmp);
        self.fastest_s = late[0];
        let jitter_s = late[(late.len() - 1) * 95 / 100] - late[0];
        let spare = if self.loss() > LOSSY {
            self.tick_s
        } else {
            0.0
        };
        self.delay_s = (self.tick_s + jitter_s + spare).clamp(SHORTEST_S, LONGEST_S);
    }

    pub(super) fn delay_s(&self) -> f64 {
        self.delay_s
    }

    pub(super) fn loss(&self) -> f64 {
        let Some(newest) = self
            .recent
            .iter()
            .map(|(tick, _)| self.since_first(*tick))
            .max()
        else {
            return 0.0;
        };
        let until = newest - LATE as i64;
        let from = (until - COUNTED as i64).max(0);
        let mut ticks: Vec<i64> = self
            .recent
            .iter()
            .map(|(tick, _)| self.since_first(*tick))
            .filter(|tick| (from..until).contains(tick))
            .collect();
        ticks.sort_unstable();
        ticks.dedup();
        match until - from {
            expected if expected >= 10 => 1.0 - ticks.len() as f64 / expected as f64,
            _ => 0.0,
        }
    }

    fn since_first(&self, tick: u32) -> i64 {
        i64::from(tick.wrapping_sub(self.first.unwrap_or(tick)) as i32)
    }

    /// The server time to show at a local time.
    pub(super) fn shown_s(&mut self, now_s: f64) -> Option<f64> {
        self.first?;
        let target = self.fastest_s + self.delay_s;
        let lag = match self.lag {
            Some((lag, asked)) if (target - lag).abs() <= SNAP_S => {
                let most = BEND * (now_s - asked).max(0.0);
                lag + (target - lag).clamp(-most, most)
            }
            _ => target,
        };
        self.lag = Some((lag, now_s));
        Some(now_s - lag)
    }
}
