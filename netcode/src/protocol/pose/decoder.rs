//! Avatars' recent poses on the receiving side.

use std::collections::BTreeMap;

use super::acks::Acks;
use super::section;
use super::wire::{LatticePose, Malformed, Record, read};
use super::{PoseSample, Tier};
use crate::protocol::ParticipantId;

/// Ticks of poses kept: the oldest baseline of a datagram that comes a second late.
const KEPT: usize = 96;
/// Avatars kept; a server that names more is told nothing of the oldest.
const AVATARS: usize = 512;

/// Poses received of one avatar.
#[derive(Debug)]
pub(super) struct History {
    poses: Box<[Option<(u32, LatticePose)>; KEPT]>,
    newest: u32,
}

impl History {
    pub(super) fn new(tick: u32) -> Self {
        Self {
            poses: Box::new([None; KEPT]),
            newest: tick,
        }
    }

    /// Reads a record of a tick from the start of `bytes`.
    pub(super) fn read(known: Option<&Self>, tick: u32, bytes: &[u8]) -> Result<Record, Malformed> {
        read(bytes, |age, tier| {
            let pose = known?.at(tick.wrapping_sub(age))?;
            // The sender builds on a coarser pose only for a coarser record, never the other way round.
            match pose.tier == tier || pose.tier == Tier::Near {
                true => Some(pose.coarsened(tier)),
                false => None,
            }
        })
    }

    pub(super) fn keep(&mut self, tick: u32, pose: LatticePose) {
        let slot = &mut self.poses[tick as usize % KEPT];
        // A very late tick does not push out a newer one, nor a coarser record of a tick a finer one.
        let worth_it = slot.is_none_or(|(kept, held)| {
            let ahead = tick.wrapping_sub(kept) as i32;
            ahead > 0 || (ahead == 0 && held.tier != Tier::Near)
        });
        if worth_it {
            *slot = Some((tick, pose));
        }
        if tick.wrapping_sub(self.newest) as i32 > 0 {
            self.newest = tick;
        }
    }

    pub(super) fn at(&self, tick: u32) -> Option<LatticePose> {
        self.poses[tick as usize % KEPT]
            .filter(|(kept, _)| *kept == tick)
            .map(|(_, pose)| pose)
    }
}

/// What one pose section said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PoseUpdate {
    /// The server's tick.
    pub tick: u32,
    /// Avatars in the order of their ids. May be older than what was known: compare ticks.
    pub samples: Vec<(ParticipantId, PoseSample)>,
}

/// Decodes the pose sections a client receives over one connection; a new connection starts anew on both sides. Total: any bytes are an update or an error, and no error is remembered.
#[derive(Debug, Default)]
pub struct PoseDecoder {
    avatars: BTreeMap<ParticipantId, History>,
    acks: Acks,
}

impl PoseDecoder {
    /// Knows nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a section; `around` is a tick near the server's present one, from the clock, or the last one read.
    ///
    /// # Errors
    /// If any record cannot be read, nothing of the section is kept or acknowledged. [`Malformed::Baseline`] also happens
    /// honestly, to a datagram that was under way for seconds: drop the datagram, not the peer.
    pub fn read(&mut self, section: &[u8], around: u32) -> Result<PoseUpdate, Malformed> {
        let (tick, ids, mut records) = section::open(section, around)?;
        let mut poses = Vec::with_capacity(ids.len());
        for id in ids {
            let Record { pose, length } = History::read(self.avatars.get(&id), tick, records)?;
            records = &records[length..];
            poses.push((id, pose));
        }
        if !records.is_empty() {
            return Err(Malformed::Value);
        }
        self.acks.note(tick);
        let mut samples = Vec::with_capacity(poses.len());
        for (id, pose) in poses {
            if self.avatars.len() >= AVATARS && !self.avatars.contains_key(&id) {
                self.forget_the_quietest();
            }
            let history = self.avatars.entry(id).or_insert_with(|| History::new(tick));
            history.keep(tick, pose);
            samples.push((id, pose.sample()));
        }
        Ok(PoseUpdate { tick, samples })
    }

    /// What to tell the server in the next datagram.
    pub fn acks(&self) -> Acks {
        self.acks
    }

    /// Forgets an avatar that left.
    pub fn forget(&mut self, id: ParticipantId) {
        self.avatars.remove(&id);
    }

    fn forget_the_quietest(&mut self) {
        let newest = self.acks.newest;
        let quietest = self
            .avatars
            .iter()
            .max_by_key(|(_, history)| newest.wrapping_sub(history.newest));
        if let Some(id) = quietest.map(|(id, _)| *id) {
            self.avatars.remove(&id);
        }
    }
}
