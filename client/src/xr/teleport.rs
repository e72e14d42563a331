//! Going somewhere without moving the view: an arc from the hand, and one is there.

use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

use super::{
    actions::Feel,
    arc,
    board::Pointing,
    headset::worn,
    rig::Rig,
    sticks::leading,
    tracked::{Hand, Tracked, yaw},
};
use crate::{
    app::sets::FrameSet,
    body::{Arrive, Leash},
    panels::Screen,
    pointer::Pointer,
    settings::Settings,
    world::scenery,
};

/// A stick pushed further than this aims.
const AIM_FROM: f32 = 0.6;
/// A stick let back below this goes there.
const GO_BELOW: f32 = 0.35;
/// A stick held straight turns nobody, radians to each side.
const STRAIGHT_RAD: f32 = 0.4;
/// Speed with which the arc leaves the hand, m/s: eleven metres on level ground.
const THROW_M_S: f32 = 9.0;
const GRAVITY_M_S2: f32 = 9.81;
/// Time between two points of the arc.
const STRIDE_S: f32 = 0.05;
const MOST_POINTS: usize = 44;
/// Ground steeper than this is none, as the cosine of its slope.
const LEVEL: f32 = 0.72;
/// A person who stands: what must be free above the ground, metres.
const STANDING_FROM_M: f32 = 0.35;
const STANDING_TO_M: f32 = 1.75;
const SHOULDERS_M: f32 = 0.26;

/// What the place at the end of the arc is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// One can stand there.
    Free,
    /// No ground there, or too steep.
    NoGround,
    /// Ground, but no room for a person.
    NoRoom,
    /// The host keeps everyone elsewhere.
    Forbidden,
}

/// An arc being aimed.
#[derive(Clone, Debug)]
pub(crate) struct Aiming {
    /// From the hand to its end, room frame.
    pub(crate) points: Vec<Vec3>,
    pub(crate) verdict: Verdict,
    /// Where one will look on arrival, radians counter-clockwise from north.
    pub(crate) facing: f32,
}

impl Aiming {
    /// Where the arc ends.
    pub(crate) fn end(&self) -> Vec3 {
        self.points.last().copied().unwrap_or_default()
    }
}

/// The arc, while one is aimed.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Aim(pub(crate) Option<Aiming>);

