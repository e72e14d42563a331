//! The place people stand in: the scene of the lesson, its colliders, its light and its sky.

mod colliders;
mod light;
mod load;
mod marker;
mod place;
mod sky;

use bevy::prelude::*;

pub(crate) use load::SceneStatus;
pub(crate) use marker::Marker;
pub(crate) use place::{Place, heading_deg};

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((load::plugin, colliders::plugin, light::plugin, sky::plugin));
}
