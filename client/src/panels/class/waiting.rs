//! Before the door: who waits to be let in is told so, kindly.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use crate::{
    language::Phrases,
    panels::{Screen, style},
    session::Session,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, draw.run_if(in_state(Screen::Visit)));
}

fn draw(mut contexts: EguiContexts, session: Res<Session>, phrases: Res<Phrases>) -> Result {
    if !session.waits() {
        return Ok(());
    }
    let hosted = session.room().is_some_and(|room| room.has_host());
    egui::Area::new("waiting".into())
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(contexts.ctx_mut()?, |ui| {
            style::panel().show(ui, |ui| {
                ui.set_width(460.0);
                ui.vertical_centered(|ui| {
                    ui.label(style::bold(phrases.get("waiting-title"), 26.0).color(style::AMBER));
                    ui.label(
                        phrases
                            .get(if hosted {
                                "waiting-for-door"
                            } else {
                                "waiting-for-host"
                            })
                            .into_owned(),
                    );
                });
            });
        });
    Ok(())
}
