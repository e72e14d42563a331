//! Poses through a network that loses, repeats and reorders: what arrives is what was sent.
#![allow(clippy::unwrap_used)]

#[path = "support/motion.rs"]
mod motion;

use std::collections::BTreeMap;

use motion::{Person, Random};
use pleiades_netcode::protocol::ParticipantId;
use pleiades_netcode::protocol::pose::{
    AvatarEncoder, OwnPoseDecoder, OwnPoseEncoder, PoseDecoder, PoseSample, Tier,
};
use pleiades_netcode::realtime::{Interest, PoseFeed, Pressure};

/// Datagrams under way: arrival tick and payload.
#[derive(Default)]
struct Network(Vec<(u32, Vec<u8>)>);

impl Network {
    fn send(&mut self, random: &mut Random, loss: f32, now: u32, payload: &[u8]) {
        if random.chance(loss) {
            return;
        }
        self.0
            .push((now + (random.unit() * 6.0) as u32, payload.to_vec()));
        if random.chance(0.05) {
            self.0
                .push((now + (random.unit() * 40.0) as u32, payload.to_vec()));
        }
    }

    /// What arrives now, in any order.
    fn receive(&mut self, random: &mut Random, now: u32) -> Vec<Vec<u8>> {
        let mut due: Vec<_> = self.0.extract_if(.., |(at, _)| *at <= now).collect();
        for at in (1..due.len()).rev() {
            due.swap(at, (random.next() % (at as u64 + 1)) as usize);
        }
        due.into_iter().map(|(_, payload)| payload).collect()
    }
}

fn interest(id: ParticipantId, tick: u32) -> Interest {
    // Wanders through all tiers.
    Interest {
        distance_m: 1.0 + ((tick / 97 + u32::from(id.0) * 5) % 30) as f32,
        view_cosine: if (tick / 61).is_multiple_of(2) {
            1.0
        } else {
            -1.0
        },
        speaking: tick / 301 % 7 == u32::from(id.0),
        host: false,
        shares_bench: false,
    }
}

/// Ten thousand ticks of five people under a loss; bytes per record sent.
fn run(loss: f32) -> f64 {
    let mut random = Random::new(7);
    let mut people: Vec<Person> = (0..5).map(Person::new).collect();
    let mut avatars = BTreeMap::new();
    let mut truth = BTreeMap::new();
    let (mut feed, mut decoder) = (PoseFeed::new(), PoseDecoder::new());
    let (mut down, mut up) = (Network::default(), Network::default());
    let (mut records, mut bytes, mut received) = (0, 0, 0);
    for tick in 65_000..75_000 {
        for (id, person) in (1..).map(ParticipantId).zip(&mut people) {
            // Sometimes the server has nothing new of somebody, and now and then somebody has lost a controller.
            if random.chance(0.03) {
                continue;
            }
            let mut sample = PoseSample::from(person.at((tick - 65_000) as f32 / 30.0));
            sample.age_ms = 4 * (random.next() % 4) as u8;
            sample.jumps = (tick / 500) as u8;
            if tick / 200 % 5 == u32::from(id.0) {
                sample.pose.left_hand = None;
            }
            let avatar = avatars.entry(id).or_insert_with(AvatarEncoder::new);
            avatar.push(tick, &sample);
            let near = avatar.sample().unwrap();
            truth.insert((tick, id), (sample, near));
        }
        let section = feed.section(
            tick,
            &mut avatars,
            |id| Some(interest(id, tick)),
            Pressure::None,
            1_100,
        );
        records += section.avatars;
        bytes += section.bytes.len();
        down.send(&mut random, loss, tick, &section.bytes);
        for payload in down.receive(&mut random, tick) {
            let update = decoder.read(&payload, tick).unwrap();
            for (id, got) in update.samples {
                received += 1;
                let (sent, near) = &truth[&(update.tick, id)];
                assert_eq!(got.jumps, sent.jumps & 3);
                // Whatever the tier, no part is farther off than the coarsest lattice allows at arm's length.
                let parts = [
                    (Some(got.pose.head), Some(near.pose.head)),
                    (got.pose.left_hand, near.pose.left_hand),
                    (got.pose.right_hand, near.pose.right_hand),
                ];
                for (got, near) in parts {
                    assert_eq!(got.is_some(), near.is_some());
                    if let (Some(got), Some(near)) = (got, near) {
                        let off = glam::Vec3::from(got.position).distance(near.position.into());
                        assert!(off < 0.018, "{off} m");
                    }
                }
            }
            up.send(&mut random, loss, tick, &decoder.acks().to_bytes());
        }
        for payload in up.receive(&mut random, tick) {
            let acks = pleiades_netcode::protocol::pose::Acks::from_bytes(
                payload.try_into().unwrap(),
                tick,
            );
            feed.acknowledged(&acks);
        }
    }
    assert!(f64::from(received) > records as f64 * f64::from(1.0 - loss) * 0.9);
    bytes as f64 / records as f64
}

#[test]
fn loss_costs_bytes_and_never_the_pose() {
    let [clean, lossy, terrible] = [0.0, 0.1, 0.4].map(run);
    assert!(
        clean < lossy && lossy < terrible,
        "{clean} {lossy} {terrible}"
    );
}

