//! Leading a class on the screen: what a host has at hand, and what everyone is shown.

mod door;
mod evacuation;
mod person;
mod signs;
mod toasts;
mod together;
mod voices;
mod waiting;

use bevy::prelude::*;
use bevy_egui::egui;
use pleiades_netcode::{
    protocol::{ClassCommand, Command},
    room::RoomState,
};

pub(super) use evacuation::button as evacuation_button;
pub(super) use signs::Signs;
pub(super) use toasts::{tell, waits};

pub(super) use person::{menu as person_menu, standing};

use super::style;
use crate::{language::Phrases, session::Session};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((waiting::plugin, evacuation::plugin, signs::plugin));
}

/// What a host sees around while choosing a command.
struct Scene<'a> {
    room: &'a RoomState,
    phrases: &'a Phrases,
    session: &'a Session,
    /// Where the host stands.
    body: Option<&'a Transform>,
}

/// A part of the host's tools.
type Part = fn(&mut egui::Ui, &Scene<'_>, &mut Vec<ClassCommand>);

/// Commands of a host beside those of the visit; what was chosen.
pub(super) fn tools(
    ui: &mut egui::Ui,
    session: &Session,
    body: Option<&Transform>,
    phrases: &Phrases,
) -> Vec<Command> {
    let Some(room) = session.room() else {
        return Vec::new();
    };
    let scene = Scene {
        room,
        phrases,
        session,
        body,
    };
    let mut wishes = Vec::new();
    let parts: [(&str, Part); 3] = [
        ("class-together", together::part),
        ("class-voices", voices::part),
        ("class-door", door::part),
    ];
    for (title, part) in parts {
        ui.add_space(8.0);
        ui.label(style::bold(phrases.get(title), 18.0));
        part(ui, &scene, &mut wishes);
    }
    wishes.into_iter().map(Command::Class).collect()
}

/// A button that is on while something is so, and asks for the other.
fn switch(ui: &mut egui::Ui, text: impl Into<String>, on: bool) -> bool {
    ui.selectable_label(on, text.into()).clicked()
}
