//! The room's thread: decides, writes, folds, tells; and thirty times a second sends everybody where the others are.

mod arrivals;
mod lines;
mod poses;

use std::{
    collections::BTreeMap,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use tokio::sync::oneshot;
use tracing::{info, warn};

use super::watch::Metrics;
use crate::{
    journal::JournalWriter,
    protocol::{
        Cause, Command, Event, Goodbye, Notice, ParticipantId, Refusal, ServerMessage, SessionId,
        Welcome,
        handshake::{Exporter, Proof},
    },
    room::{Actor, Arrival, LogEntry, RoomState},
};

pub(super) use lines::Line;
use poses::Poses;

/// Between two looks at who stayed away too long and at what the journal could not write.
const TEND: Duration = Duration::from_secs(1);

/// What connections ask of the room.
pub(super) enum ToRoom {
    Enter {
        arrival: Arrival,
        line: Line,
        reply: oneshot::Sender<Result<Entered, Refusal>>,
    },
    Resume {
        who: Comeback,
        line: Line,
        reply: oneshot::Sender<Result<Entered, Refusal>>,
    },
    Command {
        me: ParticipantId,
        line: u64,
        number: u32,
        command: Command,
    },
    Datagram {
        me: ParticipantId,
        line: u64,
        bytes: Vec<u8>,
    },
    Bye {
        me: ParticipantId,
        line: u64,
    },
    Lost {
        me: ParticipantId,
        line: u64,
    },
    Health(oneshot::Sender<Health>),
    Stop,
}

/// Somebody who says to have been here before.
pub(super) struct Comeback {
    pub(super) session: SessionId,
    pub(super) me: ParticipantId,
    pub(super) proof: Proof,
    pub(super) exporter: Exporter,
    pub(super) last_seq: u64,
}

/// What somebody who is in gets first.
pub(super) struct Entered {
    pub(super) welcome: Welcome,
    pub(super) tail: Vec<LogEntry>,
    pub(super) snapshot: Option<Vec<u8>>,
}

/// How the session is.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Health {
    pub(super) session: String,
    pub(super) lesson: String,
    pub(super) participants: usize,
    pub(super) entries: u64,
    pub(super) saving: bool,
    pub(super) over: bool,
}

/// The room and everything around it that is not a socket.
pub(super) struct Room {
    state: RoomState,
    log: Vec<LogEntry>,
    journal: JournalWriter,
    resume_key: [u8; 32],
    tick_hz: u16,
    lines: BTreeMap<ParticipantId, Line>,
    poses: Poses,
    metrics: Metrics,
    started: Instant,
    over: bool,
}

impl Room {
    /// A room whose log so far is `log`.
    pub(super) fn new(
        state: RoomState,
        log: Vec<LogEntry>,
        journal: JournalWriter,
        resume_key: [u8; 32],
        tick_hz: u16,
        metrics: Metrics,
    ) -> Self {
        metrics.rooms.set(1);
        metrics.journal_saving.set(i64::from(journal.is_saving()));
        Self {
            state,
            log,
            journal,
            resume_key,
            tick_hz: tick_hz.clamp(1, 120),
            lines: BTreeMap::new(),
            poses: Poses::new(Instant::now(), tick_hz),
            metrics,
            started: Instant::now(),
            over: false,
        }
    }

    /// Writes events that nobody asked for: the opening, those found away after a crash.
    pub(super) fn begin(&mut self, events: Vec<Event>) {
        self.commit(events, None);
    }

