//! Deciding what people ask for on a visit.

use crate::protocol::{
    Answer, CardsDoor, Event, FormationId, Given, ParticipantId, QuizId, QuizOutline, Refusal,
    Role, SheetLine, StopId, TeamId, VisitCommand, VisitEvent, VisitOutline, limits,
    message::BadOutline,
};
use crate::room::{Participant, RoomState};

use super::{Answerer, teams};

/// Whether a role may ask for it.
pub(in crate::room) const fn may_on_visit(role: Role, command: &VisitCommand) -> bool {
    match role {
        Role::Host => true,
        Role::Learner => !command.is_for_hosts(),
        Role::Observer => false,
    }
}

impl RoomState {
    /// Says what the visit is made of, once, after the session is opened.
    ///
    /// # Errors
    /// If the outline is over the limits.
    pub fn decide_visit_prepared(&self, outline: VisitOutline) -> Result<Vec<Event>, BadOutline> {
        if self.visit.outline != VisitOutline::default() || outline == VisitOutline::default() {
            return Ok(Vec::new());
        }
        outline.check()?;
        Ok(vec![Event::Visit(VisitEvent::Prepared(outline))])
    }

    /// Says where cards to take home are found, if that is news.
    pub fn decide_cards_at(&self, door: CardsDoor) -> Vec<Event> {
        let known = !self.is_open() || self.visit.cards == Some(door);
        let event = (!known).then_some(Event::Visit(VisitEvent::CardsAt(door)));
        event.into_iter().collect()
    }

    /// Decides what somebody asks for on the visit.
    pub(in crate::room) fn decide_visit(
        &self,
        me: &Participant,
        command: &VisitCommand,
    ) -> Result<Vec<Event>, Refusal> {
        let who = me.id;
        let event = match command {
            VisitCommand::Arrive { stop } => self.arrived(who, stop.as_ref())?,
            VisitCommand::Answer { quiz, answer } => Some(self.answered(who, quiz, answer)?),
            VisitCommand::WriteNote { quiz, text } => self.note_written(who, quiz, text)?,
            VisitCommand::MarkInterest { formation, on } => {
                self.interest_marked(who, formation, *on)?
            }
            VisitCommand::MakeTeams { size } => Some(self.teams_made(who, *size)?),
            VisitCommand::FillTeams => return Ok(self.teams_filled(who)),
            VisitCommand::PutInTeam { whom, team } => self.put_in_team(who, *whom, *team)?,
            VisitCommand::SetRally { on } => {
                if !self.visit.outline.has_rally() {
                    return Err(Refusal::NoRally);
                }
                (self.visit.rally != *on).then_some(VisitEvent::RallySet { who, on: *on })
            }
            VisitCommand::OpenQuiz { quiz, open } => {
                let known = self.known_quiz(quiz)?;
                if known.rally {
                    return Err(Refusal::UnknownQuiz);
                }
                (self.visit.is_open(known) != *open).then(|| VisitEvent::QuizOpened {
                    who,
                    quiz: quiz.clone(),
                    open: *open,
                })
            }
            VisitCommand::ShowResults { quiz } => {
                self.known_quiz(quiz)?;
                let tally = self.tally(quiz).for_everyone();
                (self.visit.shown(quiz) != Some(&tally)).then(|| VisitEvent::ResultsShown {
                    who,
                    quiz: quiz.clone(),
                    tally,
                })
            }
            VisitCommand::MarkPlace { place } => Some(self.place_marked(me, *place)?),
        };
        Ok(event.map(Event::Visit).into_iter().collect())
    }

    fn known_quiz(&self, quiz: &QuizId) -> Result<&QuizOutline, Refusal> {
        self.visit.outline.quiz(quiz).ok_or(Refusal::UnknownQuiz)
    }

    fn arrived(
        &self,
        who: ParticipantId,
        stop: Option<&StopId>,
    ) -> Result<Option<VisitEvent>, Refusal> {
        if let Some(stop) = stop
            && !self.lesson.has(stop)
        {
            return Err(Refusal::UnknownStop { stop: stop.clone() });
        }
        let here = self.visit.visitor(who).and_then(|me| me.here.as_ref());
        Ok(
            (here.map(|(here, _)| here) != stop).then(|| VisitEvent::Arrived {
                who,
                stop: stop.cloned(),
            }),
        )
    }

    fn answered(
        &self,
        who: ParticipantId,
        id: &QuizId,
        answer: &Answer,
    ) -> Result<VisitEvent, Refusal> {
        let quiz = self.known_quiz(id)?;
        if !self.visit.is_open(quiz) {
            return Err(Refusal::QuizClosed);
        }
        let answerer = self.visit.answerer(who, quiz).ok_or(Refusal::NoTeam)?;
        let tries = match self.visit.answered(id, answerer) {
            None => quiz.tries,
            Some(before) if before.given.as_ref().is_some_and(Given::is_right) => 0,
            Some(before) => before.tries_left,
        };
        let tries_left = tries.checked_sub(1).ok_or(Refusal::AlreadyAnswered)?;
        let answer = answer
            .clone()
            .checked(quiz.form)
            .ok_or(Refusal::BadAnswer)?;
        Ok(VisitEvent::Answered {
            who,
            team: match answerer {
                Answerer::Person(_) => None,
                Answerer::Team(team) => Some(team),
            },
            quiz: id.clone(),
            tries_left,
            given: Some(Given { answer, mark: None }),
        })
    }

