//! A whole avatar as integers of a tier: what encoder and decoder agree on, bit for bit.

use glam::{DQuat, DVec3};

use super::rotation::{Quaternion, Turn, div_round};
use crate::protocol::pose::{AvatarPose, Pose, PoseSample, REACH_M, Tier, WORLD_HALF_M};

/// Milliseconds in one step of a sample's age.
const AGE_STEP_MS: u8 = 4;
/// Largest age of a sample, in steps.
pub(in crate::protocol::pose) const MAX_AGE_STEPS: u8 = 63;

/// A part's position in steps of the tier and its rotation on the tier's lattice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::protocol::pose) struct LatticePart {
    pub(super) position: [i32; 3],
    pub(super) turn: Turn,
}

/// A [`PoseSample`] on the lattice of a tier: head in room, hands in head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::protocol::pose) struct LatticePose {
    pub(in crate::protocol::pose) tier: Tier,
    pub(super) head: LatticePart,
    /// Left, right.
    pub(super) hands: [Option<LatticePart>; 2],
    pub(super) age_steps: u8,
    pub(super) jumps: u8,
}

/// Largest position component in steps: of the head in the room, of a hand in the head's frame.
pub(super) fn bound(tier: Tier, hand: bool) -> i32 {
    let metres = if hand { REACH_M } else { WORLD_HALF_M };
    (metres as i32) * 1000 / tier.step_mm()
}

impl LatticePose {
    /// The nearest lattice pose of [`Tier::Near`] to a sample; anything strange in it is made sane first.
    pub(in crate::protocol::pose) fn nearest(sample: &PoseSample) -> Self {
        let AvatarPose {
            head,
            left_hand,
            right_hand,
        } = sample.pose.sanitised();
        let head = LatticePart::nearest(wide(&head), false);
        let (head_at, head_turned) = head.wide(Tier::Near);
        let back = head_turned.inverse();
        // Relative to the head as it will be received, so its rounding does not move the hands.
        let hands = [left_hand, right_hand].map(|hand| {
            hand.map(|hand| {
                let (at, turned) = wide(&hand);
                LatticePart::nearest((back * (at - head_at), back * turned), true)
            })
        });
        Self {
            tier: Tier::Near,
            head,
            hands,
            age_steps: (sample.age_ms / AGE_STEP_MS).min(MAX_AGE_STEPS),
            jumps: sample.jumps & 3,
        }
    }

    /// The same pose on a coarser lattice; always the same integers for the same pose.
    pub(in crate::protocol::pose) fn coarsened(&self, tier: Tier) -> Self {
        let coarsen = |part: &LatticePart| part.coarsened(self.tier, tier);
        Self {
            tier,
            head: coarsen(&self.head),
            hands: self.hands.map(|hand| hand.as_ref().map(coarsen)),
            ..*self
        }
    }

    /// In floating point, room frame.
    pub(in crate::protocol::pose) fn sample(&self) -> PoseSample {
        let (head_at, head_turned) = self.head.wide(self.tier);
        let [left_hand, right_hand] = self.hands.map(|hand| {
            hand.map(|hand| {
                let (at, turned) = hand.wide(self.tier);
                narrow(head_at + head_turned * at, head_turned * turned)
            })
        });
        PoseSample {
            pose: AvatarPose {
                head: narrow(head_at, head_turned),
                left_hand,
                right_hand,
            },
            age_ms: self.age_steps * AGE_STEP_MS,
            jumps: self.jumps,
        }
    }

    /// This pose, except that a body that did not move keeps the age it had: rest costs nothing.
    pub(in crate::protocol::pose) fn resting_on(self, earlier: &Self) -> Self {
        let same = Self {
            age_steps: earlier.age_steps,
            ..self
        };
        if same == *earlier { same } else { self }
    }
}

impl LatticePart {
    fn nearest((at, turned): (DVec3, DQuat), hand: bool) -> Self {
        let bound = bound(Tier::Near, hand);
        let position = at
            .to_array()
            .map(|metres| ((metres * 1000.0).round() as i32).clamp(-bound, bound));
        let quaternion = Quaternion::from_floats(turned.normalize());
        Self {
            position,
            turn: Turn::nearest(quaternion, Tier::Near),
        }
    }

    fn coarsened(&self, from: Tier, to: Tier) -> Self {
        if from == to {
            return *self;
        }
        let steps = |steps: i32| {
            div_round(
                i64::from(steps) * i64::from(from.step_mm()),
                i64::from(to.step_mm()),
            ) as i32
        };
        Self {
            position: self.position.map(steps),
            turn: Turn::nearest(self.turn.quaternion(from), to),
        }
    }

    fn wide(&self, tier: Tier) -> (DVec3, DQuat) {
        let step_m = f64::from(tier.step_mm()) / 1000.0;
        let at = DVec3::from_array(self.position.map(|steps| f64::from(steps) * step_m));
        let turned = self.turn.quaternion(tier).to_floats();
        (at, turned)
    }
}

fn wide(pose: &Pose) -> (DVec3, DQuat) {
    let at = DVec3::from_array(pose.position.map(f64::from));
    let turned = DQuat::from_array(pose.rotation.map(f64::from));
    (at, turned)
}

fn narrow(at: DVec3, turned: DQuat) -> Pose {
    Pose {
        position: at.as_vec3().to_array(),
        rotation: turned.normalize().as_quat().to_array(),
    }
}
