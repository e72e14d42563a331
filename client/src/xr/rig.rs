//! Tracking frame and body in step: steps in the room are steps on the campus, and the body takes the frame along when it walks.

use bevy::prelude::*;
use bevy_mod_xr::session::XrTrackingRoot;
use bevy_rapier3d::prelude::*;

use super::{
    headset::{Headset, worn},
    tracked::{Tracked, yaw},
};
use crate::{
    app::sets::FrameSet,
    body::{Arrive, Body, EYE_HEIGHT_M, Eyes, Intent},
    settings::Settings,
    world::{SceneStatus, scenery},
};

/// Height at which a wall stops a body that is walked into it, metres.
const WAIST_M: f32 = 0.9;
/// Room the body needs around its axis, metres.
const GIRTH_M: f32 = 0.2;
/// Time in which the floor follows a step or a ramp.
const FLOOR_EASE_S: f32 = 0.06;
/// Further than this the floor does not ease, it is another floor.
const OTHER_FLOOR_M: f32 = 0.6;

/// Where the tracking frame is in the room, and what keeps it there.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Rig {
    /// Tracking frame to room frame.
    pub(crate) root: Isometry3d,
    /// The head is where the body cannot be.
    pub(crate) in_wall: bool,
    body: Option<Vec3>,
    seated: bool,
    lift_m: f32,
}

impl Rig {
    /// A pose of the tracking frame in the room frame.
    pub(crate) fn in_room(&self, pose: Isometry3d) -> Isometry3d {
        self.root * pose
    }
}

/// Lay the tracking frame anew: the head over the body, facing where it faces now, and the height of who sits measured again.
#[derive(Message, Clone, Copy, Debug, Default)]
pub(crate) struct Recentre;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Rig>()
        .add_message::<Recentre>()
        .add_systems(Update, forget.run_if(resource_changed::<Headset>))
        .add_systems(
            Update,
            (
                step.after(FrameSet::Intend).before(FrameSet::Move),
                settle.after(FrameSet::Move).before(FrameSet::Send),
            )
                .run_if(worn),
        );
}

/// Taken off and put on again, the frame is laid anew where the body stands.
fn forget(headset: Res<Headset>, mut rig: ResMut<Rig>) {
    if !headset.is_on() {
        *rig = Rig::default();
    }
}

fn step(
    time: Res<Time>,
    tracked: Res<Tracked>,
    settings: Res<Settings>,
    scene: Res<SceneStatus>,
    physics: ReadRapierContext,
    mut recentre: MessageReader<Recentre>,
    mut rig: ResMut<Rig>,
    mut intent: ResMut<Intent>,
    mut bodies: Query<&mut Transform, With<Body>>,
) {
    if recentre.read().last().is_some() {
        *rig = Rig::default();
    }
    let Ok(mut body) = bodies.single_mut() else {
        return;
    };
    if !tracked.head_valid && rig.body.is_none() {
        return;
    }
    if settings.comfort.seated != rig.seated || rig.body.is_none() {
        rig.seated = settings.comfort.seated;
        // Who sits sees the world from where they would stand.
        rig.lift_m = if rig.seated {
            EYE_HEIGHT_M - tracked.head.translation.y
        } else {
            0.0
        };
    }
    match rig.body {
        None => rig.root = placed(body.translation, yaw(body.rotation), tracked.head),
        Some(before) => {
            let walked = body.translation - before;
            rig.root.translation += bevy::math::Vec3A::new(walked.x, 0.0, walked.z);
        }
    }
    let floor = body.translation.y + rig.lift_m;
    let rise = floor - rig.root.translation.y;
    rig.root.translation.y += if rise.abs() > OTHER_FLOOR_M {
        rise
    } else {
        rise * (1.0 - (-time.delta_secs() / FLOOR_EASE_S).exp())
    };
    rig.root = turned(rig.root, tracked.head, intent.look.x);
    // The neck looks up and down by itself.
    intent.look = Vec2::ZERO;

    let head = rig.in_room(tracked.head);
    let stride = Vec3::from(head.translation).with_y(body.translation.y) - body.translation;
    let blocked = *scene == SceneStatus::Ready
        && stride.length() > 1e-4
        && physics.single().is_ok_and(|physics| {
            let way = stride.length() + GIRTH_M;
            let from = body.translation + Vec3::Y * WAIST_M;
            physics
                .cast_ray(from, stride.normalize(), way, true, scenery())
                .is_some()
        });
    rig.in_wall = blocked;
    if !blocked {
        body.translation += stride;
    }
    body.rotation = Quat::from_rotation_y(yaw(head.rotation));
    rig.body = Some(body.translation);
}

