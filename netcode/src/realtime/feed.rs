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

/// The server's side of one receiver's poses over one connection; a new connection starts anew on both sides.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::pose::{AvatarPose, PoseDecoder, PoseSample};
    use proptest::prelude::*;

    fn moved(tick: u32, id: u16) -> PoseSample {
        let mut pose = AvatarPose::default();
        pose.head.position = [tick as f32 * 0.01, 1.6, f32::from(id)];
        pose.into()
    }

    proptest! {
        #[test]
        fn nobody_starves(
            people in prop::collection::vec((0.0f32..500.0, -1.0f32..1.0, any::<bool>(), any::<bool>()), 2..60),
            budget in 60usize..300,
            slower in any::<bool>(),
        ) {
            let interests: Vec<Interest> = people
                .into_iter()
                .map(|(distance_m, view_cosine, speaking, host)| Interest {
                    distance_m, view_cosine, speaking, host, shares_bench: false,
                })
                .collect();
            let heaviest = interests.iter().map(Interest::weight).fold(0.0, f32::max);
            let lightest = interests.iter().map(Interest::weight).fold(f32::MAX, f32::min);
            // A record whole without hands, with its id, is at most 17 bytes; gaps and the head of the section 12.
            let room = (budget - 12) / 17;
            let most = (interests.len() as f32 / room as f32).ceil() * (heaviest / lightest + 1.0) + 12.0;
            let pressure = if slower { Pressure::Slower } else { Pressure::None };
            let mut avatars = BTreeMap::new();
            let mut feed = PoseFeed::new();
            let mut decoder = PoseDecoder::new();
            let mut last = vec![0; interests.len()];
            for tick in 1..(3.0 * most) as u32 {
                for id in 1..=interests.len() as u16 {
                    avatars
                        .entry(ParticipantId(id))
                        .or_insert_with(AvatarEncoder::new)
                        .push(tick, &moved(tick, id));
                }
                let interest = |id: ParticipantId| interests.get(usize::from(id.0) - 1).copied();
                let section = feed.section(tick, &mut avatars, interest, pressure, budget);
                prop_assert!(section.bytes.len() <= budget);
                prop_assert!(section.wanted_bytes >= section.bytes.len());
                let update = decoder.read(&section.bytes, tick).map_err(|error| TestCaseError::fail(error.to_string()))?;
                prop_assert_eq!(update.samples.len(), section.avatars);
                for (id, _) in update.samples {
                    last[usize::from(id.0) - 1] = tick;
                }
                feed.acknowledged(&decoder.acks());
                for (seen, interest) in last.iter().zip(&interests) {
                    prop_assert!((tick - seen) as f32 <= most, "{interest:?} waited {} of {most}", tick - seen);
                }
            }
        }
    }

    #[test]
    fn the_near_are_told_finely_and_the_far_rarely() {
        let mut avatars = BTreeMap::new();
        let mut feed = PoseFeed::new();
        let mut told = [0; 3];
        for tick in 1..=120 {
            for id in 1..=3 {
                avatars
                    .entry(ParticipantId(id))
                    .or_insert_with(AvatarEncoder::new)
                    .push(tick, &moved(tick, id));
            }
            let interest = |id: ParticipantId| {
                let far = [1.0, 12.0, 60.0][usize::from(id.0) - 1];
                Some(Interest::between(
                    [0.0; 3],
                    [0.0, 0.0, -1.0],
                    [0.0, 0.0, -far],
                ))
            };
            let section = feed.section(tick, &mut avatars, interest, Pressure::None, 1_150);
            for (id, _) in PoseDecoder::new()
                .read(&section.bytes, tick)
                .into_iter()
                .flat_map(|update| update.samples)
            {
                told[usize::from(id.0) - 1] += 1;
            }
        }
        assert_eq!(told, [120, 60, 30]);
    }
}
