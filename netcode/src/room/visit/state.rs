//! What the room knows of the visit.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::protocol::{
    CardsDoor, FormationId, Given, ParticipantId, QuizId, QuizOutline, StopId, Tally, TeamId,
    VisitOutline,
};

/// What the room knows of the visit. At a server it is whole; a client has the part that concerns its person
/// ([`RoomState::seen_by`](crate::room::RoomState::seen_by)).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VisitState {
    pub(super) outline: VisitOutline,
    /// Quizzes, other than lines of the rally, that take answers.
    pub(super) open: BTreeSet<QuizId>,
    pub(super) rally: bool,
    /// Team 1 is the first.
    pub(super) teams: Vec<Team>,
    pub(super) answers: BTreeMap<QuizId, BTreeMap<Answerer, Answered>>,
    /// Results that everyone was shown.
    pub(super) shown: BTreeMap<QuizId, Tally>,
    /// Everyone who took part, also who has left since.
    pub(super) visitors: BTreeMap<ParticipantId, Visitor>,
    pub(super) cards: Option<CardsDoor>,
    /// Who came with a host key, also who has left since: what they did is not the class's.
    pub(super) hosts: BTreeSet<ParticipantId>,
}

/// A team of the rally.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Who is in it, also who is away.
    pub members: BTreeSet<ParticipantId>,
    /// What is written on its sheet.
    pub notes: BTreeMap<QuizId, String>,
}

/// Who a quiz is answered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Answerer {
    /// One person.
    Person(ParticipantId),
    /// A team, through one of its members.
    Team(TeamId),
}

/// That a quiz was answered, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// Who gave the last answer.
    pub by: ParticipantId,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: u64,
    /// How often it may be answered again.
    pub tries_left: u8,
    /// The last answer; nothing where it does not concern one.
    pub given: Option<Given>,
}

/// What somebody has seen and likes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// The stop one stands at, and since when, milliseconds since 1970 (UTC).
    pub here: Option<(StopId, u64)>,
    /// Time spent at each stop before, milliseconds.
    pub dwell_ms: BTreeMap<StopId, u64>,
    /// Cards opened.
    pub opened: BTreeSet<StopId>,
    /// What interests one; nothing where it does not concern the viewer.
    pub interests: BTreeSet<FormationId>,
}

impl Visitor {
    /// Time spent at a stop until `now_ms` (milliseconds since 1970, UTC), milliseconds.
    pub fn dwell_ms(&self, stop: &StopId, now_ms: u64) -> u64 {
        let before = self.dwell_ms.get(stop).copied().unwrap_or_default();
        let now = match &self.here {
            Some((here, since_ms)) if here == stop => now_ms.saturating_sub(*since_ms),
            _ => 0,
        };
        before.saturating_add(now)
    }

    /// Stops where one has been, however shortly.
    pub fn reached(&self) -> BTreeSet<&StopId> {
        let here = self.here.iter().map(|(stop, _)| stop);
        self.dwell_ms.keys().chain(here).collect()
    }
}

impl VisitState {
    /// What the visit is made of.
    pub const fn outline(&self) -> &VisitOutline {
        &self.outline
    }

    /// Whether answers to a quiz are taken now.
    pub fn is_open(&self, quiz: &QuizOutline) -> bool {
        if quiz.rally {
            self.rally
        } else {
            self.open.contains(&quiz.quiz)
        }
    }

    /// Whether the rally is on.
    pub const fn rally_is_on(&self) -> bool {
        self.rally
    }

    /// Every team with its number.
    pub fn teams(&self) -> impl ExactSizeIterator<Item = (TeamId, &Team)> {
        self.teams
            .iter()
            .enumerate()
            .map(|(index, team)| (TeamId(index as u8 + 1), team))
    }

    /// The team of this number.
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.get(usize::from(id.0).checked_sub(1)?)
    }

    /// The team somebody is in.
    pub fn team_of(&self, who: ParticipantId) -> Option<TeamId> {
        self.teams()
            .find(|(_, team)| team.members.contains(&who))
            .map(|(id, _)| id)
    }

    /// Whose answer to a quiz somebody's is: their team's or their own. Nobody's if a team answers and they are in none.
    pub fn answerer(&self, who: ParticipantId, quiz: &QuizOutline) -> Option<Answerer> {
        if quiz.by_team {
            self.team_of(who).map(Answerer::Team)
        } else {
            Some(Answerer::Person(who))
        }
    }

    /// The answer to a quiz.
    pub fn answered(&self, quiz: &QuizId, by: Answerer) -> Option<&Answered> {
        self.answers.get(quiz)?.get(&by)
    }

    /// Every answer to a quiz.
    pub fn answers(&self, quiz: &QuizId) -> impl Iterator<Item = (Answerer, &Answered)> {
        self.answers
            .get(quiz)
            .into_iter()
            .flatten()
            .map(|(by, answered)| (*by, answered))
    }

    /// The results of a quiz that everyone was shown last.
    pub fn shown(&self, quiz: &QuizId) -> Option<&Tally> {
        self.shown.get(quiz)
    }

    /// Where people on the network find their cards to take home, if they do.
    pub const fn cards(&self) -> Option<CardsDoor> {
        self.cards
    }

    /// What somebody has seen and likes; nothing if they have done nothing yet.
    pub fn visitor(&self, who: ParticipantId) -> Option<&Visitor> {
        self.visitors.get(&who)
    }

    /// Everyone who took part, also who has left since.
    pub fn visitors(&self) -> impl ExactSizeIterator<Item = (ParticipantId, &Visitor)> {
        self.visitors.iter().map(|(id, visitor)| (*id, visitor))
    }
}
