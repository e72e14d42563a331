//! What one has at hand on a visit: how far one is, the team's sheet, the results for hosts, the card to take home.

mod bar;
mod farewell;
mod map;
mod results;
mod sheet;

use bevy::prelude::*;
use bevy_egui::{EguiPrimaryContextPass, egui};

use super::{Screen, style};
use crate::{app::sets::FrameSet, language::Phrases, xr};

/// Where the bar begins, and where what is taken from it hangs, points from the upper edge.
const BAR_TOP: f32 = 98.0;
const PANEL_TOP: f32 = 188.0;
/// What a panel has beside its contents: frame, title and the space under it, points; and what is left free beneath it.
const HEAD: f32 = 106.0;
const FOOT: f32 = 18.0;

/// What lies open beside the view.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AtHand {
    /// Nothing.
    #[default]
    Nothing,
    /// The team's sheet.
    Sheet,
    /// Teams, quizzes and progress, for hosts.
    Results,
    /// The card to take home.
    Card,
    /// The place from above.
    Map,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<AtHand>()
        .init_resource::<sheet::Notes>()
        .init_resource::<farewell::Saved>()
        .add_systems(
            Update,
            map::toggle
                .run_if(in_state(Screen::Visit))
                .in_set(FrameSet::Send),
        )
        .add_systems(
            EguiPrimaryContextPass,
            (
                bar::draw.run_if(
                    in_state(Screen::Visit)
                        .and_then(not(xr::worn))
                        .or_else(in_state(Screen::Menu).and_then(xr::worn)),
                ),
                (sheet::draw, results::draw, farewell::draw, map::draw)
                    .run_if(in_state(Screen::Visit)),
            ),
        );
}

/// A panel on the left of the view, or before the eyes in a headset, with a title and a button that closes it.
fn panel(
    context: &egui::Context,
    id: &str,
    title: &str,
    before_eyes: bool,
    phrases: &Phrases,
    at_hand: &mut AtHand,
    contents: impl FnOnce(&mut egui::Ui),
) {
    let (align, aside, above) = if before_eyes {
        (egui::Align2::CENTER_CENTER, egui::Vec2::ZERO, FOOT)
    } else {
        let aside = egui::vec2(FOOT, PANEL_TOP);
        (egui::Align2::LEFT_TOP, aside, PANEL_TOP)
    };
    let height = (context.viewport_rect().height() - above - HEAD - FOOT).max(120.0);
    egui::Area::new(egui::Id::new(id))
        .anchor(align, aside)
        .order(egui::Order::Middle)
        .show(context, |ui| {
            style::panel().show(ui, |ui| {
                ui.set_width(460.0);
                ui.horizontal(|ui| {
                    ui.set_width(460.0);
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
                        let close = ui.button("×").on_hover_text(phrases.get("card-close"));
                        if close.clicked() {
                            *at_hand = AtHand::Nothing;
                        }
                        ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                            ui.label(style::bold(title, 23.0).color(style::AMBER));
                        });
                    });
                });
                egui::ScrollArea::vertical()
                    .id_salt(id)
                    .max_height(height)
                    .min_scrolled_height(height)
                    .show(ui, contents);
            });
        });
}
