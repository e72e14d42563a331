//! The stand's words: an invitation to whoever passes, the time that is left, and a goodbye.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::style;
use crate::{
    language::Phrases,
    stand::{Stand, Turn},
    xr::Headset,
};

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        draw.run_if(resource_exists::<Stand>),
    );
}

fn draw(
    mut contexts: EguiContexts,
    stand: Res<Stand>,
    phrases: Res<Phrases>,
    headset: Res<Headset>,
) -> Result {
    let context = contexts.ctx_mut()?;
    match stand.turn {
        Turn::Waiting => {
            let how = if headset.is_on() {
                "stand-how-worn"
            } else {
                "stand-how"
            };
            egui::Area::new("stand".into())
                .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
                .interactable(false)
                .show(context, |ui| {
                    style::panel().show(ui, |ui| {
                        ui.set_width(560.0);
                        ui.vertical_centered(|ui| {
                            ui.label(
                                style::bold(phrases.get("stand-title"), 34.0).color(style::AMBER),
                            );
                            ui.label(style::bold(phrases.get(how), 22.0));
                            ui.label(style::quiet(phrases.get("stand-nothing-kept")));
                        });
                    });
                });
        }
        Turn::Visiting { .. } => {
            let Some(left) = stand.left() else {
                return Ok(());
            };
            let minutes = left.as_secs().div_ceil(60);
            let text = phrases.with("stand-left", &[("minutes", minutes.into())]);
            line(
                context,
                "stand left",
                egui::Align2::RIGHT_TOP,
                egui::vec2(-18.0, 18.0),
                &text,
            );
        }
        Turn::Farewell { .. } => {
            let text = phrases.get("stand-farewell");
            line(
                context,
                "stand end",
                egui::Align2::CENTER_TOP,
                egui::vec2(0.0, 24.0),
                &text,
            );
        }
    }
    Ok(())
}

fn line(context: &egui::Context, id: &str, align: egui::Align2, aside: egui::Vec2, text: &str) {
    egui::Area::new(egui::Id::new(id))
        .anchor(align, aside)
        .interactable(false)
        .show(context, |ui| {
            style::sign().show(ui, |ui| {
                ui.add(egui::Label::new(style::bold(text, 19.0).color(style::AMBER)).extend());
            });
        });
}
