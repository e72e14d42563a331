//! How the others move: the session's poses put on their figures; what no device measures is carried along.

use std::time::Instant;

use bevy::prelude::*;
use pleiades_netcode::protocol::pose::{AvatarPose, Pose};

use super::{Avatar, figure::Part};
use crate::{app::sets::FrameSet, session::Session};

/// From the eyes' midpoint to the neck, in the head's frame: up and back, metres.
const NECK_IN_HEAD: Vec3 = Vec3::new(0.0, -0.22, 0.09);
/// The body follows the head only beyond this angle: heads turn, bodies follow.
const NECK_REACH_RAD: f32 = 0.75;

/// What an avatar's figure shows now.
#[derive(Component, Debug, Default)]
pub(crate) struct Shown {
    /// The last pose, room frame; `None` until the first one arrived.
    pub(crate) pose: Option<AvatarPose>,
    body_yaw: f32,
    stride_m: f32,
    last_eyes: Vec3,
    raise: f32,
}

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, (receive, pose_parts).chain().in_set(FrameSet::Move));
}

fn receive(
    mut session: ResMut<Session>,
    mut avatars: Query<(&Avatar, &mut Shown, &mut Visibility)>,
) {
    let poses = session.remote_poses(Instant::now());
    for (avatar, mut shown, mut visibility) in &mut avatars {
        let Some(remote) = poses.iter().find(|remote| remote.id == avatar.id) else {
            continue;
        };
        if shown.pose.is_none() {
            shown.body_yaw = yaw(rotation(&remote.pose.head));
            shown.last_eyes = Vec3::from_array(remote.pose.head.position);
        }
        shown.pose = Some(remote.pose);
        visibility.set_if_neq(Visibility::Inherited);
    }
}

fn pose_parts(
    time: Res<Time>,
    session: Res<Session>,
    mut avatars: Query<(Entity, &Avatar, &mut Shown)>,
    children: Query<&Children>,
    mut parts: Query<(&Part, &mut Transform)>,
) {
    let dt = time.delta_secs();
    for (root, avatar, mut shown) in &mut avatars {
        let Some(pose) = shown.pose else { continue };
        let hand_raised = session
            .room()
            .and_then(|room| room.participant(avatar.id))
            .is_some_and(|person| person.hand_raised.is_some());
        let waving = session.is_waving(avatar.id);
        let figure = shown.carry(
            &pose,
            hand_raised || waving,
            waving,
            time.elapsed_secs(),
            dt,
        );
        for node in children.iter_descendants(root) {
            if let Ok((part, mut transform)) = parts.get_mut(node) {
                let scale = transform.scale;
                *transform = match part {
                    Part::Head => figure.head,
                    Part::LeftHand => figure.left_hand,
                    Part::RightHand => figure.right_hand,
                    Part::Body => figure.body,
                }
                .with_scale(scale);
            }
        }
    }
}

/// Where each part of a figure is, room frame.
struct Figure {
    head: Transform,
    left_hand: Transform,
    right_hand: Transform,
    body: Transform,
}

