//! The keyboard: physical keys, so that WASD is ZQSD on a French keyboard without a setting.

use bevy::prelude::*;
use bevy_egui::input::EguiWantsInput;

use super::intent::Intent;
use crate::{app::sets::FrameSet, panels::Screen, settings::Settings};

/// Turning by key, radians a second.
const TURN_RAD_S: f32 = 1.9;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        keys.run_if(in_state(Screen::Visit).and_then(resource_exists::<ButtonInput<KeyCode>>))
            .in_set(FrameSet::Intend),
    );
}

fn keys(
    keys: Res<ButtonInput<KeyCode>>,
    time: Res<Time>,
    settings: Res<Settings>,
    typing: Option<Res<EguiWantsInput>>,
    mut intent: ResMut<Intent>,
) {
    if typing.is_some_and(|typing| typing.wants_any_keyboard_input()) {
        return;
    }
    let axis = |minus: &[KeyCode], plus: &[KeyCode]| {
        f32::from(keys.any_pressed(plus.iter().copied()))
            - f32::from(keys.any_pressed(minus.iter().copied()))
    };
    intent.walk.x += axis(&[KeyCode::KeyA], &[KeyCode::KeyD]);
    intent.walk.y += axis(
        &[KeyCode::KeyS, KeyCode::ArrowDown],
        &[KeyCode::KeyW, KeyCode::ArrowUp],
    );
    intent.run |= keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]);
    let turn = TURN_RAD_S * settings.comfort.look_speed * time.delta_secs();
    intent.look.x += turn * axis(&[KeyCode::ArrowRight], &[KeyCode::ArrowLeft]);
    intent.look.y += turn * axis(&[KeyCode::PageDown], &[KeyCode::PageUp]);
}
