//! What a visit adds to a report: how quizzes were answered, and what interests people, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    protocol::{FormationId, LogEntry, QuizId, StopId},
    room::RoomState,
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

/// How many people each course of study interests, of those that interest anybody.
pub fn interests(room: &RoomState) -> BTreeMap<FormationId, usize> {
    let mut interests = BTreeMap::new();
    for (_, visitor) in room.visit().visitors() {
        for formation in &visitor.interests {
            *interests.entry(formation.clone()).or_default() += 1;
        }
    }
    interests
}
