//! In the hand: taken from the belt, held against rock, read by the trigger or by resting, left on the rock or put back.

use bevy::prelude::*;
use pleiades_netcode::protocol::lab::Placement;

use super::{Compass, Keeping, lie::Lie};
use crate::{
    lab::{Spot, desk::Desk, record::Wanted, spots},
    panels::Screen,
    props::{PropSet, Reach, Reached},
    session,
    settings::Settings,
    xr::{Feel, Measured, Pointing, Side, Tracked, leading, worn, yaw},
};

/// A hand closed further than this takes, and lets go below the other.
const TAKE_FROM: f32 = 0.6;
const LET_GO_BELOW: f32 = 0.4;
/// A trigger pulled further than this reads.
const READ_FROM: f32 = 0.6;
/// What is this near to the inside of the hand is taken, metres.
const NEAR_M: f32 = 0.16;
/// The inside of the hand in the palm's frame, metres.
const INSIDE: Vec3 = Vec3::new(0.0, -0.05, -0.04);
/// In the hand the middle of the plate is this far before the palm: one holds it by its rear end.
const BEFORE_PALM_M: f32 = 0.17;
/// At the belt: to the side of the leading hand, below and before the eyes, metres.
const BELT: Vec3 = Vec3::new(0.2, -0.48, -0.36);
/// The belt follows a turned head in this time, seconds.
const BELT_S: f32 = 0.35;
/// Rock is touched nearer than this and let go of farther than the other, metres above the surface.
const TOUCH_M: f32 = 0.05;
const OFF_M: f32 = 0.09;
/// Beside the middle of a surface it still touches, metres.
const ASIDE_M: f32 = 0.5;
/// Tilted against the rock by less it lies down flat, and by more it comes off, degrees.
const FLAT_DEG: f32 = 25.0;
const TILTED_DEG: f32 = 32.0;
/// Held still for so long it is read, seconds.
const REST_S: f32 = 1.2;
/// Still: moved by less, metres and radians.
const STILL_M: f32 = 0.008;
const STILL_RAD: f32 = 0.03;

/// What the hands did in the frame before, and how long it has been held still.
#[derive(Default)]
struct Before {
    closed: [bool; 2],
    pulled: bool,
    rested_s: f32,
    /// Where it rests, and whether it was read there.
    at: Option<Isometry3d>,
    read: bool,
    belt: Option<Isometry3d>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            hold.run_if(worn.and_then(in_state(Screen::Visit))),
            drop_it.run_if(not(worn)),
        )
            .in_set(PropSet::Ask),
    );
}

/// With the headset off nothing is in a hand or at the belt.
fn drop_it(mut compass: ResMut<Compass>) {
    if matches!(compass.keeping, Keeping::Belt | Keeping::Hand { .. }) {
        compass.keeping = if compass.laid.is_some() {
            Keeping::Laid
        } else {
            Keeping::Away
        };
    }
}

/// The plate in a hand held like a torch: level, its edge forward.
fn in_hand(side: Side, palm: Isometry3d) -> Isometry3d {
    let thumb_up = match side {
        Side::Left => -std::f32::consts::FRAC_PI_2,
        Side::Right => std::f32::consts::FRAC_PI_2,
    };
    let rotation = (palm.rotation * Quat::from_rotation_z(thumb_up)).normalize();
    let before = palm.rotation * Vec3::NEG_Z * BEFORE_PALM_M;
    Isometry3d::new(Vec3::from(palm.translation) + before, rotation)
}

/// Where it hangs at the belt of one whose head is here.
fn at_belt(head: Isometry3d, side: Side) -> Isometry3d {
    let facing = Quat::from_rotation_y(yaw(head.rotation));
    let aside = match side {
        Side::Left => -BELT.x,
        Side::Right => BELT.x,
    };
    let place = Vec3::from(head.translation) + facing * BELT.with_x(aside);
    Isometry3d::new(place, facing)
}

