//! The frames things are held in: a hand's, the head's, or the one between both hands.

use bevy::prelude::*;
use pleiades_netcode::protocol::{Grip, Hold};

use crate::{session, xr::Side};

/// Head and palms of somebody, room frame, as far as they are known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Holder {
    pub(super) head: Option<Isometry3d>,
    pub(super) left: Option<Isometry3d>,
    pub(super) right: Option<Isometry3d>,
}

impl Holder {
    /// The palm of a hand.
    pub(super) fn palm(&self, side: Side) -> Option<Isometry3d> {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    /// The frame of a grip; nothing while a hand it needs is not known.
    pub(super) fn frame(&self, grip: Grip) -> Option<Isometry3d> {
        match grip {
            Grip::Left => self.left,
            Grip::Right => self.right,
            Grip::Eyes => self.head,
            Grip::Both => Some(between(self.left?, self.right?)),
        }
    }

    /// The hold by which something that is at `place` now stays there.
    pub(super) fn hold(&self, grip: Grip, place: Isometry3d) -> Option<Hold> {
        let frame = self.frame(grip)?;
        let pose = session::to_pose(frame.inverse() * place);
        Some(Hold { grip, pose })
    }

    /// Where something held so is.
    pub(super) fn place(&self, hold: &Hold) -> Option<Isometry3d> {
        Some(self.frame(hold.grip)? * session::from_pose(&hold.pose))
    }
}

/// The grip of one hand.
pub(super) fn by(side: Side) -> Grip {
    match side {
        Side::Left => Grip::Left,
        Side::Right => Grip::Right,
    }
}

/// Midway between both hands: +X from the left to the right one, +Y the mean of both +Y, made square to it.
fn between(left: Isometry3d, right: Isometry3d) -> Isometry3d {
    let middle = (left.translation + right.translation) / 2.0;
    let across = Vec3::from(right.translation - left.translation);
    let up = left.rotation * Vec3::Y + right.rotation * Vec3::Y;
    let x = across.normalize_or(Vec3::X);
    let y = (up - x * up.dot(x)).normalize_or(x.any_orthonormal_vector());
    let rotation = Quat::from_mat3(&Mat3::from_cols(x, y, x.cross(y)));
    Isometry3d::new(middle, rotation.normalize())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::f32::consts::FRAC_PI_2;

    use super::*;

    fn holder() -> Holder {
        Holder {
            head: Some(Isometry3d::from_translation(Vec3::Y * 1.6)),
            left: Some(Isometry3d::new(
                Vec3::new(-0.2, 1.2, -0.4),
                Quat::from_rotation_z(0.3),
            )),
            right: Some(Isometry3d::new(
                Vec3::new(0.3, 1.3, -0.5),
                Quat::from_rotation_x(-0.4),
            )),
        }
    }

    #[test]
    fn what_is_taken_stays_where_it_was_and_goes_with_what_holds_it() {
        let place = Isometry3d::new(Vec3::new(0.1, 1.1, -0.6), Quat::from_rotation_y(1.0));
        for grip in [Grip::Left, Grip::Right, Grip::Both, Grip::Eyes] {
            let hold = holder().hold(grip, place).unwrap();
            let there = holder().place(&hold).unwrap();
            assert!((there.translation - place.translation).length() < 1e-5);
            assert!(there.rotation.angle_between(place.rotation) < 1e-3);
            let step = Vec3::new(3.0, 0.0, -1.0);
            let moved = holder().stepped(step).place(&hold).unwrap();
            assert!((Vec3::from(moved.translation - place.translation) - step).length() < 1e-5);
        }
    }

    impl Holder {
        fn stepped(&self, by: Vec3) -> Self {
            let step = Isometry3d::from_translation(by);
            let stepped = |pose: Option<Isometry3d>| pose.map(|pose| step * pose);
            Self {
                head: stepped(self.head),
                left: stepped(self.left),
                right: stepped(self.right),
            }
        }
    }

    #[test]
    fn both_hands_turn_what_they_hold_like_a_steering_wheel() {
        let at = |x: f32, y: f32| Isometry3d::from_translation(Vec3::new(x, y, -0.5));
        let level = between(at(-0.2, 1.2), at(0.2, 1.2));
        assert!(level.rotation.angle_between(Quat::IDENTITY) < 1e-3);
        let upright = between(at(0.0, 1.0), at(0.0, 1.4));
        assert!((upright.rotation * Vec3::X - Vec3::Y).length() < 1e-5);
        // Hands at one place still give a frame.
        let together = between(at(0.1, 1.0), at(0.1, 1.0));
        assert!(together.rotation.is_finite());
        let quarter = between(
            at(-0.2, 1.2),
            Isometry3d::new(Vec3::new(0.2, 1.2, -0.5), Quat::from_rotation_x(FRAC_PI_2)),
        );
        assert!((quarter.rotation * Vec3::X - Vec3::X).length() < 1e-5);
        assert!((quarter.rotation.angle_between(Quat::IDENTITY) - FRAC_PI_2 / 2.0).abs() < 1e-3);
    }

    #[test]
    fn a_hand_that_is_not_tracked_holds_nothing() {
        let holder = Holder {
            left: None,
            ..holder()
        };
        assert!(holder.frame(Grip::Left).is_none() && holder.frame(Grip::Both).is_none());
        assert!(holder.frame(Grip::Right).is_some());
    }
}