#[test]
fn receivers_who_hold_different_poses_see_the_same() {
    let mut random = Random::new(3);
    let mut person = Person::new(3);
    let mut avatars = BTreeMap::from([(ParticipantId(9), AvatarEncoder::new())]);
    let mut receivers: Vec<_> = (0..40)
        .map(|_| (PoseFeed::new(), PoseDecoder::new()))
        .collect();
    let close = Interest {
        distance_m: 1.0,
        view_cosine: 1.0,
        speaking: false,
        host: false,
        shares_bench: true,
    };
    for tick in 1..2_000 {
        let avatar = avatars.get_mut(&ParticipantId(9)).unwrap();
        avatar.push(tick, &PoseSample::from(person.at(tick as f32 / 30.0)));
        let truth = avatar.sample().unwrap();
        let mut different = std::collections::BTreeSet::new();
        for (feed, decoder) in &mut receivers {
            let section = feed.section(tick, &mut avatars, |_| Some(close), Pressure::None, 1_100);
            different.insert(section.bytes.clone());
            if random.chance(0.3) {
                continue;
            }
            let update = decoder.read(&section.bytes, tick).unwrap();
            assert_eq!(update.samples, [(ParticipantId(9), truth)]);
            if random.chance(0.7) {
                feed.acknowledged(&decoder.acks());
            }
        }
        // Work is bounded whatever they hold: six records built on something, and the whole one.
        assert!(different.len() <= 7, "{} records", different.len());
    }
}

#[test]
fn when_motion_stops_the_exact_pose_arrives() {
    let mut random = Random::new(5);
    let mut person = Person::new(5);
    let id = ParticipantId(2);
    for tier_distance in [1.0, 12.0, 60.0] {
        let mut avatars = BTreeMap::from([(id, AvatarEncoder::new())]);
        let (mut feed, mut decoder) = (PoseFeed::new(), PoseDecoder::new());
        let interest = Interest {
            distance_m: tier_distance,
            view_cosine: 1.0,
            speaking: false,
            host: false,
            shares_bench: false,
        };
        let (mut last, mut at_rest_bytes) = (None, 0);
        for tick in 1..400 {
            // Stops for good at tick 100.
            let pose = person.at(tick.min(100) as f32 / 30.0);
            let pose = if tick <= 100 {
                pose
            } else {
                last.unwrap_or(pose)
            };
            last = Some(pose);
            let avatar = avatars.get_mut(&id).unwrap();
            avatar.push(
                tick,
                &PoseSample {
                    age_ms: (tick % 3) as u8 * 8,
                    ..pose.into()
                },
            );
            let section = feed.section(
                tick,
                &mut avatars,
                |_| Some(interest),
                Pressure::None,
                1_100,
            );
            if tick > 250 {
                at_rest_bytes += section.bytes.len() - 3;
            }
            if random.chance(0.6) {
                if let Some((_, sample)) =
                    decoder.read(&section.bytes, tick).unwrap().samples.first()
                    && tick > 160
                {
                    let exact = avatars[&id].sample().unwrap();
                    let mut coarse = AvatarEncoder::new();
                    coarse.push(1, &exact);
                    if tier_distance == 1.0 {
                        assert_eq!(sample.pose, exact.pose);
                    }
                }
                feed.acknowledged(&decoder.acks());
            }
        }
        // Five seconds at rest: rarely, and two bytes with its id, but for a repair now and then at this loss.
        assert!(at_rest_bytes < 150, "{at_rest_bytes}");
    }
}

#[test]
fn one_lost_datagram_in_a_row_costs_no_pose_of_ours() {
    let mut person = Person::new(1);
    let (mut encoder, mut decoder) = (OwnPoseEncoder::new(), OwnPoseDecoder::new());
    let mut got = Vec::new();
    for tick in 1..1_000 {
        let section = encoder.write(tick, &person.at(tick as f32 / 30.0).into());
        if tick % 3 == 0 {
            continue;
        }
        got.extend(
            decoder
                .read(&section)
                .unwrap()
                .into_iter()
                .map(|(tick, _)| tick),
        );
        encoder.acknowledged(&decoder.acks());
    }
    assert_eq!(
        got,
        (1..1_000).filter(|tick| *tick != 999).collect::<Vec<_>>()
    );
}

#[test]
fn tiers_are_what_they_promise() {
    let mut person = Person::new(8);
    for tick in 1..300 {
        let pose = person.at(tick as f32 / 30.0);
        let mut encoder = AvatarEncoder::new();
        encoder.push(tick, &pose.into());
        for (tier, head_mm, deg) in [
            (Tier::Near, 1.0, 0.1),
            (Tier::Middle, 2.0, 0.2),
            (Tier::Far, 5.0, 0.5),
        ] {
            let record = encoder.record_for(tier, &Default::default()).unwrap();
            let mut writer = pleiades_netcode::protocol::pose::PoseSectionWriter::new(tick, 1_000);
            assert!(writer.add(ParticipantId(1), record.bytes));
            let update = PoseDecoder::new().read(&writer.finish(), tick).unwrap();
            let head = update.samples[0].1.pose.head;
            let off_mm =
                glam::Vec3::from(head.position).distance(pose.head.position.into()) * 1000.0;
            let off = glam::Quat::from_array(head.rotation)
                .angle_between(glam::Quat::from_array(pose.head.rotation));
            // Half the diagonal of a cell; coarser ones are rounded from the finest.
            assert!(off_mm <= head_mm * 0.87 + 0.9, "{off_mm}");
            assert!(off.to_degrees() <= deg * 0.87 + 0.1, "{off}");
        }
    }
}
