//! Poses over one connection: what arrives is played, where one is goes out.

use std::time::Instant;

use quinn::Connection;

use super::shared::Shared;
use crate::protocol::{
    limits,
    pose::{Acks, AvatarPose, OwnPoseEncoder, PoseDecoder, PoseSample},
    wire::datagram::{AckWindow, Datagram, DatagramWriter, Header, SectionKind, Sender},
};

/// A head that moves further between two frames was brought somewhere.
const JUMP_M: f32 = 1.5;

/// What belongs to one connection.
pub(super) struct Poses {
    decoder: PoseDecoder,
    encoder: OwnPoseEncoder,
    arrived: AckWindow,
    server_tick: u32,
    own_tick: u32,
    last: Option<PoseSample>,
}

impl Poses {
    /// Nothing said yet, at the server's tick of the welcome.
    pub(super) fn new(server_tick: u16) -> Self {
        Self {
            decoder: PoseDecoder::new(),
            encoder: OwnPoseEncoder::new(),
            arrived: AckWindow::default(),
            server_tick: u32::from(server_tick),
            own_tick: 0,
            last: None,
        }
    }

    /// A datagram of the server; false if it is none.
    pub(super) fn receive(
        &mut self,
        bytes: &[u8],
        connection: &Connection,
        shared: &mut Shared,
    ) -> bool {
        let Ok(datagram) = Datagram::parse(bytes) else {
            return false;
        };
        if datagram.header.sender != Sender::Server {
            return false;
        }
        let Some((acks, section)) = datagram
            .section(SectionKind::Poses)
            .and_then(|section| section.split_first_chunk::<{ Acks::BYTES }>())
        else {
            return false;
        };
        self.encoder
            .acknowledged(&Acks::from_bytes(*acks, self.own_tick));
        self.arrived.note(datagram.header.tick);
        let now = shared.begun.elapsed();
        shared.stats.bytes_in += bytes.len() as u64;
        shared.stats.datagrams_in += 1;
        shared.stats.rtt = connection.rtt();
        let Ok(update) = self.decoder.read(section, self.server_tick) else {
            return false;
        };
        self.server_tick = update.tick;
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

    /// Sends where one is now, with what has arrived; before a first pose, only what has arrived.
    pub(super) fn send(&mut self, connection: &Connection, shared: &mut Shared) {
        let Some(most) = connection.max_datagram_size() else {
            return;
        };
        self.own_tick = self.own_tick.wrapping_add(1);
        let mut section = self.decoder.acks().to_bytes().to_vec();
        if let Some((pose, at)) = shared.own {
            let sample = self.sample(pose, at);
            section.extend_from_slice(&self.encoder.write(self.own_tick, &sample));
        }
        let header = Header {
            sender: Sender::Client,
            tick: self.own_tick as u16,
            clock_ms: shared.begun.elapsed().as_millis() as u16,
            ack: self.arrived.ack(),
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

    /// A pose as it is said: with its age, and whether one was brought there.
    fn sample(&mut self, pose: AvatarPose, at: Instant) -> PoseSample {
        let mut sample = PoseSample::from(pose);
        sample.age_ms = at.elapsed().as_millis().min(252) as u8;
        if let Some(last) = &self.last {
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
        self.last = Some(sample);
        sample
    }
}
