//! What happened on a visit, and how much of it who gets to see.

use serde::{Deserialize, Serialize};

use super::{Given, Tally, VisitOutline};
use crate::protocol::{FormationId, ParticipantId, QuizId, StopId, TeamId};

/// Something that happened on a visit. New events are added at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VisitEvent {
    /// What the visit is made of.
    Prepared(VisitOutline),
    /// Somebody stands at a stop, or walks on.
    Arrived {
        /// Who.
        who: ParticipantId,
        /// Which; none between stops.
        stop: Option<StopId>,
    },
    /// A quiz was answered.
    Answered {
        /// By whom.
        who: ParticipantId,
        /// For which team; nobody's but the own otherwise.
        team: Option<TeamId>,
        /// Which.
        quiz: QuizId,
        /// How often it may be answered again.
        tries_left: u8,
        /// The answer, for those it concerns.
        given: Option<Given>,
    },
    /// A line of a team's sheet was written.
    NoteWritten {
        /// By whom.
        who: ParticipantId,
        /// Whose sheet.
        team: TeamId,
        /// The quiz that the line belongs to.
        quiz: QuizId,
        /// What it says, for those it concerns.
        text: Option<String>,
    },
    /// Something interests somebody, or no longer.
    InterestMarked {
        /// Whom.
        who: ParticipantId,
        /// Which course of study, and whether it does, for those it concerns.
        what: Option<(FormationId, bool)>,
    },
    /// There are new teams, numbered from 1.
    TeamsMade {
        /// The host.
        who: ParticipantId,
        /// Who is in each.
        teams: Vec<Vec<ParticipantId>>,
    },
    /// Somebody is in another team.
    PutInTeam {
        /// The host.
        who: ParticipantId,
        /// Whom.
        whom: ParticipantId,
        /// Which; none any more.
        team: Option<TeamId>,
        /// What the team's sheet says, for the new member.
        sheet: Vec<SheetLine>,
    },
    /// The rally began or ended.
    RallySet {
        /// The host.
        who: ParticipantId,
        /// Began or ended.
        on: bool,
    },
    /// Answers to a quiz are taken, or no more.
    QuizOpened {
        /// The host.
        who: ParticipantId,
        /// Which.
        quiz: QuizId,
        /// Taken or not.
        open: bool,
    },
    /// How the class answered a quiz.
    ResultsShown {
        /// The host.
        who: ParticipantId,
        /// Which.
        quiz: QuizId,
        /// The numbers.
        tally: Tally,
    },
    /// People on the network find their cards to take home here.
    CardsAt(CardsDoor),
    /// Somebody shows a place. It is seen for a few seconds and then forgotten.
    PlaceMarked {
        /// Who.
        who: ParticipantId,
        /// The team it is shown to; everyone if none.
        team: Option<TeamId>,
        /// Where, room frame, metres, for those it concerns.
        place: Option<[f32; 3]>,
    },
}

/// Where a session's server shows cards to take home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardsDoor {
    /// TCP port, at the addresses of the ticket.
    pub port: u16,
    /// Over TLS.
    pub secure: bool,
}

/// A line of a team's sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetLine {
    /// The quiz that it belongs to.
    pub quiz: QuizId,
    /// What is written there.
    pub note: Option<String>,
    /// What the team answered, if it did.
    pub given: Option<Given>,
}

impl VisitEvent {
    /// The event's name, as journals and logs write it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Prepared(_) => "visit-prepared",
            Self::Arrived { stop: Some(_), .. } => "stop-reached",
            Self::Arrived { stop: None, .. } => "stop-left",
            Self::Answered { .. } => "quiz-answered",
            Self::NoteWritten { .. } => "note-written",
            Self::InterestMarked { .. } => "interest-marked",
            Self::TeamsMade { .. } => "teams-made",
            Self::PutInTeam { .. } => "put-in-team",
            Self::RallySet { on: true, .. } => "rally-begun",
            Self::RallySet { on: false, .. } => "rally-ended",
            Self::QuizOpened { open: true, .. } => "quiz-opened",
            Self::QuizOpened { open: false, .. } => "quiz-closed",
            Self::ResultsShown { .. } => "results-shown",
            Self::CardsAt(_) => "cards-offered",
            Self::PlaceMarked { .. } => "place-marked",
        }
    }

    /// The event without what does not concern a viewer: `is` says whether a participant is the viewer, and `is_in` whether
    /// the viewer is in a team. Hosts see everything and need not ask.
    #[must_use]
    pub fn seen_by(
        &self,
        is: impl Fn(ParticipantId) -> bool,
        is_in: impl Fn(TeamId) -> bool,
    ) -> Self {
        let mut seen = self.clone();
        match &mut seen {
            Self::Answered {
                who, team, given, ..
            } if !is(*who) && !team.is_some_and(&is_in) => *given = None,
            Self::NoteWritten { team, text, .. } if !is_in(*team) => *text = None,
            Self::InterestMarked { who, what } if !is(*who) => *what = None,
            Self::PlaceMarked { who, team, place }
                if !is(*who) && team.is_some_and(|team| !is_in(team)) =>
            {
                *place = None;
            }
            Self::PutInTeam {
                whom, team, sheet, ..
            } if !is(*whom) && !team.is_some_and(&is_in) => {
                for line in sheet {
                    (line.note, line.given) = (None, None);
                }
            }
            _ => {}
        }
        seen
    }
}
