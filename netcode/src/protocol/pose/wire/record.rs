//! One avatar's record: decodable by itself from the poses a receiver has acknowledged.
//!
//! Fields, each a range-coded symbol: form (still, changed, whole), tier; unless whole: the age of the first baseline
//! and how far the second is behind it; unless still: presence, jumps, age of the sample, then for head, left, right
//! hand the residuals of position and rotation. A part without a baseline is sent whole. Nothing follows a record's
//! last symbol but the byte or two that end it.

use super::Malformed;
use super::lattice::{LatticePart, LatticePose, MAX_AGE_STEPS, bound};
use super::model::{self, class_of, read_residual, write_residual};
use super::predict::{Expected, MAX_AGE, MAX_DISTANCE, Part, predict};
use super::range_coder::{Decoder, Encoder};
use super::rotation::{Turn, limit};
use crate::protocol::pose::Tier;

const STILL: usize = 0;
const CHANGED: usize = 1;
const WHOLE: usize = 2;

/// Class of the residual of a sample's age: mostly nothing.
const AGE_CLASS: usize = 2;

/// The poses a record builds on, on its tier's lattice.
#[derive(Clone, Copy, Debug)]
pub(in crate::protocol::pose) struct Baselines {
    /// Ticks before the record, 1 to [`MAX_AGE`].
    pub(in crate::protocol::pose) age: u32,
    pub(in crate::protocol::pose) first: LatticePose,
    /// Ticks before the first, 1 to [`MAX_DISTANCE`].
    pub(in crate::protocol::pose) second: Option<(u32, LatticePose)>,
}

/// A record that was read.
#[derive(Clone, Copy, Debug)]
pub(in crate::protocol::pose) struct Record {
    pub(in crate::protocol::pose) pose: LatticePose,
    /// Bytes it took.
    pub(in crate::protocol::pose) length: usize,
}

/// The bytes of a pose, relative to baselines both sides have, or whole.
pub(in crate::protocol::pose) fn write(pose: &LatticePose, known: Option<&Baselines>) -> Vec<u8> {
    let mut encoder = Encoder::new();
    let form = match known {
        None => WHOLE,
        Some(known) if known.first == *pose => STILL,
        Some(_) => CHANGED,
    };
    model::FORM.write(&mut encoder, form);
    model::TIER.write(&mut encoder, pose.tier.index());
    if let Some(known) = known {
        model::AGE.write(&mut encoder, known.age as usize - 1);
        // A still record needs no second baseline.
        if form == CHANGED {
            let distance = known.second.map_or(0, |(distance, _)| distance);
            let usual = distance == pose.tier.every_ticks();
            model::USUAL.write(&mut encoder, usize::from(usual));
            if !usual {
                encoder.bits(distance, 4);
            }
        }
    }
    if form != STILL {
        write_state(&mut encoder, pose, known);
        for (part, index) in PARTS {
            let Some(value) = pose.part(index) else {
                continue;
            };
            match expect(part, index, pose.tier, known) {
                Some(expected) => write_part(&mut encoder, pose.tier, value, &expected),
                None => write_whole(&mut encoder, part, pose.tier, value),
            }
        }
    }
    encoder.finish()
}

/// Reads the record at the start of `bytes`; `known(age, tier)` is the pose received that many ticks earlier.
pub(in crate::protocol::pose) fn read(
    bytes: &[u8],
    known: impl Fn(u32, Tier) -> Option<LatticePose>,
) -> Result<Record, Malformed> {
    let mut decoder = Decoder::new(bytes);
    let form = model::FORM.read(&mut decoder);
    let tier = Tier::from_index(model::TIER.read(&mut decoder)).ok_or(Malformed::Value)?;
    let baselines = if form == WHOLE {
        None
    } else {
        Some(read_baselines(&mut decoder, form, tier, known)?)
    };
    let pose = match baselines {
        Some(Baselines { first, .. }) if form == STILL => first,
        known => {
            let mut pose = read_state(&mut decoder, tier, known.as_ref())?;
            for (part, index) in PARTS {
                if pose.part(index).is_none() {
                    continue;
                }
                let value = match expect(part, index, tier, known.as_ref()) {
                    Some(expected) => read_part(&mut decoder, part, tier, &expected)?,
                    None => read_whole(&mut decoder, part, tier)?,
                };
                match index {
                    0 => pose.head = value,
                    hand => pose.hands[hand - 1] = Some(value),
                }
            }
            pose
        }
    };
    let length = decoder.finish()?;
    Ok(Record { pose, length })
}

