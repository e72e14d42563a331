//! Who speaks: raised hands in their order, and microphones. A host closes them; only their owners open them.

use bevy_egui::egui;
use pleiades_netcode::protocol::{ClassCommand, Whom};

use super::Scene;
use crate::panels::style;

pub(super) fn part(ui: &mut egui::Ui, scene: &Scene<'_>, wishes: &mut Vec<ClassCommand>) {
    let Scene { room, phrases, .. } = scene;
    let class = room.class();
    let hands = room.raised_hands();
    for (place, person) in (1..).zip(&hands) {
        ui.horizontal(|ui| {
            ui.label(format!("{place}. ✋ {}", person.nickname));
            if ui.button(phrases.get("class-call").into_owned()).clicked() {
                wishes.push(ClassCommand::CallUpon {
                    whom: Some(person.id),
                });
            }
            if ui.button(phrases.get("class-lower").into_owned()).clicked() {
                wishes.push(ClassCommand::LowerHands(Whom::One(person.id)));
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        if hands.is_empty() {
            ui.label(style::quiet(phrases.get("class-no-hands")));
        } else if ui
            .button(phrases.get("class-lower-all").into_owned())
            .clicked()
        {
            wishes.push(ClassCommand::LowerHands(Whom::Everyone));
        }
        if class.called_upon().is_some()
            && ui
                .button(phrases.get("class-call-over").into_owned())
                .clicked()
        {
            wishes.push(ClassCommand::CallUpon { whom: None });
        }
    });
    ui.horizontal_wrapped(|ui| {
        if ui
            .button(phrases.get("class-mute-all").into_owned())
            .clicked()
        {
            wishes.push(ClassCommand::Mute {
                whom: Whom::Everyone,
                hold: true,
            });
        }
        if ui
            .button(phrases.get("class-release-all").into_owned())
            .clicked()
        {
            wishes.push(ClassCommand::ReleaseMute(Whom::Everyone));
        }
    });
}
