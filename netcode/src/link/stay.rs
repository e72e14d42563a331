//! Staying: what arrives is told, what is wanted is sent, poses go in the middle of the server's tick.

mod catch_up;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use quinn::{Connection, RecvStream, SendStream};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender},
    time::sleep_until,
};
use tracing::debug;

use super::{
    Comeback, Ending,
    greeting::{self, Seat},
    poses::Poses,
    shared::Shared,
    task::{FromTask, ToTask},
};
use crate::{
    protocol::{
        ClassEvent, ClientMessage, Command, Event, Goodbye, JoinCode, ParticipantId, Refusal,
        ServerMessage, Welcome, limits,
        wire::{self, FrameDecoder},
    },
    realtime::Playback,
    room::{LogEntry, RoomState},
};

/// After the server's datagram: its acknowledgement and our pose then travel together.
const MID_TICK: Duration = Duration::from_millis(15);
/// Without datagrams from the server, poses go this often.
const ALONE: Duration = Duration::from_millis(40);
/// The server sends every tick; this long without anything, a new connection is better than waiting.
const WATCHDOG: Duration = Duration::from_millis(1_500);

/// How a stay ends.
pub(super) enum Parting {
    /// For good.
    Ended(Ending),
    /// The connection broke.
    Broken,
}

/// What outlives a connection.
pub(super) struct Stay {
    shared: Arc<Mutex<Shared>>,
    events: UnboundedSender<FromTask>,
    room: RoomState,
    unanswered: BTreeMap<u32, Command>,
    joined: bool,
    me: ParticipantId,
    /// One's role is another, and the room as one may know it now is not here yet.
    partial: bool,
    /// It is on its way, at this entry.
    announced: Option<u64>,
}

impl Stay {
    pub(super) fn new(shared: Arc<Mutex<Shared>>, events: UnboundedSender<FromTask>) -> Self {
        Self {
            shared,
            events,
            room: RoomState::new(),
            unanswered: BTreeMap::new(),
            joined: false,
            me: ParticipantId::default(),
            partial: false,
            announced: None,
        }
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, event: FromTask) {
        // A handle that is gone orders to leave, which is heard next.
        let _ = self.events.send(event);
    }

    /// The last entry of the log one has; 0 if what one has is less than one may know.
    pub(super) fn known(&self) -> u64 {
        if self.partial { 0 } else { self.room.seq() }
    }

    /// Keeps commands while there is no connection; ends when told to leave.
    pub(super) async fn collect(&mut self, orders: &mut UnboundedReceiver<ToTask>) -> Ending {
        while let Some((number, command)) = next_command(orders).await {
            self.keep(number, command);
        }
        Ending::Left
    }

    /// Keeps a command until it is answered; false if too many wait, and then it is answered here.
    fn keep(&mut self, number: u32, command: Command) -> bool {
        let room_for_it = self.unanswered.len() < limits::UNANSWERED_COMMANDS;
        if room_for_it {
            self.unanswered.insert(number, command);
        } else {
            self.tell(FromTask::Answer {
                number,
                result: Err(Refusal::TooFast),
            });
        }
        room_for_it
    }

    /// The old place is given to nobody any more: whoever comes in next is somebody new.
    pub(super) fn start_anew(&mut self) {
        for number in std::mem::take(&mut self.unanswered).into_keys() {
            self.tell(FromTask::Answer {
                number,
                result: Err(Refusal::ResumeExpired),
            });
        }
        self.room = RoomState::new();
        self.joined = false;
    }

