//! As much of a visit as the room must know: which quizzes, how each is answered and by whom. Never what is right.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::AnswerForm;
use crate::protocol::{FormationId, QuizId, StopId, limits, message::BadOutline, wire};

/// The outline of a visit. Questions and choices stay in the lesson's files, which every client has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitOutline {
    /// Its stops.
    pub stops: Vec<StopOutline>,
    /// Its quizzes, in the order of the visit.
    pub quizzes: Vec<QuizOutline>,
    /// The courses of study one can be interested in.
    pub formations: Vec<FormationId>,
    /// People in a team of the rally; 0 without a rally.
    pub team_size: u8,
    /// Whether the host opens the quizzes; otherwise they are open from the beginning.
    pub led: bool,
}

/// A stop, and when it counts as seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopOutline {
    /// Which.
    pub stop: StopId,
    /// Whether the visit is complete only with it.
    pub required: bool,
    /// Seconds one stays before it counts as seen.
    pub dwell_min_s: u16,
}

/// A quiz, as much of it as is needed to take an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizOutline {
    /// Which.
    pub quiz: QuizId,
    /// Where.
    pub stop: StopId,
    /// What an answer looks like.
    pub form: AnswerForm,
    /// Whether a team answers together.
    pub by_team: bool,
    /// Whether it is a line of the rally's sheet.
    pub rally: bool,
    /// How often one may answer.
    pub tries: u8,
}

impl VisitOutline {
    /// The quiz of this name.
    pub fn quiz(&self, id: &QuizId) -> Option<&QuizOutline> {
        self.quizzes.iter().find(|quiz| quiz.quiz == *id)
    }

    /// Whether there is a rally.
    pub const fn has_rally(&self) -> bool {
        self.team_size > 0
    }

    /// Checks the outline against the [limits].
    ///
    /// # Errors
    /// Names the first part that is too long or twice there.
    pub fn check(&self) -> Result<(), BadOutline> {
        if self.quizzes.len() > limits::QUIZZES || self.formations.len() > limits::FORMATIONS {
            return Err(BadOutline::Quizzes);
        }
        let mut known = BTreeSet::new();
        for QuizOutline { quiz, .. } in &self.quizzes {
            if !quiz.is_plausible() || !known.insert(quiz) {
                return Err(BadOutline::Quiz(quiz.clone()));
            }
        }
        if wire::encode(self).len() > limits::OUTLINE_BYTES {
            return Err(BadOutline::Quizzes);
        }
        Ok(())
    }
}
