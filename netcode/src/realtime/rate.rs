//! How many bytes a receiver may be sent, from what its network does with them.
//!
//! A token bucket, filled at a rate that is looked at every 200 ms. The rate falls by 15 % when the delay says that a
//! queue builds: its median rose by more than 5 ms since the last look, or stands more than 30 ms above the shortest of
//! the last half minute; or when 10 % and more of the datagrams are lost. Less loss says nothing: radio loses at random.
//! Otherwise it rises by 5 %, if what there was was used (as RFC 7661 asks of senders that are not limited).
//! After a fall it waits two looks, so that the queue is seen without what was already on the way.
//! Source of delay as the signal: Carlucci et al., *Analysis and design of the Google congestion control for WebRTC*, MMSys 2016.

use std::collections::VecDeque;
use std::time::Duration;

/// Rate at first, bit/s: enough for a class on tiers, little enough for a telephone.
pub const START_BITS_PER_S: f64 = 200_000.0;
/// Least rate, bit/s: headers and the nearest people.
pub const FLOOR_BITS_PER_S: f64 = 48_000.0;
/// Greatest rate, bit/s: a hundred people in full, five times.
pub const CAP_BITS_PER_S: f64 = 1_500_000.0;
/// What a datagram costs beyond its payload, bytes: QUIC 40, UDP 8, IPv4 20.
pub const OVERHEAD_BYTES: usize = 68;

/// Time between two looks.
const LOOK: Duration = Duration::from_millis(200);
/// Time a shortest delay is believed.
const MEMORY: Duration = Duration::from_secs(30);
const RISE: Duration = Duration::from_millis(5);
const STANDING: Duration = Duration::from_millis(30);
const LOSS: f64 = 0.10;
/// Datagrams needed in a look before their loss means anything.
const FEW: u32 = 5;
/// The bucket holds this much time at the rate.
const BURST_S: f64 = 0.1;
/// And never less than this, bytes: one full datagram.
const BURST_BYTES: f64 = 1_250.0;

/// How much has to be left out, from what would be sent and what may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressure {
    /// Everything fits.
    #[default]
    None,
    /// Tiers drop: everybody but speakers and hosts one tier coarser.
    Coarser,
    /// And every second tick is left out.
    Slower,
}

/// The rate of one receiver. Time is any that only grows.
#[derive(Clone, Debug)]
pub struct RateController {
    bits_per_s: f64,
    tokens_bytes: f64,
    filled: Duration,
    looked: Duration,
    sent_bytes: usize,
    arrived: u32,
    lost: u32,
    delays: Vec<Duration>,
    last_median: Option<Duration>,
    /// (when, shortest delay of that look), for [`MEMORY`].
    shortest: VecDeque<(Duration, Duration)>,
    waiting: u8,
    wanted_bytes: f64,
    pressure: Pressure,
}

impl RateController {
    /// At the starting rate.
    pub fn new(now: Duration) -> Self {
        Self {
            bits_per_s: START_BITS_PER_S,
            tokens_bytes: BURST_BYTES,
            filled: now,
            looked: now,
            sent_bytes: 0,
            arrived: 0,
            lost: 0,
            delays: Vec::new(),
            last_median: None,
            shortest: VecDeque::new(),
            waiting: 0,
            wanted_bytes: 0.0,
            pressure: Pressure::None,
        }
    }

    /// The rate, bit/s, headers included.
    pub fn bits_per_s(&self) -> f64 {
        self.bits_per_s
    }

    /// Payload bytes a datagram may have now, at most `most`; 0 if none should be sent.
    pub fn budget(&mut self, now: Duration, most: usize) -> usize {
        self.fill(now);
        (self.tokens_bytes.max(0.0) as usize)
            .saturating_sub(OVERHEAD_BYTES)
            .min(most)
    }

    /// Notes a datagram of some payload bytes that was sent.
    pub fn sent(&mut self, now: Duration, payload_bytes: usize) {
        self.fill(now);
        let bytes = payload_bytes + OVERHEAD_BYTES;
        self.tokens_bytes -= bytes as f64;
        self.sent_bytes += bytes;
    }

