//! One of a class: where one may go, whom one follows, where everyone looks, what is shown to all.
//!
//! Nothing here turns a head or moves a view in sight: who is brought somewhere is brought behind a veil.

mod attention;
mod border;
mod bounds;
mod follow;
mod ground;
mod pointing;
mod spotlight;
mod through;
mod wear;

use bevy::prelude::*;

pub(crate) use attention::Attention;
pub(crate) use pointing::Shown as PointerShown;
pub(crate) use through::Through;

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        attention::plugin,
        border::plugin,
        bounds::plugin,
        follow::plugin,
        pointing::plugin,
        spotlight::plugin,
        through::plugin,
        wear::plugin,
    ));
}
