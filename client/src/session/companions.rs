//! Scripted companions: four people who walk the campus round, look about, wave and raise a hand.
//!
//! They are ordinary participants over ordinary links, so that what one sees in the demonstration is the real path.

use std::{
    f32::consts::TAU,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use bevy::math::{Quat, Vec2, Vec3};
use pleiades_netcode::{
    link::{JoinRequest, Link, LinkEvent, Target},
    protocol::{
        Appearance, Command, Device, Language, Nickname, Reaction, Ticket,
        pose::{AvatarPose, Pose},
    },
};

const NAMES: [&str; 8] = [
    "Camille", "Inès", "Lucas", "Yanis", "Zoé", "Malo", "Jade", "Noé",
];
const TICK: Duration = Duration::from_millis(33);
const EYES_M: f32 = 1.62;

/// People of the demonstration; they leave when this is dropped.
pub(crate) struct Companions {
    count: usize,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Companions {
    /// Lets `count` companions join the session of `ticket` and walk `round` for ever.
    pub(crate) fn join(ticket: &Ticket, count: usize, round: Vec<Vec3>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut walkers: Vec<Walker> = (0..count)
            .filter_map(|number| Walker::new(ticket, number, &round))
            .collect();
        let stopped = Arc::clone(&stop);
        let thread = thread::Builder::new()
            .name("companions".to_owned())
            .spawn(move || {
                let begin = Instant::now();
                while !stopped.load(Ordering::Relaxed) {
                    for walker in &mut walkers {
                        walker.live(begin.elapsed().as_secs_f32());
                    }
                    thread::sleep(TICK);
                }
                for walker in walkers {
                    walker.link.leave();
                }
            })
            .ok();
        Self {
            count,
            stop,
            thread,
        }
    }

    /// How many were to come.
    pub(crate) fn count(&self) -> usize {
        self.count
    }
}

impl Drop for Companions {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A companion that panicked has already said so; there is nothing left to stop.
            let _ = thread.join();
        }
    }
}

struct Walker {
    link: Link,
    stroll: Stroll,
    number: usize,
    hand_up: bool,
    waves: u32,
}

impl Walker {
    fn new(ticket: &Ticket, number: usize, round: &[Vec3]) -> Option<Self> {
        let nickname = Nickname::parse(NAMES[number % NAMES.len()]).ok()?;
        let link = Link::start(JoinRequest {
            target: Target::Ticket(ticket.clone()),
            nickname,
            appearance: Appearance {
                colour: ((number * 5 + 1) % 12) as u8,
            },
            device: Device::Desktop,
            language: Language::French,
            host_key: None,
            application: "companion".to_owned(),
            comeback: None,
            personal_code: None,
        });
        Some(Self {
            link,
            stroll: Stroll::new(round.to_vec(), number),
            number,
            hand_up: false,
            waves: 0,
        })
    }

    fn live(&mut self, time_s: f32) {
        while let Some(event) = self.link.poll() {
            if let LinkEvent::Ended(ending) = event {
                tracing::debug!("companion {} left: {ending:?}", self.number);
            }
        }
        if self.link.me().is_none() {
            return;
        }
        self.link.set_pose(self.stroll.pose(time_s));
        // Each waves now and then, and one of them raises a hand for a while.
        let since = time_s + 7.0 * self.number as f32;
        if (since / 19.0) as u32 > self.waves {
            self.waves = (since / 19.0) as u32;
            self.link.send(Command::React(Reaction::Wave));
        }
        let hand_up = self.number % 4 == 2 && since % 40.0 > 28.0;
        if hand_up != self.hand_up {
            self.hand_up = hand_up;
            self.link.send(Command::RaiseHand { up: hand_up });
        }
    }
}

/// A closed way walked at an easy pace, with pauses to look around: position and look as a function of time.
#[derive(Debug)]
struct Stroll {
    round: Vec<Vec3>,
    /// Length of the way from its first point to each of its points; the last entry closes the round, metres.
    reached_m: Vec<f32>,
    number: usize,
}

impl Stroll {
    const SPEED_M_S: f32 = 1.15;
    /// Walks this long, then stands and looks about.
    const WALK_S: f32 = 11.0;
    const PAUSE_S: f32 = 5.0;

    fn new(round: Vec<Vec3>, number: usize) -> Self {
        let mut reached_m = vec![0.0];
        for (index, here) in round.iter().enumerate() {
            let next = round[(index + 1) % round.len()];
            reached_m.push(reached_m[index] + here.distance(next));
        }
        Self {
            round,
            reached_m,
            number,
        }
    }

