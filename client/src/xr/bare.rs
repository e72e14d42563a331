//! Hands without controllers, joint by joint (`XR_EXT_hand_tracking`): where they are, where they point, what they do.
//!
//! Runtimes with the hand-interaction profile say these things themselves, and are believed; for the others they are read
//! off the joints here. A pinch is the trigger, a closed hand the squeeze; a pinch with the palm before one's eyes is the
//! menu button.

use bevy::prelude::*;
use bevy_mod_openxr::helper_traits::{ToQuat, ToVec3};
use openxr::{HAND_JOINT_COUNT, HandTracker, Space, SpaceLocationFlags, Time};

use super::{
    hands::{grip_of_palm, palm},
    tracked::{Fingers, Hand, Side, yaw},
};

// Joints, in the extension's order (XrHandJointEXT). A finger's five run from its metacarpal to its tip.
const PALM: usize = 0;
const THUMB_TIP: usize = 5;
const INDEX: usize = 6;
const INDEX_KNUCKLE: usize = 7;
const INDEX_TIP: usize = 10;
const OTHERS: [usize; 3] = [11, 16, 21];

/// Tips of thumb and index this far apart or less are a pinch, metres; they are where the bones' flesh ends.
const TOUCHING_M: f32 = 0.015;
/// So far apart they are none.
const APART_M: f32 = 0.05;
/// The bends of a finger's three joints summed up: a relaxed finger's, and a closed one's.
const RELAXED_DEG: f32 = 80.0;
const CLOSED_DEG: f32 = 180.0;
/// From between the eyes to a shoulder, metres: to the side, and down.
const SHOULDER_M: Vec2 = Vec2::new(0.17, 0.22);
/// A palm that faces the eyes within this cosine, and is looked at within it, is being read like a watch.
const FACING: f32 = 0.75;
/// A pinch this full is meant.
const PINCHED: f32 = 0.8;

/// A hand's joints in some frame, metres.
#[derive(Clone, Debug)]
struct Joints {
    /// −Z to the fingers, +Y out of the back of the hand.
    palm: Isometry3d,
    at: [Vec3; HAND_JOINT_COUNT],
}

/// A hand that was seen: how fast it goes is told by where it was. Runtimes may be asked for the speeds of joints, but not all
/// of them fill them in, and the validation layer refuses what they leave out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen(Option<(Isometry3d, Time)>);

impl Seen {
    /// The hand a tracker sees at a time, frame `base`, for a head in the same frame; nothing while it sees none.
    pub(super) fn look(
        &mut self,
        side: Side,
        tracker: &HandTracker,
        base: &Space,
        time: Time,
        head: Isometry3d,
    ) -> Option<Hand> {
        let Some(joints) = Joints::locate(tracker, base, time) else {
            self.0 = None;
            return None;
        };
        let (velocity, angular_velocity) = self.0.map_or_else(default, |(was, then)| {
            let seconds = (time.as_nanos() - then.as_nanos()) as f32 * 1e-9;
            speeds(was, joints.palm, seconds)
        });
        self.0 = Some((joints.palm, time));
        Some(Hand {
            velocity,
            angular_velocity,
            ..joints.hand(side, head)
        })
    }
}

/// From one pose to another in a time: m/s and rad/s, in the frame of both.
fn speeds(from: Isometry3d, to: Isometry3d, seconds: f32) -> (Vec3, Vec3) {
    if seconds <= 0.0 {
        return default();
    }
    let turn = (to.rotation * from.rotation.inverse()).to_scaled_axis();
    (
        Vec3::from(to.translation - from.translation) / seconds,
        turn / seconds,
    )
}

impl Joints {
    fn locate(tracker: &HandTracker, base: &Space, time: Time) -> Option<Self> {
        let places = base.locate_hand_joints(tracker, time).ok().flatten()?;
        let known = SpaceLocationFlags::POSITION_VALID | SpaceLocationFlags::ORIENTATION_VALID;
        let mut at = [Vec3::ZERO; HAND_JOINT_COUNT];
        for (at, place) in at.iter_mut().zip(&places) {
            *at = place.pose.position.to_vec3();
            if !place.location_flags.contains(known) || !at.is_finite() {
                return None;
            }
        }
        let rotation = places[PALM].pose.orientation.to_quat();
        rotation.is_finite().then(|| Self {
            palm: Isometry3d::new(at[PALM], rotation.normalize()),
            at,
        })
    }

