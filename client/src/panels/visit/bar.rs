//! The bar under the sign: how far one is, and what one can take into the hand.

use std::time::{SystemTime, UNIX_EPOCH};

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui};
use pleiades_netcode::{protocol::VisitOutline, room::Progress};

use super::{super::Screen, super::style, AtHand};
use crate::{language::Phrases, session::Session, tour::Seeking};

pub(super) fn draw(
    mut contexts: EguiContexts,
    session: Res<Session>,
    phrases: Res<Phrases>,
    seeking: Res<Seeking>,
    mut at_hand: ResMut<AtHand>,
    mut next: ResMut<NextState<Screen>>,
) -> Result {
    let Some((room, me)) = session.room().zip(session.me()) else {
        return Ok(());
    };
    let outline = room.visit().outline();
    if *outline == VisitOutline::default() {
        return Ok(());
    }
    let context = contexts.ctx_mut()?;
    if seeking.quiz().is_some() {
        sign(context, &phrases.get("quiz-pointing"));
        return Ok(());
    }
    let progress = room.progress(me, now_ms());
    let mut wish = None;
    egui::Area::new("visit bar".into())
        .anchor(egui::Align2::LEFT_TOP, egui::vec2(18.0, super::BAR_TOP))
        .show(context, |ui| {
            style::sign().show(ui, |ui| {
                // Beneath one another: beside them there is a card, on a small screen.
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.label(style::quiet(told(&progress, &phrases)));
                ui.horizontal(|ui| {
                    // Close together, so that a host's four end before a card in a small window.
                    ui.spacing_mut().item_spacing.x = 4.0;
                    ui.spacing_mut().button_padding.x = 8.0;
                    let mut offer = |what: AtHand, sign: &str, key: &str| {
                        let open = *at_hand == what;
                        let text = format!("{sign} {}", phrases.get(key));
                        if ui.add(egui::Button::selectable(open, text)).clicked() {
                            wish = Some(if open { AtHand::Nothing } else { what });
                        }
                    };
                    if outline.has_rally() {
                        offer(AtHand::Sheet, "👥", "bar-sheet");
                    }
                    offer(AtHand::Map, "🗺", "bar-map");
                    if session.i_host() {
                        offer(AtHand::Results, "📊", "bar-results");
                    }
                    offer(AtHand::Card, "🎒", "bar-card");
                });
            });
        });
    if let Some(wish) = wish {
        *at_hand = wish;
        // From the menu of a headset one goes back to where it is shown.
        next.set(Screen::Visit);
    }
    Ok(())
}

fn told(progress: &Progress, phrases: &Phrases) -> String {
    let numbers = [
        ("seen", progress.seen.into()),
        ("stops", progress.stops.into()),
        ("answered", progress.answered.into()),
        ("quizzes", progress.quizzes.into()),
    ];
    phrases.with("bar-progress", &numbers)
}

/// One line at the top: what the next press does.
fn sign(context: &egui::Context, text: &str) {
    egui::Area::new("seeking".into())
        .anchor(egui::Align2::CENTER_TOP, egui::vec2(0.0, 112.0))
        .interactable(false)
        .show(context, |ui| {
            style::sign().show(ui, |ui| {
                let text = style::bold(text, 19.0).color(style::AMBER);
                ui.add(egui::Label::new(text).extend());
            });
        });
}

/// Milliseconds since 1970, UTC.
pub(super) fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|since| since.as_millis() as u64)
        .unwrap_or_default()
}