    fn pose(&self, time_s: f32) -> AvatarPose {
        let own_time = time_s + 5.3 * self.number as f32;
        let cycle = Self::WALK_S + Self::PAUSE_S;
        let (full, into) = ((own_time / cycle).floor(), own_time % cycle);
        let walked_s = full * Self::WALK_S + into.min(Self::WALK_S);
        let pause_s = (into - Self::WALK_S).max(0.0);
        let start_m = 8.0 * self.number as f32;
        let (place, way) = self.at(start_m + walked_s * Self::SPEED_M_S);
        // Companions keep to their side of the way, so that they do not walk through each other.
        let aside = way.cross(Vec3::Y) * (0.7 * (self.number % 3) as f32 - 0.7);
        let walking = if pause_s > 0.0 { 0.0 } else { 1.0 };
        let bob = walking * 0.018 * (walked_s * TAU * 1.8).sin();
        let about = 0.25 * (own_time * 0.61).sin() + 0.9 * (pause_s / Self::PAUSE_S * TAU).sin();
        let yaw = (-way.x).atan2(-way.z) + about;
        let pitch =
            0.06 * (own_time * 0.43).sin() + 0.12 * (pause_s / Self::PAUSE_S * TAU / 2.0).sin();
        let height = EYES_M + 0.05 * ((self.number * 7 % 5) as f32 - 2.0);
        let rotation = Quat::from_rotation_y(yaw) * Quat::from_rotation_x(pitch);
        AvatarPose {
            head: Pose {
                position: (place + aside + Vec3::Y * (height + bob)).to_array(),
                rotation: rotation.to_array(),
            },
            left_hand: None,
            right_hand: None,
        }
    }

    fn length_m(&self) -> f32 {
        self.reached_m.last().copied().unwrap_or_default()
    }

    /// Place on the ground after `walked_m` metres of the round, and the way one walks there, corners rounded.
    fn at(&self, walked_m: f32) -> (Vec3, Vec3) {
        let here = self.on_line(walked_m);
        let (before, after) = (self.on_line(walked_m - 0.9), self.on_line(walked_m + 0.9));
        let smooth = (before + here * 2.0 + after) / 4.0;
        let flat = Vec2::new(after.x - before.x, after.z - before.z).normalize_or(Vec2::NEG_Y);
        (smooth, Vec3::new(flat.x, 0.0, flat.y))
    }

    fn on_line(&self, walked_m: f32) -> Vec3 {
        let length = self.length_m();
        if length <= f32::EPSILON {
            return self.round.first().copied().unwrap_or_default();
        }
        let along = walked_m.rem_euclid(length);
        let leg = self
            .reached_m
            .partition_point(|&reached| reached <= along)
            .clamp(1, self.round.len())
            - 1;
        let (from, to) = (self.round[leg], self.round[(leg + 1) % self.round.len()]);
        let leg_m = (self.reached_m[leg + 1] - self.reached_m[leg]).max(f32::EPSILON);
        from.lerp(to, ((along - self.reached_m[leg]) / leg_m).clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Vec<Vec3> {
        vec![
            Vec3::ZERO,
            Vec3::X * 20.0,
            Vec3::new(20.0, 0.0, 20.0),
            Vec3::Z * 20.0,
        ]
    }

    #[test]
    fn a_stroll_never_jumps_and_never_runs() {
        for number in 0..4 {
            let stroll = Stroll::new(square(), number);
            let mut last = stroll.pose(0.0);
            for tick in 1..3000 {
                let now = stroll.pose(tick as f32 / 30.0);
                let step = Vec3::from_array(now.head.position)
                    .distance(Vec3::from_array(last.head.position));
                assert!(step < 0.12, "walker {number}, tick {tick}: {step} m");
                assert!(Quat::from_array(now.head.rotation).is_normalized());
                last = now;
            }
        }
    }

    #[test]
    fn the_round_closes_and_no_round_is_a_place_to_stand() {
        let stroll = Stroll::new(square(), 0);
        assert!(stroll.on_line(0.0).distance(stroll.on_line(80.0)) < 1e-3);
        assert!(stroll.on_line(-1.0).distance(Vec3::new(0.0, 0.0, 1.0)) < 1e-3);
        let standing = Stroll::new(Vec::new(), 1).pose(12.0);
        assert!(standing.head.position.iter().all(|value| value.is_finite()));
    }
}