    fn note_written(
        &self,
        who: ParticipantId,
        id: &QuizId,
        text: &str,
    ) -> Result<Option<VisitEvent>, Refusal> {
        let quiz = self.known_quiz(id)?;
        if !quiz.by_team {
            return Err(Refusal::UnknownQuiz);
        }
        let team = self.visit.team_of(who).ok_or(Refusal::NoTeam)?;
        // Nothing is read to its end that is too long anyway.
        if text.len() > limits::NOTE_CHARACTERS * 4
            || text.chars().count() > limits::NOTE_CHARACTERS
        {
            return Err(Refusal::NoteTooLong);
        }
        let text = plain(text);
        let before = self.visit.team(team).and_then(|team| team.notes.get(id));
        let same = before.map_or("", String::as_str) == text;
        Ok((!same).then(|| VisitEvent::NoteWritten {
            who,
            team,
            quiz: id.clone(),
            text: Some(text),
        }))
    }

    fn place_marked(&self, me: &Participant, place: [f32; 3]) -> Result<VisitEvent, Refusal> {
        if !limits::is_place(&place) {
            return Err(Refusal::UnknownPlace);
        }
        let team = match me.role {
            Role::Host => None,
            _ => Some(self.visit.team_of(me.id).ok_or(Refusal::NoTeam)?),
        };
        Ok(VisitEvent::PlaceMarked {
            who: me.id,
            team,
            place: Some(place),
        })
    }

    fn interest_marked(
        &self,
        who: ParticipantId,
        formation: &FormationId,
        on: bool,
    ) -> Result<Option<VisitEvent>, Refusal> {
        if !self.visit.outline.formations.contains(formation) {
            return Err(Refusal::UnknownFormation);
        }
        let marked = self
            .visit
            .visitor(who)
            .is_some_and(|me| me.interests.contains(formation));
        Ok((marked != on).then(|| VisitEvent::InterestMarked {
            who,
            what: Some((formation.clone(), on)),
        }))
    }

    fn teams_made(&self, who: ParticipantId, size: u8) -> Result<VisitEvent, Refusal> {
        if self.visit.rally {
            return Err(Refusal::RallyRuns);
        }
        let size = size.clamp(*limits::TEAM_SIZE.start(), *limits::TEAM_SIZE.end());
        let mut people: Vec<_> = self.learners().collect();
        if people.is_empty() {
            // Who looks at a lesson alone is its host.
            people = self.present().map(|somebody| somebody.id).collect();
        }
        Ok(VisitEvent::TeamsMade {
            who,
            teams: teams::shared_out(&people, size),
        })
    }

    fn teams_filled(&self, who: ParticipantId) -> Vec<Event> {
        let without: Vec<_> = self
            .learners()
            .filter(|id| self.visit.team_of(*id).is_none())
            .collect();
        self.visit
            .filled_up(&without, |id| self.participant(id).is_some())
            .into_iter()
            .map(|(whom, team)| {
                Event::Visit(VisitEvent::PutInTeam {
                    who,
                    whom,
                    team: Some(team),
                    sheet: self.sheet(team),
                })
            })
            .collect()
    }

    fn put_in_team(
        &self,
        who: ParticipantId,
        whom: ParticipantId,
        team: Option<TeamId>,
    ) -> Result<Option<VisitEvent>, Refusal> {
        self.participant(whom).ok_or(Refusal::UnknownParticipant)?;
        if let Some(TeamId(number)) = team {
            let next = self.visit.teams.len() + 1;
            if number == 0 || usize::from(number) > next.min(limits::TEAMS) {
                return Err(Refusal::UnknownTeam);
            }
        }
        Ok(
            (self.visit.team_of(whom) != team).then(|| VisitEvent::PutInTeam {
                who,
                whom,
                team,
                sheet: team.map(|team| self.sheet(team)).unwrap_or_default(),
            }),
        )
    }

    /// Everyone who learns, is here and was let in.
    fn learners(&self) -> impl Iterator<Item = ParticipantId> {
        self.present()
            .filter(|somebody| somebody.role == Role::Learner)
            .map(|somebody| somebody.id)
            .filter(|id| !self.class.is_waiting(*id))
    }

    /// What a team's sheet says.
    fn sheet(&self, team: TeamId) -> Vec<SheetLine> {
        let notes = self.visit.team(team).map(|team| &team.notes);
        self.visit
            .outline
            .quizzes
            .iter()
            .filter(|quiz| quiz.by_team)
            .map(|QuizOutline { quiz, .. }| SheetLine {
                quiz: quiz.clone(),
                note: notes.and_then(|notes| notes.get(quiz).cloned()),
                given: self
                    .visit
                    .answered(quiz, Answerer::Team(team))
                    .and_then(|answered| answered.given.clone()),
            })
            .filter(|line| line.note.is_some() || line.given.is_some())
            .collect()
    }
}

/// The text without what is not seen and turns or hides the rest.
fn plain(text: &str) -> String {
    let hidden = |character: char| {
        matches!(character,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let kept: String = text
        .chars()
        .filter(|character| !hidden(*character))
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    kept.trim().to_owned()
}
