//! One's own pose, sent to the others: the eyes of a plain screen; a headset adds hands.

use bevy::prelude::*;
use pleiades_netcode::protocol::pose::{AvatarPose, Pose};

use super::Session;
use crate::{body::Eyes, world::SceneStatus};

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, say.after(TransformSystems::Propagate));
}

fn say(
    eyes: Query<&GlobalTransform, With<Eyes>>,
    scene: Res<SceneStatus>,
    mut session: ResMut<Session>,
) {
    if *scene != SceneStatus::Ready || session.me().is_none() {
        return;
    }
    if let Ok(eyes) = eyes.single() {
        let (_, rotation, position) = eyes.to_scale_rotation_translation();
        let head = Pose {
            position: position.to_array(),
            rotation: rotation.to_array(),
        };
        session.set_pose(AvatarPose {
            head,
            left_hand: None,
            right_hand: None,
        });
    }
}
