//! What a visit adds to a report: who stayed where, how quizzes were answered, and what interests people, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    protocol::{FormationId, LogEntry, QuizId, StopId},
    room::{RoomState, Visitor},
};

/// What a report says of one quiz. Answers of hosts do not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuizReport {
    /// Which.
    pub quiz: QuizId,
    /// Where.
    pub stop: StopId,
    /// People or teams who answered.
    pub answered: u16,
    /// Of those, whose last answer is right.
    pub right: u16,
}

/// The room as a log leaves it; as far as the log has no gap.
pub(super) fn folded(log: &[LogEntry]) -> RoomState {
    let mut room = RoomState::new();
    for entry in log {
        // After a gap the rest cannot be folded; what was before it still counts.
        if room.fold(entry).is_err() {
            break;
        }
    }
    room
}

/// How each quiz was answered, in the order of the visit.
pub(super) fn quizzes(room: &RoomState) -> Vec<QuizReport> {
    room.visit()
        .outline()
        .quizzes
        .iter()
        .map(|quiz| {
            let tally = room.tally(&quiz.quiz);
            QuizReport {
                quiz: quiz.quiz.clone(),
                stop: quiz.stop.clone(),
                answered: tally.answered,
                right: tally.right,
            }
        })
        .collect()
}

/// How many of those who learn each course of study interests, of those that interest anybody.
pub fn interests(room: &RoomState) -> BTreeMap<FormationId, usize> {
    let mut interests = BTreeMap::new();
    for visitor in class(room) {
        for formation in &visitor.interests {
            *interests.entry(formation.clone()).or_default() += 1;
        }
    }
    interests
}

/// How long each of those who learn stayed at each stop they reached, in all, milliseconds; shortest first. Who still stands
/// there has stayed until the log's last entry.
pub(super) fn stays(room: &RoomState) -> BTreeMap<StopId, Vec<u64>> {
    let mut stays: BTreeMap<StopId, Vec<u64>> = BTreeMap::new();
    for visitor in class(room) {
        for stop in visitor.reached() {
            let stay = visitor.dwell_ms(stop, room.at_ms());
            stays.entry(stop.clone()).or_default().push(stay);
        }
    }
    for stays in stays.values_mut() {
        stays.sort_unstable();
    }
    stays
}

/// Everyone who took part and is no host.
fn class(room: &RoomState) -> impl Iterator<Item = &Visitor> {
    let visitors = room.visit().visitors();
    visitors.filter_map(|(who, visitor)| room.counts(who).then_some(visitor))
}

/// The value in the middle of a sorted list; the upper one of two.
pub(super) fn median(sorted: &[u64]) -> Option<u64> {
    sorted.get(sorted.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_list_is_at_least_its_median() {
        assert_eq!(median(&[1, 2, 9]), Some(2));
        assert_eq!(median(&[1, 2]), Some(2));
        assert_eq!(median(&[]), None);
    }
}
