//! The door: who comes in by themselves, and who waits before it.

use bevy_egui::egui;
use pleiades_netcode::protocol::{Admission, ClassCommand, Whom};

use super::{Scene, switch};
use crate::panels::style;

/// What a host may choose.
const CHOICES: [(Admission, &str); 3] = [
    (Admission::Everyone, "class-admit-everyone"),
    (Admission::WithHost, "class-admit-with-host"),
    (Admission::OneByOne, "class-admit-one-by-one"),
];

pub(super) fn part(ui: &mut egui::Ui, scene: &Scene<'_>, wishes: &mut Vec<ClassCommand>) {
    let Scene { room, phrases, .. } = scene;
    let class = room.class();
    ui.horizontal_wrapped(|ui| {
        for (admission, key) in CHOICES {
            if switch(ui, phrases.get(key), class.admission() == admission) {
                wishes.push(ClassCommand::SetAdmission(admission));
            }
        }
    });
    let waiting: Vec<_> = class
        .waiting()
        .filter_map(|id| room.participant(id))
        .collect();
    if waiting.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let count = [("count", waiting.len().into())];
        ui.label(style::bold(phrases.with("class-waiting", &count), 16.0).color(style::AMBER));
        if ui
            .add(style::primary(phrases.get("class-admit-all")))
            .clicked()
        {
            wishes.push(ClassCommand::Admit(Whom::Everyone));
        }
    });
    for person in waiting {
        ui.horizontal(|ui| {
            ui.label(person.nickname.to_string());
            if ui.button(phrases.get("class-admit").into_owned()).clicked() {
                wishes.push(ClassCommand::Admit(Whom::One(person.id)));
            }
        });
    }
}
