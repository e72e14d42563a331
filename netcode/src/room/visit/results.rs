//! Results and progress: what the room's state amounts to for hosts, and in numbers for everyone.

use crate::protocol::{Answer, AnswerForm, Given, ParticipantId, QuizId, Tally, TeamId, limits};
use crate::room::RoomState;

use super::{Answered, Answerer};

/// How far somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Stops where one has stayed long enough.
    pub seen: usize,
    /// Stops there are.
    pub stops: usize,
    /// Required stops one has not seen yet.
    pub missing: usize,
    /// Quizzes answered, with the team's.
    pub answered: usize,
    /// Quizzes there are.
    pub quizzes: usize,
}

/// How a team stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// Which.
    pub team: TeamId,
    /// Lines of the rally answered.
    pub answered: usize,
    /// Of those, right ones.
    pub right: usize,
}

impl Tally {
    /// The numbers that everyone may see: how many chose what only where that says nothing about anybody.
    #[must_use]
    pub fn for_everyone(mut self) -> Self {
        if self.answered < limits::TALLY_LEAST {
            self.by_choice.clear();
            self.right = 0;
        }
        self
    }
}

impl RoomState {
    /// Whether what somebody did on the visit is the class's: they are no host and were none.
    pub fn counts(&self, who: ParticipantId) -> bool {
        !self.is_host(who) && !self.visit.hosts.contains(&who)
    }

    /// How those who learn answered a quiz, as far as this state knows answers. Hosts' answers do not count.
    pub fn tally(&self, quiz: &QuizId) -> Tally {
        let form = self.visit.outline.quiz(quiz).map(|quiz| quiz.form);
        let choices = form.map_or(0, AnswerForm::choices);
        let mut tally = Tally {
            by_choice: vec![0; usize::from(choices)],
            ..Tally::default()
        };
        for (by, Answered { given, .. }) in self.visit.answers(quiz) {
            if matches!(by, Answerer::Person(who) if !self.counts(who)) {
                continue;
            }
            tally.answered += 1;
            let Some(given) = given else { continue };
            tally.right += u16::from(given.is_right());
            let chosen: &[u8] = match &given.answer {
                Answer::Single(choice) => std::slice::from_ref(choice),
                Answer::Multiple(choices) => choices,
                // In an order everything is chosen: what counts is what comes first.
                Answer::Order(order) => order.get(..1).unwrap_or_default(),
                Answer::Number(_) | Answer::Point { .. } => &[],
            };
            for choice in chosen {
                if let Some(count) = tally.by_choice.get_mut(usize::from(*choice)) {
                    *count += 1;
                }
            }
        }
        tally
    }

    /// How far somebody is at `now_ms` (milliseconds since 1970, UTC).
    pub fn progress(&self, who: ParticipantId, now_ms: u64) -> Progress {
        let outline = &self.visit.outline;
        let visitor = self.visit.visitor(who);
        let is_seen = |stop: &&crate::protocol::StopOutline| {
            let needed_ms = u64::from(stop.dwell_min_s) * 1_000;
            visitor.is_some_and(|visitor| {
                visitor.reached().contains(&stop.stop)
                    && visitor.dwell_ms(&stop.stop, now_ms) >= needed_ms
            })
        };
        let seen = outline.stops.iter().filter(is_seen).count();
        let required = outline.stops.iter().filter(|stop| stop.required);
        Progress {
            seen,
            stops: outline.stops.len(),
            missing: required.filter(|stop| !is_seen(stop)).count(),
            answered: outline
                .quizzes
                .iter()
                .filter(|quiz| {
                    self.visit
                        .answerer(who, quiz)
                        .is_some_and(|by| self.visit.answered(&quiz.quiz, by).is_some())
                })
                .count(),
            quizzes: outline.quizzes.len(),
        }
    }

    /// How the teams stand, best first.
    pub fn scores(&self) -> Vec<Score> {
        let rally = || self.visit.outline.quizzes.iter().filter(|quiz| quiz.rally);
        let mut scores: Vec<Score> = self
            .visit
            .teams()
            .map(|(team, _)| {
                let given: Vec<&Answered> = rally()
                    .filter_map(|quiz| self.visit.answered(&quiz.quiz, Answerer::Team(team)))
                    .collect();
                Score {
                    team,
                    answered: given.len(),
                    right: given
                        .iter()
                        .filter(|answered| answered.given.as_ref().is_some_and(Given::is_right))
                        .count(),
                }
            })
            .collect();
        scores.sort_by_key(|score| (usize::MAX - score.right, score.team));
        scores
    }
}
