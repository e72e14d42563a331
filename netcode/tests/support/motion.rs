//! People who move, made up but always the same: heads and hands fitted to statistics of real VR recordings.
//!
//! Each coordinate follows a target through three equal low-pass filters (poles at `1/τ`), the target being a sum of
//! random reaches whose vigour changes every few seconds, plus a fraction of a millimetre of tracker noise. Fitted by hand
//! to 68 s of recordings of active grabbing and waving at 88 Hz (aframe-motion-capture): hands 0.7 m/s and 120°/s on
//! average, 2.0 m/s at the 95th percentile; heads 0.25 m/s and 46°/s. It is a model: real people differ.

use glam::{EulerRot, Quat, Vec3};
use pleiades_netcode::protocol::pose::{AvatarPose, Pose};

/// Random numbers: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// From a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Any 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// About normal, deviation 1.
    pub(crate) fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.unit()).sum::<f32>() - 6.0
    }

    /// True with a probability.
    pub(crate) fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }
}

const STEP_S: f32 = 1.0 / 360.0;

/// Three filters in a row after a target that jumps: a reach.
#[derive(Clone, Copy, Debug, Default)]
struct Reach {
    target: [f32; 3],
    stages: [[f32; 3]; 3],
}

impl Reach {
    fn step(&mut self, time_constant_s: f32) {
        let share = STEP_S / time_constant_s;
        for axis in 0..3 {
            let mut input = self.target[axis];
            for stage in &mut self.stages {
                stage[axis] += (input - stage[axis]) * share;
                input = stage[axis];
            }
        }
    }

    fn value(&self) -> [f32; 3] {
        self.stages[2]
    }
}

#[derive(Clone, Copy, Debug)]
struct Habit {
    /// Deviation of targets: metres, radians.
    spread_m: f32,
    spread_rad: f32,
    /// Of the filters (seven tenths of it for turns, which are quicker), and mean time between reaches, seconds.
    time_constant_s: f32,
    pause_s: f32,
}

const HEAD: Habit = Habit {
    spread_m: 0.080,
    spread_rad: 0.23,
    time_constant_s: 0.13,
    pause_s: 0.45,
};
const HAND: Habit = Habit {
    spread_m: 0.225,
    spread_rad: 0.71,
    time_constant_s: 0.125,
    pause_s: 0.42,
};

#[derive(Clone, Debug)]
struct Limb {
    habit: Habit,
    place: Reach,
    turn: Reach,
    vigour: f32,
}

impl Limb {
    fn new(habit: Habit) -> Self {
        Self {
            habit,
            place: Reach::default(),
            turn: Reach::default(),
            vigour: 1.0,
        }
    }

    fn step(&mut self, random: &mut Random) {
        let Habit {
            spread_m,
            spread_rad,
            time_constant_s,
            pause_s,
        } = self.habit;
        if random.chance(STEP_S / 2.0) {
            // Now and then more or less lively, from a quarter to two and a half times.
            self.vigour = (0.6 * random.normal()).exp().clamp(0.25, 2.5);
        }
        if random.chance(STEP_S / pause_s) {
            let mut draw = |spread: f32| {
                [0; 3].map(|_| (spread * self.vigour * random.normal()).clamp(-1.5, 1.5))
            };
            self.place.target = draw(spread_m);
            self.turn.target = draw(spread_rad);
        }
        self.place.step(time_constant_s);
        self.turn.step(0.7 * time_constant_s);
    }
}

/// One person.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    random: Random,
    head: Limb,
    hands: [Limb; 2],
    home: Vec3,
    now_steps: u64,
}

impl Person {
    /// Somebody, standing somewhere.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let home = Vec3::new(20.0 * random.normal(), 1.6, 20.0 * random.normal());
        let mut person = Self {
            random,
            head: Limb::new(HEAD),
            hands: [Limb::new(HAND), Limb::new(HAND)],
            home,
            now_steps: 0,
        };
        // Past the start from rest.
        person.at(3.0);
        person.now_steps = 0;
        person
    }

    /// The pose at a time, seconds; times only grow.
    pub(crate) fn at(&mut self, time_s: f32) -> AvatarPose {
        let until = (time_s / STEP_S).round() as u64;
        while self.now_steps < until {
            self.now_steps += 1;
            self.head.step(&mut self.random);
            for hand in &mut self.hands {
                hand.step(&mut self.random);
            }
        }
        let head = self.part(self.home, &self.head.clone());
        let [left, right] = [0, 1].map(|side| {
            let shoulder = Vec3::new(if side == 0 { -0.25 } else { 0.25 }, -0.45, -0.3);
            self.part(self.home + shoulder, &self.hands[side].clone())
        });
        AvatarPose {
            head,
            left_hand: Some(left),
            right_hand: Some(right),
        }
    }

    fn part(&mut self, home: Vec3, limb: &Limb) -> Pose {
        let noise = [0; 3].map(|_| 0.0002 * self.random.normal());
        let position = home + Vec3::from_array(limb.place.value()) + Vec3::from_array(noise);
        let [pitch, yaw, roll] = limb.turn.value();
        let jitter = Quat::from_scaled_axis(Vec3::from_array(
            [0; 3].map(|_| 0.0003 * self.random.normal()),
        ));
        let rotation = Quat::from_euler(EulerRot::YXZ, 1.4 * yaw, 0.7 * pitch, 0.7 * roll) * jitter;
        Pose {
            position: position.to_array(),
            rotation: rotation.normalize().to_array(),
        }
    }
}
