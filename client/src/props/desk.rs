//! Taking without hands: a click takes a thing before the eyes, the next one puts it down, into its place, or throws it.

use bevy::{
    picking::events::{Pointer as Pointed, Press},
    prelude::*,
};
use bevy_rapier3d::prelude::*;
use pleiades_netcode::protocol::{Grip, Handling, Hold, Motion, ObjectId};

use super::{PropSet, Socket, hands::Dealing, things::REACH_M};
use crate::{
    lab::Tool,
    panels::Screen,
    pointer::{Pointer, ScreenPoint},
    session,
    world::scenery,
    xr::{Focus, Headset, Side, Tracked},
};

/// Speed of what is thrown by a click, m/s.
const THROW_M_S: f32 = 5.0;
/// And upwards, so that it flies over what is before one.
const LOFT_M_S: f32 = 1.5;
/// What is put down is let go this far above the ground, metres.
const ABOVE_M: f32 = 0.015;
/// One notch of the wheel turns by this, radians.
const NOTCH_RAD: f32 = 0.26;

/// A press on something that can be taken, or on a place for it.
#[derive(Message, Clone, Copy, Debug)]
pub(crate) struct Pressed(pub(crate) Entity);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Pressed>().add_observer(hear).add_systems(
        Update,
        (take_or_put, turn)
            .chain()
            .run_if(in_state(Screen::Visit).and_then(without_hands))
            .in_set(PropSet::Ask),
    );
}

/// At a screen, and in a headset whose wearer has no hands but the gaze.
fn without_hands(headset: Res<Headset>, focus: Res<Focus>, tracked: Res<Tracked>) -> bool {
    let no_hand = || {
        Side::BOTH
            .iter()
            .all(|side| tracked.hand(*side).grip.is_none())
    };
    !headset.is_on() || focus.is_ours() && no_hand()
}

/// A global observer hears a press once for each ancestor: only the first counts.
fn hear(on: On<Pointed<Press>>, mut pressed: MessageWriter<Pressed>) {
    if on.event_target() == on.original_event_target() {
        pressed.write(Pressed(on.original_event_target()));
    }
}

fn take_or_put(
    pointer: Res<Pointer>,
    sockets: Query<&Socket>,
    tools: Query<(), With<Tool>>,
    physics: ReadRapierContext,
    mut presses: MessageReader<Pressed>,
    mut dealing: Dealing,
) {
    let on = presses.read().last().map(|pressed| pressed.0);
    let (true, Some(ray)) = (pointer.pressed, pointer.ray) else {
        return;
    };
    // What one holds is measured with it.
    if on.is_some_and(|on| tools.contains(on)) {
        return;
    }
    let Some((object, hold)) = dealing.mine().into_iter().next() else {
        let wanted = on
            .and_then(|on| dealing.around.prop_of(on))
            .filter(|object| !dealing.is_another_s(object));
        if let Some(object) = wanted
            && let Some(hold) = dealing.comfortable(&object, Grip::Eyes)
        {
            dealing.ask(&object, Handling::Take(hold));
        }
        return;
    };
    let socket = on
        .and_then(|on| sockets.get(on).ok())
        .map(|socket| socket.id.clone())
        .filter(|socket| {
            dealing
                .around
                .is_empty(socket, &dealing.asked, &dealing.session)
        });
    let handling = match socket {
        Some(socket) => Some(Handling::PutIn(socket)),
        None => let_go(&dealing, &object, &hold, ray, &physics).map(Handling::LetGo),
    };
    if let Some(handling) = handling {
        dealing.ask(&object, handling);
    }
}

/// Laid where the ray meets ground within reach, thrown along it otherwise.
fn let_go(
    dealing: &Dealing,
    object: &ObjectId,
    hold: &Hold,
    ray: Ray3d,
    physics: &ReadRapierContext,
) -> Option<Motion> {
    let here = dealing.me().place(hold)?;
    let (prop, _) = dealing.around.thing(object)?;
    let ground = physics.single().ok()?.cast_ray_and_get_normal(
        ray.origin,
        *ray.direction,
        REACH_M,
        true,
        scenery(),
    );
    Some(match ground {
        Some((_, hit)) if hit.normal.y > 0.7 => {
            let up = Vec3::Y * (prop.half_height(here.rotation) + ABOVE_M);
            Motion {
                pose: session::to_pose(Isometry3d::new(hit.point + up, here.rotation)),
                ..Motion::default()
            }
        }
        _ => Motion {
            pose: session::to_pose(here),
            velocity: (*ray.direction * THROW_M_S + Vec3::Y * LOFT_M_S).to_array(),
            ..Motion::default()
        },
    })
}

/// The wheel turns what one holds: about the upright, with Shift about the line of sight's side.
fn turn(screen: Res<ScreenPoint>, keys: Option<Res<ButtonInput<KeyCode>>>, mut dealing: Dealing) {
    if screen.wheel == 0.0 {
        return;
    }
    let Some((object, hold)) = dealing.mine().into_iter().next() else {
        return;
    };
    let tilts =
        keys.is_some_and(|keys| keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]));
    let axis = if tilts { Vec3::X } else { Vec3::Y };
    let mut pose = session::from_pose(&hold.pose);
    pose.rotation = Quat::from_axis_angle(axis, screen.wheel * NOTCH_RAD) * pose.rotation;
    let pose = session::to_pose(pose);
    dealing.ask(&object, Handling::Take(Hold { pose, ..hold }));
}
