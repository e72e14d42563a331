//! What one points with in the scene: the mouse, a gamepad, a controller's ray or the gaze, the same for whoever asks.
//!
//! Each device says in [`PointSet::Aim`] where it points. From there it is one pointer of bevy_picking: things of the scene
//! carry a [`Target`] and observe `Over`, `Out`, `Press`, `Drag` and the others, whatever moved it.

mod gamepad;
mod mouse;
mod picking;
mod screen;

use bevy::{picking::PickingSystems, prelude::*};

pub(crate) use gamepad::Pad;
pub(crate) use picking::Target;
pub(crate) use screen::ScreenPoint;

/// Where one points in the scene in this frame. Empty while a panel has the pointer.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(crate) struct Pointer {
    /// Room frame.
    pub(crate) ray: Option<Ray3d>,
    /// It was pressed in this frame.
    pub(crate) pressed: bool,
    /// It is held down.
    pub(crate) down: bool,
    /// The thing of the scene it is on.
    pub(crate) over: Option<Entity>,
}

/// Something of the scene is dragged: the view rests meanwhile.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dragging(pub(crate) bool);

impl Pointer {
    /// Aims anew: pressed in the frame in which it goes down over the scene.
    pub(crate) fn aim(&mut self, ray: Option<Ray3d>, pressed: bool, down: bool) {
        self.ray = ray;
        self.pressed = pressed && ray.is_some();
        self.down = ray.is_some() && (self.pressed || self.down && down);
    }
}

/// The steps of `PreUpdate` that concern the pointer.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PointSet {
    /// The device in use says where it points.
    Aim,
    /// The scene's things are asked.
    Ask,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Pointer>()
        .init_resource::<Dragging>()
        .configure_sets(
            PreUpdate,
            (PointSet::Aim, PointSet::Ask)
                .chain()
                .before(PickingSystems::ProcessInput),
        )
        .add_plugins((
            screen::plugin,
            mouse::plugin,
            gamepad::plugin,
            picking::plugin,
        ));
}
