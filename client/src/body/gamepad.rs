//! The gamepad: left stick walks, right stick looks. Reading one on Linux needs the feature `gamepad-gilrs`.

use bevy::prelude::*;

use super::intent::Intent;
use crate::{app::sets::FrameSet, panels::Screen, settings::Settings};

/// Full deflection of the right stick, radians a second.
const LOOK_RAD_S: f32 = 2.4;
/// Rest position is never quite zero.
const DEAD_ZONE: f32 = 0.12;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        sticks
            .run_if(in_state(Screen::Visit))
            .in_set(FrameSet::Intend),
    );
}

fn sticks(
    pads: Query<&Gamepad>,
    time: Res<Time>,
    settings: Res<Settings>,
    mut intent: ResMut<Intent>,
) {
    for pad in &pads {
        intent.walk += live(pad.left_stick());
        intent.run |= pad.any_pressed([GamepadButton::LeftThumb, GamepadButton::LeftTrigger2]);
        let look =
            live(pad.right_stick()) * LOOK_RAD_S * settings.comfort.look_speed * time.delta_secs();
        let upward = if settings.comfort.invert_look {
            -1.0
        } else {
            1.0
        };
        intent.look += Vec2::new(-look.x, upward * look.y);
    }
}

/// The stick beyond its dead zone, still reaching 1 at full deflection, finer near the middle.
fn live(stick: Vec2) -> Vec2 {
    let length = stick.length();
    if length <= DEAD_ZONE {
        return Vec2::ZERO;
    }
    let beyond = ((length - DEAD_ZONE) / (1.0 - DEAD_ZONE)).min(1.0);
    stick / length * beyond * beyond
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stick_rests_in_its_dead_zone_and_reaches_one() {
        assert_eq!(live(Vec2::new(0.1, 0.05)), Vec2::ZERO);
        assert!((live(Vec2::X).x - 1.0).abs() < 1e-6);
        assert!(live(Vec2::new(0.5, 0.0)).x < 0.5);
    }
}