impl Shown {
    fn carry(
        &mut self,
        pose: &AvatarPose,
        raised: bool,
        waving: bool,
        now_s: f32,
        dt: f32,
    ) -> Figure {
        let head_rotation = rotation(&pose.head);
        let neck = neck(&pose.head);
        // The eyes, not the neck: a head that turns in place has not walked.
        let eyes = Vec3::from_array(pose.head.position);
        let moved = (eyes - self.last_eyes).xz();
        self.last_eyes = eyes;
        // A teleport is no stride.
        if moved.length() < 1.0 {
            self.stride_m += moved.length();
        }
        let speed = if dt > 0.0 {
            (moved.length() / dt).min(4.0)
        } else {
            0.0
        };

        let turn = wrap(yaw(head_rotation) - self.body_yaw);
        let excess = turn - turn.clamp(-NECK_REACH_RAD, NECK_REACH_RAD);
        // Walking, the body turns with the head; standing, only as far as the neck cannot.
        let follow = if speed > 0.3 {
            turn * (1.0 - (-4.0 * dt).exp())
        } else {
            0.0
        };
        self.body_yaw = wrap(self.body_yaw + if excess.abs() > 1e-4 { excess } else { follow });

        let facing = Quat::from_rotation_y(self.body_yaw);
        let sway = (self.stride_m * 4.2).sin() * (speed / 2.0).min(1.0);
        let body = Transform::from_translation(neck).with_rotation(
            facing * Quat::from_rotation_z(sway * 0.03) * Quat::from_rotation_x(-0.02 * speed),
        );

        let target = if raised { 1.0 } else { 0.0 };
        self.raise += (target - self.raise) * (1.0 - (-8.0 * dt).exp());
        let wave = if waving {
            (now_s * 9.0).sin() * 0.3
        } else {
            0.0
        };
        let right_raised =
            Transform::from_translation(neck + facing * Vec3::new(0.36 + wave * 0.25, 0.26, -0.16))
                .with_rotation(facing * Quat::from_rotation_x(1.45) * Quat::from_rotation_y(wave));
        let hanging = |side: f32, swing: f32| {
            Transform::from_translation(
                neck + facing
                    * Vec3::new(
                        0.31 * side,
                        -0.56 + swing.abs() * 0.03,
                        -0.06 - 0.17 * swing,
                    ),
            )
            .with_rotation(
                facing
                    * Quat::from_rotation_x(-1.25 + 0.5 * swing)
                    * Quat::from_rotation_z(-0.18 * side),
            )
        };
        let right_rest = hanging(1.0, sway);
        let measured = |hand: &Option<Pose>| hand.as_ref().map(transform);
        Figure {
            head: transform(&pose.head),
            body,
            left_hand: measured(&pose.left_hand).unwrap_or_else(|| hanging(-1.0, -sway)),
            right_hand: measured(&pose.right_hand).unwrap_or_else(|| Transform {
                translation: right_rest
                    .translation
                    .lerp(right_raised.translation, self.raise),
                rotation: right_rest.rotation.slerp(right_raised.rotation, self.raise),
                scale: Vec3::ONE,
            }),
        }
    }
}

fn neck(head: &Pose) -> Vec3 {
    Vec3::from_array(head.position) + rotation(head) * NECK_IN_HEAD
}

fn rotation(pose: &Pose) -> Quat {
    Quat::from_array(pose.rotation).normalize()
}

fn transform(pose: &Pose) -> Transform {
    Transform::from_translation(Vec3::from_array(pose.position)).with_rotation(rotation(pose))
}

/// Heading of a rotation about +Y, radians, from where its −Z looks.
fn yaw(rotation: Quat) -> f32 {
    let forward = rotation * Vec3::NEG_Z;
    (-forward.x).atan2(-forward.z)
}

fn wrap(angle: f32) -> f32 {
    use std::f32::consts::{PI, TAU};
    (angle + PI).rem_euclid(TAU) - PI
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looking(yaw: f32, x: f32) -> AvatarPose {
        let rotation = Quat::from_rotation_y(yaw).to_array();
        AvatarPose {
            head: Pose {
                position: [x, 1.6, 0.0],
                rotation,
            },
            left_hand: None,
            right_hand: None,
        }
    }

    #[test]
    fn the_body_lets_the_head_turn_and_follows_beyond_the_neck() {
        let mut shown = Shown {
            last_eyes: Vec3::Y * 1.6,
            ..default()
        };
        shown.carry(&looking(0.5, 0.0), false, false, 0.0, 1.0 / 60.0);
        assert_eq!(shown.body_yaw, 0.0);
        shown.carry(&looking(2.0, 0.0), false, false, 0.0, 1.0 / 60.0);
        assert!(
            (wrap(2.0 - shown.body_yaw) - NECK_REACH_RAD).abs() < 0.05,
            "{}",
            shown.body_yaw
        );
    }

    #[test]
    fn a_raised_hand_is_above_the_shoulder_and_a_resting_one_below() {
        let mut shown = Shown {
            last_eyes: Vec3::Y * 1.6,
            ..default()
        };
        let resting = shown.carry(&looking(0.0, 0.0), false, false, 0.0, 1.0 / 60.0);
        assert!(resting.right_hand.translation.y < 1.1);
        let mut raised = resting;
        for _ in 0..60 {
            raised = shown.carry(&looking(0.0, 0.0), true, false, 0.0, 1.0 / 60.0);
        }
        assert!(
            raised.right_hand.translation.y > 1.6,
            "{}",
            raised.right_hand.translation
        );
        assert!(raised.left_hand.translation.y < 1.1);
    }

    #[test]
    fn a_teleport_is_no_stride_and_nothing_is_ever_nan() {
        let mut shown = Shown {
            last_eyes: Vec3::Y * 1.6,
            ..default()
        };
        let figure = shown.carry(&looking(0.0, 40.0), false, false, 0.0, 0.0);
        assert_eq!(shown.stride_m, 0.0);
        for part in [
            figure.head,
            figure.body,
            figure.left_hand,
            figure.right_hand,
        ] {
            assert!(part.is_finite());
        }
    }
}