const PARTS: [(Part, usize); 3] = [(Part::Head, 0), (Part::Hand, 1), (Part::Hand, 2)];

impl LatticePose {
    fn part(&self, index: usize) -> Option<&LatticePart> {
        match index {
            0 => Some(&self.head),
            hand => self.hands[hand - 1].as_ref(),
        }
    }
}

fn expect(part: Part, index: usize, tier: Tier, known: Option<&Baselines>) -> Option<Expected> {
    let Baselines { age, first, second } = known?;
    let second = second
        .as_ref()
        .and_then(|(distance, pose)| Some((*distance, pose.part(index)?)));
    Some(predict(part, tier, *age, first.part(index)?, second))
}

fn read_baselines(
    decoder: &mut Decoder<'_>,
    form: usize,
    tier: Tier,
    known: impl Fn(u32, Tier) -> Option<LatticePose>,
) -> Result<Baselines, Malformed> {
    let age = model::AGE.read(decoder) as u32 + 1;
    let first = known(age, tier).ok_or(Malformed::Baseline)?;
    let mut second = None;
    if form == CHANGED {
        let usual = model::USUAL.read(decoder) == 1;
        let distance = if usual {
            tier.every_ticks()
        } else {
            decoder.bits(4)
        };
        if distance > 0 {
            let pose = known(age + distance, tier).ok_or(Malformed::Baseline)?;
            second = Some((distance, pose));
        }
    }
    Ok(Baselines { age, first, second })
}

fn write_state(encoder: &mut Encoder, pose: &LatticePose, known: Option<&Baselines>) {
    let presence = pose.hands.map(|hand| hand.is_some());
    match known {
        Some(Baselines { first, .. }) => {
            let steady =
                presence == first.hands.map(|hand| hand.is_some()) && pose.jumps == first.jumps;
            model::STEADY.write(encoder, usize::from(steady));
            if !steady {
                write_presence(encoder, presence, pose.jumps);
            }
            let residual = i32::from(pose.age_steps) - i32::from(first.age_steps);
            write_residual(encoder, AGE_CLASS, residual);
        }
        None => {
            write_presence(encoder, presence, pose.jumps);
            encoder.bits(u32::from(pose.age_steps), 6);
        }
    }
}

/// A pose whose parts are still to be read, but are there.
fn read_state(
    decoder: &mut Decoder<'_>,
    tier: Tier,
    known: Option<&Baselines>,
) -> Result<LatticePose, Malformed> {
    let (presence, jumps, age_steps) = match known {
        Some(Baselines { first, .. }) => {
            let (presence, jumps) = if model::STEADY.read(decoder) == 1 {
                (first.hands.map(|hand| hand.is_some()), first.jumps)
            } else {
                read_presence(decoder)
            };
            let residual = read_residual(decoder, AGE_CLASS);
            (presence, jumps, i32::from(first.age_steps) + residual)
        }
        None => {
            let (presence, jumps) = read_presence(decoder);
            (presence, jumps, decoder.bits(6) as i32)
        }
    };
    if !(0..=i32::from(MAX_AGE_STEPS)).contains(&age_steps) {
        return Err(Malformed::Value);
    }
    let blank = LatticePart {
        position: [0; 3],
        turn: Turn::IDENTITY,
    };
    Ok(LatticePose {
        tier,
        head: blank,
        hands: presence.map(|present| present.then_some(blank)),
        age_steps: age_steps as u8,
        jumps,
    })
}

fn write_presence(encoder: &mut Encoder, [left, right]: [bool; 2], jumps: u8) {
    encoder.bits(
        u32::from(left) << 3 | u32::from(right) << 2 | u32::from(jumps),
        4,
    );
}

