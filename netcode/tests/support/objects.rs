//! A room with objects, its log, and people who come in.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use pleiades_netcode::protocol::{
    Appearance, Cause, Command, Device, Event, Nickname, Objects, ParticipantId, Refusal, Role,
    SessionId, Text,
};
use pleiades_netcode::room::{Actor, Arrival, LessonOutline, Opening, RoomState};

pub const ENSTIB: &str = "enstib";
pub const BALL: &str = "prop.ball";
pub const BLOCK: &str = "prop.block";
pub const RACK: &str = "socket.rack";

pub struct Session {
    pub room: RoomState,
    pub now_ms: u64,
}

impl Session {
    pub fn open(capacity: u16) -> Self {
        let lesson = LessonOutline {
            id: "campus-epinal".into(),
            version: 1,
            title: Text {
                fr: "Le campus".into(),
                en: "The campus".into(),
            },
            stops: vec![ENSTIB.into(), "droit".into()],
        };
        let mut session = Self {
            room: RoomState::new(),
            now_ms: 1_000,
        };
        let opening = Opening {
            session: SessionId(7),
            lesson,
            objects: Objects {
                objects: vec![BALL.into(), BLOCK.into()],
                sockets: vec![RACK.into()],
            },
            capacity,
            away_time_ms: 60_000,
        };
        let events = session.room.decide_open(opening).unwrap();
        session.append(events, None);
        session
    }

    pub fn append(&mut self, events: Vec<Event>, cause: Option<Cause>) {
        for entry in self.room.entries(events, self.now_ms, cause) {
            self.room.fold(&entry).unwrap();
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

    /// Sends a command as a client would, and says how many entries it made.
    pub fn send(
        &mut self,
        id: ParticipantId,
        number: u32,
        command: Command,
    ) -> Result<usize, Refusal> {
        let events = self.room.decide(Actor { id, number }, &command)?;
        let count = events.len();
        self.append(events, Some(Cause { who: id, number }));
        Ok(count)
    }

    pub fn name(&self, id: ParticipantId) -> &str {
        self.room.participant(id).unwrap().nickname.as_str()
    }
}
