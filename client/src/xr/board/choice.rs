//! What points: the fingertip at a board, else the ray of the hand used last, else the gaze.

use bevy::prelude::*;

use super::{Board, Pointing};
use crate::{
    settings::Settings,
    xr::{
        hands::palm,
        sticks::leading,
        tracked::{Hand, Side, Tracked},
    },
};

/// A trigger pulled further than this presses, and lets go below the other.
pub(super) const PRESS_FROM: f32 = 0.6;
const LET_GO_BELOW: f32 = 0.4;
/// From the middle of the palm to the fingertip, metres.
const FINGER_M: f32 = 0.1;
/// A fingertip this near to a board touches it instead of pointing at it, metres.
const TOUCH_FROM_M: f32 = 0.08;
/// A fingertip this deep in a board presses it, and one out of it by the other lets go, metres.
const PRESSED_M: f32 = 0.0;
const RELEASED_M: f32 = 0.012;
/// Deeper than this it has gone through, metres.
const THROUGH_M: f32 = -0.12;

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The ray of a controller.
    Ray(Side),
    /// A fingertip at the board.
    Finger(Side),
    /// The middle of the view, while no hand is there.
    Gaze,
}

impl Source {
    pub(crate) fn side(self) -> Option<Side> {
        match self {
            Self::Ray(side) | Self::Finger(side) => Some(side),
            Self::Gaze => None,
        }
    }
}

/// What was found to point.
#[derive(Default)]
pub(super) struct Found {
    pub(super) source: Option<Source>,
    pub(super) ray: Option<Ray3d>,
    pub(super) on: Option<(Entity, Vec2)>,
    pub(super) pressed: bool,
}

/// The end of the pointing finger, tracking frame; where a controller hides it, where it would be.
pub(crate) fn fingertip(side: Side, hand: &Hand) -> Option<Vec3> {
    if let Some(fingers) = hand.fingers {
        return Some(fingers.tip);
    }
    let palm = palm(side, hand.grip?);
    Some(Vec3::from(palm.translation) + palm.rotation * Vec3::NEG_Z * FINGER_M)
}

/// Looks for what points among the boards that are shown.
pub(super) fn choose<'a>(
    pointing: &mut Pointing,
    tracked: &Tracked,
    settings: &Settings,
    boards: impl Iterator<Item = (Entity, &'a Board)> + Clone,
) -> Found {
    // The hand that pulls the trigger takes the pointer over.
    for (index, side) in Side::BOTH.into_iter().enumerate() {
        let pulls = tracked.hand(side).trigger > PRESS_FROM;
        if pulls && !pointing.last_pull[index] && pointing.held.is_none() {
            pointing.hand = Some(side);
        }
        pointing.last_pull[index] = pulls;
    }
    let first = pointing.hand.unwrap_or_else(|| leading(settings));
    let there = [first, first.other()]
        .into_iter()
        .find(|side| tracked.hand(*side).aim.is_some());
    let shown = boards.filter(|(_, board)| board.shown);
    let touch_to = if pointing.pressed {
        RELEASED_M
    } else {
        PRESSED_M
    };
    // A finger at a board comes before every ray.
    for side in [first, first.other()] {
        let Some(tip) = fingertip(side, tracked.hand(side)) else {
            continue;
        };
        for (entity, board) in shown.clone() {
            let (above, at) = board.above(tip);
            if (THROUGH_M..TOUCH_FROM_M).contains(&above) && board.holds(at) {
                let down = Dir3::new(board.pose.rotation * Vec3::NEG_Z).unwrap_or(Dir3::NEG_Z);
                return Found {
                    source: Some(Source::Finger(side)),
                    ray: Some(Ray3d::new(tip, down)),
                    on: Some((entity, at)),
                    pressed: above < touch_to,
                };
            }
        }
    }
    let (source, from, pressed) = match there {
        Some(side) => {
            let hand = tracked.hand(side);
            let level = if pointing.pressed {
                LET_GO_BELOW
            } else {
                PRESS_FROM
            };
            (Source::Ray(side), hand.aim, hand.trigger > level)
        }
        None => (
            Source::Gaze,
            tracked.head_valid.then_some(tracked.head),
            false,
        ),
    };
    let ray = from.and_then(|from| {
        Dir3::new(from.rotation * Vec3::NEG_Z)
            .ok()
            .map(|way| Ray3d::new(from.translation.into(), way))
    });
    let on = ray.and_then(|ray| {
        shown
            .filter_map(|(entity, board)| {
                let (distance, at) = board.meet(ray)?;
                let hit =
                    pointing.held == Some(entity) || pointing.held.is_none() && board.holds(at);
                hit.then_some((distance, (entity, at)))
            })
            .min_by(|(near, _), (far, _)| near.total_cmp(far))
            .map(|(_, on)| on)
    });
    Found {
        source: Some(source),
        ray,
        on,
        pressed,
    }
}
