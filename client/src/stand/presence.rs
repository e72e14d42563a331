//! Whether somebody is there: what moves the eyes, or is pressed.

use std::time::Duration;

use bevy::{input::mouse::AccumulatedMouseMotion, prelude::*};

use crate::{body::Eyes, panels::AtHand, tour::OpenedCard};

/// Eyes that moved less than this did not move: a headset on a table trembles, metres and radians.
const STILL_M: f32 = 0.01;
const STILL_RAD: f32 = 0.02;

/// How long nothing has moved.
#[derive(Resource, Default, Debug)]
pub(super) struct Still {
    pub(super) since: Duration,
    eyes: Option<(Vec3, Quat)>,
    shown: Option<(Option<String>, AtHand)>,
}

pub(super) fn notice(
    time: Res<Time>,
    eyes: Query<&GlobalTransform, With<Eyes>>,
    keys: Option<Res<ButtonInput<KeyCode>>>,
    buttons: Option<Res<ButtonInput<MouseButton>>>,
    motion: Option<Res<AccumulatedMouseMotion>>,
    pads: Query<&Gamepad>,
    opened: Res<OpenedCard>,
    at_hand: Res<AtHand>,
    mut still: ResMut<Still>,
) {
    let looked = eyes.single().is_ok_and(|eyes| {
        let now = (eyes.translation(), eyes.rotation());
        let moved = still.eyes.is_some_and(|(place, turn)| {
            place.distance(now.0) > STILL_M || turn.angle_between(now.1) > STILL_RAD
        });
        if moved || still.eyes.is_none() {
            still.eyes = Some(now);
        }
        moved
    });
    let pressed = keys.is_some_and(|keys| keys.get_just_pressed().next().is_some())
        || buttons.is_some_and(|buttons| buttons.get_just_pressed().next().is_some())
        || motion.is_some_and(|motion| motion.delta.length() > 2.0)
        || pads
            .iter()
            .any(|pad| pad.get_just_pressed().next().is_some());
    let shown = Some((opened.0.clone(), *at_hand));
    let turned = still.shown != shown;
    still.shown = shown;
    if looked || pressed || turned {
        still.since = Duration::ZERO;
    } else {
        still.since = still.since.saturating_add(time.delta());
    }
}
