//! A visit with quizzes and a rally, its log, and people who come in.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::collections::BTreeMap;

use pleiades_netcode::protocol::{
    Answer, AnswerForm, Appearance, Cause, Command, Device, Event, Nickname, Objects,
    ParticipantId, QuizOutline, Refusal, Role, SessionId, StopOutline, Text, VisitCommand,
    VisitOutline,
};
use pleiades_netcode::room::{
    Actor, AnswerKey, Answerer, Arrival, LessonOutline, LogEntry, Opening, RoomState,
};
use pleiades_scenes::lesson::{Localised, Solution, Solved};

pub const SECRET: &str = "Parce que c'est ainsi.";

pub fn quiz(id: &str, form: AnswerForm, by_team: bool, rally: bool, tries: u8) -> QuizOutline {
    QuizOutline {
        quiz: id.into(),
        stop: "enstib".into(),
        form,
        by_team,
        rally,
        tries,
    }
}

pub fn key() -> AnswerKey {
    let solved = |solution| Solved {
        solution,
        why: Localised {
            fr: SECRET.to_owned(),
            en: None,
        },
    };
    AnswerKey::new(BTreeMap::from([
        ("single".to_owned(), solved(Solution::Single(1))),
        ("order".to_owned(), solved(Solution::Order(vec![2, 0, 1]))),
        (
            "number".to_owned(),
            solved(Solution::Number {
                value: 30.0,
                tolerance: 5.0,
            }),
        ),
    ]))
}

/// A session with its log, its key, and clients that fold what they are sent.
pub struct Session {
    pub room: RoomState,
    pub log: Vec<LogEntry>,
    pub key: AnswerKey,
    pub now_ms: u64,
    pub clients: BTreeMap<ParticipantId, RoomState>,
    pub numbers: BTreeMap<ParticipantId, u32>,
}

impl Session {
    pub fn open(led: bool) -> Self {
        let mut session = Self {
            room: RoomState::new(),
            log: Vec::new(),
            key: key(),
            now_ms: 1_000,
            clients: BTreeMap::new(),
            numbers: BTreeMap::new(),
        };
        let opening = Opening {
            session: SessionId(7),
            lesson: LessonOutline {
                id: "test".into(),
                version: 1,
                title: Text::default(),
                stops: vec!["enstib".into(), "droit".into()],
            },
            objects: Objects::default(),
            capacity: 40,
            away_time_ms: 60_000,
        };
        let mut events = session.room.decide_open(opening).unwrap();
        let outline = VisitOutline {
            stops: ["enstib", "droit"]
                .map(|stop| StopOutline {
                    stop: stop.into(),
                    required: true,
                    dwell_min_s: 10,
                })
                .into(),
            quizzes: vec![
                quiz("single", AnswerForm::Single { choices: 3 }, false, false, 1),
                quiz("order", AnswerForm::Order { choices: 3 }, false, false, 2),
                quiz("number", AnswerForm::Number, true, true, 2),
            ],
            formations: vec!["licence".into()],
            team_size: 3,
            led,
        };
        events.extend(session.room.decide_visit_prepared(outline).unwrap());
        session.append(events, None);
        session
    }

    pub fn append(&mut self, events: Vec<Event>, cause: Option<Cause>) {
        for entry in self.room.entries(events, self.now_ms, cause) {
            self.room.fold(&entry).unwrap();
            for (id, client) in &mut self.clients {
                client.fold(&self.room.told_to(*id, &entry)).unwrap();
                assert_eq!(client.hash(), self.room.hash(), "{entry:?}");
            }
            self.log.push(entry);
        }
    }

    pub fn join(&mut self, name: &str, role: Role) -> ParticipantId {
        let arrival = Arrival {
            nickname: Nickname::parse(name).unwrap(),
            role,
            appearance: Appearance { colour: 3 },
            device: Device::Desktop,
        };
        let (id, events) = self.room.decide_join(&arrival).unwrap();
        self.append(events, None);
        self.look_again(id);
        id
    }

    /// As after a snapshot.
    pub fn look_again(&mut self, id: ParticipantId) {
        let seen = self.room.seen_by(id).into_owned();
        self.clients.insert(id, seen);
    }

    pub fn ask(&mut self, id: ParticipantId, command: VisitCommand) -> Result<usize, Refusal> {
        let number = self.numbers.entry(id).or_default();
        *number += 1;
        let number = *number;
        let command = Command::Visit(command);
        let mut events = self.room.decide(Actor { id, number }, &command)?;
        self.key.mark(&mut events);
        let count = events.len();
        self.append(events, Some(Cause { who: id, number }));
        Ok(count)
    }

    pub fn answer(
        &mut self,
        id: ParticipantId,
        quiz: &str,
        answer: Answer,
    ) -> Result<usize, Refusal> {
        self.ask(
            id,
            VisitCommand::Answer {
                quiz: quiz.into(),
                answer,
            },
        )
    }

    /// What a client knows of the answer to a quiz.
    pub fn knows(&self, who: ParticipantId, quiz: &str, by: Answerer) -> Option<bool> {
        let client = &self.clients[&who];
        let answered = client.visit().answered(&quiz.into(), by)?;
        Some(answered.given.is_some())
    }
}