/// The plate laid flat on the surface it touches, turned as the hand turns it.
fn laid_on(spot: &Spot, held: Isometry3d, already: bool) -> Option<Isometry3d> {
    let normal = spot.at.rotation * Vec3::Y;
    let off = Vec3::from(held.translation) - spot.at.translation;
    let above = off.dot(normal);
    let aside = (off - normal * above).length();
    let tilt = (held.rotation * Vec3::Y).angle_between(normal).to_degrees();
    let (height, angle) = if already {
        (OFF_M, TILTED_DEG)
    } else {
        (TOUCH_M, FLAT_DEG)
    };
    ((-OFF_M..height).contains(&above) && aside < ASIDE_M && tilt < angle).then(|| {
        let flat = Quat::from_rotation_arc(held.rotation * Vec3::Y, normal) * held.rotation;
        let foot = Vec3::from(held.translation) - normal * above;
        Isometry3d::new(foot, flat.normalize())
    })
}

fn hold(
    time: Res<Time>,
    tracked: Res<Tracked>,
    measured: Res<Measured>,
    pointing: Res<Pointing>,
    reach: Res<Reach>,
    settings: Res<Settings>,
    mut before: Local<Before>,
    mut desk: Desk,
    mut compass: ResMut<Compass>,
    mut wanted: ResMut<Wanted>,
    mut feel: MessageWriter<Feel>,
) {
    let Some(head) = measured.head.filter(|_| compass.name.is_some()) else {
        *before = Before::default();
        return;
    };
    let palm = |side| match side {
        Side::Left => measured.left,
        Side::Right => measured.right,
    };
    let hands = Side::BOTH.iter().any(|side| palm(*side).is_some());
    if compass.keeping == Keeping::Away && hands {
        compass.keeping = Keeping::Belt;
    }
    let goal = at_belt(head, leading(&settings));
    let share = 1.0 - (-time.delta_secs() / BELT_S).exp();
    let belt = before.belt.map_or(goal, |belt| Isometry3d {
        // It goes with the person at once, and turns with them at leisure.
        translation: goal.translation,
        rotation: belt.rotation.slerp(goal.rotation, share),
    });
    before.belt = Some(belt);
    if compass.keeping == Keeping::Belt {
        compass.at = Some(belt);
    }
    for side in Side::BOTH {
        let was = std::mem::replace(&mut before.closed[side as usize], false);
        let Some(palm) = palm(side) else { continue };
        let is = tracked.grasp(side) > if was { LET_GO_BELOW } else { TAKE_FROM };
        before.closed[side as usize] = is;
        let holds = matches!(compass.keeping, Keeping::Hand { side: by, .. } if by == side);
        let mut tick = |strength, milliseconds| {
            feel.write(Feel {
                side,
                strength,
                milliseconds,
            });
        };
        if is && !was && !holds && !pointing.takes(side) && *reach.of(side) == Reached::Nothing {
            let inside = palm * INSIDE;
            let near = compass
                .at
                .is_some_and(|at| Vec3::from(at.translation).distance(inside) < NEAR_M);
            if near {
                compass.keeping = Keeping::Hand {
                    side,
                    touches: false,
                };
                *before = Before {
                    closed: before.closed,
                    belt: before.belt,
                    ..Before::default()
                };
                tick(0.6, 30);
            }
        } else if holds && !is {
            let touches = matches!(compass.keeping, Keeping::Hand { touches: true, .. });
            compass.keeping = if touches {
                let laid = compass.laid.clone();
                compass.put(&mut desk, laid);
                Keeping::Laid
            } else {
                compass.put(&mut desk, None);
                Keeping::Belt
            };
            tick(0.25, 20);
        } else if holds {
            let pulls = tracked.hand(side).trigger > READ_FROM;
            let pulled = pulls && !std::mem::replace(&mut before.pulled, pulls);
            let touched = held(&mut compass, &desk, side, in_hand(side, palm));
            if touched {
                tick(0.35, 15);
            }
            if rests(&mut before, &compass, &desk, time.delta_secs())
                || pulled && !pointing.takes(side) && compass.laid.is_some()
            {
                before.read = true;
                let laid = compass.laid.clone();
                compass.put(&mut desk, laid);
                compass.read(&mut desk, &mut wanted);
                tick(0.8, 40);
            }
        }
    }
}

