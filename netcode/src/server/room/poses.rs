//! Where everybody is: poses in, one datagram a tick to each client out.

use std::{collections::BTreeMap, time::Instant};

use super::lines::Line;
use crate::{
    protocol::{
        ParticipantId, limits,
        pose::{Acks, AvatarEncoder, Malformed, OwnPoseDecoder, PoseSample},
        wire::datagram::{
            AckWindow, Datagram, DatagramWriter, HEADER_BYTES, Header, SectionKind, Sender,
        },
    },
    realtime::{Interest, PoseFeed, RateController},
    room::RoomState,
    server::watch::{Dropped, Metrics},
};

/// Bytes of a section's own header, and of the acknowledgements before the poses.
const SECTION_BYTES: usize = 3 + Acks::BYTES;

/// A datagram that has not arrived after so many ticks is lost.
const LATE: u32 = 8;
/// Poses in a row that build on what is not here: an honest encoder begins anew long before, since it only builds on
/// what we said arrived.
const ASTRAY: u32 = 60;
/// An acknowledgement tells of so many ticks.
const TOLD: u32 = 31;

/// What is known of one client's datagrams.
struct Client {
    own: OwnPoseDecoder,
    /// Datagrams in a row that build on what is not here.
    astray: u32,
    feed: PoseFeed,
    rate: RateController,
    arrived: AckWindow,
    clock: Option<(u16, Instant)>,
    newest: Option<(u32, PoseSample)>,
    /// Up to this tick it is known which of our datagrams arrived.
    settled: u32,
}

/// What became of a client's datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Took {
    Fine,
    /// It builds on what did not arrive, or not here: it comes late, honestly.
    Stale,
    /// It breaks the format.
    Malformed,
}

/// The poses of a room.
pub(super) struct Poses {
    tick: u32,
    tick_hz: u16,
    epoch: Instant,
    clients: BTreeMap<ParticipantId, Client>,
    avatars: BTreeMap<ParticipantId, AvatarEncoder>,
}

impl Poses {
    pub(super) fn new(epoch: Instant, tick_hz: u16) -> Self {
        Self {
            tick: 0,
            tick_hz,
            epoch,
            clients: BTreeMap::new(),
            avatars: BTreeMap::new(),
        }
    }

    pub(super) fn tick_number(&self) -> u32 {
        self.tick
    }

    /// A connection begins: nothing is known of what it holds.
    pub(super) fn welcome(&mut self, id: ParticipantId) {
        let rate = RateController::new(self.epoch.elapsed());
        let newest = self.clients.get(&id).and_then(|former| former.newest);
        self.clients.insert(
            id,
            Client {
                own: OwnPoseDecoder::new(),
                astray: 0,
                feed: PoseFeed::new(),
                rate,
                arrived: AckWindow::default(),
                clock: None,
                newest: newest.map(|(_, sample)| (0, sample)),
                settled: self.tick,
            },
        );
        // Its ticks start anew; so does what is encoded from them.
        self.avatars.remove(&id);
        for client in self.clients.values_mut() {
            client.feed.forget(id);
        }
    }

    /// A connection is lost: the avatar is not shown until it is back.
    pub(super) fn rest(&mut self, id: ParticipantId) {
        self.clients.remove(&id);
        self.avatars.remove(&id);
    }

    /// Somebody left for good.
    pub(super) fn forget(&mut self, id: ParticipantId) {
        self.rest(id);
        for client in self.clients.values_mut() {
            client.feed.forget(id);
        }
    }

    /// Takes a client's datagram.
    pub(super) fn receive(&mut self, id: ParticipantId, bytes: &[u8]) -> Took {
        let Some(client) = self.clients.get_mut(&id) else {
            return Took::Stale;
        };
        let Ok(datagram) = Datagram::parse(bytes) else {
            return Took::Malformed;
        };
        if datagram.header.sender != Sender::Client {
            return Took::Malformed;
        }
        let Some((acks, section)) = datagram.section(SectionKind::Poses).and_then(split_acks)
        else {
            return Took::Malformed;
        };
        let poses = match section {
            // Somebody without a body, or not there yet.
            [] => Vec::new(),
            section => match client.own.read(section) {
                Ok(poses) => poses,
                Err(Malformed::Baseline) if client.astray < ASTRAY => {
                    client.astray += 1;
                    return Took::Stale;
                }
                Err(Malformed::Baseline) => return Took::Malformed,
                Err(Malformed::Truncated | Malformed::Value) => return Took::Malformed,
            },
        };
        client.astray = 0;
        client.arrived.note(datagram.header.tick);
        client.clock = Some((datagram.header.clock_ms, Instant::now()));
        let acks = Acks::from_bytes(acks, self.tick);
        client.feed.acknowledged(&acks);
        client.settle(&acks);
        for (tick, sample) in poses {
            if client
                .newest
                .is_none_or(|(newest, _)| newest == 0 || tick.wrapping_sub(newest) as i32 > 0)
            {
                client.newest = Some((tick, sample));
            }
        }
        Took::Fine
    }

