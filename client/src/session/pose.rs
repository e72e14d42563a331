//! One's own pose, sent to the others: the eyes of a plain screen, or head and hands as a headset measures them.

use bevy::prelude::*;
use pleiades_netcode::protocol::pose::{AvatarPose, Pose};

use super::Session;
use crate::{body::Eyes, world::SceneStatus, xr::Measured};

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, say.after(TransformSystems::Propagate));
}

fn say(
    eyes: Query<&GlobalTransform, With<Eyes>>,
    scene: Res<SceneStatus>,
    measured: Res<Measured>,
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
        session.set_pose(AvatarPose {
            head: to_pose(head),
            left_hand: measured.left.map(to_pose),
            right_hand: measured.right.map(to_pose),
        });
    }
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
