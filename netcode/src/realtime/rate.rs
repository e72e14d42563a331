//! How many bytes a receiver may be sent, from what its network does with them.
//!
//! A token bucket, filled at a rate that is looked at every 200 ms. The rate falls by 15 % when the delay says that a
//! queue builds: its median rose by more than 5 ms since the last look, or stands more than 30 ms above the shortest of
//! the last half minute (by 40 % if it stands more than 90 ms above); or when 10 % and more of the datagrams of the last
//! second or so are lost. Less loss says nothing: radio loses at random.
//! Otherwise it rises by 5 %, if what there was was used (as RFC 7661 asks of senders that are not limited).
//! After a fall it skips a look, so that the queue is seen without what was already on the way.
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
/// A queue this long is drained in a hurry.
const LONG: Duration = Duration::from_millis(90);
const LOSS: f64 = 0.10;
/// Datagrams needed before their loss means anything.
const FEW: f64 = 20.0;
/// Share of the outcomes that is still remembered a look later.
const REMEMBERED: f64 = 0.85;
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

/// What the delays say of the bottleneck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Queue {
    Short,
    Builds,
    Long,
}

/// The rate of one receiver. Time is any that only grows.
#[derive(Clone, Debug)]
pub struct RateController {
    bits_per_s: f64,
    tokens_bytes: f64,
    filled: Duration,
    looked: Duration,
    sent_bytes: usize,
    arrived: f64,
    lost: f64,
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
            arrived: 0.0,
            lost: 0.0,
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
        self.arrived += f64::from(arrived);
        self.lost += f64::from(lost);
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
        let lossy = outcomes >= FEW && self.lost >= LOSS * outcomes;
        let queued = self.queue(now);
        self.sent_bytes = 0;
        self.arrived *= REMEMBERED;
        self.lost *= REMEMBERED;
        if self.waiting > 0 {
            self.waiting -= 1;
        } else if lossy || queued != Queue::Short {
            let kept = if queued == Queue::Long { 0.6 } else { 0.85 };
            self.bits_per_s = kept * self.bits_per_s.min(sent_bits_per_s.max(FLOOR_BITS_PER_S));
            self.waiting = 1;
        } else if sent_bits_per_s > 0.6 * self.bits_per_s {
            self.bits_per_s *= 1.05;
        }
        self.bits_per_s = self.bits_per_s.clamp(FLOOR_BITS_PER_S, CAP_BITS_PER_S);
    }

    fn queue(&mut self, now: Duration) -> Queue {
        let middle = self.delays.len() / 2;
        if self.delays.is_empty() {
            return Queue::Short;
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
        match standing {
            _ if standing > LONG => Queue::Long,
            _ if standing > STANDING || rise.min(standing) > RISE => Queue::Builds,
            _ => Queue::Short,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: Duration = Duration::from_nanos(33_333_333);
    const WAY: Duration = Duration::from_millis(25);

    /// A link of some capacity with a long queue, and a sender who uses all it is given.
    struct Link {
        controller: RateController,
        now: Duration,
        /// When the bottleneck has sent what it was given.
        free: Duration,
        /// (arrival back at the sender, delay).
        acks: VecDeque<(Duration, Duration)>,
        /// Every n-th datagram is lost whatever its delay; 0 for none.
        lose: u32,
        sent: u32,
    }

    impl Link {
        fn new() -> Self {
            Self {
                controller: RateController::new(Duration::ZERO),
                now: Duration::ZERO,
                free: Duration::ZERO,
                acks: VecDeque::new(),
                lose: 0,
                sent: 0,
            }
        }

        /// Runs for some seconds; the median and greatest time in the queue, milliseconds, and the mean rate, kbit/s.
        fn run(&mut self, seconds: u32, bits_per_s: f64, most: usize) -> (u128, u128, f64) {
            let mut queued = Vec::new();
            let mut bytes = 0;
            for _ in 0..seconds * 30 {
                self.now += TICK;
                while self.acks.front().is_some_and(|(at, _)| *at <= self.now) {
                    let (_, delay) = self.acks.pop_front().unwrap_or_default();
                    self.controller.delay(delay);
                    self.controller.outcome(1, 0);
                }
                let payload = self.controller.budget(self.now, most);
                if payload < 20 {
                    continue;
                }
                self.controller.sent(self.now, payload);
                self.sent += 1;
                let size = payload + OVERHEAD_BYTES;
                let start = self.free.max(self.now);
                self.free = start + Duration::from_secs_f64(size as f64 * 8.0 / bits_per_s);
                queued.push((start - self.now).as_millis());
                bytes += size;
                if self.lose > 0 && self.sent.is_multiple_of(self.lose) {
                    self.controller.outcome(0, 1);
                } else {
                    self.acks
                        .push_back((self.free + 2 * WAY, self.free + WAY - self.now));
                }
            }
            queued.sort_unstable();
            let greatest = queued.last().copied().unwrap_or_default();
            let rate = bytes as f64 * 8.0 / f64::from(seconds) / 1000.0;
            (queued[queued.len() / 2], greatest, rate)
        }
    }

    #[test]
    fn keeps_the_queue_of_a_bottleneck_short_and_uses_it() {
        for capacity in [80e3, 150e3, 260e3] {
            let mut link = Link::new();
            link.run(15, capacity, 1150);
            let (median, greatest, kbit_per_s) = link.run(60, capacity, 1150);
            assert!(
                median < 50 && greatest < 100,
                "{capacity}: {median} ms, at most {greatest} ms"
            );
            assert!(
                kbit_per_s > capacity / 1000.0 * 0.6,
                "{capacity}: only {kbit_per_s} kbit/s"
            );
        }
    }

    #[test]
    fn gives_way_when_the_link_narrows_and_recovers_when_it_widens() {
        let mut link = Link::new();
        link.run(20, 2e6, 1150);
        let before = link.controller.bits_per_s();
        link.run(10, 120e3, 1150);
        let (_, greatest, _) = link.run(20, 120e3, 1150);
        assert!(greatest < 100, "{greatest} ms");
        assert!(link.controller.bits_per_s() < 180e3);
        link.run(20, 2e6, 1150);
        assert!(link.controller.bits_per_s() > before * 0.8);
    }

    #[test]
    fn random_loss_is_ignored_and_heavy_loss_is_not() {
        let mut link = Link::new();
        link.lose = 15;
        link.run(20, 2e6, 1150);
        assert!(link.controller.bits_per_s() > 300e3);
        link.lose = 4;
        link.run(20, 2e6, 1150);
        assert!(link.controller.bits_per_s() < 100e3);
    }

    #[test]
    fn the_rate_stays_between_its_bounds_and_unused_rate_does_not_grow() {
        let mut link = Link::new();
        link.run(60, 1e9, 100_000);
        assert!((1.2e6..=CAP_BITS_PER_S).contains(&link.controller.bits_per_s()));
        link.run(60, 10e3, 100_000);
        assert!(link.controller.bits_per_s() >= FLOOR_BITS_PER_S);
        let mut idle = Link::new();
        idle.run(60, 1e9, 60);
        assert!(idle.controller.bits_per_s() <= START_BITS_PER_S);
    }

    #[test]
    fn pressure_rises_with_what_is_wanted_and_falls_with_room_to_spare() {
        let mut controller = RateController::new(Duration::ZERO);
        let mut press = |bytes: usize| {
            for _ in 0..300 {
                controller.wanted(bytes);
            }
            controller.pressure(30.0)
        };
        // 200 kbit/s are 833 bytes a tick, headers in.
        assert_eq!(press(500), Pressure::None);
        assert_eq!(press(900), Pressure::Coarser);
        assert_eq!(press(740), Pressure::Coarser);
        assert_eq!(press(2000), Pressure::Slower);
        assert_eq!(press(500), Pressure::None);
    }
}
