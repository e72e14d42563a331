//! A body in motion: between two poses, after the last one, and from where it was shown to where it should be.

use glam::{DQuat, DVec3};

use crate::protocol::pose::{AvatarPose, Pose};

/// Position and rotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rigid {
    pub(super) at: DVec3,
    pub(super) turned: DQuat,
}

/// Head in the room, hands (left, right) in the head's frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Body {
    pub(super) head: Rigid,
    pub(super) hands: [Option<Rigid>; 2],
}

/// Time constant of damped extrapolation, and how long it goes on, seconds.
const DAMPING_S: f64 = 0.08;
const EXTRAPOLATED_S: f64 = 0.1;

impl Rigid {
    const IDENTITY: Self = Self {
        at: DVec3::ZERO,
        turned: DQuat::IDENTITY,
    };

    fn from_pose(pose: &Pose) -> Self {
        let Pose { position, rotation } = pose.sanitised();
        Self {
            at: DVec3::from_array(position.map(f64::from)),
            turned: DQuat::from_array(rotation.map(f64::from)).normalize(),
        }
    }

    fn to_pose(self) -> Pose {
        Pose {
            position: self.at.as_vec3().to_array(),
            rotation: self.turned.normalize().as_quat().to_array(),
        }
    }

    fn times(&self, inner: &Self) -> Self {
        Self {
            at: self.at + self.turned * inner.at,
            turned: self.turned * inner.turned,
        }
    }

    fn seen_from(&self, frame: &Self) -> Self {
        let back = frame.turned.inverse();
        Self {
            at: back * (self.at - frame.at),
            turned: back * self.turned,
        }
    }

    /// Extrapolates from `earlier`, `apart_s` before, to `after_s` after this one.
    pub(super) fn after(&self, earlier: &Self, apart_s: f64, after_s: f64) -> Self {
        // ∫ e^(−t/τ) dt: as far as undamped motion would get in this time.
        let run_s = DAMPING_S * (1.0 - (-after_s.clamp(0.0, EXTRAPOLATED_S) / DAMPING_S).exp());
        let share = run_s / apart_s;
        let step = shortest(earlier.turned.inverse() * self.turned);
        Self {
            at: self.at + (self.at - earlier.at) * share,
            turned: self.turned * DQuat::from_scaled_axis(step.to_scaled_axis() * share),
        }
    }

    /// Cubic Hermite in position, slerp in rotation; `u` from 0 to 1, tangents as displacement over the whole way.
    pub(super) fn between(&self, to: &Self, tangents: [DVec3; 2], u: f64) -> Self {
        let (u2, u3) = (u * u, u * u * u);
        let step = shortest(self.turned.inverse() * to.turned);
        Self {
            at: self.at * (2.0 * u3 - 3.0 * u2 + 1.0)
                + tangents[0] * (u3 - 2.0 * u2 + u)
                + to.at * (3.0 * u2 - 2.0 * u3)
                + tangents[1] * (u3 - u2),
            turned: self.turned * DQuat::from_scaled_axis(step.to_scaled_axis() * u),
        }
    }

    /// What has to be added to `self` to be at `shown`: displacement, and a turn in the outer frame.
    pub(super) fn error(&self, shown: &Self) -> Self {
        Self {
            at: shown.at - self.at,
            turned: shortest(shown.turned * self.turned.inverse()),
        }
    }

    /// `self` with a share of an error added.
    pub(super) fn with_error(&self, error: &Self, share: f64) -> Self {
        let turn = DQuat::from_scaled_axis(error.turned.to_scaled_axis() * share);
        Self {
            at: self.at + error.at * share,
            turned: (turn * self.turned).normalize(),
        }
    }
}

/// Of the two quaternions of a rotation, the one of less than a half turn.
fn shortest(turned: DQuat) -> DQuat {
    if turned.w < 0.0 { -turned } else { turned }
}

impl Body {
    pub(super) fn from_pose(pose: &AvatarPose) -> Self {
        let head = Rigid::from_pose(&pose.head);
        let hand = |hand: &Pose| Rigid::from_pose(hand).seen_from(&head);
        Self {
            head,
            hands: [
                pose.left_hand.as_ref().map(hand),
                pose.right_hand.as_ref().map(hand),
            ],
        }
    }

    pub(super) fn to_pose(self) -> AvatarPose {
        let [left_hand, right_hand] = self
            .hands
            .map(|hand| hand.map(|hand| self.head.times(&hand).to_pose()));
        AvatarPose {
            head: self.head.to_pose(),
            left_hand,
            right_hand,
        }
    }

    /// Each part by `f(part of self, part of other)`; parts the other lacks stay.
    pub(super) fn zip(&self, other: &Self, f: impl Fn(usize, &Rigid, &Rigid) -> Rigid) -> Self {
        let hand = |index: usize| {
            let mine = self.hands[index]?;
            Some(other.hands[index].map_or(mine, |other| f(index + 1, &mine, &other)))
        };
        Self {
            head: f(0, &self.head, &other.head),
            hands: [hand(0), hand(1)],
        }
    }

    pub(super) fn part(&self, index: usize) -> Option<&Rigid> {
        match index {
            0 => Some(&self.head),
            hand => self.hands[hand - 1].as_ref(),
        }
    }

    /// The error of this body against the one that is shown; nothing for hands only one of them has.
    pub(super) fn error(&self, shown: &Self) -> Self {
        let error = self.zip(shown, |_, mine, shown| mine.error(shown));
        let hand = |index: usize| match (self.hands[index], shown.hands[index]) {
            (Some(_), Some(_)) => error.hands[index],
            _ => Some(Rigid::IDENTITY),
        };
        Self {
            head: error.head,
            hands: [hand(0), hand(1)],
        }
    }
}