fn read_presence(decoder: &mut Decoder<'_>) -> ([bool; 2], u8) {
    let bits = decoder.bits(4);
    ([bits & 8 != 0, bits & 4 != 0], (bits & 3) as u8)
}

/// The error to expect of the next axis: half what was expected, half what this one showed.
fn adapt(error: u32, residual: i32) -> u32 {
    (error + 16 * residual.unsigned_abs().min(1 << 20)) / 2
}

fn write_part(encoder: &mut Encoder, tier: Tier, value: &LatticePart, expected: &Expected) {
    let mut error = expected.position_error;
    for (value, expected) in value.position.into_iter().zip(expected.position) {
        let residual = value - expected;
        write_residual(encoder, class_of(error), residual);
        error = adapt(error, residual);
    }
    let usual = Turn::nearest(expected.turned, tier).chart;
    write_chart(encoder, usual, value.turn.chart);
    let turned = expected
        .turned
        .in_chart(usize::from(value.turn.chart), tier);
    let mut error = expected.turn_error;
    for (value, expected) in value.turn.m.into_iter().zip(turned) {
        let residual = value - expected;
        write_residual(encoder, class_of(error), residual);
        error = adapt(error, residual);
    }
}

fn read_part(
    decoder: &mut Decoder<'_>,
    part: Part,
    tier: Tier,
    expected: &Expected,
) -> Result<LatticePart, Malformed> {
    let mut position = [0; 3];
    let mut error = expected.position_error;
    for (value, expected) in position.iter_mut().zip(expected.position) {
        let residual = read_residual(decoder, class_of(error));
        *value = within(expected + residual, bound(tier, part == Part::Hand))?;
        error = adapt(error, residual);
    }
    let usual = Turn::nearest(expected.turned, tier).chart;
    let chart = read_chart(decoder, usual);
    let turned = expected.turned.in_chart(usize::from(chart), tier);
    let mut m = [0; 3];
    let mut error = expected.turn_error;
    for (value, expected) in m.iter_mut().zip(turned) {
        let residual = read_residual(decoder, class_of(error));
        *value = within(expected + residual, limit(tier))?;
        error = adapt(error, residual);
    }
    Ok(LatticePart {
        position,
        turn: Turn { chart, m },
    })
}

fn write_chart(encoder: &mut Encoder, usual: u8, chart: u8) {
    model::STEADY.write(encoder, usize::from(chart == usual));
    if chart != usual {
        encoder.bits(u32::from(chart), 2);
    }
}

fn read_chart(decoder: &mut Decoder<'_>, usual: u8) -> u8 {
    if model::STEADY.read(decoder) == 1 {
        usual
    } else {
        decoder.bits(2) as u8
    }
}

fn within(value: i32, bound: i32) -> Result<i32, Malformed> {
    (-bound..=bound)
        .contains(&value)
        .then_some(value)
        .ok_or(Malformed::Value)
}

/// Bits of a whole component of −bound..=bound.
fn width(bound: i32) -> u32 {
    u32::BITS - (2 * bound as u32).leading_zeros()
}

fn write_whole(encoder: &mut Encoder, part: Part, tier: Tier, value: &LatticePart) {
    let bound = bound(tier, part == Part::Hand);
    for component in value.position {
        encoder.bits((component + bound) as u32, width(bound));
    }
    encoder.bits(u32::from(value.turn.chart), 2);
    for component in value.turn.m {
        encoder.bits((component + limit(tier)) as u32, width(limit(tier)));
    }
}

fn read_whole(decoder: &mut Decoder<'_>, part: Part, tier: Tier) -> Result<LatticePart, Malformed> {
    let mut component = |bound: i32| within(decoder.bits(width(bound)) as i32 - bound, bound);
    let reach = bound(tier, part == Part::Hand);
    let position = [component(reach)?, component(reach)?, component(reach)?];
    let chart = decoder.bits(2) as u8;
    let mut component = |bound: i32| within(decoder.bits(width(bound)) as i32 - bound, bound);
    let span = limit(tier);
    let m = [component(span)?, component(span)?, component(span)?];
    Ok(LatticePart {
        position,
        turn: Turn { chart, m },
    })
}

const _: () = assert!(MAX_AGE == 31 && MAX_DISTANCE == 15, "the widths above");
