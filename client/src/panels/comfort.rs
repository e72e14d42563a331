//! What one is asked the first time one wears a headset: how one sits, which hand leads, how one turns.

use bevy_egui::egui;

use super::style;
use crate::{language::Phrases, settings::Comfort};

/// Draws the page; true when the person is ready.
pub(super) fn page(ui: &mut egui::Ui, phrases: &Phrases, comfort: &mut Comfort) -> bool {
    ui.label(style::bold(phrases.get("comfort-title"), 24.0).color(style::AMBER));
    ui.label(phrases.get("comfort-how").into_owned());
    for (label, value, no, yes) in [
        (
            "comfort-posture",
            &mut comfort.seated,
            "comfort-standing",
            "comfort-seated",
        ),
        (
            "comfort-hand",
            &mut comfort.left_handed,
            "comfort-right",
            "comfort-left",
        ),
        (
            "comfort-moving",
            &mut comfort.smooth_move,
            "comfort-teleport",
            "comfort-walk",
        ),
    ] {
        row(ui, phrases, label, |ui| {
            for (key, choice) in [(no, false), (yes, true)] {
                let chosen = *value == choice;
                let button = egui::Button::selectable(chosen, phrases.get(key).into_owned());
                if ui.add(button).clicked() {
                    *value = choice;
                }
            }
        });
    }
    row(ui, phrases, "settings-snap-turn", |ui| {
        snap_turns(ui, &mut comfort.snap_turn_deg);
    });
    ui.label(style::quiet(phrases.get("comfort-stop")));
    ui.add(style::primary(phrases.get("comfort-go"))).clicked()
}

/// The angles one can turn by at a push of the stick, degrees.
pub(super) fn snap_turns(ui: &mut egui::Ui, turn_deg: &mut f32) {
    for degrees in [15.0, 30.0, 45.0, 60.0, 90.0] {
        ui.selectable_value(turn_deg, degrees, format!("{degrees}°"));
    }
}

fn row(ui: &mut egui::Ui, phrases: &Phrases, key: &str, contents: impl FnOnce(&mut egui::Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.label(style::quiet(phrases.get(key)));
        contents(ui);
    });
}
