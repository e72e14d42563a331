//! Without hands: a click lays the compass on a surface, the wheel, two keys or a drag turn it, a click on it reads and notes.

use bevy::prelude::*;
use bevy_egui::input::EguiWantsInput;
use pleiades_netcode::protocol::lab::Placement;

use super::{Compass, Keeping};
use crate::{
    lab::{OpenNotebook, PUT_DOWN_DEG, Spot, desk::Desk, placement, record::Wanted, spots},
    panels::Screen,
    pointer::{Dragging, Pointer, ScreenPoint, Target},
    props::{Pressed, PropSet},
    world::{Marker, Place},
};

/// A surface is pressed within this of its middle, metres: as large as its painted ring.
const SURFACE_M: f32 = 0.26;
/// And from as far as this, metres.
const WITHIN_M: f32 = 4.0;
/// The compass is pressed within this of its middle, metres.
const COMPASS_M: f32 = 0.11;
/// One line of the wheel, one press of a key, degrees; finer with Shift.
const NOTCH_DEG: f32 = 2.0;
const FINE_DEG: f32 = 0.5;
/// A drag that turns it by less was a click, degrees.
const CLICK_DEG: f32 = 1.5;

/// The drag that turns it.
#[derive(Clone, Copy, Debug)]
struct Turning {
    /// Where the pointer was about the compass, degrees.
    from_deg: f32,
    /// The most it was turned, degrees.
    most_deg: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            mark_surfaces,
            (point, turn)
                .chain()
                .run_if(in_state(Screen::Visit))
                .in_set(PropSet::Ask),
        ),
    );
}

fn mark_surfaces(
    fresh: Query<(Entity, &Marker), Added<Marker>>,
    place: Option<Res<Place>>,
    mut commands: Commands,
) {
    let lab = place.as_ref().and_then(|place| place.lab());
    if lab.and_then(super::instrument).is_none() {
        return;
    }
    for (node, marker) in &fresh {
        if marker.kind == "surface" {
            commands.entity(node).insert(Target::Ball {
                radius_m: SURFACE_M,
                within_m: WITHIN_M,
            });
        }
    }
}

/// Where a ray meets the plane of a surface near its middle; its middle otherwise.
fn met(ray: Ray3d, spot: &Spot) -> Vec3 {
    let (middle, normal) = (spot.at.translation, spot.at.rotation * Vec3::Y);
    let towards = ray.direction.dot(normal);
    let along = (middle - ray.origin).dot(normal) / towards;
    if towards < -0.05 && along > 0.0 {
        let hit = ray.get_point(along);
        if hit.distance(middle) < SURFACE_M {
            return hit;
        }
    }
    middle
}

/// The angle of a ray about a compass in its plane, degrees clockwise seen from above the rock; nothing from behind.
fn about(ray: Ray3d, laid: &Placement) -> Option<f32> {
    let (middle, turned) = (
        Vec3::from_array(laid.pose.position),
        Quat::from_array(laid.pose.rotation),
    );
    let normal = turned * Vec3::Y;
    let towards = ray.direction.dot(normal);
    let along = (middle - ray.origin).dot(normal) / towards;
    (towards.abs() > 0.02 && along > 0.0).then(|| {
        // In a frame of the plane that does not turn with the compass.
        let level = normal.any_orthonormal_vector();
        let off = ray.get_point(along) - middle;
        let (x, y) = (off.dot(level), off.dot(normal.cross(level)));
        -y.atan2(x).to_degrees()
    })
}

/// Whether a ray passes through the compass.
fn is_on(ray: Ray3d, laid: &Placement) -> bool {
    let up = Quat::from_array(laid.pose.rotation) * Vec3::Y;
    let middle = Vec3::from_array(laid.pose.position) + up * 0.03;
    let along = (middle - ray.origin).dot(*ray.direction).max(0.0);
    ray.get_point(along).distance(middle) < COMPASS_M
}

