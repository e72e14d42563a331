//! Staying: what arrives is told, what is wanted is sent, poses go in the middle of the server's tick.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    time::{Duration, Instant},
};

use quinn::{Connection, RecvStream, SendStream};
use tokio::{sync::mpsc::UnboundedReceiver, time::sleep_until};
use tracing::debug;

use super::{
    Ending,
    greeting::{self, Seat},
    shared::Shared,
    task::{FromTask, ToTask},
};
use crate::{
    protocol::{
        CatchUp, ClientMessage, Command, Goodbye, ServerMessage, Welcome, limits,
        pose::{Acks, OwnPoseEncoder, PoseDecoder, PoseSample},
        wire::{
            self, FrameDecoder, SnapshotDecoder,
            datagram::{AckWindow, Datagram, DatagramWriter, Header, SectionKind, Sender as From},
        },
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
/// A head that moves further between two frames was brought somewhere.
const JUMP_M: f32 = 1.5;

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
    events: Sender<FromTask>,
    room: RoomState,
    unanswered: BTreeMap<u32, Command>,
    joined: bool,
}

/// What belongs to one connection.
struct Poses {
    decoder: PoseDecoder,
    encoder: OwnPoseEncoder,
    arrived: AckWindow,
    server_tick: u32,
    own_tick: u32,
    last: Option<PoseSample>,
}

impl Stay {
    pub(super) fn new(shared: Arc<Mutex<Shared>>, events: Sender<FromTask>) -> Self {
        Self {
            shared,
            events,
            room: RoomState::new(),
            unanswered: BTreeMap::new(),
            joined: false,
        }
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, event: FromTask) {
        // A handle that is gone orders to leave, which is heard next.
        let _ = self.events.send(event);
    }

    /// Keeps commands while there is no connection; ends when told to leave.
    pub(super) async fn collect(&mut self, orders: &mut UnboundedReceiver<ToTask>) -> Ending {
        while let Some(ToTask::Command { number, command }) = orders.recv().await {
            self.unanswered.insert(number, command);
        }
        Ending::Left
    }

    /// One connection's time in the session.
    pub(super) async fn in_session(
        &mut self,
        connection: Connection,
        mut send: SendStream,
        mut receive: RecvStream,
        mut frames: FrameDecoder,
        welcome: Welcome,
        seat: &mut Option<Seat>,
        orders: &mut UnboundedReceiver<ToTask>,
    ) -> Parting {
        let pin = greeting::pin_of(&connection);
        *seat = Some(Seat {
            session: welcome.session,
            me: welcome.me,
            token: welcome.resume_token.clone(),
            last_seq: self.room.seq(),
            pin,
        });
        if !self
            .catch_up(&connection, &mut receive, &mut frames, &welcome)
            .await
        {
            return Parting::Broken;
        }
        if let Some(seat) = seat {
            seat.last_seq = self.room.seq();
        }
        self.settle(&welcome);
        for (number, command) in self.unanswered.clone() {
            if !say(&mut send, &ClientMessage::Command { number, command }).await {
                return Parting::Broken;
            }
        }
        let mut poses = Poses {
            decoder: PoseDecoder::new(),
            encoder: OwnPoseEncoder::new(),
            arrived: AckWindow::default(),
            server_tick: u32::from(welcome.tick),
            own_tick: 0,
            last: None,
        };
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
                    if let Some(parting) = self.hear(&mut frames) {
                        return parting;
                    }
                    if let Some(seat) = seat {
                        seat.last_seq = self.room.seq();
                    }
                }
                datagram = connection.read_datagram() => {
                    let Ok(bytes) = datagram else { return self.closed(&connection) };
                    heard = Instant::now();
                    if self.receive(&bytes, &mut poses, &connection) {
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
                    self.send_pose(&mut poses, &connection);
                }
                order = orders.recv() => match order {
                    Some(ToTask::Command { number, command }) => {
                        self.unanswered.insert(number, command.clone());
                        if !say(&mut send, &ClientMessage::Command { number, command }).await {
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

    /// Gets from what one knows to what the room knew at the welcome.
    async fn catch_up(
        &mut self,
        connection: &Connection,
        receive: &mut RecvStream,
        frames: &mut FrameDecoder,
        welcome: &Welcome,
    ) -> bool {
        if let CatchUp::Snapshot { seq } = welcome.catch_up {
            let Ok(mut stream) = connection.accept_uni().await else {
                return false;
            };
            let mut snapshot = SnapshotDecoder::new();
            let mut buffer = vec![0; limits::SNAPSHOT_CHUNK_BYTES];
            while let Ok(Some(length)) = stream.read(&mut buffer).await {
                if snapshot.push(&buffer[..length]).is_err() {
                    return false;
                }
            }
            match snapshot.finish::<RoomState>() {
                Ok((got, room)) if got == seq => self.room = room,
                _ => return false,
            }
            if self.joined {
                self.tell(FromTask::Resumed {
                    room: Some(Box::new(self.room.clone())),
                });
            }
            return true;
        }
        let mut buffer = vec![0; 16 * 1024];
        while self.room.seq() < welcome.seq {
            match frames.next() {
                Ok(Some(frame)) => match wire::decode(&frame) {
                    Ok(ServerMessage::Event(entry)) => {
                        if !self.fold(entry) {
                            return false;
                        }
                    }
                    _ => return false,
                },
                Ok(None) => match receive.read(&mut buffer).await {
                    Ok(Some(length)) if frames.push(&buffer[..length]).is_ok() => {}
                    _ => return false,
                },
                Err(_) => return false,
            }
        }
        if self.joined {
            self.tell(FromTask::Resumed { room: None });
        }
        true
    }

    /// The first time: one is in. Each time: others are played anew.
    fn settle(&mut self, welcome: &Welcome) {
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
        if self.joined {
            self.tell(FromTask::Entry(entry));
        }
        true
    }

    /// Every whole message so far.
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
                Ok(ServerMessage::Challenge(_) | ServerMessage::Welcome(_)) | Err(_) => {
                    return Some(Parting::Ended(Ending::Misunderstood));
                }
            }
        }
    }

    /// A datagram of the server; false if it is none.
    fn receive(&self, bytes: &[u8], poses: &mut Poses, connection: &Connection) -> bool {
        let Ok(datagram) = Datagram::parse(bytes) else {
            return false;
        };
        if datagram.header.sender != From::Server {
            return false;
        }
        let Some((acks, section)) = datagram
            .section(SectionKind::Poses)
            .and_then(|section| section.split_first_chunk::<{ Acks::BYTES }>())
        else {
            return false;
        };
        poses
            .encoder
            .acknowledged(&Acks::from_bytes(*acks, poses.own_tick));
        poses.arrived.note(datagram.header.tick);
        let mut shared = self.shared();
        let now = shared.begun.elapsed();
        shared.stats.bytes_in += bytes.len() as u64;
        shared.stats.datagrams_in += 1;
        shared.stats.rtt = connection.rtt();
        for id in std::mem::take(&mut shared.gone) {
            poses.decoder.forget(id);
        }
        let Ok(update) = poses.decoder.read(section, poses.server_tick) else {
            return false;
        };
        poses.server_tick = update.tick;
        if !update.samples.is_empty() && shared.stats.first_pose.is_none() {
            shared.stats.first_pose = shared
                .stats
                .join_time
                .map(|joined| now.saturating_sub(joined));
        }
        if let Some(playback) = &mut shared.playback {
            playback.receive(&update, now);
        }
        true
    }

    fn send_pose(&self, poses: &mut Poses, connection: &Connection) {
        let Some((pose, at)) = self.shared().own else {
            return;
        };
        let Some(most) = connection.max_datagram_size() else {
            return;
        };
        poses.own_tick = poses.own_tick.wrapping_add(1);
        let mut sample = PoseSample::from(pose);
        sample.age_ms = at.elapsed().as_millis().min(252) as u8;
        if let Some(last) = &poses.last {
            let moved: f32 = last
                .pose
                .head
                .position
                .iter()
                .zip(pose.head.position)
                .map(|(before, now)| (now - before).powi(2))
                .sum();
            sample.jumps = if moved > JUMP_M * JUMP_M {
                (last.jumps + 1) % 4
            } else {
                last.jumps
            };
        }
        poses.last = Some(sample);
        let mut section = poses.decoder.acks().to_bytes().to_vec();
        section.extend_from_slice(&poses.encoder.write(poses.own_tick, &sample));
        let mut shared = self.shared();
        let header = Header {
            sender: From::Client,
            tick: poses.own_tick as u16,
            clock_ms: shared.begun.elapsed().as_millis() as u16,
            ack: poses.arrived.ack(),
        };
        let mut writer = DatagramWriter::new(header, most.min(limits::DATAGRAM_BYTES));
        if writer.section(SectionKind::Poses, &section).is_err() {
            return;
        }
        let bytes = writer.finish();
        shared.stats.bytes_out += bytes.len() as u64;
        // A connection that closes is found closed where it is read.
        let _ = connection.send_datagram(bytes.into());
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

/// Says something on the control stream; false if the connection is gone.
async fn say(send: &mut SendStream, message: &ClientMessage) -> bool {
    match wire::encode_frame(message) {
        Ok(frame) => send.write_all(&frame).await.is_ok(),
        // Only a command over the limits: nobody could take it.
        Err(_) => true,
    }
}