    fn hand(&self, side: Side, head: Isometry3d) -> Hand {
        let others = OTHERS.map(|finger| self.closed(finger)).iter().sum::<f32>() / 3.0;
        let gap = self.at[THUMB_TIP].distance(self.at[INDEX_TIP]);
        let pinch = ((APART_M - gap) / (APART_M - TOUCHING_M)).clamp(0.0, 1.0);
        Hand {
            grip: Some(grip_of_palm(side, self.palm)),
            aim: Some(self.aim(side, head)),
            // In a fist the thumb lies on the index, and nobody means a pinch by it.
            trigger: pinch * (1.0 - others),
            squeeze: others,
            fingers: Some(Fingers {
                tip: self.at[INDEX_TIP],
                index: self.closed(INDEX),
                others,
            }),
            ..default()
        }
    }

    /// How far the finger whose metacarpal is joint `first` is closed, 0 to 1.
    fn closed(&self, first: usize) -> f32 {
        let bones: [Vec3; 4] =
            std::array::from_fn(|bone| self.at[first + bone + 1] - self.at[first + bone]);
        let bend: f32 = bones
            .windows(2)
            .map(|pair| pair[0].angle_between(pair[1]).to_degrees())
            .filter(|bend| bend.is_finite())
            .sum();
        ((bend - RELAXED_DEG) / (CLOSED_DEG - RELAXED_DEG)).clamp(0.0, 1.0)
    }

    /// From the shoulder through the knuckle of the index: a pinch moves neither, so that it chooses what one points at.
    fn aim(&self, side: Side, head: Isometry3d) -> Isometry3d {
        let outward = match side {
            Side::Left => Vec3::NEG_X,
            Side::Right => Vec3::X,
        };
        let beside = Quat::from_rotation_y(yaw(head.rotation)) * outward;
        let shoulder =
            Vec3::from(head.translation) + beside * SHOULDER_M.x - Vec3::Y * SHOULDER_M.y;
        let from = self.at[INDEX_KNUCKLE];
        Transform::from_translation(from)
            .looking_to(from - shoulder, Vec3::Y)
            .to_isometry()
    }
}

