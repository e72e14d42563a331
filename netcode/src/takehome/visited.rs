//! What somebody takes home, as the log has it.

use crate::protocol::{FormationId, Given, ParticipantId, QuizId, StopId, Text};
use crate::room::{LogEntry, RoomState};

/// What somebody takes home.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visited {
    /// Stops reached or whose card was opened, in the order of the visit.
    pub stops: Vec<StopId>,
    /// What interests them.
    pub interests: Vec<FormationId>,
    /// Quizzes that can be answered no more, by them or their team.
    pub quizzes: Vec<Quizzed>,
}

/// A quiz that is over for somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Quizzed {
    /// Which.
    pub quiz: QuizId,
    /// Whether the answer was right.
    pub right: bool,
    /// Why.
    pub why: Text,
}

impl Visited {
    /// What `who` takes home from a session with this log. Nothing for somebody who did nothing in it.
    pub fn from_log(log: &[LogEntry], who: ParticipantId) -> Self {
        let mut room = RoomState::new();
        for entry in log {
            // A log that breaks off tells what it told until then.
            if room.fold(entry).is_err() {
                break;
            }
        }
        Self::of(&room, who)
    }

    /// The same from the state that the log gives.
    pub fn of(room: &RoomState, who: ParticipantId) -> Self {
        let visit = room.visit();
        let Some(visitor) = visit.visitor(who) else {
            return Self::default();
        };
        let reached = visitor.reached();
        let outline = visit.outline();
        let told = |given: &Given| given.mark.as_ref()?.told.clone();
        Self {
            stops: room
                .lesson()
                .stops
                .iter()
                .filter(|stop| reached.contains(stop) || visitor.opened.contains(*stop))
                .cloned()
                .collect(),
            interests: outline
                .formations
                .iter()
                .filter(|formation| visitor.interests.contains(*formation))
                .cloned()
                .collect(),
            quizzes: outline
                .quizzes
                .iter()
                .filter_map(|quiz| {
                    let by = visit.answerer(who, quiz)?;
                    let given = visit.answered(&quiz.quiz, by)?.given.as_ref()?;
                    Some(Quizzed {
                        quiz: quiz.quiz.clone(),
                        right: given.is_right(),
                        why: told(given)?.why,
                    })
                })
                .collect(),
        }
    }
}
