//! Coming in and coming back: what the room decides at the door, and what it sends along with the welcome.

use super::{Comeback, Entered, Line, Room, now_ms};
use crate::{
    protocol::{
        CatchUp, Goodbye, ParticipantId, Refusal, ResumeToken, ServerMessage, Welcome, wire,
    },
    room::Arrival,
};

/// Missing more of the log than this, a snapshot is shorter.
const TAIL: u64 = 256;

impl Room {
    pub(super) fn enter(&mut self, arrival: &Arrival, line: Line) -> Result<Entered, Refusal> {
        let (me, events) = self.state.decide_join(arrival)?;
        self.commit(events, None);
        self.welcome(me, line, 0)
    }

    pub(super) fn resume(&mut self, who: &Comeback, line: Line) -> Result<Entered, Refusal> {
        if who.session != self.state.session_id() {
            return Err(Refusal::UnknownSession);
        }
        let token = ResumeToken::derive(&self.resume_key, who.session, who.me);
        if !who.proof.proves_token(&token, &who.exporter) {
            return Err(Refusal::ResumeExpired);
        }
        let events = self.state.decide_return(who.me)?;
        if let Some(former) = self.lines.remove(&who.me) {
            former.tell(ServerMessage::Goodbye(Goodbye::Replaced));
        }
        self.commit(events, None);
        self.welcome(who.me, line, who.last_seq)
    }

    fn welcome(
        &mut self,
        me: ParticipantId,
        line: Line,
        last_seq: u64,
    ) -> Result<Entered, Refusal> {
        let person = self
            .state
            .participant(me)
            .ok_or(Refusal::UnknownParticipant)?;
        let seq = self.state.seq();
        let known = last_seq > 0 && last_seq <= seq && seq - last_seq <= TAIL;
        let snapshot = if known {
            None
        } else {
            wire::encode_snapshot(seq, &self.state).ok()
        };
        let catch_up = match snapshot {
            Some(_) => CatchUp::Snapshot { seq },
            None => CatchUp::Tail {
                after: if known { last_seq } else { 0 },
            },
        };
        let tail = match catch_up {
            CatchUp::Tail { after } => self
                .log
                .iter()
                .filter(|entry| entry.seq > after)
                .cloned()
                .collect(),
            CatchUp::Snapshot { .. } => Vec::new(),
        };
        let welcome = Welcome {
            session: self.state.session_id(),
            me,
            role: person.role,
            nickname: person.nickname.clone(),
            resume_token: ResumeToken::derive(&self.resume_key, self.state.session_id(), me),
            tick_hz: self.tick_hz,
            tick: self.poses.tick_number() as u16,
            server_time_ms: now_ms(),
            seq,
            last_command: person.last_command(),
            catch_up,
        };
        self.poses.welcome(me);
        self.lines.insert(me, line);
        self.metrics.participants.set(self.lines.len() as i64);
        Ok(Entered {
            welcome,
            tail,
            snapshot,
        })
    }
}
