//! Instruments in the world: what is laid on rock, held in the hand, read and noted there. The panel shows the same notebook.
//!
//! Nothing here knows what is true. A needle shows what the geometry of the scene and the public data sheet make of how the
//! instrument lies; a number is shown only once the server has read the instrument, with its noise.

mod compass;
mod desk;
mod face;
mod paint;
mod photo;
mod record;
mod spots;
mod timber;

use bevy::prelude::*;

pub(crate) use compass::Compass;
pub(crate) use desk::LookedAt;
pub(crate) use photo::{Album, Finder, HEIGHT_RAD, Print, SIZE_PX};
pub(crate) use record::fresh;
pub(crate) use spots::{PUT_DOWN_DEG, Spot, placement, spots, turned_deg};
pub(crate) use timber::Tool;

/// The notebook is wanted: something was touched that needs one.
#[derive(Message, Clone, Copy, Debug)]
pub(crate) struct OpenNotebook;

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<OpenNotebook>().add_plugins((
        desk::plugin,
        face::plugin,
        record::plugin,
        photo::plugin,
        compass::plugin,
        timber::plugin,
    ));
}
