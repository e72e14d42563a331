//! How good somebody's connection is, in three words.

use std::{collections::BTreeMap, time::Duration};

use super::tongue::Tongue;
use crate::{
    protocol::ParticipantId,
    server::room::{Seen, View},
};

/// Above this round trip movements of others are seen late.
const FAIR_ROUND_TRIP: Duration = Duration::from_millis(120);
/// Above this one talks past each other.
const POOR_ROUND_TRIP: Duration = Duration::from_millis(350);
/// Above this share of packets lost, poses begin to stutter.
const FAIR_LOSS: f64 = 0.03;
/// Above this share the session is playable, but not pleasant.
const POOR_LOSS: f64 = 0.15;
/// Packets over which a share means something.
const ENOUGH: u64 = 50;

/// A connection in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quality {
    /// Hardly there.
    Poor,
    /// Works, with stutters.
    Fair,
    /// As it should be.
    Good,
}

impl Quality {
    /// What the numbers amount to.
    fn of(round_trip: Duration, loss: f64) -> Self {
        if round_trip > POOR_ROUND_TRIP || loss > POOR_LOSS {
            Self::Poor
        } else if round_trip > FAIR_ROUND_TRIP || loss > FAIR_LOSS {
            Self::Fair
        } else {
            Self::Good
        }
    }

    /// The word for it.
    pub(super) const fn word(self, tongue: Tongue) -> &'static str {
        match self {
            Self::Good => tongue.say("bonne", "good"),
            Self::Fair => tongue.say("moyenne", "fair"),
            Self::Poor => tongue.say("faible", "poor"),
        }
    }

    /// Bars of three.
    pub(super) const fn bars(self) -> u8 {
        match self {
            Self::Good => 3,
            Self::Fair => 2,
            Self::Poor => 1,
        }
    }
}

/// What was counted at a look before, so that losses of long ago do not count for ever.
#[derive(Debug, Default)]
pub(super) struct Watch {
    before: BTreeMap<ParticipantId, (u64, u64, f64)>,
}

impl Watch {
    /// The quality of everybody connected, from what happened since enough packets ago.
    pub(super) fn judge(&mut self, view: &View) -> BTreeMap<ParticipantId, Quality> {
        self.before.retain(|id, _| view.people.contains_key(id));
        view.people
            .iter()
            .map(|(id, seen)| (*id, Quality::of(seen.round_trip, self.loss(*id, seen))))
            .collect()
    }

    /// The share of packets lost since the last mark; a new mark once there are enough.
    fn loss(&mut self, id: ParticipantId, seen: &Seen) -> f64 {
        let (sent, lost, known) = self.before.entry(id).or_insert((0, 0, 0.0));
        // A new connection counts from nothing again.
        if seen.sent < *sent || seen.lost < *lost {
            (*sent, *lost) = (0, 0);
        }
        let since = seen.sent - *sent;
        if since >= ENOUGH {
            *known = (seen.lost - *lost) as f64 / since as f64;
            (*sent, *lost) = (seen.sent, seen.lost);
        }
        *known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(sent: u64, lost: u64) -> Seen {
        Seen {
            round_trip: Duration::from_millis(5),
            sent,
            lost,
            ..Seen::default()
        }
    }

    #[test]
    fn losses_count_while_they_last() {
        let mut watch = Watch::default();
        let id = ParticipantId(1);
        assert_eq!(watch.loss(id, &seen(10, 10)), 0.0, "too few to tell");
        assert_eq!(watch.loss(id, &seen(100, 50)), 0.5);
        assert_eq!(watch.loss(id, &seen(120, 50)), 0.5, "not enough news");
        assert_eq!(watch.loss(id, &seen(200, 50)), 0.0);
        assert_eq!(watch.loss(id, &seen(60, 6)), 0.1, "a new connection");
    }

    #[test]
    fn late_or_lossy_is_not_good() {
        let ms = Duration::from_millis;
        assert_eq!(Quality::of(ms(20), 0.0), Quality::Good);
        assert_eq!(Quality::of(ms(200), 0.0), Quality::Fair);
        assert_eq!(Quality::of(ms(20), 0.3), Quality::Poor);
    }
}
