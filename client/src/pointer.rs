//! What one points with in the scene: the mouse, a controller's ray or the gaze, the same for whoever asks.

use bevy::{prelude::*, window::PrimaryWindow};
use bevy_egui::input::EguiWantsInput;

use crate::{app::sets::FrameSet, body::Eyes, xr};

/// Where one points in the scene in this frame. Empty while a panel has the pointer.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(crate) struct Pointer {
    /// Room frame.
    pub(crate) ray: Option<Ray3d>,
    /// It was pressed in this frame.
    pub(crate) pressed: bool,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Pointer>().add_systems(
        Update,
        follow_mouse.run_if(not(xr::worn)).before(FrameSet::Receive),
    );
}

fn follow_mouse(
    window: Query<&Window, With<PrimaryWindow>>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eyes>>,
    buttons: Option<Res<ButtonInput<MouseButton>>>,
    interface: Option<Res<EguiWantsInput>>,
    mut pointer: ResMut<Pointer>,
) {
    let over_panel = interface.is_some_and(|interface| interface.wants_any_pointer_input());
    let ray = window
        .single()
        .ok()
        .filter(|_| !over_panel)
        .and_then(Window::cursor_position)
        .zip(eyes.single().ok())
        .and_then(|(cursor, (camera, at))| camera.viewport_to_world(at, cursor).ok());
    *pointer = Pointer {
        ray,
        pressed: ray.is_some()
            && buttons.is_some_and(|buttons| buttons.just_pressed(MouseButton::Left)),
    };
}
