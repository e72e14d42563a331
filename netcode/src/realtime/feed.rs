//! All poses for one receiver: who it holds what of, who is due, and the section of each tick.

use std::collections::BTreeMap;

use super::priority::{Account, Interest};
use super::rate::Pressure;
use crate::protocol::ParticipantId;
use crate::protocol::pose::{Acks, AvatarEncoder, Held, PoseSectionWriter, Tier};

/// Ticks between two records of an avatar at rest, once the receiver holds its pose.
pub const REST_TICKS: u32 = 8;

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    held: Held,
    account: Account,
    tier: Tier,
    sent: Option<u32>,
}

/// A pose section and what it left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FedSection {
    /// For the datagram; present each tick even if nobody is in it, since receivers count ticks.
    pub bytes: Vec<u8>,
    /// Avatars in it.
    pub avatars: usize,
    /// What it would have with everybody who was due, bytes.
    pub wanted_bytes: usize,
}

/// The server's side of one receiver's poses.
#[derive(Clone, Debug, Default)]
pub struct PoseFeed {
    seen: BTreeMap<ParticipantId, Seen>,
}

impl PoseFeed {
    /// Of a receiver that holds nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the receiver says arrived ([`crate::protocol::pose::PoseDecoder::acks`]).
    pub fn acknowledged(&mut self, acks: &Acks) {
        for seen in self.seen.values_mut() {
            seen.held.acknowledged(acks);
        }
    }

    /// Forgets an avatar that left.
    pub fn forget(&mut self, id: ParticipantId) {
        self.seen.remove(&id);
    }

    /// The section of a tick, at most `budget` bytes. `avatars` has been pushed this tick's poses; `interest` is `None`
    /// for whoever is not to be told, such as the receiver itself. Ticks only grow.
    pub fn section(
        &mut self,
        tick: u32,
        avatars: &mut BTreeMap<ParticipantId, AvatarEncoder>,
        mut interest: impl FnMut(ParticipantId) -> Option<Interest>,
        pressure: Pressure,
        budget: usize,
    ) -> FedSection {
        let mut due = Vec::new();
        for (id, avatar) in avatars.iter() {
            if avatar.tick() != Some(tick) {
                continue;
            }
            let Some(interest) = interest(*id) else {
                continue;
            };
            let seen = self.seen.entry(*id).or_default();
            seen.account.gain(&interest);
            seen.tier = interest.tier(seen.tier);
            let (tier, slower) = match pressure {
                _ if interest.reserved() => (seen.tier, 1),
                Pressure::None => (seen.tier, 1),
                Pressure::Coarser => (seen.tier.coarser(), 1),
                Pressure::Slower => (seen.tier.coarser(), 2),
            };
            let waited = seen.sent.map(|sent| tick.wrapping_sub(sent));
            if waited.is_none_or(|waited| waited >= tier.every_ticks() * slower) {
                due.push((seen.account.saved(), *id, tier, waited));
            }
        }
        due.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut writer = PoseSectionWriter::new(tick, budget);
        let mut left_out = 0;
        let mut count = 0;
        for (_, id, tier, waited) in due {
            let (Some(avatar), Some(seen)) = (avatars.get_mut(&id), self.seen.get_mut(&id)) else {
                continue;
            };
            let Some(record) = avatar.record_for(tier, &seen.held) else {
                continue;
            };
            if record.still && waited.is_some_and(|waited| waited < REST_TICKS) {
                continue;
            }
            if writer.add(id, record.bytes) {
                count += 1;
                seen.held.sent(tick, tier);
                seen.account.pay();
                seen.sent = Some(tick);
            } else {
                left_out += record.bytes.len();
            }
        }
        FedSection {
            avatars: count,
            wanted_bytes: writer.len() + left_out,
            bytes: writer.finish(),
        }
    }
}
