//! What the headset measures: head and hands in the tracking frame, buttons and sticks.

use bevy::prelude::*;

/// A hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Left,
    Right,
}

impl Side {
    pub(crate) const BOTH: [Self; 2] = [Self::Left, Self::Right];

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    pub(super) fn user_path(self) -> &'static str {
        match self {
            Self::Left => openxr::USER_HAND_LEFT,
            Self::Right => openxr::USER_HAND_RIGHT,
        }
    }
}

/// One hand's controller, or the hand itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Hand {
    /// The palm, tracking frame, as OpenXR's grip pose; `None` while it is not tracked.
    pub(crate) grip: Option<Isometry3d>,
    /// Where it points: −Z.
    pub(crate) aim: Option<Isometry3d>,
    /// Velocities of the grip, tracking frame: m/s and rad/s.
    pub(crate) velocity: Vec3,
    pub(crate) angular_velocity: Vec3,
    /// 0 to 1.
    pub(crate) trigger: f32,
    /// 0 to 1.
    pub(crate) squeeze: f32,
    /// Each axis −1 to 1; right and forward positive.
    pub(crate) stick: Vec2,
    pub(crate) primary: bool,
    pub(crate) secondary: bool,
    pub(crate) menu: bool,
    /// Of a hand that holds no controller, as far as the runtime shows them.
    pub(crate) fingers: Option<Fingers>,
}

/// What the fingers of a bare hand do.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fingers {
    /// The end of the index, tracking frame.
    pub(crate) tip: Vec3,
    /// How far the index is closed, 0 to 1.
    pub(crate) index: f32,
    /// How far the three after it are.
    pub(crate) others: f32,
}

/// What was measured for this frame, tracking frame: metres, +Y up, origin on the floor (stage).
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Tracked {
    /// Between the eyes; keeps its last value while tracking is lost.
    pub(crate) head: Isometry3d,
    /// Whether `head` is measured now.
    pub(crate) head_valid: bool,
    left: Hand,
    right: Hand,
    /// The interaction profile in use, for each hand, as the runtime names it.
    pub(crate) profiles: [Option<String>; 2],
}

impl Tracked {
    pub(crate) fn hand(&self, side: Side) -> &Hand {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// How far a hand is closed, 0 to 1; controllers without a grip button close with their only one, and bare hands also
    /// take with two fingers.
    pub(crate) fn grasp(&self, side: Side) -> f32 {
        let hand = self.hand(side);
        if hand.fingers.is_some() {
            return hand.squeeze.max(hand.trigger);
        }
        let has_one_button = self.profiles[side as usize]
            .as_ref()
            .is_some_and(|profile| profile.ends_with("simple_controller"));
        if has_one_button {
            hand.trigger
        } else {
            hand.squeeze
        }
    }

    pub(super) fn hand_mut(&mut self, side: Side) -> &mut Hand {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }
}

/// Turn about +Y that takes −Z nearest to where `rotation` looks; steady also for one who looks straight up or down.
pub(crate) fn yaw(rotation: Quat) -> f32 {
    let forward = rotation * Vec3::NEG_Z;
    let flat = if forward.xz().length_squared() > 0.04 {
        forward
    } else {
        // Looking down, the top of the head points the way; looking up, it points back.
        rotation * Vec3::Y * -forward.y.signum()
    };
    (-flat.x).atan2(-flat.z)
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Tracked>();
}

#[cfg(test)]
mod tests {
    use std::f32::consts::FRAC_PI_2;

    use super::*;

    #[test]
    fn the_yaw_is_the_way_one_faces_also_looking_at_ones_feet() {
        for turn in [-2.9_f32, -1.0, 0.0, 0.4, 3.0] {
            for pitch in [-FRAC_PI_2, -1.5, -0.7, 0.0, 0.7, 1.5, FRAC_PI_2] {
                let rotation = Quat::from_rotation_y(turn) * Quat::from_rotation_x(pitch);
                assert!(
                    (yaw(rotation) - turn).abs() < 1e-3,
                    "{turn} {pitch}: {}",
                    yaw(rotation)
                );
            }
        }
    }
}
