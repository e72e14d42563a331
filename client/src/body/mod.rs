//! The person's own body on a plain screen: eyes on a capsule that walks, climbs steps and does not fall out of the world.

mod eyes;
mod footprint;
mod gamepad;
mod intent;
mod keyboard;
mod leash;
mod mouse;
mod walk;

use bevy::prelude::*;

pub(crate) use eyes::{Eyes, Sight, sight};
pub(crate) use intent::{Arrive, Intent, WalkTo};
pub(crate) use leash::Leash;
pub(crate) use walk::{Body, EYE_HEIGHT_M};

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        intent::plugin,
        eyes::plugin,
        walk::plugin,
        footprint::plugin,
        keyboard::plugin,
        mouse::plugin,
        gamepad::plugin,
    ));
}