/// A hand without buttons opens the menu by a pinch with its palm before the eyes, and then chooses nothing by it.
/// Poses in one frame.
pub(super) fn ask_for_menu(side: Side, hand: &mut Hand, head: Isometry3d) {
    let Some(grip) = hand.grip else { return };
    let palm = palm(side, grip);
    let to_eyes = Vec3::from(head.translation - palm.translation).normalize_or_zero();
    let faces = (palm.rotation * Vec3::NEG_Y).dot(to_eyes) > FACING;
    let looked_at = (head.rotation * Vec3::NEG_Z).dot(-to_eyes) > FACING;
    if faces && looked_at {
        hand.menu = hand.trigger > PINCHED;
        hand.trigger = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::PI;

    use super::*;

    /// A right hand at the origin, fingers along −Z, back up; each finger's joints bent by `bend_deg`, index and others.
    fn hand_with(index_deg: f32, others_deg: f32, thumb_tip: Vec3) -> Joints {
        let mut at = [Vec3::ZERO; HAND_JOINT_COUNT];
        for (first, x, bend) in [
            (INDEX, -0.03, index_deg),
            (OTHERS[0], -0.01, others_deg),
            (OTHERS[1], 0.01, others_deg),
            (OTHERS[2], 0.03, others_deg),
        ] {
            let mut place = Vec3::new(x, 0.0, 0.04);
            let mut way = Vec3::NEG_Z;
            at[first] = place;
            for (bone, length) in [0.07, 0.04, 0.025, 0.022].into_iter().enumerate() {
                if bone > 0 {
                    way = Quat::from_rotation_x(-bend.to_radians()) * way;
                }
                place += way * length;
                at[first + bone + 1] = place;
            }
        }
        at[THUMB_TIP] = thumb_tip;
        Joints {
            palm: Isometry3d::IDENTITY,
            at,
        }
    }

    fn head() -> Isometry3d {
        Isometry3d::from_translation(Vec3::new(-0.2, 0.5, 0.4))
    }

    #[test]
    fn an_open_hand_does_nothing_and_its_grip_is_a_controllers() {
        let joints = hand_with(8.0, 8.0, Vec3::new(-0.1, 0.0, 0.0));
        let hand = joints.hand(Side::Right, head());
        assert_eq!((hand.trigger, hand.squeeze), (0.0, 0.0));
        let back = palm(Side::Right, hand.grip.unwrap_or_default());
        assert!(back.rotation.angle_between(Quat::IDENTITY) < 1e-3);
    }

    #[test]
    fn tips_that_touch_are_a_pinch_and_a_fist_is_none() {
        let open = hand_with(50.0, 10.0, Vec3::ZERO);
        let tip = open.at[INDEX_TIP];
        let pinch = hand_with(50.0, 10.0, tip + Vec3::Y * 0.01);
        let hand = pinch.hand(Side::Right, head());
        assert!(hand.trigger > 0.95 && hand.squeeze < 0.05, "{hand:?}");
        let fist = hand_with(80.0, 80.0, Vec3::ZERO);
        let near = hand_with(80.0, 80.0, fist.at[INDEX_TIP]);
        let hand = near.hand(Side::Right, head());
        assert!(hand.squeeze > 0.95 && hand.trigger < 0.05, "{hand:?}");
        assert!(hand.fingers.is_some_and(|fingers| fingers.index > 0.95));
    }

    #[test]
    fn speeds_are_those_of_the_way_gone() {
        let turn = Quat::from_rotation_y(0.2);
        let from = Isometry3d::from_rotation(Quat::from_rotation_z(0.7));
        let to = Isometry3d::new(Vec3::X * 0.3, turn * from.rotation);
        let (velocity, angular) = speeds(from, to, 0.1);
        assert!((velocity - Vec3::X * 3.0).length() < 1e-4, "{velocity}");
        assert!((angular - Vec3::Y * 2.0).length() < 1e-3, "{angular}");
        assert_eq!(speeds(from, to, 0.0), (Vec3::ZERO, Vec3::ZERO));
    }

    #[test]
    fn a_pinch_does_not_move_what_one_points_at() {
        let open = hand_with(8.0, 8.0, Vec3::new(-0.1, 0.0, 0.0)).hand(Side::Right, head());
        let pinched = hand_with(50.0, 8.0, Vec3::ZERO).hand(Side::Right, head());
        assert_eq!(open.aim, pinched.aim);
        let way = open.aim.unwrap_or_default().rotation * Vec3::NEG_Z;
        assert!(way.z < -0.5, "{way}");
    }

    #[test]
    fn a_pinch_before_the_eyes_is_the_menu_and_elsewhere_the_trigger() {
        let pinching = |palm: Isometry3d| Hand {
            grip: Some(grip_of_palm(Side::Right, palm)),
            trigger: 1.0,
            ..default()
        };
        let head = Isometry3d::from_translation(Vec3::Y * 1.6);
        let before = Vec3::new(0.0, 1.5, -0.4);
        // The palm's −Y, its inside, to the eyes.
        let mut read = pinching(Isometry3d::new(
            before,
            Quat::from_rotation_x(-PI / 2.0) * Quat::from_rotation_y(PI),
        ));
        ask_for_menu(Side::Right, &mut read, head);
        let mut away = pinching(Isometry3d::new(before, Quat::from_rotation_x(PI / 2.0)));
        ask_for_menu(Side::Right, &mut away, head);
        let told = [read, away].map(|hand| (hand.menu, hand.trigger));
        assert_eq!(told, [(true, 0.0), (false, 1.0)]);
    }
}
