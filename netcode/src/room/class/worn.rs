//! How long somebody has worn a headset, whichever one it was.

use serde::{Deserialize, Serialize};

use crate::protocol::limits;

const MINUTE_MS: u64 = 60_000;

/// One person's time in headsets in this session, milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Worn {
    /// All of it, without the time since it was put on last.
    total: u64,
    /// Since the last rest of [`REST_MIN`](limits::REST_MIN), without the time since it was put on last.
    stretch: u64,
    /// When it was put on, if it is on.
    since_ms: Option<u64>,
    /// When it was taken off last.
    off_ms: u64,
}

impl Worn {
    /// Whether a headset is on.
    pub const fn is_on(&self) -> bool {
        self.since_ms.is_some()
    }

    /// All the time in headsets until `now_ms` (milliseconds since 1970, UTC).
    pub fn total_ms(&self, now_ms: u64) -> u64 {
        self.total.saturating_add(self.running_ms(now_ms))
    }

    /// The time in headsets since the last rest, until `now_ms`; 0 after a rest.
    pub fn stretch_ms(&self, now_ms: u64) -> u64 {
        match self.since_ms {
            None if self.has_rested(now_ms) => 0,
            _ => self.stretch.saturating_add(self.running_ms(now_ms)),
        }
    }

    /// Whether a rest is advised after so many minutes; 0 is never.
    pub fn is_rest_due(&self, now_ms: u64, after_min: u8) -> bool {
        after_min > 0 && self.stretch_ms(now_ms) >= u64::from(after_min) * MINUTE_MS
    }

    pub(super) fn put_on(&mut self, at_ms: u64) {
        if self.is_on() {
            return;
        }
        if self.has_rested(at_ms) {
            self.stretch = 0;
        }
        self.since_ms = Some(at_ms);
    }

    pub(super) fn take_off(&mut self, at_ms: u64) {
        if self.is_on() {
            self.total = self.total_ms(at_ms);
            self.stretch = self.stretch_ms(at_ms);
            self.off_ms = at_ms;
            self.since_ms = None;
        }
    }

    fn running_ms(&self, now_ms: u64) -> u64 {
        self.since_ms
            .map_or(0, |since| now_ms.saturating_sub(since))
    }

    fn has_rested(&self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.off_ms) >= limits::REST_MIN * MINUTE_MS
    }
}
