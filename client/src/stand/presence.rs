//! Whether somebody is there: who presses, pushes or drags something, or moves the headset or a controller.
//!
//! What the program does by itself is nobody: a body that settles where it arrives moves the eyes as well.

use std::time::Duration;

use bevy::{ecs::system::SystemParam, input::mouse::AccumulatedMouseMotion, prelude::*};

use crate::{
    body::Intent,
    panels::AtHand,
    tour::OpenedCard,
    xr::{Headset, Side, Tracked},
};

/// Within this time a head or a hand that is somebody's moves farther than that: metres and radians. A headset on a table
/// trembles, and what it measures drifts, but not so fast.
const MOVED_WITHIN: Duration = Duration::from_secs(1);
const MOVED_M: f32 = 0.03;
const MOVED_RAD: f32 = 0.05;
/// A table that is knocked moves the mouse by less than this, counts.
const MOUSE_COUNTS: f32 = 2.0;

/// How long nobody has done anything.
#[derive(Resource, Default, Debug)]
pub(super) struct Still {
    pub(super) since: Duration,
    worn: Worn,
    shown: Option<(Option<String>, AtHand)>,
}

impl Still {
    /// Everything was put back for the next visitor; that was nobody's doing.
    pub(super) fn begin(&mut self) {
        // Not zero: that would be somebody, now.
        self.since = Duration::from_millis(1);
        self.shown = None;
    }
}

/// Head and hands where they were a moment ago, tracking frame.
#[derive(Default, Debug)]
struct Worn {
    places: [Option<Isometry3d>; 3],
    age: Duration,
}

impl Worn {
    /// Whether one of them has moved as a person moves.
    fn moved(&mut self, now: [Option<Isometry3d>; 3], delta: Duration) -> bool {
        let moved = self.places.iter().zip(&now).any(|(before, now)| {
            before.zip(*now).is_some_and(|(before, now)| {
                before.translation.distance(now.translation) > MOVED_M
                    || before.rotation.angle_between(now.rotation) > MOVED_RAD
            })
        });
        self.age += delta;
        if moved || self.age >= MOVED_WITHIN {
            self.age = Duration::ZERO;
            self.places = now;
        }
        // What was not tracked until now has not moved.
        for (before, now) in self.places.iter_mut().zip(now) {
            *before = now.and(before.or(now));
        }
        moved
    }
}

/// Everything one does something with.
#[derive(SystemParam)]
pub(super) struct Devices<'w, 's> {
    intent: Res<'w, Intent>,
    keys: Option<Res<'w, ButtonInput<KeyCode>>>,
    buttons: Option<Res<'w, ButtonInput<MouseButton>>>,
    motion: Option<Res<'w, AccumulatedMouseMotion>>,
    touches: Option<Res<'w, Touches>>,
    pads: Query<'w, 's, &'static Gamepad>,
    headset: Res<'w, Headset>,
    tracked: Res<'w, Tracked>,
}

impl Devices<'_, '_> {
    fn pressed(&self) -> bool {
        let pushed = self.intent.walk != Vec2::ZERO || self.intent.look != Vec2::ZERO;
        let keys = self.keys.as_ref();
        let buttons = self.buttons.as_ref();
        let motion = self.motion.as_ref();
        let touches = self.touches.as_ref();
        pushed
            || keys.is_some_and(|keys| keys.get_just_pressed().next().is_some())
            || buttons.is_some_and(|buttons| buttons.get_just_pressed().next().is_some())
            || motion.is_some_and(|motion| motion.delta.length() > MOUSE_COUNTS)
            || touches.is_some_and(|touches| touches.iter().next().is_some())
            || self
                .pads
                .iter()
                .any(|pad| pad.get_just_pressed().next().is_some())
            || self.headset.is_on()
                && Side::BOTH.iter().any(|side| {
                    let hand = self.tracked.hand(*side);
                    hand.trigger > 0.5 || hand.squeeze > 0.5 || hand.primary || hand.secondary
                })
    }

    /// Head and hands, if they are measured.
    fn worn(&self) -> [Option<Isometry3d>; 3] {
        if !self.headset.is_on() {
            return [None; 3];
        }
        let [left, right] = Side::BOTH.map(|side| self.tracked.hand(side).grip);
        [
            self.tracked.head_valid.then_some(self.tracked.head),
            left,
            right,
        ]
    }
}

pub(super) fn notice(
    time: Res<Time<Real>>,
    devices: Devices,
    opened: Res<OpenedCard>,
    at_hand: Res<AtHand>,
    mut still: ResMut<Still>,
) {
    let moved = still.worn.moved(devices.worn(), time.delta());
    // A screen reader presses without a key.
    let shown = (opened.0.clone(), *at_hand);
    let turned = still.shown.as_ref().is_some_and(|before| *before != shown);
    still.shown = Some(shown);
    if moved || turned || devices.pressed() {
        still.since = Duration::ZERO;
    } else {
        still.since = still.since.saturating_add(time.delta());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Duration = Duration::from_millis(100);

    /// How many of a hundred frames somebody is there in.
    fn seen(place: impl Fn(f32) -> Option<Isometry3d>) -> usize {
        let mut worn = Worn::default();
        (0..100)
            .filter(|frame| worn.moved([place(*frame as f32 * 0.1), None, None], FRAME))
            .count()
    }

    #[test]
    fn a_head_that_turns_is_somebody_and_a_headset_on_a_table_is_nobody() {
        let turning = |t: f32| Isometry3d::from_rotation(Quat::from_rotation_y(0.3 * t.sin()));
        assert!(seen(|t| Some(turning(t))) > 10);
        let trembling = |t: f32| Isometry3d::from_xyz(0.004 * (40.0 * t).sin(), 0.8, 0.0);
        assert_eq!(seen(|t| Some(trembling(t))), 0);
        // Two degrees a second: worse than any that is sold.
        let drifting = |t: f32| Isometry3d::from_rotation(Quat::from_rotation_y(0.035 * t));
        assert_eq!(seen(|t| Some(drifting(t))), 0);
    }

    #[test]
    fn tracking_that_comes_and_goes_is_nobody() {
        let blinking = |t: f32| {
            let far = if t < 5.0 { 0.0 } else { 3.0 };
            (t as u32)
                .is_multiple_of(2)
                .then(|| Isometry3d::from_xyz(far, 1.0, 0.0))
        };
        assert_eq!(seen(blinking), 0);
    }
}
