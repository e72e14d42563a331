//! The visit: stops one can walk up to, read, and be shown the way to.

mod beacon;
mod draft;
mod guide;
mod here;
mod mark;
mod open;
mod seek;
mod shelf;

use bevy::prelude::*;

pub(crate) use beacon::Beacon;
pub(crate) use draft::{Draft, Drafts};
pub(crate) use guide::{Lead, place_on_ring};
pub(crate) use mark::Marks;
pub(crate) use open::{Nearby, OpenCard, OpenedCard};
pub(crate) use seek::Seeking;
pub(crate) use shelf::{Leaf, Shelf};

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        beacon::plugin,
        open::plugin,
        guide::plugin,
        here::plugin,
        mark::plugin,
        seek::plugin,
        shelf::plugin,
    ));
}
