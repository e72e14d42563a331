//! A room, its log and the people in it, as a server would drive them; for tests of what the room decides.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use pleiades_netcode::protocol::{
    Appearance, Cause, ClassCommand, Command, Device, Event, LogEntry, Nickname, Objects,
    ParticipantId, Refusal, Role, SessionId, StopId, Text,
};
use pleiades_netcode::room::{Actor, Arrival, LessonOutline, Opening, RoomState};

/// How long somebody's place is kept.
pub const AWAY_MS: u64 = 60_000;

/// The stops of the lesson, in their order.
pub const STOPS: [&str; 3] = ["enstib", "droit", "iut"];

/// What can be taken.
pub const BALL: &str = "prop.ball";

/// A room, what time it is, and how many commands were given.
pub struct Session {
    pub room: RoomState,
    pub log: Vec<LogEntry>,
    pub now_ms: u64,
    number: u32,
}

impl Session {
    /// A session for so many people.
    pub fn open(capacity: u16) -> Self {
        let mut session = Self {
            room: RoomState::new(),
            log: Vec::new(),
            now_ms: 1_000,
            number: 0,
        };
        let opening = Opening {
            session: SessionId(7),
            lesson: LessonOutline {
                id: "campus-epinal".into(),
                version: 1,
                title: Text {
                    fr: "Le campus".into(),
                    en: "The campus".into(),
                },
                stops: STOPS.map(StopId::from).to_vec(),
            },
            objects: Objects {
                objects: vec![BALL.into()],
                sockets: Vec::new(),
            },
            capacity,
            away_time_ms: AWAY_MS,
        };
        let events = session.room.decide_open(opening).unwrap();
        session.append(events, None);
        session
    }

    /// Writes events into the log.
    pub fn append(&mut self, events: impl IntoIterator<Item = Event>, cause: Option<Cause>) {
        let events = events.into_iter().collect();
        for entry in self.room.entries(events, self.now_ms, cause) {
            self.room.fold(&entry).unwrap();
            self.log.push(entry);
        }
    }

    pub fn try_join(&mut self, name: &str, role: Role) -> Result<ParticipantId, Refusal> {
        let arrival = Arrival {
            nickname: Nickname::parse(name).unwrap(),
            role,
            appearance: Appearance { colour: 3 },
            device: Device::Desktop,
        };
        let (id, events) = self.room.decide_join(&arrival)?;
        self.append(events, None);
        Ok(id)
    }

    pub fn join(&mut self, name: &str, role: Role) -> ParticipantId {
        self.try_join(name, role).unwrap()
    }

    /// Gives a command with the next number, as a client would, and says how many entries it made.
    pub fn send(&mut self, id: ParticipantId, command: &Command) -> Result<usize, Refusal> {
        self.number += 1;
        let number = self.number;
        let events = self.room.decide(Actor { id, number }, command)?;
        let count = events.len();
        self.append(events, Some(Cause { who: id, number }));
        Ok(count)
    }

    /// Leads the class, or answers who leads it.
    pub fn class(&mut self, who: ParticipantId, command: ClassCommand) -> Result<usize, Refusal> {
        self.send(who, &Command::Class(command))
    }

    pub fn name(&self, id: ParticipantId) -> &str {
        self.room.participant(id).unwrap().nickname.as_str()
    }

    pub fn leaves(&mut self, id: ParticipantId) {
        self.append(self.room.decide_leave(id), None);
    }

    pub fn is_lost(&mut self, id: ParticipantId) {
        self.append(self.room.decide_away(id), None);
    }

    /// Time passes; who has been away for too long leaves.
    pub fn wait(&mut self, ms: u64) {
        self.now_ms += ms;
        self.append(self.room.decide_timeouts(self.now_ms), None);
    }
}

/// A teacher and two pupils.
pub fn class() -> (Session, ParticipantId, ParticipantId, ParticipantId) {
    let mut session = Session::open(10);
    let host = session.join("Mme Petit", Role::Host);
    let [lea, max] = ["Léa", "Max"].map(|name| session.join(name, Role::Learner));
    (session, host, lea, max)
}

pub fn nickname(name: &str) -> Nickname {
    Nickname::parse(name).unwrap()
}
