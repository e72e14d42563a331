//! A client's own pose on its way to the server: this tick's record, and the one before once more.
//!
//! Bytes of the section: tick (low 16 bits, little-endian), the record of the tick, and, if there is one, the record of
//! the tick before as it was sent then. One lost datagram in a row costs nobody a pose.

use super::acks::{Acks, Held, expand_tick};
use super::decoder::History;
use super::encoder::AvatarEncoder;
use super::wire::Malformed;
use super::{PoseSample, Tier};

/// Encodes the poses of this client.
#[derive(Debug, Default)]
pub struct OwnPoseEncoder {
    avatar: AvatarEncoder,
    held: Held,
    before: Option<(u32, Vec<u8>)>,
}

impl OwnPoseEncoder {
    /// Of a client that sent nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the server says arrived. Tell before [`OwnPoseEncoder::write`]: the record builds on it.
    pub fn acknowledged(&mut self, acks: &Acks) {
        self.held.acknowledged(acks);
    }

    /// The section of the next tick of this client; ticks only grow.
    pub fn write(&mut self, tick: u32, sample: &PoseSample) -> Vec<u8> {
        self.avatar.push(tick, sample);
        let record = match self.avatar.record_for(Tier::Near, &self.held) {
            Some(record) => record.bytes.to_vec(),
            None => Vec::new(),
        };
        let mut out = Vec::with_capacity(2 + 2 * record.len());
        out.extend_from_slice(&(tick as u16).to_le_bytes());
        out.extend_from_slice(&record);
        if let Some((before, record)) = &self.before
            && before.wrapping_add(1) == tick
        {
            out.extend_from_slice(record);
        }
        self.held.sent(tick, Tier::Near);
        self.before = Some((tick, record));
        out
    }
}

/// Decodes the poses of one client. Total, as [`super::PoseDecoder`] is.
#[derive(Debug, Default)]
pub struct OwnPoseDecoder {
    history: Option<History>,
    acks: Acks,
}

impl OwnPoseDecoder {
    /// Of a client that sent nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a section: the poses in it that were not known, oldest first, with the client's ticks.
    ///
    /// # Errors
    /// If a record cannot be read, nothing is kept or acknowledged.
    pub fn read(&mut self, section: &[u8]) -> Result<Vec<(u32, PoseSample)>, Malformed> {
        let [a, b, records @ ..] = section else {
            return Err(Malformed::Truncated);
        };
        let tick = expand_tick(u16::from_le_bytes([*a, *b]), self.acks.newest);
        let known = self.history.as_ref();
        let newest = History::read(known, tick, records)?;
        let mut poses = vec![(tick, newest.pose)];
        let rest = &records[newest.length..];
        if !rest.is_empty() {
            let before = tick.wrapping_sub(1);
            // A server that was restarted may lack what the repeated record builds on; the other one stands by itself.
            if let Ok(repeated) = History::read(known, before, rest) {
                if repeated.length != rest.len() {
                    return Err(Malformed::Value);
                }
                poses.insert(0, (before, repeated.pose));
            }
        }
        let history = self.history.get_or_insert_with(|| History::new(tick));
        let mut samples = Vec::with_capacity(poses.len());
        for (tick, pose) in poses {
            if history.at(tick).is_none() {
                history.keep(tick, pose);
                self.acks.note(tick);
                samples.push((tick, pose.sample()));
            }
        }
        Ok(samples)
    }

    /// What to tell the client in the next datagram.
    pub fn acks(&self) -> Acks {
        self.acks
    }
}
