//! From updates that arrive when they like to bodies that move evenly.
//!
//! Others are shown as they were a little ago: `delay = one tick + 95th percentile of jitter (+ one tick above 3 % loss)`,
//! 40 to 250 ms behind the fastest datagram of the last few seconds, moving by at most 5 % of elapsed time. Between two
//! poses: cubic Hermite positions, slerped rotations, hands in the head's frame. After the last: its velocity, damped,
//! for 100 ms, then still. What an arriving pose corrects is blended in over 100 ms. Nobody slides through a jump.

mod arrivals;
mod curve;
mod track;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::protocol::ParticipantId;
use crate::protocol::pose::{AvatarPose, PoseUpdate};
use arrivals::Arrivals;
use track::{Timed, Track};

/// An avatar without updates for this long is stale: show it as away.
pub const STALE_AFTER: Duration = Duration::from_secs(1);

/// A body as it is to be shown now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Played {
    /// Who.
    pub id: ParticipantId,
    /// Room frame; always finite, rotations of unit length.
    pub pose: AvatarPose,
    /// Since the last update arrived.
    pub age: Duration,
    /// Nothing came for [`STALE_AFTER`].
    pub stale: bool,
}

/// All avatars a client sees, as they are played. Local times count from any fixed instant and only grow.
#[derive(Debug)]
pub struct Playback {
    tick_s: f64,
    arrivals: Arrivals,
    tracks: BTreeMap<ParticipantId, Track>,
    /// Server time that is shown, seconds; never runs backwards.
    shown_s: f64,
}

impl Playback {
    /// For a server of this tick.
    pub fn new(tick: Duration) -> Self {
        let tick_s = tick.as_secs_f64().clamp(0.001, 1.0);
        Self {
            tick_s,
            arrivals: Arrivals::new(tick_s),
            tracks: BTreeMap::new(),
            shown_s: f64::NEG_INFINITY,
        }
    }

    /// Takes an update that arrived now. The server sends one each tick, even with nobody in it: gaps count as loss.
    pub fn receive(&mut self, update: &PoseUpdate, now: Duration) {
        let now_s = now.as_secs_f64();
        self.arrivals.note(update.tick, now_s);
        let tick_s = self.arrivals.time_s(update.tick);
        for (id, sample) in &update.samples {
            let timed = Timed::new(tick_s - f64::from(sample.age_ms) / 1000.0, sample);
            self.tracks
                .entry(*id)
                .or_insert_with(|| Track::new(self.tick_s))
                .insert(timed, now_s);
        }
    }

    /// Forgets an avatar that left.
    pub fn forget(&mut self, id: ParticipantId) {
        self.tracks.remove(&id);
    }

    /// Everybody as they are to be shown now, in the order of ids.
    pub fn play(&mut self, now: Duration) -> Vec<Played> {
        let now_s = now.as_secs_f64();
        let Some(shown_s) = self.arrivals.shown_s(now_s) else {
            return Vec::new();
        };
        self.shown_s = self.shown_s.max(shown_s);
        let play = |(id, track): (&ParticipantId, &mut Track)| {
            let age_s = track.age_s(now_s);
            Some(Played {
                id: *id,
                pose: track.play(self.shown_s)?,
                age: Duration::from_secs_f64(age_s),
                stale: age_s >= STALE_AFTER.as_secs_f64(),
            })
        };
        self.tracks.iter_mut().filter_map(play).collect()
    }

    /// How far behind the fastest recent datagram others are shown.
    pub fn delay(&self) -> Duration {
        Duration::from_secs_f64(self.arrivals.delay_s())
    }

    /// Share of the server's recent datagrams that did not arrive.
    pub fn loss(&self) -> f64 {
        self.arrivals.loss()
    }
}
