//! What a pose costs: bytes by the age of what the receiver holds, and time. Prints tables for `docs/performance-pose.md`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../tests/support/motion.rs"]
mod motion;

use std::time::Instant;

use glam::{Quat, Vec3};
use motion::Person;
use pleiades_netcode::protocol::pose::{Acks, AvatarEncoder, AvatarPose, Held, PoseSample, Tier};

const PEOPLE: u64 = 8;
const TICKS: u32 = 30 * 60;

fn main() {
    motion_table();
    size_table();
    time_table();
}

fn walk(hz: f32, ticks: u32) -> Vec<Vec<AvatarPose>> {
    (0..PEOPLE)
        .map(|seed| {
            let mut person = Person::new(seed);
            (0..ticks).map(|tick| person.at(tick as f32 / hz)).collect()
        })
        .collect()
}

fn percentile(values: &mut [f32], share: f32) -> f32 {
    values.sort_by(f32::total_cmp);
    values[((values.len() - 1) as f32 * share) as usize]
}

fn motion_table() {
    let hz = 88.0;
    let people = walk(hz, 88 * 60);
    println!(
        "| {PEOPLE} synthetic people, one minute at 88 Hz | mean m/s | p95 m/s | mean °/s | p95 °/s |"
    );
    println!("|---|---|---|---|---|");
    for (name, pick) in [("head", 0), ("hand", 1)] {
        let part = |pose: &AvatarPose| {
            if pick == 0 {
                pose.head
            } else {
                pose.right_hand.unwrap()
            }
        };
        let (mut speeds, mut turns) = (Vec::new(), Vec::new());
        for poses in &people {
            for pair in poses.windows(4) {
                let (a, b) = (part(&pair[0]), part(&pair[3]));
                speeds.push(Vec3::from(a.position).distance(b.position.into()) * hz / 3.0);
                let angle =
                    Quat::from_array(a.rotation).angle_between(Quat::from_array(b.rotation));
                turns.push(angle.to_degrees() * hz / 3.0);
            }
        }
        let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
        println!(
            "| {name} | {:.2} | {:.2} | {:.0} | {:.0} |",
            mean(&speeds),
            percentile(&mut speeds, 0.95),
            mean(&turns),
            percentile(&mut turns, 0.95)
        );
    }
    println!(
        "\n| linear extrapolation of the hand from 88 Hz, error p99 | mm | ° |\n|---|---|---|"
    );
    for ticks in [6, 9, 18] {
        let (mut far, mut turned) = (Vec::new(), Vec::new());
        for poses in &people {
            for at in 1..poses.len() - ticks {
                let [a, b, c] = [at - 1, at, at + ticks].map(|at| poses[at].right_hand.unwrap());
                let [pa, pb, pc] = [a, b, c].map(|pose| Vec3::from(pose.position));
                far.push((pb + (pb - pa) * ticks as f32).distance(pc) * 1000.0);
                let [qa, qb, qc] = [a, b, c].map(|pose| Quat::from_array(pose.rotation));
                let step = (qa.inverse() * qb).to_scaled_axis() * ticks as f32;
                turned.push(
                    (qb * Quat::from_scaled_axis(step))
                        .angle_between(qc)
                        .to_degrees(),
                );
            }
        }
        println!(
            "| {:.0} ms | {:.0} | {:.0} |",
            ticks as f32 / hz * 1000.0,
            percentile(&mut far, 0.99),
            percentile(&mut turned, 0.99)
        );
    }
}

/// Record lengths for receivers whose newest pose is `age` ticks old and who hold all before it.
fn sizes(people: &[Vec<AvatarPose>], tier: Tier, age: Option<u32>) -> Vec<f32> {
    let mut sizes = Vec::new();
    for poses in people {
        let mut encoder = AvatarEncoder::new();
        let mut held = Held::default();
        for (tick, pose) in (1u32..).zip(poses) {
            encoder.push(tick, &PoseSample::from(*pose));
            let on = tick.is_multiple_of(tier.every_ticks());
            if let Some(age) = age {
                let newest = tick.wrapping_sub(age);
                held.acknowledged(&Acks {
                    newest,
                    mask: u32::MAX,
                });
            }
            if on {
                let record = encoder.record_for(tier, &held).unwrap();
                if tick > 64 {
                    sizes.push(record.bytes.len() as f32);
                }
                held.sent(tick, tier);
            }
        }
    }
    sizes
}

fn size_table() {
    let people = walk(30.0, TICKS);
    println!(
        "\n| bytes of a record, 30 Hz, mean (p95) | 1 tick | 2 ticks | 3 ticks | 6 ticks | nothing held |"
    );
    println!("|---|---|---|---|---|---|");
    for (name, tier) in [
        ("near: 1 mm, 0.1°", Tier::Near),
        ("middle: 2 mm, 0.2°, every 2nd tick", Tier::Middle),
        ("far: 5 mm, 0.5°, every 4th tick", Tier::Far),
    ] {
        print!("| {name} |");
        for age in [Some(1), Some(2), Some(3), Some(6), None] {
            let mut sizes = sizes(&people, tier, age);
            let mean = sizes.iter().sum::<f32>() / sizes.len() as f32;
            print!(" {mean:.1} ({:.0}) |", percentile(&mut sizes, 0.95));
        }
        println!();
    }
    let desktop: Vec<Vec<AvatarPose>> = people
        .iter()
        .map(|poses| {
            let alone = |pose: &AvatarPose| AvatarPose {
                head: pose.head,
                ..AvatarPose::default()
            };
            poses.iter().map(alone).collect()
        })
        .collect();
    let still: Vec<Vec<AvatarPose>> = people.iter().map(|poses| vec![poses[0]; 200]).collect();
    for (name, people) in [
        ("near, desktop (head only)", &desktop),
        ("near, at rest", &still),
    ] {
        print!("| {name} |");
        for age in [Some(1), Some(2), Some(3), Some(6), None] {
            let mut sizes = sizes(people, Tier::Near, age);
            let mean = sizes.iter().sum::<f32>() / sizes.len() as f32;
            print!(" {mean:.1} ({:.0}) |", percentile(&mut sizes, 0.95));
        }
        println!();
    }
}

fn time_table() {
    let people = walk(30.0, TICKS);
    let mut encoder = AvatarEncoder::new();
    let mut held = Held::default();
    let mut bytes = 0;
    let start = Instant::now();
    let mut updates = 0;
    for poses in &people {
        for pose in poses {
            updates += 1;
            encoder.push(updates, &PoseSample::from(*pose));
            held.acknowledged(&Acks {
                newest: updates - 1,
                mask: u32::MAX,
            });
            bytes += encoder.record_for(Tier::Near, &held).unwrap().bytes.len();
            held.sent(updates, Tier::Near);
        }
    }
    let encode_ns = start.elapsed().as_nanos() / u128::from(updates);
    let start = Instant::now();
    let shared = 1_000_000;
    for _ in 0..shared {
        bytes += encoder.record_for(Tier::Near, &held).unwrap().bytes.len();
    }
    let share_ns = start.elapsed().as_nanos() / shared;
    println!("\n| time | ns |\n|---|---|");
    println!("| encode one record (once per avatar, tick, tier and what is held) | {encode_ns} |");
    println!("| find it again for another receiver | {share_ns} |");
    assert!(bytes > 0);
}
