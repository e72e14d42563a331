//! The server's clock, as a client knows it.

use std::collections::VecDeque;
use std::time::Duration;

/// Exchanges remembered: the one that travelled fastest among them tells the offset.
const EXCHANGES: usize = 16;
/// Fastest the clock is bent towards a better estimate: 2 % of elapsed time.
const SLEW_PER_MILLION: i64 = 20_000;
/// A larger error is jumped over.
const SNAP_MICROS: i64 = 150_000;

/// One exchange of datagrams with the server. Local times count from any fixed instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Local time our datagram left.
    pub sent: Duration,
    /// Server time it arrived there.
    pub server_received: Duration,
    /// Server time the answer left.
    pub server_sent: Duration,
    /// Local time the answer arrived.
    pub received: Duration,
}

impl Exchange {
    /// Time on the way, both ways: `(received − sent) − (server_sent − server_received)`.
    pub fn round_trip(&self) -> Duration {
        let away = self.received.saturating_sub(self.sent);
        let there = self.server_sent.saturating_sub(self.server_received);
        away.saturating_sub(there)
    }

    /// Server time less local time, microseconds: `((t₁ − t₀) + (t₂ − t₃)) / 2`. Source: RFC 5905, §8.
    fn offset(&self) -> i64 {
        let out = micros(self.server_received).saturating_sub(micros(self.sent));
        let back = micros(self.server_sent).saturating_sub(micros(self.received));
        out.saturating_add(back) / 2
    }
}

/// Estimates server time; what it tells never runs backwards.
#[derive(Clone, Debug, Default)]
pub struct ServerClock {
    exchanges: VecDeque<(Duration, i64)>,
    /// Server time less local time as told, microseconds; `None` before the first exchange.
    offset: Option<i64>,
    asked: Duration,
    told: Duration,
}

impl ServerClock {
    /// Knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Learns from an exchange. Errors in it are bounded by half its round trip; the fastest of 16 is believed.
    pub fn note(&mut self, exchange: Exchange) {
        if self.exchanges.len() == EXCHANGES {
            self.exchanges.pop_front();
        }
        self.exchanges
            .push_back((exchange.round_trip(), exchange.offset()));
        if self.offset.is_none() {
            self.offset = self.target();
            self.asked = exchange.received;
        }
    }

    /// Server time at a local time; `None` before the first exchange. Local times only grow.
    pub fn now(&mut self, local: Duration) -> Option<Duration> {
        let target = self.target()?;
        let offset = self.offset.as_mut()?;
        let elapsed = micros(local.saturating_sub(self.asked));
        self.asked = self.asked.max(local);
        let error = target.saturating_sub(*offset);
        if error.saturating_abs() > SNAP_MICROS {
            *offset = target;
        } else {
            let most = elapsed.saturating_mul(SLEW_PER_MILLION) / 1_000_000;
            *offset += error.clamp(-most, most);
        }
        let server = micros(local).saturating_add(*offset).max(0);
        self.told = self.told.max(Duration::from_micros(server.unsigned_abs()));
        Some(self.told)
    }

    /// The shortest recent round trip.
    pub fn round_trip(&self) -> Option<Duration> {
        self.exchanges.iter().map(|(trip, _)| *trip).min()
    }

    fn target(&self) -> Option<i64> {
        self.exchanges
            .iter()
            .rev()
            .min_by_key(|(trip, _)| *trip)
            .map(|(_, offset)| *offset)
    }
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    /// An exchange begun at `sent` with a server `ahead` of us.
    fn exchange(sent: Duration, out: Duration, back: Duration, ahead: Duration) -> Exchange {
        let held = ms(9);
        Exchange {
            sent,
            server_received: sent + out + ahead,
            server_sent: sent + out + held + ahead,
            received: sent + out + held + back,
        }
    }

    proptest! {
        #[test]
        fn finds_the_offset_and_never_runs_back(
            ahead in 0u64..100_000,
            trips in prop::collection::vec((5u64..200, 5u64..200), 20..80),
        ) {
            let mut clock = ServerClock::new();
            let mut last = Duration::ZERO;
            for (turn, (out, back)) in trips.iter().enumerate() {
                let sent = ms(1000 + turn as u64 * 500);
                clock.note(exchange(sent, ms(*out), ms(*back), ms(ahead)));
                for step in 0..10 {
                    let local = sent + ms(409 + step * 10);
                    let now = clock.now(local).unwrap();
                    prop_assert!(now >= last);
                    last = now;
                }
            }
            let (out, back) = trips.iter().rev().take(EXCHANGES).min_by_key(|(out, back)| out + back).unwrap();
            let truth = ms(1000 + trips.len() as u64 * 500 + 3_600_000 + ahead);
            // An hour later every slew is done; what is left is the asymmetry of the best exchange.
            let told = clock.now(ms(1000 + trips.len() as u64 * 500 + 3_600_000)).unwrap();
            let error = told.as_secs_f64() - truth.as_secs_f64();
            prop_assert!((error - (*out as f64 - *back as f64) / 2000.0).abs() < 1e-5);
        }
    }

    #[test]
    fn small_errors_are_slewed_and_large_ones_jumped() {
        let mut clock = ServerClock::new();
        // The first exchange came back slowly: 50 ms of error.
        clock.note(exchange(ms(0), ms(10), ms(110), ms(5000)));
        assert_eq!(clock.now(ms(1000)).unwrap(), ms(5950));
        clock.note(exchange(ms(1000), ms(10), ms(10), ms(5000)));
        // One second later it has gained 20 ms of the 50 it lacks.
        assert_eq!(clock.now(ms(2000)).unwrap(), ms(6970));
        let mut clock = ServerClock::new();
        clock.note(exchange(ms(0), ms(10), ms(1010), ms(5000)));
        assert_eq!(clock.now(ms(1100)).unwrap(), ms(5600));
        clock.note(exchange(ms(1100), ms(10), ms(10), ms(5000)));
        assert_eq!(clock.now(ms(1140)).unwrap(), ms(6140));
    }

    #[test]
    fn knows_nothing_at_first() {
        assert_eq!(ServerClock::new().now(ms(5)), None);
    }
}