    /// Notes how long a datagram took: one way or both, against any fixed clock, always measured the same way.
    pub fn delay(&mut self, delay: Duration) {
        self.delays.push(delay);
    }

    /// Notes datagrams the receiver acknowledged, and ones it is too late for.
    pub fn outcome(&mut self, arrived: u32, lost: u32) {
        self.arrived += arrived;
        self.lost += lost;
    }

    /// Notes what a datagram would have had with all its receiver wants, payload bytes; drives [`RateController::pressure`].
    pub fn wanted(&mut self, payload_bytes: usize) {
        let bytes = (payload_bytes + OVERHEAD_BYTES) as f64;
        // About a second at 30 Hz.
        self.wanted_bytes += (bytes - self.wanted_bytes) / 30.0;
    }

    /// How much to leave out at a number of ticks a second. Falls back a step only when it would fit with 15 % to spare.
    pub fn pressure(&mut self, ticks_per_s: f64) -> Pressure {
        let ratio = self.wanted_bytes * 8.0 * ticks_per_s / self.bits_per_s;
        let step = |ratio: f64| match ratio {
            r if r > 2.0 => Pressure::Slower,
            r if r > 1.0 => Pressure::Coarser,
            _ => Pressure::None,
        };
        self.pressure = step(ratio).max(self.pressure.min(step(ratio * 1.15)));
        self.pressure
    }

    fn fill(&mut self, now: Duration) {
        let elapsed = now.saturating_sub(self.filled).as_secs_f64();
        self.filled = self.filled.max(now);
        let bytes_per_s = self.bits_per_s / 8.0;
        let most = (bytes_per_s * BURST_S).max(BURST_BYTES);
        self.tokens_bytes = (self.tokens_bytes + elapsed * bytes_per_s).min(most);
        let elapsed = now.saturating_sub(self.looked);
        if elapsed >= LOOK {
            self.looked = now;
            self.look(now, elapsed.as_secs_f64());
        }
    }

    fn look(&mut self, now: Duration, elapsed_s: f64) {
        let sent_bits_per_s = self.sent_bytes as f64 * 8.0 / elapsed_s;
        let outcomes = self.arrived + self.lost;
        let lossy = outcomes >= FEW && f64::from(self.lost) >= LOSS * f64::from(outcomes);
        let queued = self.queue_builds(now);
        (self.sent_bytes, self.arrived, self.lost) = (0, 0, 0);
        if self.waiting > 0 {
            self.waiting -= 1;
        } else if lossy || queued {
            self.bits_per_s = 0.85 * self.bits_per_s.min(sent_bits_per_s.max(FLOOR_BITS_PER_S));
            self.waiting = 1;
        } else if sent_bits_per_s > 0.6 * self.bits_per_s {
            self.bits_per_s *= 1.05;
        }
        self.bits_per_s = self.bits_per_s.clamp(FLOOR_BITS_PER_S, CAP_BITS_PER_S);
    }

    fn queue_builds(&mut self, now: Duration) -> bool {
        let middle = self.delays.len() / 2;
        if self.delays.is_empty() {
            return false;
        }
        let (_, median, _) = self.delays.select_nth_unstable(middle);
        let median = *median;
        if let Some(shortest) = self.delays.iter().min() {
            self.shortest.push_back((now, *shortest));
        }
        self.delays.clear();
        while self
            .shortest
            .front()
            .is_some_and(|(when, _)| now.saturating_sub(*when) > MEMORY)
        {
            self.shortest.pop_front();
        }
        let base = self.shortest.iter().map(|(_, delay)| *delay).min();
        let standing = median.saturating_sub(base.unwrap_or(median));
        let rise = median.saturating_sub(self.last_median.unwrap_or(median));
        self.last_median = Some(median);
        standing > STANDING || (rise > RISE && standing > RISE)
    }
}
