//! Folding what happened on a visit.

use crate::protocol::{
    Event, LeaveReason, ParticipantId, QuizId, SheetLine, TeamId, VisitEvent, limits,
};

use super::{Answered, Answerer, Team, VisitState};

impl VisitState {
    /// Folds an event that was appended at `at_ms` (milliseconds since 1970, UTC): those of the visit, and those that begin
    /// or end somebody's stay.
    pub(in crate::room) fn fold(&mut self, event: &Event, at_ms: u64) {
        match event {
            Event::Visit(event) => self.apply(event, at_ms),
            Event::ParticipantJoined { id, role, .. } if role.is_host() => {
                self.hosts.insert(*id);
            }
            Event::StopOpened { who, stop } => {
                let visitor = self.visitors.entry(*who).or_default();
                visitor.opened.insert(stop.clone());
            }
            Event::ParticipantAway { id } => self.walk_on(*id, at_ms),
            Event::ParticipantLeft { id, reason } => {
                self.walk_on(*id, at_ms);
                // What somebody did who had to go is no part of the visit.
                if *reason == LeaveReason::SentOut {
                    self.forget(*id);
                }
            }
            Event::SessionEnded { .. } => {
                let all: Vec<_> = self.visitors.keys().copied().collect();
                for who in all {
                    self.walk_on(who, at_ms);
                }
            }
            _ => {}
        }
    }

    fn apply(&mut self, event: &VisitEvent, at_ms: u64) {
        match event {
            VisitEvent::Prepared(outline) => {
                self.outline = outline.clone();
                if !outline.led {
                    let free = outline.quizzes.iter().filter(|quiz| !quiz.rally);
                    self.open = free.map(|quiz| quiz.quiz.clone()).collect();
                }
            }
            VisitEvent::Arrived { who, stop } => {
                self.walk_on(*who, at_ms);
                let visitor = self.visitors.entry(*who).or_default();
                visitor.here = stop.clone().map(|stop| (stop, at_ms));
            }
            VisitEvent::Answered {
                who,
                team,
                quiz,
                tries_left,
                given,
            } => {
                self.visitors.entry(*who).or_default();
                let by = team.map_or(Answerer::Person(*who), Answerer::Team);
                let answered = Answered {
                    by: *who,
                    at_ms,
                    tries_left: *tries_left,
                    given: given.clone(),
                };
                self.answers
                    .entry(quiz.clone())
                    .or_default()
                    .insert(by, answered);
            }
            VisitEvent::NoteWritten {
                team, quiz, text, ..
            } => {
                if let Some(text) = text {
                    self.write(*team, quiz, text);
                }
            }
            VisitEvent::InterestMarked { who, what } => {
                let visitor = self.visitors.entry(*who).or_default();
                match what {
                    Some((formation, true)) => {
                        visitor.interests.insert(formation.clone());
                    }
                    Some((formation, false)) => {
                        visitor.interests.remove(formation);
                    }
                    None => {}
                }
            }
            VisitEvent::TeamsMade { teams, .. } => {
                for answers in self.answers.values_mut() {
                    answers.retain(|by, _| matches!(by, Answerer::Person(_)));
                }
                self.answers.retain(|_, answers| !answers.is_empty());
                self.teams = teams
                    .iter()
                    .take(limits::TEAMS)
                    .map(|members| Team {
                        members: members.iter().copied().collect(),
                        notes: Default::default(),
                    })
                    .collect();
            }
            VisitEvent::PutInTeam {
                whom, team, sheet, ..
            } => self.put(*whom, *team, sheet),
            VisitEvent::RallySet { on, .. } => self.rally = *on,
            VisitEvent::QuizOpened { quiz, open, .. } => {
                if *open {
                    self.open.insert(quiz.clone());
                } else {
                    self.open.remove(quiz);
                }
            }
            VisitEvent::ResultsShown { quiz, tally, .. } => {
                self.shown.insert(quiz.clone(), tally.clone());
            }
            VisitEvent::CardsAt(door) => self.cards = Some(*door),
            VisitEvent::PlaceMarked { .. } => {}
        }
    }

    /// Ends the stay at a stop.
    fn walk_on(&mut self, who: ParticipantId, at_ms: u64) {
        if let Some(visitor) = self.visitors.get_mut(&who)
            && let Some((stop, since_ms)) = visitor.here.take()
        {
            let dwell_ms = visitor.dwell_ms.entry(stop).or_default();
            *dwell_ms = dwell_ms.saturating_add(at_ms.saturating_sub(since_ms));
        }
    }

    fn write(&mut self, team: TeamId, quiz: &QuizId, text: &str) {
        let Some(index) = usize::from(team.0).checked_sub(1) else {
            return;
        };
        let Some(team) = self.teams.get_mut(index) else {
            return;
        };
        if text.is_empty() {
            team.notes.remove(quiz);
        } else {
            team.notes.insert(quiz.clone(), text.to_owned());
        }
    }

    fn put(&mut self, whom: ParticipantId, team: Option<TeamId>, sheet: &[SheetLine]) {
        for team in &mut self.teams {
            team.members.remove(&whom);
        }
        let Some(id) = team else { return };
        let index = usize::from(id.0).saturating_sub(1);
        if index == self.teams.len() && index < limits::TEAMS {
            self.teams.push(Team::default());
        }
        if let Some(team) = self.teams.get_mut(index) {
            team.members.insert(whom);
        }
        for SheetLine { quiz, note, given } in sheet {
            if let Some(note) = note {
                self.write(id, quiz, note);
            }
            let answered = self
                .answers
                .get_mut(quiz)
                .and_then(|answers| answers.get_mut(&Answerer::Team(id)));
            if let (Some(answered), Some(given)) = (answered, given) {
                answered.given = Some(given.clone());
            }
        }
    }

    fn forget(&mut self, who: ParticipantId) {
        self.visitors.remove(&who);
        for team in &mut self.teams {
            team.members.remove(&who);
        }
        for answers in self.answers.values_mut() {
            answers.remove(&Answerer::Person(who));
        }
        self.answers.retain(|_, answers| !answers.is_empty());
    }
}
