//! One's own pose, sent to the others: the eyes of a plain screen, or head and hands as a headset measures them.

use bevy::prelude::*;
use pleiades_netcode::protocol::pose::{AvatarPose, Pose};

use super::Session;
use crate::{body::Eyes, class::PointerShown, world::SceneStatus, xr::Measured};

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, say.after(TransformSystems::Propagate));
}

fn say(
    eyes: Query<&GlobalTransform, With<Eyes>>,
    scene: Res<SceneStatus>,
    measured: Res<Measured>,
    pointed: Res<PointerShown>,
    mut session: ResMut<Session>,
) {
    if *scene != SceneStatus::Ready || session.me().is_none() {
        return;
    }
    let seen = || {
        let (_, rotation, position) = eyes.single().ok()?.to_scale_rotation_translation();
        Some(Isometry3d::new(position, rotation))
    };
    if let Some(head) = measured.head.or_else(seen) {
        let right = measured
            .right
            .or_else(|| pointing_hand(&session, head, pointed.0?));
        session.set_pose(AvatarPose {
            head: to_pose(head),
            left_hand: measured.left.map(to_pose),
            right_hand: right.map(to_pose),
        });
    }
}

/// A hand that who has none in a headset points with, if everyone is to see it.
fn pointing_hand(session: &Session, head: Isometry3d, at: Vec3) -> Option<Isometry3d> {
    let points = session.room()?.class().pointing() == session.me();
    let shoulder = head * Vec3::new(0.22, -0.3, -0.1);
    let way = Dir3::new(at - shoulder).ok().filter(|_| points)?;
    let turn = Transform::default().looking_to(way, Vec3::Y).rotation;
    Some(Isometry3d::new(shoulder + way * 0.4, turn))
}

/// A place in the room as the session writes it.
pub(crate) fn to_pose(place: Isometry3d) -> Pose {
    Pose {
        position: place.translation.to_array(),
        rotation: place.rotation.to_array(),
    }
}

/// A place in the room as the engine writes it.
pub(crate) fn from_pose(pose: &Pose) -> Isometry3d {
    Isometry3d::new(
        Vec3::from_array(pose.position),
        Quat::from_array(pose.rotation).normalize(),
    )
}