/// After the body was brought somewhere the frame follows; the flat camera goes with the head, for whoever asks where one looks.
fn settle(
    tracked: Res<Tracked>,
    mut arrivals: MessageReader<Arrive>,
    mut rig: ResMut<Rig>,
    mut bodies: Query<&mut Transform, (With<Body>, Without<XrTrackingRoot>, Without<Eyes>)>,
    mut eyes: Query<&mut Transform, (With<Eyes>, Without<XrTrackingRoot>)>,
    mut roots: Query<&mut Transform, (With<XrTrackingRoot>, Without<Body>)>,
) {
    let (Ok(mut body), Ok(mut root)) = (bodies.single_mut(), roots.single_mut()) else {
        return;
    };
    if rig.body.is_none() {
        return;
    }
    if let Some(Arrive { feet, heading_deg }) = arrivals.read().last() {
        let lift = Vec3::Y * rig.lift_m;
        rig.root = placed(*feet + lift, -heading_deg.to_radians(), tracked.head);
        let head = rig.in_room(tracked.head);
        body.rotation = Quat::from_rotation_y(yaw(head.rotation));
        rig.body = Some(body.translation);
    }
    *root = Transform::from_isometry(rig.root);
    let head = Transform::from_isometry(rig.in_room(tracked.head));
    for mut eyes in &mut eyes {
        *eyes = Transform::from_matrix(body.to_matrix().inverse() * head.to_matrix());
    }
}

/// The frame in which `head` stands over `feet` and faces `yaw`, radians counter-clockwise seen from above.
fn placed(feet: Vec3, facing: f32, head: Isometry3d) -> Isometry3d {
    let rotation = Quat::from_rotation_y(facing - yaw(head.rotation));
    let beside = rotation * Vec3::from(head.translation).with_y(0.0);
    Isometry3d::new(feet - beside, rotation)
}

/// The frame turned about the head, so that turning moves nobody.
fn turned(root: Isometry3d, head: Isometry3d, angle: f32) -> Isometry3d {
    if angle == 0.0 {
        return root;
    }
    let pivot = root * head.translation;
    let turn = Quat::from_rotation_y(angle);
    Isometry3d::new(
        pivot + turn * (root.translation - pivot),
        (turn * root.rotation).normalize(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Isometry3d {
        Isometry3d::new(
            Vec3::new(0.4, 1.62, -0.3),
            Quat::from_rotation_y(0.8) * Quat::from_rotation_x(-0.4),
        )
    }

    #[test]
    fn one_arrives_with_the_head_over_the_feet_facing_the_heading() {
        let feet = Vec3::new(12.0, 0.25, -7.0);
        let root = placed(feet, -1.3, head());
        let there = root * head();
        let at = Vec3::from(there.translation);
        assert!((at - feet - Vec3::Y * 1.62).length() < 1e-4, "{at}");
        assert!((yaw(there.rotation) + 1.3).abs() < 1e-4);
    }

    #[test]
    fn turning_leaves_the_head_where_it_is() {
        let root = placed(Vec3::new(3.0, 0.0, 4.0), 0.5, head());
        let after = turned(root, head(), 0.5);
        let (before, now) = (root * head(), after * head());
        assert!((before.translation - now.translation).length() < 1e-4);
        assert!((yaw(now.rotation) - yaw(before.rotation) - 0.5).abs() < 1e-4);
    }
}
