//! A figure that a teacher shows to all: as it was when it was shown, without a name, until it is taken away.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui};
use pleiades_netcode::{
    bench::projected,
    protocol::{Command, LabCommand, lab::Shown},
};

use super::{LabPanel, figure};
use crate::{language::Phrases, panels::style, session::Session, world::Place, xr::Headset};

/// From this width of the window on the notebook and the figure lie side by side, points.
const BOTH: f32 = 1340.0;

/// The figure that this person put aside: it stays away until another one is shown.
#[derive(Resource, Default)]
pub(super) struct PutAside(Option<Shown>);

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut session: ResMut<Session>,
    mut aside: ResMut<PutAside>,
    panel: Res<LabPanel>,
    place: Option<Res<Place>>,
    phrases: Res<Phrases>,
    headset: Res<Headset>,
) -> Result {
    let shown = session.room().and_then(|room| room.labs().shown());
    let (Some(place), Some(shown)) = (place, shown) else {
        if aside.0.is_some() {
            aside.0 = None;
        }
        return Ok(());
    };
    if aside.0.as_ref() == Some(shown) {
        return Ok(());
    }
    let Some((plot, drawing)) = projected(&place.lesson.lesson, shown, phrases.language()) else {
        return Ok(());
    };
    let context = contexts.ctx_mut()?;
    // On a board before the eyes, and in a small window, there is room for one of both.
    let wide = !headset.is_on() && context.viewport_rect().width() >= BOTH;
    if panel.open && !wide {
        return Ok(());
    }
    let hosts = session.i_host();
    let (align, offset) = if headset.is_on() {
        (egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
    } else {
        (egui::Align2::RIGHT_CENTER, egui::vec2(-24.0, 30.0))
    };
    let height = (context.viewport_rect().height() - 220.0).max(200.0);
    let (mut away, mut hide) = (false, false);
    egui::Area::new("projected".into())
        .anchor(align, offset)
        .order(egui::Order::Middle)
        .show(context, |ui| {
            style::panel().show(ui, |ui| {
                ui.horizontal(|ui| {
                    let title = phrases.get("lab-shown-to-all").into_owned();
                    ui.label(style::bold(title, 18.0).color(style::AMBER));
                    hide = ui
                        .button("×")
                        .on_hover_text(phrases.get("card-close"))
                        .clicked();
                });
                egui::ScrollArea::vertical()
                    .max_height(height)
                    .show(ui, |ui| {
                        let title = plot.title.get(phrases.language());
                        ui.label(style::bold(title, 17.0));
                        figure::draw(ui, &drawing, &phrases);
                    });
                if hosts {
                    away = ui.button(phrases.get("lab-unshow").into_owned()).clicked();
                }
            });
        });
    if hide {
        aside.0 = Some(shown.clone());
    }
    if away {
        session.send(Command::Lab(LabCommand::Unshow));
    }
    Ok(())
}
