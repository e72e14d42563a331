//! What the person wants this frame, whatever they said it with: keyboard, mouse, gamepad or script.

use bevy::prelude::*;

use crate::app::sets::FrameSet;

/// Wishes of one frame, summed over all devices.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub(crate) struct Intent {
    /// Wish to walk in the body's frame: x to the right, y forward; length at most 1 when used.
    pub(crate) walk: Vec2,
    /// Faster than a stroll.
    pub(crate) run: bool,
    /// Turn left (x) and look up (y) by these angles, radians.
    pub(crate) look: Vec2,
}

/// Walk to a point on the ground, straight, sliding along what is in the way.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub(crate) struct WalkTo(pub(crate) Vec3);

/// Be brought to a place at once: feet there, facing the heading in degrees clockwise from north.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub(crate) struct Arrive {
    pub(crate) feet: Vec3,
    pub(crate) heading_deg: f32,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Intent>()
        .add_message::<WalkTo>()
        .add_message::<Arrive>()
        .add_systems(Update, forget.before(FrameSet::Intend));
}

fn forget(mut intent: ResMut<Intent>) {
    *intent = Intent::default();
}
