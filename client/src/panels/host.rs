//! What a host needs at hand: the door for the others, and the few commands of a guided visit.

use bevy::prelude::*;
use bevy_egui::egui;
use pleiades_netcode::protocol::Command;

use super::style;
use crate::{
    language::Phrases,
    session::Session,
    world::{Place, heading_deg},
};

/// What a host may choose for the time between breaks, minutes; 0 is never.
const BREAKS_MIN: [u8; 5] = [10, 15, 20, 30, 0];

/// The code to read out, the QR code to show, and the ticket to copy.
pub(super) fn door(ui: &mut egui::Ui, session: &Session, phrases: &Phrases) {
    let Some(hosted) = session.hosted() else {
        return;
    };
    let ticket = hosted.ticket.to_string();
    ui.label(style::bold(phrases.get("host-door"), 20.0));
    ui.horizontal_top(|ui| {
        style::qr::draw(ui, &ticket, 168.0);
        ui.vertical(|ui| {
            ui.label(style::quiet(phrases.get("host-code")));
            ui.label(style::bold(hosted.ticket.code.to_string(), 27.0).color(style::AMBER));
            if ui.button(phrases.get("host-copy").into_owned()).clicked() {
                ui.ctx().copy_text(ticket.clone());
            }
        });
    });
    ui.label(style::quiet(phrases.get("host-door-help")).size(13.0));
    if let Some(host) = hosted.ticket.hosts.first() {
        ui.horizontal_wrapped(|ui| {
            ui.label(style::quiet(phrases.get("host-address")).size(13.0));
            ui.label(format!("{host}:{}", hosted.ticket.port));
        });
    }
    let mut failed = None;
    if ui.button(phrases.get("host-card").into_owned()).clicked() {
        failed = hosted.show_card().err();
    }
    if let Some(console) = hosted.server.console_url() {
        ui.horizontal_wrapped(|ui| {
            ui.label(style::quiet(phrases.get("host-console")).size(13.0));
            if ui.link(console).clicked() {
                failed = hosted.show_console().err();
            }
            // Copied and not shown: this window may be on the projector.
            if ui
                .button(phrases.get("host-copy-key").into_owned())
                .clicked()
            {
                ui.ctx().copy_text(hosted.host_key.to_string());
            }
        });
    }
    let told = ui.id().with("invitation");
    if let Some(error) = failed {
        let sentence = phrases.with("host-no-browser", &[("reason", error.to_string().into())]);
        ui.data_mut(|data| data.insert_temp(told, sentence));
    }
    if let Some(sentence) = ui.data(|data| data.get_temp::<String>(told)) {
        ui.label(style::quiet(sentence).size(13.0));
    }
}

/// Commands of the host; the room decides each of them.
pub(super) fn tools(
    ui: &mut egui::Ui,
    session: &mut Session,
    place: &Place,
    body: Option<&Transform>,
    phrases: &Phrases,
) {
    ui.add_space(8.0);
    ui.label(style::bold(phrases.get("host-tools"), 20.0));
    let locked = session.room().is_some_and(|room| room.is_locked());
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        if let Some(body) = body
            && ui.button(phrases.get("host-gather").into_owned()).clicked()
        {
            wish = Some(Command::Gather {
                place: body.translation.to_array(),
                facing_deg: heading_deg(body),
            });
        }
        let lock = if locked { "host-unlock" } else { "host-lock" };
        if ui.button(phrases.get(lock).into_owned()).clicked() {
            wish = Some(Command::Lock { locked: !locked });
        }
    });
    let breaks = session.room().map_or(0, |room| room.break_after_min());
    ui.horizontal_wrapped(|ui| {
        ui.label(style::quiet(phrases.get("host-breaks")));
        for minutes in BREAKS_MIN {
            let text = match minutes {
                0 => phrases.get("host-breaks-never").into_owned(),
                minutes => minutes.to_string(),
            };
            if ui.selectable_label(breaks == minutes, text).clicked() {
                wish = Some(Command::SetBreaks { after_min: minutes });
            }
        }
    });
    ui.label(style::quiet(phrases.get("host-lead")));
    ui.horizontal_wrapped(|ui| {
        for stop in place.stops() {
            if ui.button(stop.title.get(phrases.language())).clicked() {
                wish = Some(Command::LeadTo {
                    stop: stop.id.clone().into(),
                });
            }
        }
    });
    if let Some(command) = wish {
        session.send(command);
    }
}
