//! The mouse and the finger on the screen: the ray through the point they are at.

use bevy::prelude::*;
use bevy_egui::input::EguiWantsInput;

use super::{Pad, PointSet, Pointer, ScreenPoint};
use crate::{body::Eyes, xr};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        follow
            .run_if(not(xr::worn).and_then(not(Pad::points)))
            .in_set(PointSet::Aim),
    );
}

fn follow(
    screen: Res<ScreenPoint>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eyes>>,
    interface: Option<Res<EguiWantsInput>>,
    mut was_down: Local<bool>,
    mut pointer: ResMut<Pointer>,
) {
    let over_panel = interface.is_some_and(|interface| interface.wants_any_pointer_input());
    let ray = screen
        .at
        .filter(|_| !over_panel)
        .zip(eyes.single().ok())
        .and_then(|(at, (camera, eyes))| camera.viewport_to_world(eyes, at).ok());
    pointer.aim(ray, screen.down && !*was_down, screen.down);
    *was_down = screen.down;
}
