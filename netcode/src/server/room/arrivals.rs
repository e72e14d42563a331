//! Coming in and coming back: what the room decides at the door, and what it sends along with the welcome.

use tracing::warn;

use super::{Comeback, Entered, Held, Line, Room, known, messages::Reply, now_ms};
use crate::{
    protocol::{
        CatchUp, Device, Event, Goodbye, ParticipantId, PersonalCode, Refusal, ResumeToken,
        ServerMessage, Welcome, wire,
    },
    room::{Arrival, LogEntry},
};

impl Room {
    /// Somebody new is at the door.
    pub(super) fn enter(
        &mut self,
        arrival: &Arrival,
        personal_code: Option<PersonalCode>,
        line: Line,
        reply: Reply,
    ) {
        let decided = match personal_code {
            None => self.state.decide_join(arrival),
            Some(code) => self.rejoin(code, arrival.device),
        };
        match decided {
            Ok((me, events)) => {
                self.take_over(me);
                self.commit(events, None);
                self.welcome(me, line, 0, reply);
            }
            Err(refusal) => self.refuse(refusal, reply),
        }
    }

    /// Somebody goes on at another device.
    fn rejoin(
        &mut self,
        code: PersonalCode,
        device: Device,
    ) -> Result<(ParticipantId, Vec<Event>), Refusal> {
        let me = self
            .codes
            .whose(code, self.state.last_id())
            .ok_or(Refusal::WrongPersonalCode)?;
        Ok((me, self.state.decide_rejoin(me, device)?))
    }

    /// Who comes in over another connection leaves the former one.
    fn take_over(&mut self, me: ParticipantId) {
        if let Some(former) = self.lines.remove(&me) {
            former.tell(ServerMessage::Goodbye(Goodbye::Replaced));
        }
    }

    /// Somebody who was here before is at the door.
    pub(super) fn resume(&mut self, who: &Comeback, line: Line, reply: Reply) {
        let token = ResumeToken::derive(&self.resume_key, who.session, who.me);
        let decided = if who.session != self.state.session_id() {
            Err(Refusal::UnknownSession)
        } else if !who.proof.proves_token(&token, &who.exporter) {
            Err(Refusal::ResumeExpired)
        } else {
            self.state.decide_return(who.me)
        };
        match decided {
            Ok(events) => {
                self.take_over(who.me);
                self.commit(events, None);
                self.welcome(who.me, line, who.last_seq, reply);
            }
            Err(refusal) => self.refuse(refusal, reply),
        }
    }

    fn refuse(&self, refusal: Refusal, reply: Reply) {
        self.metrics.refusals.inc();
        // Who went away meanwhile need not know.
        let _ = reply.send(Err(refusal));
    }

    fn welcome(&mut self, me: ParticipantId, mut line: Line, last_seq: u64, reply: Reply) {
        let Some(person) = self.state.participant(me) else {
            return self.refuse(Refusal::UnknownParticipant, reply);
        };
        let seq = self.state.seq();
        let tail = self.tail_after(me, last_seq);
        let (catch_up, tail, snapshot) = match tail {
            Some(tail) => (CatchUp::Tail { after: last_seq }, tail, None),
            None => match wire::encode_snapshot(seq, &*self.state.seen_by(me)) {
                Ok(snapshot) => (CatchUp::Snapshot { seq }, Vec::new(), Some(snapshot)),
                Err(error) => {
                    warn!("the room is too large to be shown to anybody new: {error}");
                    let capacity = self.state.capacity();
                    return self.refuse(Refusal::Full { capacity }, reply);
                }
            },
        };
        let welcome = Welcome {
            session: self.state.session_id(),
            me,
            role: person.role,
            nickname: person.nickname.clone(),
            resume_token: ResumeToken::derive(&self.resume_key, self.state.session_id(), me),
            personal_code: if person.role.is_host() {
                None
            } else {
                self.codes.of(me)
            },
            tick_hz: self.tick_hz,
            tick: self.poses.tick_number() as u16,
            server_time_ms: now_ms(),
            seq,
            last_command: person.last_command(),
            catch_up,
        };
        let entered = Box::new(Entered {
            welcome,
            tail,
            snapshot,
        });
        line.since = seq;
        let id = line.id;
        self.poses.welcome(me);
        self.lines.insert(me, line);
        self.count();
        self.outbox.hold(
            seq,
            Held::Welcome {
                me,
                line: id,
                entered,
                reply,
            },
        );
        self.release();
    }

    /// The log after an entry, if so much of it is still at hand.
    fn tail_after(&self, me: ParticipantId, last_seq: u64) -> Option<Vec<LogEntry>> {
        let seq = self.state.seq();
        let first = self.recent.front().map_or(seq + 1, |entry| entry.seq);
        // Whoever knows more than the room lost it together with a journal: nothing it knows can be built on.
        let known = (first.saturating_sub(1)..=seq).contains(&last_seq) && last_seq > 0;
        // Who was made a host meanwhile lacks what was before, too.
        let as_before =
            |entry: &LogEntry| entry.seq <= last_seq || known::changes_for(entry) != Some(me);
        let known = known && self.recent.iter().all(as_before);
        known.then(|| {
            let after = self.recent.iter().skip_while(|entry| entry.seq <= last_seq);
            after
                .map(|entry| self.state.told_to(me, entry).into_owned())
                .collect()
        })
    }
}
