//! Others as they are shown: evenly, finitely, exactly at rest, and never sliding through a jump.
#![allow(clippy::unwrap_used)]

#[path = "support/motion.rs"]
mod motion;

use std::time::Duration;

use glam::{Quat, Vec3};
use motion::{Person, Random};
use pleiades_netcode::protocol::ParticipantId;
use pleiades_netcode::protocol::pose::{AvatarPose, Pose, PoseSample, PoseUpdate};
use pleiades_netcode::realtime::{Playback, Played, STALE_AFTER};

const TICK: Duration = Duration::from_nanos(33_333_333);
const FRAME: Duration = Duration::from_nanos(11_111_111);
const ID: ParticipantId = ParticipantId(4);

fn update(tick: u32, sample: PoseSample) -> PoseUpdate {
    PoseUpdate {
        tick,
        samples: vec![(ID, sample)],
    }
}

/// Plays a person at 90 Hz over a network; `each` sees every frame.
fn play(
    seconds: u32,
    (loss, jitter_s): (f32, f32),
    mut pose_at: impl FnMut(u32) -> PoseSample,
    mut each: impl FnMut(Duration, &Played, &Playback),
) {
    let mut random = Random::new(11);
    let mut playback = Playback::new(TICK);
    let mut network: Vec<(Duration, PoseUpdate)> = Vec::new();
    let start = Duration::from_secs(1000);
    for frame in 0..seconds * 90 {
        let now = start + FRAME * frame;
        if frame % 3 == 0 {
            let tick = 5 + frame / 3;
            let update = update(tick, pose_at(tick - 5));
            if !random.chance(loss) {
                let way = Duration::from_secs_f32(0.03 + jitter_s * random.unit());
                network.push((now + way, update));
            }
        }
        let mut arrived: Vec<_> = network.extract_if(.., |(at, _)| *at <= now).collect();
        arrived.sort_by_key(|(at, _)| *at);
        for (at, update) in arrived {
            playback.receive(&update, at);
        }
        for played in playback.play(now) {
            each(now, &played, &playback);
        }
    }
}

fn parts(pose: &AvatarPose) -> Vec<Pose> {
    [Some(pose.head), pose.left_hand, pose.right_hand]
        .into_iter()
        .flatten()
        .collect()
}

fn far(a: &Pose, b: &Pose) -> f32 {
    Vec3::from(a.position).distance(b.position.into())
}

#[test]
fn motion_is_continuous_whatever_the_network_does() {
    for (network, most_m) in [
        ((0.0, 0.0), 0.07),
        ((0.02, 0.02), 0.09),
        ((0.15, 0.08), 0.13),
        ((0.3, 0.2), 0.16),
    ] {
        let mut person = Person::new(2);
        let mut last: Option<AvatarPose> = None;
        let (mut frames, mut greatest) = (0, 0f32);
        play(
            40,
            network,
            |tick| person.at(tick as f32 / 30.0).into(),
            |_, played, _| {
                frames += 1;
                for part in parts(&played.pose) {
                    assert!(
                        part.position
                            .iter()
                            .chain(&part.rotation)
                            .all(|number| number.is_finite())
                    );
                    assert!((Quat::from_array(part.rotation).length() - 1.0).abs() < 1e-4);
                }
                if let Some(last) = &last {
                    for (a, b) in parts(last).iter().zip(parts(&played.pose)) {
                        greatest = greatest.max(far(a, &b));
                    }
                }
                last = Some(played.pose);
            },
        );
        assert!(frames > 3000);
        // The fastest hand goes 5 m/s, 6 cm a frame; a correction of a lost reach is spread over 100 ms.
        assert!(greatest < most_m, "{network:?}: {greatest} m in one frame");
        assert!(greatest > 0.01, "nobody moved");
    }
}

