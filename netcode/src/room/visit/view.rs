//! Who sees what of the visit: the state without what does not concern somebody.
//!
//! A client folds what it is sent, so state and log are cut in the same way: folding a log that was cut for somebody gives the
//! state that was cut for them. `RoomState::hash` is of what everyone sees, the same at the server and at every client.

use crate::protocol::{ParticipantId, TeamId, VisitEvent};

use super::{Answerer, VisitState};

impl VisitState {
    /// What everyone sees.
    pub(in crate::room) fn common(&self) -> Self {
        self.cut(None)
    }

    /// What somebody sees who is no host: what is theirs and their team's.
    pub(in crate::room) fn of_member(&self, who: ParticipantId) -> Self {
        self.cut(Some(who))
    }

    /// An event as somebody sees it who is no host.
    pub(in crate::room) fn told_to(&self, who: ParticipantId, event: &VisitEvent) -> VisitEvent {
        event.seen_by(|other| other == who, |team| self.has(team, who))
    }

    fn has(&self, team: TeamId, who: ParticipantId) -> bool {
        self.team(team)
            .is_some_and(|team| team.members.contains(&who))
    }

    fn cut(&self, viewer: Option<ParticipantId>) -> Self {
        let own_team = viewer.and_then(|who| self.team_of(who));
        let mut seen = self.clone();
        for answers in seen.answers.values_mut() {
            for (by, answered) in answers {
                let concerned = match by {
                    Answerer::Person(who) => viewer == Some(*who),
                    Answerer::Team(team) => own_team == Some(*team),
                };
                if !concerned {
                    answered.given = None;
                }
            }
        }
        for (index, team) in seen.teams.iter_mut().enumerate() {
            if own_team.is_none_or(|own| usize::from(own.0) != index + 1) {
                team.notes.clear();
            }
        }
        for (who, visitor) in &mut seen.visitors {
            if viewer != Some(*who) {
                visitor.interests.clear();
            }
        }
        seen
    }
}
