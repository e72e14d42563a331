//! What people ask for on a visit.

use serde::{Deserialize, Serialize};

use super::Answer;
use crate::protocol::{FormationId, ParticipantId, QuizId, StopId, TeamId};

/// Something asked for on a visit. New commands are added at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VisitCommand {
    /// Say at which stop one stands now.
    Arrive {
        /// Which; none between stops.
        stop: Option<StopId>,
    },
    /// Answer a quiz, for oneself or for one's team.
    Answer {
        /// Which.
        quiz: QuizId,
        /// What.
        answer: Answer,
    },
    /// Write a line of the team's sheet anew.
    WriteNote {
        /// The quiz that the line belongs to.
        quiz: QuizId,
        /// What it says, at most [`NOTE_CHARACTERS`](crate::protocol::limits::NOTE_CHARACTERS).
        text: String,
    },
    /// Say whether a course of study interests one.
    MarkInterest {
        /// Which.
        formation: FormationId,
        /// Whether it does.
        on: bool,
    },
    /// Make teams of all who are here (host). Teams there were are no more, nor are their sheets.
    MakeTeams {
        /// People in each, as nearly as it works out; 2 to 6.
        size: u8,
    },
    /// Put everybody who is in no team into the smallest ones (host).
    FillTeams,
    /// Put somebody into a team, a new one if there is none of the number yet, or into none (host).
    PutInTeam {
        /// Whom.
        whom: ParticipantId,
        /// Which.
        team: Option<TeamId>,
    },
    /// Begin the rally, or end it (host).
    SetRally {
        /// Begin or end.
        on: bool,
    },
    /// Take answers to a quiz, or take no more (host).
    OpenQuiz {
        /// Which.
        quiz: QuizId,
        /// Take or not.
        open: bool,
    },
    /// Show everyone how the class answered a quiz, in numbers (host).
    ShowResults {
        /// Which.
        quiz: QuizId,
    },
    /// Show one's team a place; a host shows it to everyone.
    MarkPlace {
        /// Where, room frame, metres; within [`PLACE_M`](crate::protocol::limits::PLACE_M) of the origin.
        place: [f32; 3],
    },
}

impl VisitCommand {
    /// Whether only hosts may ask for it.
    pub const fn is_for_hosts(&self) -> bool {
        match self {
            Self::Arrive { .. }
            | Self::Answer { .. }
            | Self::WriteNote { .. }
            | Self::MarkInterest { .. }
            | Self::MarkPlace { .. } => false,
            Self::MakeTeams { .. }
            | Self::FillTeams
            | Self::PutInTeam { .. }
            | Self::SetRally { .. }
            | Self::OpenQuiz { .. }
            | Self::ShowResults { .. } => true,
        }
    }
}
