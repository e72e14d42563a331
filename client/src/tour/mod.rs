//! The visit: stops one can walk up to, read, and be shown the way to.

mod beacon;
mod guide;
mod open;

use bevy::prelude::*;

pub(crate) use beacon::Beacon;
pub(crate) use guide::{Lead, place_on_ring};
pub(crate) use open::{Nearby, OpenCard, OpenedCard};

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((beacon::plugin, open::plugin, guide::plugin));
}