    /// Runs until told to stop.
    pub(super) fn run(mut self, inbox: &Receiver<ToRoom>) {
        let tick = Duration::from_secs(1) / u32::from(self.tick_hz);
        let (mut next_tick, mut next_tend) = (Instant::now() + tick, Instant::now() + TEND);
        loop {
            let now = Instant::now();
            if now >= next_tick {
                let begun = Instant::now();
                self.poses.tick(&self.state, &mut self.lines, &self.metrics);
                self.metrics
                    .tick_seconds
                    .observe(begun.elapsed().as_secs_f64());
                // A late tick is not made up for: the next ones come when they are due.
                next_tick = (next_tick + tick).max(now);
            }
            if now >= next_tend {
                self.tend();
                next_tend = now + TEND;
            }
            match inbox.recv_timeout(
                next_tick
                    .min(next_tend)
                    .saturating_duration_since(Instant::now()),
            ) {
                Ok(ToRoom::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(message) => self.hear(message),
                Err(RecvTimeoutError::Timeout) => {}
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
                line,
                reply,
            } => {
                let entered = self.enter(&arrival, line);
                self.count_refusal(&entered);
                // Who went away meanwhile is found lost by its connection.
                let _ = reply.send(entered);
            }
            ToRoom::Resume { who, line, reply } => {
                let entered = self.resume(&who, line);
                self.count_refusal(&entered);
                let _ = reply.send(entered);
            }
            ToRoom::Command {
                me,
                line,
                number,
                command,
            } => self.command(me, line, number, &command),
            ToRoom::Datagram { me, line, bytes } => {
                if self.lines.get(&me).is_some_and(|known| known.id == line)
                    && !self.poses.receive(me, &bytes)
                {
                    self.metrics.datagrams_dropped.inc();
                }
            }
            ToRoom::Bye { me, line } => {
                if self.hang_up(me, line) {
                    let events = self.state.decide_leave(me);
                    self.commit(events, None);
                }
            }
            ToRoom::Lost { me, line } => {
                if self.hang_up(me, line) {
                    let events = self.state.decide_away(me);
                    self.commit(events, None);
                }
            }
            ToRoom::Health(reply) => {
                let _ = reply.send(Health {
                    session: self.state.session_id().to_string(),
                    lesson: self.state.lesson().id.clone(),
                    participants: self.state.present().count(),
                    entries: self.state.seq(),
                    saving: self.journal.is_saving(),
                    over: self.state.is_over(),
                });
            }
            ToRoom::Stop => {}
        }
    }

    fn command(&mut self, me: ParticipantId, line: u64, number: u32, command: &Command) {
        if self.lines.get(&me).is_none_or(|known| known.id != line) {
            return;
        }
        let begun = Instant::now();
        let decided = self.state.decide(Actor { id: me, number }, command);
        self.metrics
            .decide_seconds
            .observe(begun.elapsed().as_secs_f64());
        let result = match decided {
            Ok(events) => {
                self.commit(events, Some(Cause { who: me, number }));
                Ok(())
            }
            Err(refusal) => {
                self.metrics.refusals.inc();
                Err(refusal)
            }
        };
        if let Some(line) = self.lines.get(&me) {
            line.tell(ServerMessage::Answer { number, result });
        }
        self.dismiss();
    }

    /// Writes, folds and tells events, in this order: what anybody hears of is in the journal.
    fn commit(&mut self, events: Vec<Event>, cause: Option<Cause>) {
        if events.is_empty() {
            return;
        }
        let now = self.elapsed_ms();
        let entries = self.state.entries(events, now_ms(), cause);
        let begun = Instant::now();
        let notice = self.journal.write(&entries, now);
        self.metrics
            .journal_seconds
            .observe(begun.elapsed().as_secs_f64());
        for entry in entries {
            let begun = Instant::now();
            if let Err(error) = self.state.fold(&entry) {
                warn!("an entry of our own does not fold: {error}");
                continue;
            }
            self.metrics
                .fold_seconds
                .observe(begun.elapsed().as_secs_f64());
            self.metrics.events.inc();
            if let Event::ParticipantLeft { id, .. } = &entry.event {
                self.poses.forget(*id);
            }
            for line in self.lines.values() {
                line.tell(ServerMessage::Event(entry.clone()));
            }
            self.log.push(entry);
        }
        self.tell_hosts(notice);
    }

    /// Says goodbye to whoever is no longer in the session but still on the line.
    fn dismiss(&mut self) {
        let over = self.state.is_over();
        let gone: Vec<ParticipantId> = self
            .lines
            .keys()
            .copied()
            .filter(|id| over || self.state.participant(*id).is_none())
            .collect();
        for id in gone {
            if let Some(line) = self.lines.remove(&id) {
                let reason = match () {
                    () if over => Goodbye::SessionEnded,
                    () if self.state.was_sent_out(id) => Goodbye::SentOut,
                    () => Goodbye::TimedOut,
                };
                line.tell(ServerMessage::Goodbye(reason));
            }
        }
        self.metrics.participants.set(self.lines.len() as i64);
        if over && !self.over {
            self.over = true;
            info!("the session is over");
        }
    }

    fn tend(&mut self) {
        let events = self.state.decide_timeouts(now_ms());
        self.commit(events, None);
        let now = self.elapsed_ms();
        let notice = self.journal.tend(&self.state, now);
        self.tell_hosts(notice);
        let slow: Vec<(ParticipantId, u64)> = self
            .lines
            .iter()
            .filter(|(_, line)| line.is_choked())
            .map(|(id, line)| (*id, line.id))
            .collect();
        for (id, line) in slow {
            warn!("participant {id} cannot take what the session sends");
            if let Some(line) = self.lines.get(&id) {
                line.close(Goodbye::TooSlow);
            }
            if self.hang_up(id, line) {
                let events = self.state.decide_away(id);
                self.commit(events, None);
            }
        }
        self.dismiss();
    }

    fn tell_hosts(&self, notice: Option<Notice>) {
        self.metrics
            .journal_saving
            .set(i64::from(self.journal.is_saving()));
        let Some(notice) = notice else { return };
        warn!("{}", notice.sentence(pleiades_scenes::Language::English));
        for (id, line) in &self.lines {
            if self
                .state
                .participant(*id)
                .is_some_and(|person| person.role.is_host())
            {
                line.tell(ServerMessage::Notice(notice));
            }
        }
    }

    /// Drops a line if it is still the participant's; an older one that breaks late means nothing.
    fn hang_up(&mut self, me: ParticipantId, line: u64) -> bool {
        let theirs = self.lines.get(&me).is_some_and(|known| known.id == line);
        if theirs {
            self.lines.remove(&me);
            self.poses.rest(me);
            self.metrics.participants.set(self.lines.len() as i64);
        }
        theirs
    }

    fn count_refusal(&self, entered: &Result<Entered, Refusal>) {
        if entered.is_err() {
            self.metrics.refusals.inc();
        }
    }

    fn elapsed_ms(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }
}

/// Milliseconds since 1970, UTC.
pub(super) fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|since| since.as_millis() as u64)
        .unwrap_or_default()
}