#[test]
fn what_is_shown_is_where_they_were() {
    // Straight on at 1 m/s: the lag is the delay, whatever jitters.
    let walk = |tick: u32| {
        let mut pose = AvatarPose::default();
        pose.head.position[0] = tick as f32 / 30.0;
        pose.right_hand = Some(Pose {
            position: [tick as f32 / 30.0 + 0.3, 1.0, 0.0],
            ..Pose::IDENTITY
        });
        PoseSample::from(pose)
    };
    let mut last_x = f32::NEG_INFINITY;
    play(20, (0.05, 0.06), walk, |now, played, playback| {
        let [x, y, z] = played.pose.head.position;
        assert!(
            x >= last_x && y == 0.0 && z == 0.0,
            "ran back from {last_x} to {x}"
        );
        last_x = x;
        let hand = played.pose.right_hand.unwrap().position;
        assert!((hand[0] - x - 0.3).abs() < 1e-3);
        if now > Duration::from_secs(1010) {
            let truth = (now - Duration::from_secs(1000)).as_secs_f32();
            let expected = truth - 0.03 - playback.delay().as_secs_f32();
            assert!((x - expected).abs() < 0.06, "{x} is not {expected}");
            assert!(
                playback.delay() >= Duration::from_millis(80)
                    && playback.delay() <= Duration::from_millis(250)
            );
        }
    });
    assert!(last_x > 19.0);
}

#[test]
fn rest_is_exact() {
    let mut person = Person::new(6);
    let poses: Vec<AvatarPose> = (0..=90).map(|tick| person.at(tick as f32 / 30.0)).collect();
    let mut exact = 0;
    play(
        6,
        (0.2, 0.05),
        |tick| poses[tick.min(90) as usize].into(),
        |now, played, _| {
            if now > Duration::from_millis(1_004_200) {
                exact += 1;
                assert_eq!(played.pose, poses[90]);
            }
        },
    );
    assert!(exact > 100);
    let still = PoseSample::from(Person::new(1).at(1.0));
    let moving = PoseSample::from(Person::new(1).at(0.5));
    play(
        6,
        (0.2, 0.05),
        |tick| if tick < 60 { moving } else { still },
        |now, played, _| {
            if now > Duration::from_secs(1003) {
                assert_eq!(played.pose, still.pose);
            }
        },
    );
}

#[test]
fn nobody_slides_through_a_jump() {
    for announced in [true, false] {
        let at = |x: f32, jumps| {
            let mut pose = AvatarPose::default();
            pose.head.position[0] = x;
            pose.left_hand = Some(Pose {
                position: [x - 0.2, 1.0, 0.0],
                ..Pose::IDENTITY
            });
            PoseSample {
                jumps,
                ..pose.into()
            }
        };
        let to = if announced { 1.5 } else { 30.0 };
        let walk = |tick: u32| {
            if tick < 60 {
                at(0.0, 0)
            } else {
                at(to, u8::from(announced))
            }
        };
        let mut arrived = false;
        play(5, (0.2, 0.1), walk, |_, played, _| {
            let x = played.pose.head.position[0];
            let hand = played.pose.left_hand.unwrap().position[0];
            assert!(x == 0.0 || x == to, "half way at {x}");
            assert!((hand - x + 0.2).abs() < 1e-4);
            arrived |= x == to;
        });
        assert!(arrived);
    }
}

#[test]
fn silence_is_bridged_then_still_then_stale() {
    let mut playback = Playback::new(TICK);
    let at = |tick: u32| {
        let mut pose = AvatarPose::default();
        pose.head.position[2] = -(tick as f32) / 30.0;
        PoseSample::from(pose)
    };
    let start = Duration::from_secs(9);
    for tick in 0..60 {
        playback.receive(&update(tick, at(tick)), start + TICK * tick);
        playback.play(start + TICK * tick);
    }
    let silent = start + TICK * 59;
    let mut last = 0.0;
    for frame in 0..200 {
        let now = silent + FRAME * frame;
        let played = playback.play(now)[0];
        assert_eq!(played.stale, played.age >= STALE_AFTER);
        assert_eq!(played.age, now - silent);
        last = played.pose.head.position[2];
    }
    // 59 ticks were told; damped, 100 ms more are at most 6 cm at 1 m/s.
    assert!(last < -59.0 / 30.0 && last > -59.0 / 30.0 - 0.06, "{last}");
    playback.forget(ID);
    assert!(playback.play(silent + Duration::from_secs(9)).is_empty());
}
