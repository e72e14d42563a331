//! What a session is about, as much of it as the room must know: the lesson's name and its stops.

use serde::{Deserialize, Serialize};

use crate::protocol::{Language, QuizId, StopId, limits};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

/// The outline of a lesson. Cards, places and keys stay in the lesson's files, which every client has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LessonOutline {
    /// The lesson's identifier (`campus-epinal`).
    pub id: String,
    /// The lesson's version; clients with another one are told.
    pub version: u32,
    /// The lesson's title.
    pub title: Text,
    /// Its stops, in the order of the visit.
    pub stops: Vec<StopId>,
}

impl LessonOutline {
    /// Whether the lesson has this stop.
    pub fn has(&self, stop: &StopId) -> bool {
        self.stops.contains(stop)
    }

    /// Checks the outline against the [limits].
    ///
    /// # Errors
    /// Names the first part that is too long or twice there.
    pub fn check(&self) -> Result<(), BadOutline> {
        if self.id.is_empty() || self.id.len() > limits::ID_BYTES {
            return Err(BadOutline::Id);
        }
        if self.title.fr.len().max(self.title.en.len()) > limits::TITLE_BYTES {
            return Err(BadOutline::Title);
        }
        if self.stops.len() > limits::STOPS {
            return Err(BadOutline::Stops);
        }
        let mut known = std::collections::BTreeSet::new();
        for stop in &self.stops {
            if !stop.is_plausible() || !known.insert(stop) {
                return Err(BadOutline::Stop(stop.clone()));
            }
        }
        Ok(())
    }
}

/// Why an outline cannot open a session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadOutline {
    /// The identifier.
    #[error(
        "the lesson's identifier is empty or longer than {} bytes; shorten it",
        limits::ID_BYTES
    )]
    Id,
    /// The title.
    #[error(
        "the lesson's title is longer than {} bytes; shorten it",
        limits::TITLE_BYTES
    )]
    Title,
    /// The number of stops.
    #[error(
        "the lesson has more than {} stops; make two lessons of it",
        limits::STOPS
    )]
    Stops,
    /// One stop.
    #[error("the stop “{0}” is there twice, empty or too long; give it another name")]
    Stop(StopId),
    /// The number of quizzes or courses of study, or the length of the whole.
    #[error(
        "the lesson has more than {} quizzes or {} courses of study; make two lessons of it",
        limits::QUIZZES,
        limits::FORMATIONS
    )]
    Quizzes,
    /// One quiz.
    #[error("the quiz “{0}” is there twice, empty or too long; give it another name")]
    Quiz(QuizId),
}
