//! Identifiers: of participants, of sessions, of what a lesson and its scene name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::protocol::limits;

/// A participant's number in its session: from 1, in the order of joining, never given twice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ParticipantId(pub u16);

impl ParticipantId {
    /// The host at the console, who is nobody in the room: no participant ever has this number.
    pub const CONSOLE: Self = Self(0);
}

impl fmt::Display for ParticipantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A session's random number; shown as sixteen hexadecimal digits, which also name its journal.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct SessionId(pub u64);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for SessionId {
    type Err = BadSessionId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits
            .then(|| u64::from_str_radix(text, 16).ok().map(Self))
            .flatten()
            .ok_or_else(|| BadSessionId(text.to_owned()))
    }
}

/// A text that is not a session's number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a session: write its sixteen digits, as its journal file is called")]
pub struct BadSessionId(pub String);

/// An identifier that content gives. At most [`limits::ID_BYTES`] bytes are meaningful: a longer one names nothing in any
/// lesson or scene.
macro_rules! content_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// The identifier as the content writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether content can have such a name.
            pub fn is_plausible(&self) -> bool {
                !self.0.is_empty() && self.0.len() <= limits::ID_BYTES
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

content_id! {
    /// The identifier of a stop, as the lesson names it (`enstib`).
    StopId
}
content_id! {
    /// The identifier of a thing one can take into the hand, as the scene names it (`prop.ball`).
    ObjectId
}
content_id! {
    /// The identifier of a place a thing can be put into, as the scene names it (`socket.rack.1`).
    SocketId
}
content_id! {
    /// The identifier of something of a lab, as the lesson names it: an instrument, a table, a column, an answer, a step.
    LabName
}
content_id! {
    /// The identifier of a quiz, as the lesson names it (`cylindre`).
    QuizId
}
content_id! {
    /// The identifier of a course of study, as the lesson names it (`ingenieur-bois`).
    FormationId
}

/// The number of a team in its session, from 1.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct TeamId(pub u8);

impl fmt::Display for TeamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
