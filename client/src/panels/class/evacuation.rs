//! The cue to take the headset off now: before everyone until they say that they have seen it, and a list for the host.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use pleiades_netcode::protocol::{ClassCommand, Command};

use crate::{
    language::Phrases,
    panels::{Screen, style},
    session::Session,
    xr::{Headset, SwitchHeadset},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        draw.run_if(not(in_state(Screen::Start))),
    );
}

/// The host's button, always in view.
pub(in crate::panels) fn button(
    ui: &mut egui::Ui,
    session: &Session,
    phrases: &Phrases,
) -> Option<Command> {
    let on = session.room()?.class().evacuation().is_some();
    let key = if on {
        "evacuation-over"
    } else {
        "evacuation-call"
    };
    let button = egui::Button::new(style::bold(phrases.get(key), 18.0).color(style::NIGHT))
        .fill(style::ALERT);
    let pressed = ui.add(button).clicked();
    pressed.then_some(Command::Class(ClassCommand::Evacuate { on: !on }))
}

fn draw(
    mut contexts: EguiContexts,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    headset: Res<Headset>,
    mut wear: MessageWriter<SwitchHeadset>,
) -> Result {
    let Some((room, me)) = session.room().zip(session.me()) else {
        return Ok(());
    };
    let Some(evacuation) = room.class().evacuation() else {
        return Ok(());
    };
    let context = contexts.ctx_mut()?;
    if session.i_host() {
        let missing: Vec<String> = room
            .unacknowledged()
            .iter()
            .map(|person| person.nickname.to_string())
            .collect();
        let told = room.present().count().saturating_sub(1);
        if report(context, &phrases, told, &missing) {
            session.send(Command::Class(ClassCommand::Evacuate { on: false }));
        }
        return Ok(());
    }
    let seen = evacuation.acknowledged.contains(&me);
    let mut acknowledged = false;
    egui::Area::new("evacuation".into())
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .order(egui::Order::Tooltip)
        .show(context, |ui| {
            style::panel()
                .stroke(egui::Stroke::new(4.0, style::ALERT))
                .show(ui, |ui| {
                    ui.set_width(480.0);
                    ui.vertical_centered(|ui| {
                        ui.label(
                            style::bold(phrases.get("evacuation-title"), 34.0).color(style::ALERT),
                        );
                        ui.label(phrases.get("evacuation-what").into_owned());
                        ui.add_space(8.0);
                        if seen {
                            ui.label(style::bold(phrases.get("evacuation-seen"), 18.0));
                        } else {
                            acknowledged = ui
                                .add(style::primary(phrases.get("evacuation-acknowledge")))
                                .clicked();
                        }
                    });
                });
        });
    if acknowledged {
        session.send(Command::Class(ClassCommand::Acknowledge));
        if headset.is_on() {
            wear.write(SwitchHeadset(false));
        }
    }
    Ok(())
}

/// Who has seen it and who has not; whether it is over.
fn report(context: &egui::Context, phrases: &Phrases, told: usize, missing: &[String]) -> bool {
    let mut over = false;
    egui::Area::new("evacuation report".into())
        .anchor(egui::Align2::CENTER_BOTTOM, egui::vec2(0.0, -84.0))
        .order(egui::Order::Foreground)
        .show(context, |ui| {
            style::panel()
                .stroke(egui::Stroke::new(3.0, style::ALERT))
                .show(ui, |ui| {
                    ui.set_width(480.0);
                    let seen = told.saturating_sub(missing.len());
                    ui.label(style::bold(
                        phrases.with(
                            "evacuation-report",
                            &[("seen", seen.into()), ("told", told.into())],
                        ),
                        20.0,
                    ));
                    if !missing.is_empty() {
                        ui.label(style::quiet(phrases.get("evacuation-missing")));
                        ui.label(missing.join(", "));
                    }
                    over = ui
                        .button(phrases.get("evacuation-over").into_owned())
                        .clicked();
                });
        });
    over
}