    /// Makes and sends the datagrams of one tick.
    pub(super) fn tick(
        &mut self,
        room: &RoomState,
        lines: &mut BTreeMap<ParticipantId, Line>,
        metrics: &Metrics,
    ) {
        self.tick = self.tick.wrapping_add(1);
        let (tick, now) = (self.tick, self.epoch.elapsed());
        for (id, client) in &self.clients {
            if let Some((_, sample)) = &client.newest {
                self.avatars.entry(*id).or_default().push(tick, sample);
            }
        }
        let heads: BTreeMap<ParticipantId, (PoseSample, bool)> = self
            .clients
            .iter()
            // Who waits at the door sees nobody, and nobody sees them.
            .filter(|(id, _)| !room.class().is_waiting(**id))
            .filter_map(|(id, client)| {
                // All look at who leads and at who guides.
                let host = room.class().guide() == Some(*id)
                    || room
                        .participant(*id)
                        .is_some_and(|person| person.role.is_host());
                client.newest.map(|(_, sample)| (*id, (sample, host)))
            })
            .collect();
        for (id, line) in lines.iter() {
            let Some(client) = self.clients.get_mut(id) else {
                continue;
            };
            let Some(most) = line.connection.max_datagram_size() else {
                continue;
            };
            let most = most.min(limits::DATAGRAM_BYTES);
            client.rate.delay(line.connection.rtt() / 2);
            let budget = client
                .rate
                .budget(now, most)
                .saturating_sub(HEADER_BYTES + SECTION_BYTES);
            let me = heads.get(id).map(|(sample, _)| sample.pose.head);
            let waits = room.class().is_waiting(*id);
            let pressure = client.rate.pressure(f64::from(self.tick_hz));
            let fed = client.feed.section(
                tick,
                &mut self.avatars,
                |other| {
                    if other == *id || waits {
                        return None;
                    }
                    let (there, host) = heads.get(&other)?;
                    let here = me.unwrap_or(there.pose.head);
                    let mut interest = Interest::between(
                        here.position,
                        forward(here.rotation),
                        there.pose.head.position,
                    );
                    interest.host = *host;
                    Some(interest)
                },
                pressure,
                budget.max(64),
            );
            client
                .rate
                .wanted(fed.wanted_bytes + HEADER_BYTES + SECTION_BYTES);
            let mut section = client.own.acks().to_bytes().to_vec();
            section.extend_from_slice(&fed.bytes);
            let clock_ms = client.clock.map_or(0, |(theirs, at)| {
                theirs.wrapping_add(at.elapsed().as_millis() as u16)
            });
            let header = Header {
                sender: Sender::Server,
                tick: tick as u16,
                clock_ms,
                ack: client.arrived.ack(),
            };
            let mut writer = DatagramWriter::new(header, most);
            if writer.section(SectionKind::Poses, &section).is_err() {
                metrics.dropped(Dropped::Unsent);
                continue;
            }
            let bytes = writer.finish();
            client.rate.sent(now, bytes.len());
            metrics.bytes_sent.inc_by(bytes.len() as u64);
            match line.connection.send_datagram(bytes.into()) {
                Ok(()) => {
                    metrics.datagrams_sent.inc();
                }
                // The connection is closing; its own task finds it lost.
                Err(_) => {
                    metrics.dropped(Dropped::Unsent);
                }
            }
        }
    }
}

impl Client {
    /// Counts which of our datagrams arrived: those so old that they no longer will, as far back as it is told.
    fn settle(&mut self, acks: &Acks) {
        if acks.mask == 0 {
            return;
        }
        let until = acks.newest.saturating_sub(LATE);
        let from = self.settled.max(acks.newest.saturating_sub(TOLD));
        for tick in from + 1..=until {
            let arrived = u32::from(acks.has(tick));
            self.rate.outcome(arrived, 1 - arrived);
        }
        self.settled = self.settled.max(until);
    }
}

/// The acknowledgements at the beginning of a pose section, and the poses.
pub(crate) fn split_acks(section: &[u8]) -> Option<([u8; Acks::BYTES], &[u8])> {
    let (acks, poses) = section.split_first_chunk::<{ Acks::BYTES }>()?;
    Some((*acks, poses))
}

/// Where −Z looks after a rotation.
fn forward([x, y, z, w]: [f32; 4]) -> [f32; 3] {
    [
        -2.0 * (x * z + w * y),
        -2.0 * (y * z - w * x),
        -(1.0 - 2.0 * (x * x + y * y)),
    ]
}