/// A press lays it down, or takes hold of it; a drag turns it; a press that was no drag reads it.
fn point(
    pointer: Res<Pointer>,
    markers: Query<&Marker>,
    mut presses: MessageReader<Pressed>,
    mut desk: Desk,
    mut compass: ResMut<Compass>,
    mut wanted: ResMut<Wanted>,
    mut turning: Local<Option<Turning>>,
    mut dragging: ResMut<Dragging>,
    mut open: MessageWriter<OpenNotebook>,
) {
    let on = presses.read().last().map(|pressed| pressed.0);
    if let Some(Turning { from_deg, most_deg }) = *turning {
        if pointer.down {
            let now = pointer.ray.zip(compass.laid.as_ref());
            if let Some(now_deg) = now.and_then(|(ray, laid)| about(ray, laid)) {
                let by = (now_deg - from_deg + 540.0).rem_euclid(360.0) - 180.0;
                let most_deg = most_deg.max(by.abs());
                if most_deg >= CLICK_DEG && by != 0.0 {
                    compass.turn(by);
                    *turning = Some(Turning {
                        from_deg: now_deg,
                        most_deg,
                    });
                }
            }
        } else {
            *turning = None;
            dragging.0 = false;
            if most_deg < CLICK_DEG {
                compass.read(&mut desk, &mut wanted);
            }
        }
        return;
    }
    let (Some(on), Some(ray)) = (on, pointer.ray.filter(|_| pointer.pressed)) else {
        return;
    };
    let (Ok(marker), Some(lab), Some(place)) = (markers.get(on), desk.lab(), desk.place.as_ref())
    else {
        return;
    };
    let Some(spot) = spots(lab, place)
        .into_iter()
        .find(|spot| spot.is_surface && spot.node == marker.id)
    else {
        return;
    };
    if desk.attempt().is_none() {
        open.write(OpenNotebook);
        return;
    }
    if compass.name.is_none() || matches!(compass.keeping, Keeping::Hand { .. }) {
        return;
    }
    if let Some(laid) = compass.laid.as_ref().filter(|laid| is_on(ray, laid)) {
        *turning = about(ray, laid).map(|from_deg| Turning {
            from_deg,
            most_deg: 0.0,
        });
        dragging.0 = turning.is_some();
        return;
    }
    let at = placement(&spot, met(ray, &spot), PUT_DOWN_DEG);
    compass.keeping = Keeping::Laid;
    compass.put(&mut desk, Some(at));
}

/// The wheel and two keys turn what lies, Return reads and notes it, Delete takes it back.
fn turn(
    screen: Res<ScreenPoint>,
    keys: Option<Res<ButtonInput<KeyCode>>>,
    typing: Option<Res<EguiWantsInput>>,
    mut desk: Desk,
    mut compass: ResMut<Compass>,
    mut wanted: ResMut<Wanted>,
) {
    if compass.keeping != Keeping::Laid {
        return;
    }
    let typing = typing.is_some_and(|typing| typing.wants_any_keyboard_input());
    let keys = keys.filter(|_| !typing);
    let any = |wished: &[KeyCode]| {
        keys.as_ref()
            .is_some_and(|keys| keys.any_just_pressed(wished.iter().copied()))
    };
    let fine = keys
        .as_ref()
        .is_some_and(|keys| keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]));
    let keyed = f32::from(any(&[KeyCode::Period, KeyCode::NumpadAdd]))
        - f32::from(any(&[KeyCode::Comma, KeyCode::NumpadSubtract]));
    let notches = screen.wheel + keyed;
    if notches != 0.0 {
        compass.turn(notches * if fine { FINE_DEG } else { NOTCH_DEG });
    }
    if any(&[KeyCode::Enter, KeyCode::NumpadEnter]) {
        compass.read(&mut desk, &mut wanted);
    }
    if any(&[KeyCode::Delete, KeyCode::Backspace]) {
        compass.keeping = Keeping::Away;
        compass.put(&mut desk, None);
    }
}
