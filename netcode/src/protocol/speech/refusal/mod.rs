//! Why the door stays closed or a command is not done, in a sentence for the person who asked.

mod english;
mod french;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::LabRefusal;
use crate::protocol::{Language, NicknameError, StopId, limits};

/// Why somebody does not come in, or a command is not done. New reasons are added at the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// The two sides speak different versions of the protocol.
    OtherVersion {
        /// The server's.
        server: u16,
        /// The client's.
        client: u16,
    },
    /// The code is not this session's.
    WrongCode,
    /// The ticket's end of validity is over.
    ExpiredTicket,
    /// The host key is not this server's.
    WrongHostKey,
    /// As many people are in as may be.
    Full {
        /// How many that is.
        capacity: u16,
    },
    /// The host has closed the door.
    Locked,
    /// The nickname cannot be shown.
    BadNickname(NicknameError),
    /// The host has sent this person out.
    SentOut,
    /// The server has no such session.
    UnknownSession,
    /// Somebody was away for too long to come back to the old place.
    ResumeExpired,
    /// The role does not allow this.
    NotAllowed,
    /// Too many wrong codes came from this address.
    TooManyTries {
        /// Seconds until the next try.
        wait_s: u32,
    },
    /// Too many commands at once.
    TooFast,
    /// The lesson has no such stop.
    UnknownStop {
        /// The stop asked for.
        stop: StopId,
    },
    /// Nobody with this number is in the session.
    UnknownParticipant,
    /// The place is not one people can be gathered at.
    UnknownPlace,
    /// The session is over.
    SessionOver,
    /// The command came after later ones and was not done.
    OutOfDate,
    /// What was sent cannot be understood.
    Malformed,
    /// The server is about to stop.
    Stopping,
    /// The session has no such thing, or no such place to put it.
    UnknownObject,
    /// Somebody else has it in the hand.
    HeldByAnother,
    /// The hand has something else.
    HandFull,
    /// Something else lies there.
    SocketFull,
    /// It would be farther away than a hand can bring it.
    OutOfReach,
    /// Who waits to be let in does nothing yet.
    Waiting,
    /// The host asks everyone to stay where they are.
    Frozen,
    /// The host keeps the microphone closed.
    MuteHeld,
    /// The host gave this person their name.
    NameGiven,
    /// Nobody in the session has this personal code.
    WrongPersonalCode,
    /// Something of a lab.
    Lab(LabRefusal),
    /// The lesson has no such quiz.
    UnknownQuiz,
    /// Answers to the quiz are not taken now.
    QuizClosed,
    /// The quiz was answered as often as it may be.
    AlreadyAnswered,
    /// The answer is none to this quiz.
    BadAnswer,
    /// A team answers this, and who asks is in none.
    NoTeam,
    /// There is no such team.
    UnknownTeam,
    /// The lesson has no such course of study.
    UnknownFormation,
    /// The note is longer than the sheet has room for.
    NoteTooLong,
    /// Teams are not made anew while the rally runs.
    RallyRuns,
    /// The lesson has no rally.
    NoRally,
}

impl Refusal {
    /// One of each kind, for lists and tests.
    pub fn examples() -> Vec<Self> {
        let mut all = vec![
            Self::OtherVersion {
                server: 1,
                client: 2,
            },
            Self::OtherVersion {
                server: 2,
                client: 1,
            },
            Self::WrongCode,
            Self::ExpiredTicket,
            Self::WrongHostKey,
            Self::Full { capacity: 40 },
            Self::Locked,
            Self::SentOut,
            Self::UnknownSession,
            Self::ResumeExpired,
            Self::NotAllowed,
            Self::TooManyTries { wait_s: 30 },
            Self::TooFast,
            Self::UnknownStop {
                stop: "piscine".into(),
            },
            Self::UnknownParticipant,
            Self::UnknownPlace,
            Self::SessionOver,
            Self::OutOfDate,
            Self::Malformed,
            Self::Stopping,
            Self::UnknownObject,
            Self::HeldByAnother,
            Self::HandFull,
            Self::SocketFull,
            Self::OutOfReach,
            Self::Waiting,
            Self::Frozen,
            Self::MuteHeld,
            Self::NameGiven,
            Self::WrongPersonalCode,
            Self::UnknownQuiz,
            Self::QuizClosed,
            Self::AlreadyAnswered,
            Self::BadAnswer,
            Self::NoTeam,
            Self::UnknownTeam,
            Self::UnknownFormation,
            Self::NoteTooLong,
            Self::RallyRuns,
            Self::NoRally,
        ];
        all.extend(NicknameError::ALL.map(Self::BadNickname));
        all.extend(LabRefusal::ALL.map(Self::Lab));
        all
    }

    /// What happened and what to do.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }
}

/// As much of an unknown stop's name as a sentence can hold; it may come from anybody.
fn shown(stop: &StopId) -> String {
    let name: String = stop
        .as_str()
        .chars()
        .filter(|character| !character.is_control())
        .take(limits::ID_BYTES)
        .collect();
    name.escape_debug().to_string()
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for Refusal {}
