//! One avatar's recent poses on the sending side, and its records, made once and shared by all receivers.

use super::acks::Held;
use super::wire::{Baselines, LatticePose, MAX_AGE, MAX_DISTANCE, write};
use super::{PoseSample, Tier};

/// Ticks of poses kept: the oldest second baseline.
const KEPT: usize = 64;
/// Records made of one tick and tier before receivers share what there is. Work per avatar is bounded by it,
/// whatever the number of receivers and whatever they lost.
const VARIANTS: usize = 6;

/// A record for one receiver, and what it says.
#[derive(Clone, Copy, Debug)]
pub struct EncodedRecord<'a> {
    /// The bytes, for [`super::PoseSectionWriter::add`].
    pub bytes: &'a [u8],
    /// The avatar did not move since a pose the receiver holds: the record may as well be sent more rarely.
    pub still: bool,
}

#[derive(Debug)]
struct Variant {
    tier: Tier,
    /// Age of the first baseline, distance of the second; zeros for none.
    age: u32,
    distance: u32,
    bytes: Vec<u8>,
    still: bool,
}

/// Encodes one avatar. The server has one for each participant, a client one for itself.
#[derive(Debug)]
pub struct AvatarEncoder {
    newest: Option<u32>,
    history: [Option<(u32, LatticePose)>; KEPT],
    variants: Vec<Variant>,
}

impl Default for AvatarEncoder {
    fn default() -> Self {
        Self::new()
    }
}

impl AvatarEncoder {
    /// Of an avatar that was nowhere yet.
    pub fn new() -> Self {
        Self {
            newest: None,
            history: [None; KEPT],
            variants: Vec::new(),
        }
    }

    /// The avatar's pose at a tick. Ticks only grow; they may skip when nothing new came from the participant.
    ///
    /// Whatever is in the sample, a sane pose is encoded: see [`super::Pose::sanitised`]; hands farther than
    /// [`super::REACH_M`] from the head along an axis of it are moved to that distance.
    pub fn push(&mut self, tick: u32, sample: &PoseSample) {
        let mut pose = LatticePose::nearest(sample);
        if let Some(before) = self.newest.and_then(|newest| self.at(newest)) {
            pose = pose.resting_on(&before);
        }
        self.history[tick as usize % KEPT] = Some((tick, pose));
        self.newest = Some(tick);
        self.variants.clear();
    }

    /// The tick of the newest pose.
    pub fn tick(&self) -> Option<u32> {
        self.newest
    }

    /// The newest pose as every receiver of [`Tier::Near`] will see it.
    pub fn sample(&self) -> Option<PoseSample> {
        Some(self.at(self.newest?)?.sample())
    }

    /// The newest pose's record for a receiver that holds `held`; `None` before the first [`AvatarEncoder::push`].
    ///
    /// Built on the youngest poses the receiver holds; whole (about 30 bytes) if it holds none.
    pub fn record_for(&mut self, tier: Tier, held: &Held) -> Option<EncodedRecord<'_>> {
        let tick = self.newest?;
        let pose = self.at(tick)?;
        let usable = held.usable(tick, tier);
        let age = usable.trailing_zeros();
        let mut wanted = (0, 0);
        if (1..=MAX_AGE).contains(&age) && self.at(tick.wrapping_sub(age)).is_some() {
            wanted = (age, second_distance(usable, age));
            if wanted.1 > 0 && self.at(tick.wrapping_sub(age + wanted.1)).is_none() {
                wanted.1 = 0;
            }
        }
        let index = match self.find(tier, wanted) {
            Some(index) => index,
            None if wanted == (0, 0) || self.made(tier) < VARIANTS => self.make(tier, pose, wanted),
            None => match self.best_made(tier, usable) {
                Some(index) => index,
                None => self
                    .find(tier, (0, 0))
                    .unwrap_or_else(|| self.make(tier, pose, (0, 0))),
            },
        };
        let Variant { bytes, still, .. } = &self.variants[index];
        Some(EncodedRecord {
            bytes,
            still: *still,
        })
    }

    fn at(&self, tick: u32) -> Option<LatticePose> {
        self.history[tick as usize % KEPT]
            .filter(|(kept, _)| *kept == tick)
            .map(|(_, pose)| pose)
    }

    fn find(&self, tier: Tier, wanted: (u32, u32)) -> Option<usize> {
        self.variants
            .iter()
            .position(|made| made.tier == tier && (made.age, made.distance) == wanted)
    }

    fn made(&self, tier: Tier) -> usize {
        self.variants
            .iter()
            .filter(|made| made.tier == tier && made.age > 0)
            .count()
    }

    /// The shortest record that exists and that a receiver holding `usable` can read.
    fn best_made(&self, tier: Tier, usable: u32) -> Option<usize> {
        let holds = |back: u32| usable.checked_shr(back).unwrap_or(0) & 1 == 1;
        (0..self.variants.len())
            .filter(|index| {
                let made = &self.variants[*index];
                made.tier == tier
                    && made.age > 0
                    && holds(made.age)
                    && (made.distance == 0 || holds(made.age + made.distance))
            })
            .min_by_key(|index| self.variants[*index].bytes.len())
    }

    fn make(&mut self, tier: Tier, pose: LatticePose, (age, distance): (u32, u32)) -> usize {
        let pose = pose.coarsened(tier);
        let earlier = |age: u32| {
            let tick = self.newest.filter(|_| age > 0)?.wrapping_sub(age);
            Some(self.at(tick)?.coarsened(tier))
        };
        let known = earlier(age).map(|first| Baselines {
            age,
            first,
            second: earlier(age + distance)
                .filter(|_| distance > 0)
                .map(|second| (distance, second)),
        });
        let still = known.as_ref().is_some_and(|known| known.first == pose);
        self.variants.push(Variant {
            tier,
            age,
            distance,
            bytes: write(&pose, known.as_ref()),
            still,
        });
        self.variants.len() - 1
    }
}

/// How far behind a first baseline the youngest other usable one is; 0 if there is none near.
fn second_distance(usable: u32, age: u32) -> u32 {
    let older = usable.checked_shr(age + 1).unwrap_or(0);
    let distance = older.trailing_zeros() + 1;
    if older != 0 && distance <= MAX_DISTANCE {
        distance
    } else {
        0
    }
}
