//! Any pose goes in, any bytes come out the other way: tolerances, bounds, and decoders that never panic.
#![allow(clippy::unwrap_used)]

use glam::{Quat, Vec3};
use pleiades_netcode::protocol::ParticipantId;
use pleiades_netcode::protocol::pose::{
    AvatarEncoder, AvatarPose, Held, OwnPoseDecoder, OwnPoseEncoder, Pose, PoseDecoder, PoseSample,
    PoseSectionWriter, Tier,
};
use proptest::prelude::*;

fn any_rotation() -> impl Strategy<Value = [f32; 4]> {
    prop::array::uniform4(-1.0f32..1.0)
        .prop_filter("a direction", |q| {
            Quat::from_array(*q).length_squared() > 1e-2
        })
        .prop_map(|q| Quat::from_array(q).normalize().to_array())
}

fn pose_around(centre: impl Strategy<Value = [f32; 3]>) -> impl Strategy<Value = Pose> {
    (centre, any_rotation()).prop_map(|(position, rotation)| Pose { position, rotation })
}

/// Within the world; hands within reach.
fn valid_avatar() -> impl Strategy<Value = AvatarPose> {
    let offset = || prop::option::of(pose_around(prop::array::uniform3(-1.2f32..1.2)));
    (
        pose_around(prop::array::uniform3(-490.0f32..490.0)),
        offset(),
        offset(),
    )
        .prop_map(|(head, left, right)| {
            let place = |hand: Pose| Pose {
                position: (Vec3::from(hand.position) + Vec3::from(head.position)).to_array(),
                ..hand
            };
            AvatarPose {
                head,
                left_hand: left.map(place),
                right_hand: right.map(place),
            }
        })
}

fn any_float() -> impl Strategy<Value = f32> {
    prop_oneof![
        any::<f32>(),
        Just(f32::NAN),
        Just(f32::INFINITY),
        Just(f32::MIN),
        Just(0.0),
        -1000.0f32..1000.0
    ]
}

fn wild_avatar() -> impl Strategy<Value = AvatarPose> {
    let pose = || {
        (
            prop::array::uniform3(any_float()),
            prop::array::uniform4(any_float()),
        )
            .prop_map(|(position, rotation)| Pose { position, rotation })
    };
    (pose(), prop::option::of(pose()), prop::option::of(pose())).prop_map(
        |(head, left_hand, right_hand)| AvatarPose {
            head,
            left_hand,
            right_hand,
        },
    )
}

fn parts(pose: &AvatarPose) -> Vec<Pose> {
    [Some(pose.head), pose.left_hand, pose.right_hand]
        .into_iter()
        .flatten()
        .collect()
}

/// Sections of a sequence of poses of one avatar, each built on all before.
fn sections(poses: &[AvatarPose]) -> Vec<(u32, PoseSample, Vec<u8>)> {
    let mut encoder = AvatarEncoder::new();
    let mut held = Held::default();
    let mut decoder = PoseDecoder::new();
    let sections = (1..).zip(poses).map(|(tick, pose)| {
        encoder.push(
            tick,
            &PoseSample {
                age_ms: (tick * 7) as u8,
                jumps: tick as u8,
                pose: *pose,
            },
        );
        held.acknowledged(&decoder.acks());
        let record = encoder.record_for(Tier::Near, &held).unwrap();
        let mut writer = PoseSectionWriter::new(tick, 1_150);
        assert!(writer.add(ParticipantId(3), record.bytes));
        held.sent(tick, Tier::Near);
        let section = writer.finish();
        decoder.read(&section, tick).unwrap();
        (tick, encoder.sample().unwrap(), section)
    });
    sections.collect()
}

