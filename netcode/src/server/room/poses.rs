//! Where everybody is: poses in, one datagram a tick to each client out.

use std::{collections::BTreeMap, time::Instant};

use super::lines::Line;
use crate::{
    protocol::{
        ParticipantId, limits,
        pose::{Acks, AvatarEncoder, OwnPoseDecoder, PoseSample},
        wire::datagram::{
            AckWindow, Datagram, DatagramWriter, HEADER_BYTES, Header, SectionKind, Sender,
        },
    },
    realtime::{Interest, PoseFeed, RateController},
    room::RoomState,
    server::watch::Metrics,
};

/// Bytes of a section's own header, and of the acknowledgements before the poses.
const SECTION_BYTES: usize = 3 + Acks::BYTES;

/// What is known of one client's datagrams.
struct Client {
    own: OwnPoseDecoder,
    feed: PoseFeed,
    rate: RateController,
    arrived: AckWindow,
    clock: Option<(u16, Instant)>,
    newest: Option<(u32, PoseSample)>,
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
                feed: PoseFeed::new(),
                rate,
                arrived: AckWindow::default(),
                clock: None,
                newest: newest.map(|(_, sample)| (0, sample)),
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

    /// Takes a client's datagram; false if it breaks the format.
    pub(super) fn receive(&mut self, id: ParticipantId, bytes: &[u8]) -> bool {
        let (Some(client), Ok(datagram)) = (self.clients.get_mut(&id), Datagram::parse(bytes))
        else {
            return false;
        };
        if datagram.header.sender != Sender::Client {
            return false;
        }
        let Some((acks, section)) = datagram.section(SectionKind::Poses).and_then(split_acks)
        else {
            return false;
        };
        let Ok(poses) = client.own.read(section) else {
            return false;
        };
        client.arrived.note(datagram.header.tick);
        client.clock = Some((datagram.header.clock_ms, Instant::now()));
        client.feed.acknowledged(&Acks::from_bytes(acks, self.tick));
        for (tick, sample) in poses {
            if client
                .newest
                .is_none_or(|(newest, _)| newest == 0 || tick.wrapping_sub(newest) as i32 > 0)
            {
                client.newest = Some((tick, sample));
            }
        }
        true
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
            .filter_map(|(id, client)| {
                let host = room
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
            let pressure = client.rate.pressure(f64::from(self.tick_hz));
            let fed = client.feed.section(
                tick,
                &mut self.avatars,
                |other| {
                    if other == *id {
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
                metrics.datagrams_dropped.inc();
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
                    metrics.datagrams_dropped.inc();
                }
            }
        }
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