/// Moves it with the hand that holds it, flat on the rock it touches. Whether it has touched rock just now.
fn held(compass: &mut Compass, desk: &Desk, side: Side, place: Isometry3d) -> bool {
    let touched = matches!(compass.keeping, Keeping::Hand { touches: true, .. });
    let on = desk
        .lab()
        .zip(desk.place.as_ref())
        .and_then(|(lab, scene)| {
            spots(lab, scene)
                .into_iter()
                .filter(|spot| spot.is_surface)
                .filter_map(|spot| {
                    let laid = laid_on(&spot, place, touched)?;
                    let far = spot.at.translation.distance(laid.translation.into());
                    Some((far, spot, laid))
                })
                .min_by(|(near, ..), (far, ..)| near.total_cmp(far))
        });
    let touches = on.is_some();
    compass.keeping = Keeping::Hand { side, touches };
    compass.at = Some(on.as_ref().map_or(place, |(_, _, laid)| *laid));
    compass.laid = on.map(|(_, spot, laid)| Placement {
        specimen: spot.specimen.as_str().into(),
        node: spot.node.as_str().into(),
        pose: session::to_pose(laid),
    });
    touches && !touched
}

/// Whether it has been held level and still on the rock long enough to be read, once.
fn rests(before: &mut Before, compass: &Compass, desk: &Desk, elapsed_s: f32) -> bool {
    let Some(now) = compass
        .laid
        .as_ref()
        .map(|laid| session::from_pose(&laid.pose))
    else {
        before.at = None;
        before.rested_s = 0.0;
        before.read = false;
        return false;
    };
    let still = before.at.is_some_and(|then| {
        (now.translation - then.translation).length() < STILL_M
            && now.rotation.angle_between(then.rotation) < STILL_RAD
    });
    if !still {
        before.at = Some(now);
        before.rested_s = 0.0;
        before.read = false;
        return false;
    }
    before.rested_s += elapsed_s;
    let level_deg = desk
        .lab()
        .and_then(super::instrument)
        .map_or(0.0, |(_, sheet)| sheet.level_deg);
    let level = Lie::of(now.rotation).plunge_deg.abs() <= level_deg;
    before.rested_s > REST_S && level && !before.read
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn spot() -> Spot {
        Spot {
            specimen: "limb".into(),
            node: "surface.1".into(),
            at: Transform::from_xyz(1.0, 1.0, 1.0).with_rotation(Quat::from_rotation_z(0.6)),
            is_surface: true,
        }
    }

    #[test]
    fn near_rock_it_lies_down_flat_and_keeps_the_way_it_is_turned() {
        let spot = spot();
        let normal = spot.at.rotation * Vec3::Y;
        let tilted = spot.at.rotation * Quat::from_rotation_x(0.2);
        let held = Isometry3d::new(spot.at.translation + normal * 0.03, tilted);
        let laid = laid_on(&spot, held, false).unwrap();
        assert!((laid.rotation * Vec3::Y - normal).length() < 1e-4);
        assert!((Vec3::from(laid.translation) - spot.at.translation).length() < 1e-4);
        assert!((laid.rotation * Vec3::X - spot.at.rotation * Vec3::X).length() < 0.05);
        let far = Isometry3d::new(spot.at.translation + normal * 0.07, tilted);
        assert!(laid_on(&spot, far, false).is_none());
        assert!(laid_on(&spot, far, true).is_some(), "it does not flutter");
        let upright = Isometry3d::new(
            spot.at.translation,
            spot.at.rotation * Quat::from_rotation_x(0.7),
        );
        assert!(laid_on(&spot, upright, false).is_none());
    }

    #[test]
    fn held_like_a_torch_it_is_level_before_the_hand() {
        // Fingers forward, the back of the hand outward: see `xr/hands.rs`.
        for (side, back) in [(Side::Left, Vec3::NEG_X), (Side::Right, Vec3::X)] {
            let rotation = Quat::from_mat3(&Mat3::from_cols(back.cross(Vec3::Z), back, Vec3::Z));
            let held = in_hand(side, Isometry3d::new(Vec3::ZERO, rotation));
            assert!(
                (held.rotation * Vec3::Y - Vec3::Y).length() < 1e-5,
                "{side:?}"
            );
            assert!((held.rotation * Vec3::NEG_Z - Vec3::NEG_Z).length() < 1e-5);
            assert!(held.translation.z < -0.1);
        }
    }
}