impl Aim {
    pub(crate) fn is_on(&self) -> bool {
        self.0.is_some()
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Aim>()
        .add_plugins(arc::plugin)
        .add_systems(
            Update,
            (
                aim.run_if(worn.and_then(in_state(Screen::Visit))),
                lower.run_if(not(worn.and_then(in_state(Screen::Visit)))),
            )
                .in_set(FrameSet::Intend),
        );
}

fn lower(mut aim: ResMut<Aim>) {
    if aim.is_on() {
        aim.0 = None;
    }
}

fn aim(
    tracked: Res<Tracked>,
    settings: Res<Settings>,
    rig: Res<Rig>,
    pointing: Res<Pointing>,
    pointer: Res<Pointer>,
    leash: Res<Leash>,
    physics: ReadRapierContext,
    mut aim: ResMut<Aim>,
    mut arrive: MessageWriter<Arrive>,
    mut feel: MessageWriter<Feel>,
) {
    let side = leading(&settings);
    let hand = tracked.hand(side);
    let pushed = push(hand, tracked.profiles[side as usize].as_deref());
    let was = aim.0.take();
    let aims = match &was {
        Some(_) => pushed.length() > GO_BELOW,
        None => {
            // The hand is at a board, or its only button is for what it points at.
            let busy = pointing.takes(side) || pointer.over.is_some() && hand.trigger > 0.0;
            !busy && pushed.y > AIM_FROM && pushed.y > pushed.x.abs()
        }
    };
    if !aims {
        // A hand that was lost on the way lets go of nothing.
        if let Some(was) = was
            && was.verdict == Verdict::Free
            && hand.aim.is_some()
        {
            arrive.write(Arrive {
                feet: was.end(),
                heading_deg: (-was.facing).to_degrees(),
            });
            feel.write(Feel {
                side,
                strength: 0.6,
                milliseconds: 30,
            });
        }
        return;
    }
    let (Some(from), Ok(physics)) = (hand.aim, physics.single()) else {
        return;
    };
    let from = rig.in_room(from);
    let filter = scenery();
    let (points, ground) = arc(
        from.translation.into(),
        from.rotation * Vec3::NEG_Z,
        |start, way| {
            physics
                .cast_ray_and_get_normal(start, way, 1.0, true, filter)
                .map(|(_, hit)| (hit.point, hit.normal))
        },
    );
    let verdict = match ground {
        Some(_) if !leash.allows(points.last().copied().unwrap_or_default()) => Verdict::Forbidden,
        Some(normal) if normal.y > LEVEL => {
            let end = points.last().copied().unwrap_or_default();
            let half = (STANDING_TO_M - STANDING_FROM_M) / 2.0;
            let person = Collider::capsule_y(half - SHOULDERS_M, SHOULDERS_M);
            let middle = end + Vec3::Y * (STANDING_FROM_M + half);
            let taken = physics.with_query_pipeline(filter, |scene| {
                scene
                    .intersect_shape(middle, Quat::IDENTITY, &*person.raw)
                    .next()
                    .is_some()
            });
            if taken {
                Verdict::NoRoom
            } else {
                Verdict::Free
            }
        }
        _ => Verdict::NoGround,
    };
    if was.as_ref().map(|was| was.verdict) != Some(verdict) {
        feel.write(Feel {
            side,
            strength: 0.2,
            milliseconds: 10,
        });
    }
    // The way the stick shows when it was last held out: letting go of it says nothing.
    let looking = yaw(rig.in_room(tracked.head).rotation);
    let facing = if pushed.length() > AIM_FROM {
        looking + turn_of(pushed)
    } else {
        was.map_or(looking, |was| was.facing)
    };
    aim.0 = Some(Aiming {
        points,
        verdict,
        facing,
    });
}

/// The stick; controllers without one push with their only button, bare hands with a pinch.
fn push(hand: &Hand, profile: Option<&str>) -> Vec2 {
    let has_no_stick = profile.is_some_and(|profile| {
        profile.ends_with("simple_controller") || profile.ends_with("hand_interaction_ext")
    });
    if has_no_stick || hand.fingers.is_some() {
        Vec2::Y * hand.trigger
    } else {
        hand.stick
    }
}

/// How far a stick turns who arrives, radians counter-clockwise.
fn turn_of(stick: Vec2) -> f32 {
    let angle = (-stick.x).atan2(stick.y);
    if angle.abs() < STRAIGHT_RAD {
        0.0
    } else {
        angle
    }
}

/// Points of a throw from `from` along the unit vector `along`, and the normal of what stopped it.
/// `cast` asks what a way (start, vector) meets first.
fn arc(
    from: Vec3,
    along: Vec3,
    cast: impl Fn(Vec3, Vec3) -> Option<(Vec3, Vec3)>,
) -> (Vec<Vec3>, Option<Vec3>) {
    let mut points = vec![from];
    let (mut here, mut velocity) = (from, along * THROW_M_S);
    for _ in 0..MOST_POINTS {
        let fall = Vec3::NEG_Y * GRAVITY_M_S2 * STRIDE_S;
        let way = (velocity + fall / 2.0) * STRIDE_S;
        if let Some((hit, normal)) = cast(here, way) {
            points.push(hit);
            return (points, Some(normal));
        }
        here += way;
        velocity += fall;
        points.push(here);
    }
    (points, None)
}

#[cfg(test)]
mod tests {
    use std::f32::consts::FRAC_PI_2;

    use super::*;

    fn level_ground(start: Vec3, way: Vec3) -> Option<(Vec3, Vec3)> {
        (start.y > 0.0 && start.y + way.y <= 0.0)
            .then(|| (start + way * (start.y / -way.y), Vec3::Y))
    }

    #[test]
    fn the_arc_is_a_throw() {
        let up = FRAC_PI_2 / 2.0;
        let (points, normal) = arc(
            Vec3::Y * 1.2,
            Vec3::new(0.0, up.sin(), -up.cos()),
            level_ground,
        );
        assert_eq!(normal, Some(Vec3::Y));
        // Range of a throw from height h: v² cos θ / g · (sin θ + √(sin² θ + 2 g h / v²)).
        let (v, g, h) = (THROW_M_S, GRAVITY_M_S2, 1.2);
        let range =
            v * v * up.cos() / g * (up.sin() + (up.sin().powi(2) + 2.0 * g * h / (v * v)).sqrt());
        let end = points.last().copied().unwrap_or_default();
        assert!(
            (-end.z - range).abs() < 0.02 && end.y.abs() < 1e-4,
            "{end} {range}"
        );
    }

    #[test]
    fn an_arc_into_the_sky_ends_somewhere() {
        let (points, normal) = arc(Vec3::ZERO, Vec3::Y, |_, _| None);
        assert!(normal.is_none() && points.len() == MOST_POINTS + 1);
    }

    #[test]
    fn a_straight_stick_turns_nobody_and_a_button_is_a_stick() {
        assert_eq!(turn_of(Vec2::new(0.2, 0.9)), 0.0);
        assert!((turn_of(Vec2::new(-1.0, 0.0)) - FRAC_PI_2).abs() < 1e-6);
        let simple = Some("/interaction_profiles/khr/simple_controller");
        let hand = Hand {
            stick: Vec2::X,
            trigger: 1.0,
            ..default()
        };
        assert_eq!(push(&hand, simple), Vec2::Y);
        assert_eq!(push(&hand, None), Vec2::X);
        let bare = Hand {
            fingers: Some(default()),
            ..hand
        };
        assert_eq!(push(&bare, None), Vec2::Y);
    }
}
