//! The room's thread: decides, folds, has it written, tells; and thirty times a second sends everybody where the others are.

mod arrivals;
mod cards;
mod codes;
mod console;
mod desk;
mod health;
mod known;
mod lines;
mod messages;
mod outbox;
mod photos;
mod poses;
mod rounds;

use std::{
    collections::{BTreeMap, VecDeque},
    io,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use tracing::{info, warn};

use super::{
    setup::Prepared,
    watch::{Dropped, Metrics},
};
use crate::{
    bench::Bench,
    protocol::{
        Cause, Command, Event, Goodbye, LeaveReason, Notice, ParticipantId, Refusal, ServerMessage,
    },
    room::{Actor, AnswerKey, LogEntry, RoomState},
};

use codes::Codes;
pub(super) use console::{Seen, View};
use desk::Desk;
pub(super) use lines::{Line, ToTell};
pub(super) use messages::{Comeback, Entered, Health, Log, NotErased, NotRemarked, ToRoom};
use outbox::{Held, Outbox};
pub(super) use photos::PhotoCall;
use poses::{Poses, Took};

/// Missing more of the log than this, a snapshot is shorter.
const RECENT: usize = 256;

/// The room and everything around it that is not a socket.
pub(super) struct Room {
    state: RoomState,
    /// What is true in the session's lab, if it has one.
    bench: Option<Bench>,
    /// What is right in the quizzes: it stays here.
    key: AnswerKey,
    /// The last entries, without a gap.
    recent: VecDeque<LogEntry>,
    desk: Desk,
    outbox: Outbox,
    saving: bool,
    /// The session's journal is erased, and the room with it.
    erased: bool,
    resume_key: [u8; 32],
    codes: Codes,
    tick_hz: u16,
    lines: BTreeMap<ParticipantId, Line>,
    poses: Poses,
    metrics: Metrics,
    next_checkpoint: Instant,
}

impl Room {
    /// A room as it was prepared. `own` is where it is told things itself.
    pub(super) fn new(
        prepared: Prepared,
        resume_key: [u8; 32],
        tick_hz: u16,
        metrics: Metrics,
        own: Sender<ToRoom>,
    ) -> io::Result<Self> {
        let Prepared {
            state,
            recent,
            journal,
            events,
            bench,
            key,
        } = prepared;
        metrics.rooms.set(1);
        metrics.journal_saving.set(i64::from(journal.is_saving()));
        let mut room = Self {
            outbox: Outbox::new(state.seq()),
            saving: journal.is_saving(),
            erased: false,
            desk: Desk::new(journal, own, metrics.clone())?,
            recent: VecDeque::new(),
            codes: Codes::new(resume_key, state.session_id()),
            state,
            bench,
            key,
            resume_key,
            tick_hz,
            lines: BTreeMap::new(),
            poses: Poses::new(Instant::now(), tick_hz),
            metrics,
            next_checkpoint: Instant::now(),
        };
        for entry in recent {
            room.remember(entry);
        }
        room.count();
        // Nobody asked for these: the opening, those found away after a crash.
        room.commit(events, None);
        Ok(room)
    }

    /// Runs until told to stop.
    pub(super) fn run(mut self, inbox: &Receiver<ToRoom>) {
        let tick = Duration::from_secs(1) / u32::from(self.tick_hz.max(1));
        let (mut next_tick, mut next_round) =
            (Instant::now() + tick, Instant::now() + rounds::EVERY);
        loop {
            let now = Instant::now();
            if now >= next_tick {
                if now - next_tick > tick / 2 {
                    self.metrics.tick_overruns.inc();
                }
                self.poses.tick(&self.state, &mut self.lines, &self.metrics);
                self.metrics
                    .tick_seconds
                    .observe(now.elapsed().as_secs_f64());
                // A late tick is not made up for: the next ones come when they are due.
                next_tick = (next_tick + tick).max(now);
            }
            if now >= next_round {
                self.go_round(now);
                next_round = now + rounds::EVERY;
            }
            let wait = next_tick.min(next_round);
            match inbox.recv_timeout(wait.saturating_duration_since(Instant::now())) {
                Ok(ToRoom::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(message) => self.hear(message),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        self.close(inbox);
    }

    /// Has everything written, tells what waited for it, and says goodbye.
    fn close(mut self, inbox: &Receiver<ToRoom>) {
        self.desk.close();
        for message in inbox.try_iter() {
            if let ToRoom::Written(_) = message {
                self.hear(message);
            }
        }
        for line in self.lines.values() {
            line.tell(ServerMessage::Notice(Notice::ServerStopping));
            line.tell(ServerMessage::Goodbye(Goodbye::ServerStopping));
        }
        info!("the room is closed after entry {}", self.state.seq());
    }

    fn hear(&mut self, message: ToRoom) {
        match message {
            ToRoom::Enter {
                arrival,
                personal_code,
                line,
                reply,
            } => self.enter(&arrival, personal_code, line, reply),
            ToRoom::Resume { who, line, reply } => self.resume(&who, line, reply),
            ToRoom::Command {
                me,
                line,
                number,
                command,
            } => self.command(me, line, number, &command),
            ToRoom::TooFast { me, line, number } => {
                self.answer(me, line, number, Err(Refusal::TooFast));
            }
            ToRoom::Datagram { me, line, bytes } => self.datagram(me, line, &bytes),
            ToRoom::Bye { me, line } => {
                if self.hang_up(me, line) {
                    self.commit(self.state.decide_leave(me), None);
                }
            }
            ToRoom::Lost { me, line } => self.lose(me, line),
            ToRoom::Written(written) => {
                self.outbox.written(written.seq);
                self.release();
                self.saving = written.saving;
                self.metrics.journal_saving.set(i64::from(written.saving));
                if let Some(notice) = written.notice {
                    self.tell_hosts(notice);
                }
            }
            ToRoom::Look(reply) => self.look(reply),
            ToRoom::Console { command, reply } => self.at_console(&command, reply),
            ToRoom::Remark { lab, reply } => self.remark(*lab, reply),
            ToRoom::Photo(call) => self.photo(call),
            ToRoom::Read(reply) => self.desk.read(reply),
            ToRoom::Erase(reply) => self.erase(reply),
            ToRoom::Forget => self.forget(),
            ToRoom::Card { token, reply } => self.card(&token, reply),
            ToRoom::CardsAt(door) => self.offer_cards(door),
            ToRoom::Health(reply) => {
                // Whoever asked may have gone.
                let _ = reply.send(self.health());
            }
            ToRoom::Stop => {}
        }
    }

    fn command(&mut self, me: ParticipantId, line: u64, number: u32, command: &Command) {
        if !self.is_on(me, line) {
            return;
        }
        let begun = Instant::now();
        let actor = Actor { id: me, number };
        let decided = self
            .can_keep(command)
            .and_then(|()| self.state.decide_at(self.bench.as_ref(), actor, command));
        self.metrics
            .decide_seconds
            .observe(begun.elapsed().as_secs_f64());
        let result = decided.map(|mut events| {
            self.key.mark(&mut events);
            self.keep_photo(command, &events);
            self.commit(events, Some(Cause { who: me, number }));
        });
        self.answer(me, line, number, result);
    }

    fn answer(&mut self, me: ParticipantId, line: u64, number: u32, result: Result<(), Refusal>) {
        if result.is_err() {
            self.metrics.refusals.inc();
        }
        let answer = Held::Answer {
            me,
            line,
            number,
            result,
        };
        self.outbox.hold(self.state.seq(), answer);
        self.release();
    }

    fn datagram(&mut self, me: ParticipantId, line: u64, bytes: &[u8]) {
        if !self.is_on(me, line) {
            return;
        }
        match self.poses.receive(me, bytes) {
            Took::Fine => {}
            Took::Stale => self.metrics.dropped(Dropped::Stale),
            Took::Malformed => {
                info!("participant {me} sends datagrams that mean nothing");
                self.metrics.dropped(Dropped::Malformed);
                self.metrics.peers_dropped.inc();
                if let Some(line) = self.lines.get(&me) {
                    line.close(Goodbye::Misunderstood);
                }
                self.lose(me, line);
            }
        }
    }

    /// Folds events, has them written, and tells of them once they are.
    fn commit(&mut self, events: Vec<Event>, cause: Option<Cause>) {
        if events.is_empty() {
            return;
        }
        let entries = self.state.entries(events, now_ms(), cause);
        let mut dropped = Vec::new();
        for entry in &entries {
            let begun = Instant::now();
            if let Err(error) = self.state.fold(entry) {
                warn!("an entry of our own does not fold: {error}");
                return;
            }
            self.metrics
                .fold_seconds
                .observe(begun.elapsed().as_secs_f64());
            self.metrics.events.inc();
            if let Event::ParticipantLeft { id, .. } = &entry.event {
                self.poses.forget(*id);
            }
            self.remember(entry.clone());
            self.outbox.hold(entry.seq, Held::Entry(entry.clone()));
            self.widen(entry);
            dropped.extend(photos::taken_out(&entry.event));
        }
        self.desk.write(entries);
        for digest in dropped {
            self.drop_photo(digest);
        }
    }

    fn remember(&mut self, entry: LogEntry) {
        if self
            .recent
            .back()
            .is_some_and(|last| last.seq + 1 != entry.seq)
        {
            self.recent.clear();
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(entry);
    }

    /// Tells what is written by now.
    fn release(&mut self) {
        while let Some(held) = self.outbox.next() {
            match held {
                Held::Entry(entry) => self.tell_all(&entry),
                Held::Known { me, seq, snapshot } => self.show(me, seq, snapshot),
                Held::Answer {
                    me,
                    line,
                    number,
                    result,
                } => {
                    if let Some(line) = self.lines.get(&me).filter(|known| known.id == line) {
                        line.tell(ServerMessage::Answer { number, result });
                    }
                }
                Held::Console { reply, result } => {
                    // Whoever asked may have gone.
                    let _ = reply.send(result);
                }
                Held::Welcome {
                    me,
                    line,
                    entered,
                    reply,
                } => {
                    // Who went away while waiting at the door.
                    if reply.send(Ok(*entered)).is_err() {
                        self.lose(me, line);
                    }
                }
            }
        }
    }

    fn tell_all(&mut self, entry: &LogEntry) {
        for (id, line) in &self.lines {
            if line.since < entry.seq {
                let told = self.state.told_to(*id, entry).into_owned();
                line.tell(ServerMessage::Event(told));
            }
        }
        match &entry.event {
            Event::ParticipantLeft { id, reason } => {
                let goodbye = match reason {
                    LeaveReason::Left => Goodbye::Left,
                    LeaveReason::SentOut => Goodbye::SentOut,
                    LeaveReason::TimedOut => Goodbye::TimedOut,
                };
                if let Some(line) = self.lines.remove(id) {
                    line.tell(ServerMessage::Goodbye(goodbye));
                }
                self.count();
            }
            Event::SessionEnded { .. } => {
                info!("the session is over");
                for line in std::mem::take(&mut self.lines).into_values() {
                    line.tell(ServerMessage::Goodbye(Goodbye::SessionEnded));
                }
                self.count();
            }
            _ => {}
        }
    }

    fn is_on(&self, me: ParticipantId, line: u64) -> bool {
        self.lines.get(&me).is_some_and(|known| known.id == line)
    }

    fn count(&self) {
        let people = self
            .lines
            .keys()
            .filter_map(|id| self.state.participant(*id));
        self.metrics.count(people.map(|person| person.role));
    }
}

/// Milliseconds since 1970, UTC.
fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|since| since.as_millis() as u64)
        .unwrap_or_default()
}
