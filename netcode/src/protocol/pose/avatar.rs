//! What a person's body says of itself at one instant: head, hands, when, and whether it jumped.

use serde::{Deserialize, Serialize};

/// Half the world's side: positions are clamped to ±500 m on each axis of the room frame.
pub const WORLD_HALF_M: f32 = 500.0;

/// Farthest a hand is from its head along each axis of the head frame, metres. Arms are shorter; tracking errs.
pub const REACH_M: f32 = 4.0;

/// A rigid pose in the room frame: right-handed, +Y up, metres; rotation is a unit quaternion `[x, y, z, w]`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    /// Metres, room frame.
    pub position: [f32; 3],
    /// Unit quaternion, x, y, z, w: turns the part's own axes into the room's.
    pub rotation: [f32; 4],
}

impl Pose {
    /// At the origin of the room, unturned.
    pub const IDENTITY: Self = Self {
        position: [0.0; 3],
        rotation: [0.0, 0.0, 0.0, 1.0],
    };

    /// The pose with a rotation of unit length, if every number is finite and none of its coordinates beyond `most`
    /// metres; nothing otherwise.
    pub fn checked(&self, most: f32) -> Option<Self> {
        let there = self.position.iter().all(|metres| metres.abs() <= most);
        let turned = self.rotation.iter().all(|part| part.is_finite());
        (there && turned).then(|| Self {
            rotation: unit(self.rotation),
            ..*self
        })
    }

    /// The pose with every number finite, the position inside the world and the rotation of unit length.
    ///
    /// A component that is not finite becomes 0; a quaternion that is not finite, or shorter than 10⁻⁶, the identity.
    pub fn sanitised(&self) -> Self {
        let position = self.position.map(|metres| {
            if metres.is_finite() {
                metres.clamp(-WORLD_HALF_M, WORLD_HALF_M)
            } else {
                0.0
            }
        });
        Self {
            position,
            rotation: unit(self.rotation),
        }
    }
}

impl Default for Pose {
    fn default() -> Self {
        Self::IDENTITY
    }
}

/// The quaternion divided by its length; the identity where that means nothing.
fn unit(rotation: [f32; 4]) -> [f32; 4] {
    let wide = rotation.map(f64::from);
    let length = wide.iter().map(|part| part * part).sum::<f64>().sqrt();
    if length.is_finite() && length > 1e-6 {
        wide.map(|part| (part / length) as f32)
    } else {
        Pose::IDENTITY.rotation
    }
}

/// A person's tracked parts, all in the room frame. A desktop user has no hands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AvatarPose {
    /// Between the eyes, looking along −Z.
    pub head: Pose,
    /// The left grip, where it is tracked.
    pub left_hand: Option<Pose>,
    /// The right grip, where it is tracked.
    pub right_hand: Option<Pose>,
}

impl AvatarPose {
    /// [`Pose::sanitised`] for each part, with hands within [`REACH_M`] of the head left to the encoder.
    pub fn sanitised(&self) -> Self {
        Self {
            head: self.head.sanitised(),
            left_hand: self.left_hand.map(|hand| hand.sanitised()),
            right_hand: self.right_hand.map(|hand| hand.sanitised()),
        }
    }
}

/// An avatar pose with what a receiver needs to play it at the right time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PoseSample {
    /// The body.
    pub pose: AvatarPose,
    /// How long before its tick the pose was captured, milliseconds; sent in steps of 4 ms, at most 252.
    pub age_ms: u8,
    /// Counts jumps (gathered, teleported, respawned), modulo 4. When it changes nobody interpolates across.
    pub jumps: u8,
}

impl From<AvatarPose> for PoseSample {
    /// Captured at its tick, without a jump.
    fn from(pose: AvatarPose) -> Self {
        Self {
            pose,
            age_ms: 0,
            jumps: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_becomes_a_pose() {
        let nonsense = Pose {
            position: [f32::NAN, f32::INFINITY, -9e9],
            rotation: [f32::NAN, 0.0, 0.0, 1.0],
        };
        let sane = nonsense.sanitised();
        assert_eq!(sane.position, [0.0, 0.0, -WORLD_HALF_M]);
        assert_eq!(sane.rotation, Pose::IDENTITY.rotation);
    }

    #[test]
    fn a_long_quaternion_keeps_its_direction() {
        let long = Pose {
            rotation: [0.0, f32::MAX, 0.0, f32::MAX],
            ..Pose::IDENTITY
        };
        let [x, y, z, w] = long.sanitised().rotation;
        assert!((x, z) == (0.0, 0.0) && (y - w).abs() < 1e-6 && (y * y + w * w - 1.0).abs() < 1e-6);
    }
}