    /// One connection's time in the session.
    pub(super) async fn in_session(
        &mut self,
        connection: Connection,
        code: JoinCode,
        mut send: SendStream,
        mut receive: RecvStream,
        mut frames: FrameDecoder,
        welcome: Welcome,
        seat: &mut Option<Seat>,
        orders: &mut UnboundedReceiver<ToTask>,
    ) -> Parting {
        self.me = welcome.me;
        self.announced = None;
        let pin = greeting::pin_of(&connection);
        let seat = seat.insert(Seat {
            session: welcome.session,
            me: welcome.me,
            token: welcome.resume_token.clone(),
            last_seq: self.room.seq(),
            pin,
        });
        let comeback = Comeback::new(seat, code, connection.remote_address());
        let mut early = Vec::new();
        let caught_up = tokio::select! {
            caught_up = self.catch_up(&connection, &mut receive, &mut frames, &welcome) => caught_up,
            () = gather(orders, &mut early) => {
                connection.close(quinn::VarInt::from_u32(0), b"bye");
                return Parting::Ended(Ending::Left);
            }
        };
        for (number, command) in early {
            self.keep(number, command);
        }
        if !caught_up {
            return Parting::Broken;
        }
        self.settle(&welcome, comeback);
        for (number, command) in self.unanswered.clone() {
            if !say(&mut send, &ClientMessage::Command { number, command }).await {
                return Parting::Broken;
            }
        }
        // What arrived together with the end of the log is heard now, not with whatever comes next.
        if let Some(parting) = self
            .hear_all(&connection, &mut frames, &mut send, orders)
            .await
        {
            return parting;
        }
        let mut poses = Poses::new(welcome.tick);
        let mut buffer = vec![0; 16 * 1024];
        let mut send_at = tokio::time::Instant::now();
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                read = receive.read(&mut buffer) => {
                    let Ok(Some(length)) = read else { return self.closed(&connection) };
                    heard = Instant::now();
                    if frames.push(&buffer[..length]).is_err() {
                        return Parting::Ended(Ending::Misunderstood);
                    }
                    let all = self.hear_all(&connection, &mut frames, &mut send, orders);
                    if let Some(parting) = all.await {
                        return parting;
                    }
                }
                datagram = connection.read_datagram() => {
                    let Ok(bytes) = datagram else { return self.closed(&connection) };
                    heard = Instant::now();
                    if poses.receive(&bytes, &connection, &mut self.shared()) {
                        send_at = tokio::time::Instant::now() + MID_TICK;
                    }
                }
                () = sleep_until(send_at) => {
                    send_at = tokio::time::Instant::now() + ALONE;
                    if heard.elapsed() > WATCHDOG {
                        debug!("nothing from the server for {WATCHDOG:?}");
                        connection.close(quinn::VarInt::from_u32(4), b"silent");
                        return Parting::Broken;
                    }
                    poses.send(&connection, &mut self.shared());
                }
                order = orders.recv() => match order {
                    Some(ToTask::Command { number, command }) => {
                        if self.keep(number, command.clone())
                            && !say(&mut send, &ClientMessage::Command { number, command }).await {
                            return self.closed(&connection);
                        }
                    }
                    Some(ToTask::SeePhoto(digest)) => {
                        if !say(&mut send, &ClientMessage::SeePhoto { digest }).await {
                            return self.closed(&connection);
                        }
                    }
                    Some(ToTask::Leave) | None => {
                        say(&mut send, &ClientMessage::Bye).await;
                        let _ = send.finish();
                        let _ = tokio::time::timeout(Duration::from_secs(1), send.stopped()).await;
                        connection.close(quinn::VarInt::from_u32(0), b"bye");
                        return Parting::Ended(Ending::Left);
                    }
                },
            }
        }
    }

    /// The first time: one is in. Each time: others are played anew.
    fn settle(&mut self, welcome: &Welcome, comeback: Option<Comeback>) {
        let tick = Duration::from_secs(1) / u32::from(welcome.tick_hz.max(1));
        {
            let mut shared = self.shared();
            shared.playback = Some(Playback::new(tick));
            if self.joined {
                shared.stats.reconnects += 1;
            } else {
                shared.stats.join_time = Some(shared.begun.elapsed());
            }
        }
        if !self.joined {
            self.joined = true;
            self.tell(FromTask::Joined {
                me: welcome.me,
                room: Box::new(self.room.clone()),
                last_command: welcome.last_command,
                comeback,
                personal_code: welcome.personal_code,
            });
        }
    }

    /// Takes an entry; false if there is a gap. One that is known already means nothing.
    fn fold(&mut self, entry: LogEntry) -> bool {
        if entry.seq <= self.room.seq() {
            return true;
        }
        if self.room.fold(&entry).is_err() {
            return false;
        }
        if let Event::Class(ClassEvent::RoleSet { whom, .. }) = &entry.event {
            self.partial |= *whom == self.me;
        }
        if let Event::ParticipantLeft { id, .. } | Event::ParticipantAway { id } = &entry.event
            && let Some(playback) = &mut self.shared().playback
        {
            playback.forget(*id);
        }
        if self.joined {
            self.tell(FromTask::Entry(entry));
        }
        true
    }

    /// Every whole message so far, up to one that says that a snapshot follows.
    fn hear(&mut self, frames: &mut FrameDecoder) -> Option<Parting> {
        loop {
            let frame = match frames.next() {
                Ok(Some(frame)) => frame,
                Ok(None) => return None,
                Err(_) => return Some(Parting::Ended(Ending::Misunderstood)),
            };
            match wire::decode(&frame) {
                Ok(ServerMessage::Event(entry)) => {
                    if !self.fold(entry) {
                        return Some(Parting::Broken);
                    }
                }
                Ok(ServerMessage::Answer { number, result }) => {
                    self.unanswered.remove(&number);
                    self.tell(FromTask::Answer { number, result });
                }
                Ok(ServerMessage::Photo { digest, file }) => {
                    self.tell(FromTask::Photo { digest, file });
                }
                Ok(ServerMessage::Notice(notice)) => self.tell(FromTask::Notice(notice)),
                // It may come back with the same session: then so do we.
                Ok(ServerMessage::Goodbye(goodbye)) if goodbye.is_temporary() => {
                    return Some(Parting::Broken);
                }
                Ok(ServerMessage::Goodbye(goodbye)) => {
                    return Some(Parting::Ended(Ending::Goodbye(goodbye)));
                }
                Ok(ServerMessage::Refused(refusal)) => {
                    return Some(Parting::Ended(Ending::Refused(refusal)));
                }
                Ok(ServerMessage::Checkpoint { seq, hash }) => {
                    if seq == self.room.seq() && hash != self.room.hash() {
                        self.room = RoomState::new();
                        return Some(Parting::Broken);
                    }
                }
                Ok(ServerMessage::Known { seq }) => {
                    self.announced = Some(seq);
                    return None;
                }
                Ok(ServerMessage::Challenge(_) | ServerMessage::Welcome(_)) | Err(_) => {
                    return Some(Parting::Ended(Ending::Misunderstood));
                }
            }
        }
    }

    /// What the end of a connection means.
    fn closed(&self, connection: &Connection) -> Parting {
        if let Some(quinn::ConnectionError::ApplicationClosed(close)) = connection.close_reason()
            && let Ok(goodbye) = wire::decode::<Goodbye>(&close.reason)
            && !goodbye.is_temporary()
        {
            return Parting::Ended(Ending::Goodbye(goodbye));
        }
        Parting::Broken
    }
}

/// Commands that come meanwhile; ends when told to leave.
async fn gather(orders: &mut UnboundedReceiver<ToTask>, early: &mut Vec<(u32, Command)>) {
    while let Some(command) = next_command(orders).await {
        early.push(command);
    }
}

/// The next command; none when told to leave. What is only to be seen is asked for again once there is a connection.
async fn next_command(orders: &mut UnboundedReceiver<ToTask>) -> Option<(u32, Command)> {
    loop {
        match orders.recv().await? {
            ToTask::Command { number, command } => return Some((number, command)),
            ToTask::SeePhoto(_) => {}
            ToTask::Leave => return None,
        }
    }
}

/// Says something on the control stream; false if the connection is gone.
async fn say(send: &mut SendStream, message: &ClientMessage) -> bool {
    match wire::encode_frame(message) {
        Ok(frame) => send.write_all(&frame).await.is_ok(),
        // Only a command over the limits: nobody could take it.
        Err(_) => true,
    }
}
