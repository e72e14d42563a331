//! What is written on the screen: the start, the menu, the cards, and the little that stays in view while walking.
//!
//! A panel is one egui function over a context; in a headset the same function is shown on a board in the room (`xr/board`).

mod card;
mod class;
mod comfort;
mod formations;
mod host;
mod hosting;
mod hud;
mod join;
mod lab;
mod media;
mod menu;
mod quiz;
pub(crate) mod reactions;
mod rest;
mod settings;
mod stand;
mod start;
pub(crate) mod style;
mod toasts;
mod veil;
mod visit;
mod way;

use bevy::prelude::*;

pub(crate) use menu::PressMenu;
pub(crate) use toasts::{Toasts, tell_of_restart};
pub(crate) use veil::Veil;
pub(crate) use visit::AtHand;

/// What the person is doing.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Screen {
    /// Choosing what to do.
    #[default]
    Start,
    /// Walking about.
    Visit,
    /// In the menu, with the session going on behind.
    Menu,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_state::<Screen>().add_plugins((
        style::plugin,
        veil::plugin,
        start::plugin,
        menu::plugin,
        card::plugin,
        lab::plugin,
        hud::plugin,
        toasts::plugin,
        rest::plugin,
        class::plugin,
        visit::plugin,
        way::plugin,
        stand::plugin,
    ));
}

/// The folder where people look for what they saved.
pub(crate) fn own_folder() -> std::path::PathBuf {
    directories::UserDirs::new()
        .map(|dirs| {
            dirs.document_dir()
                .unwrap_or_else(|| dirs.home_dir())
                .to_owned()
        })
        .unwrap_or_default()
}
