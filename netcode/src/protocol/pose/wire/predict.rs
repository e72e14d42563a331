//! Where a part will be: damped linear prediction from poses both sides have, and how far off that usually is.
//!
//! From baselines at `t − age` and `t − age − distance`, the part is expected at
//! `first + (first − second)/distance · Σ_{k=1..age} λᵏ` with λ = 0.9: people keep moving for a moment,
//! then do something else. Rotations the same way, in the part's own axes.

use super::lattice::{LatticePart, bound};
use super::rotation::Quaternion;
use crate::protocol::pose::Tier;

/// Oldest baseline, ticks.
pub(in crate::protocol::pose) const MAX_AGE: u32 = 31;
/// Farthest the second baseline is behind the first, ticks.
pub(in crate::protocol::pose) const MAX_DISTANCE: u32 = 15;

/// λ in 1/256.
const DAMPING: i64 = 230;
/// A step beyond what the baselines say must be expected of any part, in 1/16 of a millimetre or 1/16 of 0.1°.
const FLOOR: u32 = 12;

/// What to expect of one part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    pub(super) position: [i32; 3],
    pub(super) turned: Quaternion,
    /// Expected mean magnitude of a residual's component, 1/16 of a step.
    pub(super) position_error: u32,
    pub(super) turn_error: u32,
}

/// Which part, for what differs between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Head,
    Hand,
}

/// Predicts a part `age` ticks after `first`, which is `distance` ticks after `second`, if there is one.
pub(super) fn predict(
    part: Part,
    tier: Tier,
    age: u32,
    first: &LatticePart,
    second: Option<(u32, &LatticePart)>,
) -> Expected {
    let here = first.turn.quaternion(tier);
    let mut expected = Expected {
        position: first.position,
        turned: here,
        position_error: 0,
        turn_error: 0,
    };
    let Some((distance, second)) = second.filter(|(distance, _)| *distance > 0) else {
        expected.position_error = unknown_error(tier, age);
        expected.turn_error = unknown_error(tier, age);
        return expected;
    };
    let factor = gain(age) / i64::from(distance);
    let limit = i64::from(bound(tier, part == Part::Hand));
    let mut moved = 0;
    for axis in 0..3 {
        let step = i64::from(first.position[axis]) - i64::from(second.position[axis]);
        moved += step.unsigned_abs();
        let ahead = i64::from(first.position[axis]) + ((step * factor + 128) >> 8);
        expected.position[axis] = ahead.clamp(-limit, limit) as i32;
    }
    let step = second.turn.quaternion(tier).inverse().times(here);
    expected.turned = here.times(step.scaled(factor));
    // |sin(angle/2)| along each axis, in steps of tan(angle/4): twice as many.
    let turned = step.0[..3]
        .iter()
        .map(|part| part.unsigned_abs())
        .sum::<u64>();
    let turned = (turned * tier.turn_steps() as u64) >> 31;
    expected.position_error = usual_error(tier, age, distance, moved);
    expected.turn_error = usual_error(tier, age, distance, turned);
    expected
}

/// `256 · Σ_{k=1..age} λᵏ`.
fn gain(age: u32) -> i64 {
    let mut power = 256 * 256;
    let mut sum = 0;
    for _ in 0..age.min(MAX_AGE) {
        power = power * DAMPING / 256;
        sum += power;
    }
    sum / 256
}

/// Mean error of a component, 1/16 step, for a part that moved `moved` steps (sum of axes) in `distance` ticks.
fn usual_error(tier: Tier, age: u32, distance: u32, moved: u64) -> u32 {
    let floor = FLOOR / tier.step_mm() as u32 + 1;
    let per_tick = (16 * moved.min(1 << 20)) as u32 / distance;
    floor + per_tick.saturating_mul(age * (age + distance)) / 16
}

/// The same where only one baseline is known.
fn unknown_error(tier: Tier, age: u32) -> u32 {
    16 * 10 * age / tier.step_mm() as u32
}