proptest! {
    #[test]
    fn a_pose_comes_back_within_tolerance(poses in prop::collection::vec(valid_avatar(), 1..6)) {
        let mut decoder = PoseDecoder::new();
        for ((tick, _, section), sent) in sections(&poses).into_iter().zip(&poses) {
            let update = decoder.read(&section, tick).unwrap();
            let got = update.samples[0].1;
            prop_assert_eq!(got.jumps, tick as u8 & 3);
            prop_assert_eq!(parts(&got.pose).len(), parts(sent).len());
            for (got, sent) in parts(&got.pose).into_iter().zip(parts(sent)) {
                // Half a millimetre on each axis (of the head for hands), and what f32 can tell at 500 m.
                let off_mm = Vec3::from(got.position).distance(sent.position.into()) * 1000.0;
                prop_assert!(off_mm <= 0.87 + 0.2, "{off_mm} mm");
                let off = Quat::from_array(got.rotation).angle_between(Quat::from_array(sent.rotation));
                prop_assert!(off.to_degrees() <= 0.087 + 0.06, "{off} rad");
            }
        }
    }

    #[test]
    fn whatever_goes_in_a_sane_pose_comes_out_and_both_sides_agree(poses in prop::collection::vec(wild_avatar(), 1..8)) {
        let mut decoder = PoseDecoder::new();
        for (tick, truth, section) in sections(&poses) {
            let update = decoder.read(&section, tick).unwrap();
            prop_assert_eq!(update.samples[0].1, truth);
            for part in parts(&truth.pose) {
                prop_assert!(part.position.iter().all(|metres| metres.abs() <= 508.0));
                prop_assert!((Quat::from_array(part.rotation).length() - 1.0).abs() < 1e-4);
            }
            prop_assert!(truth.pose.head.position.iter().all(|metres| metres.abs() <= 500.0));
        }
    }

    #[test]
    fn random_bytes_are_an_update_or_an_error(
        poses in prop::collection::vec(valid_avatar(), 1..4),
        bytes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..120), 1..20),
    ) {
        let mut decoder = PoseDecoder::new();
        let mut own = OwnPoseDecoder::new();
        for (tick, _, section) in sections(&poses) {
            decoder.read(&section, tick).unwrap();
        }
        for bytes in bytes {
            if let Ok(update) = decoder.read(&bytes, 5) {
                for (_, sample) in update.samples {
                    prop_assert!(parts(&sample.pose).iter().all(|part| part.position.iter().all(|metres| metres.is_finite())));
                }
            }
            let _ = own.read(&bytes);
        }
    }

    #[test]
    fn broken_sections_do_not_break_the_next(
        poses in prop::collection::vec(valid_avatar(), 3..7),
        flips in prop::collection::vec((any::<prop::sample::Index>(), 0u8..8), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let sections = sections(&poses);
        let mut decoder = PoseDecoder::new();
        let (tick, _, first) = &sections[0];
        decoder.read(first, *tick).unwrap();
        let (tick, _, section) = &sections[1];
        // Cut short, it is refused.
        let cut = cut.index(section.len());
        prop_assert!(decoder.read(&section[..cut], *tick).is_err());
        prop_assert_eq!(decoder.acks().newest, 1);
        let mut flipped = section.clone();
        for (at, bit) in flips {
            let at = at.index(flipped.len());
            flipped[at] ^= 1 << bit;
        }
        // Flipped bits may say another pose: QUIC authenticates datagrams. Here they must only not panic.
        let _ = PoseDecoder::new().read(&flipped, *tick);
        for (tick, truth, section) in &sections[1..] {
            prop_assert_eq!(decoder.read(section, *tick).unwrap().samples[0].1, *truth);
        }
    }

    #[test]
    fn our_own_pose_survives_the_same(poses in prop::collection::vec(wild_avatar(), 1..20), lost in any::<u32>()) {
        let (mut encoder, mut decoder) = (OwnPoseEncoder::new(), OwnPoseDecoder::new());
        for (tick, pose) in (1u32..).zip(poses) {
            let section = encoder.write(tick, &pose.into());
            if lost >> tick & 1 == 0 {
                let samples = decoder.read(&section).unwrap();
                prop_assert_eq!(samples.last().unwrap().0, tick);
                encoder.acknowledged(&decoder.acks());
            }
        }
    }
}

#[test]
fn far_away_is_clamped_to_the_edge_of_the_world() {
    let far = AvatarPose {
        head: Pose {
            position: [1e9, -1e9, 3.0],
            ..Pose::IDENTITY
        },
        left_hand: Some(Pose {
            position: [-1e9, 0.0, 0.0],
            ..Pose::IDENTITY
        }),
        right_hand: None,
    };
    let (_, truth, _) = sections(&[far]).remove(0);
    assert_eq!(truth.pose.head.position, [500.0, -500.0, 3.0]);
    // A hand that far away is as far away as arms can be.
    assert_eq!(truth.pose.left_hand.unwrap().position, [496.0, -496.0, 0.0]);
}
