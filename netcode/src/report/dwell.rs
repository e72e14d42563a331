//! How long people stay at stops: from opening a card until something else begins.

use std::collections::BTreeMap;

use crate::protocol::{ParticipantId, StopId};

/// Stays, counted while the log is read.
#[derive(Debug, Default)]
pub(super) struct Dwell {
    /// Whose card is open since when.
    now: BTreeMap<ParticipantId, (StopId, u64)>,
    /// Every stay that has ended, milliseconds.
    stays: BTreeMap<StopId, Vec<u64>>,
}

impl Dwell {
    /// Somebody opens a card.
    pub(super) fn opens(&mut self, who: ParticipantId, stop: StopId, at_ms: u64) {
        self.ends(who, at_ms);
        self.now.insert(who, (stop, at_ms));
    }

    /// Somebody stays no longer where they were.
    pub(super) fn ends(&mut self, who: ParticipantId, at_ms: u64) {
        if let Some((stop, since)) = self.now.remove(&who) {
            let stay = at_ms.saturating_sub(since);
            self.stays.entry(stop).or_default().push(stay);
        }
    }

    /// Nobody stays any longer; the stays at each stop, shortest first.
    pub(super) fn over(mut self, at_ms: u64) -> BTreeMap<StopId, Vec<u64>> {
        for who in self.now.keys().copied().collect::<Vec<_>>() {
            self.ends(who, at_ms);
        }
        for stays in self.stays.values_mut() {
            stays.sort_unstable();
        }
        self.stays
    }
}

/// The value in the middle of a sorted list; the upper one of two.
pub(super) fn median(sorted: &[u64]) -> Option<u64> {
    sorted.get(sorted.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_ends_with_the_next_card_the_departure_or_the_session() {
        let (ada, ben) = (ParticipantId(1), ParticipantId(2));
        let (hall, lab) = (StopId::from("hall"), StopId::from("lab"));
        let mut dwell = Dwell::default();
        dwell.opens(ada, hall.clone(), 1_000);
        dwell.opens(ben, hall.clone(), 2_000);
        dwell.opens(ada, lab.clone(), 11_000);
        dwell.ends(ben, 5_000);
        dwell.ends(ben, 9_000);
        let stays = dwell.over(12_000);
        assert_eq!(stays[&hall], [3_000, 10_000]);
        assert_eq!(stays[&lab], [1_000]);
        assert_eq!(median(&stays[&hall]), Some(10_000));
        assert_eq!(median(&[]), None);
    }
}
