//! One person, as a host leads them: what there is to know at a glance, and what can be done.

use bevy_egui::egui;
use pleiades_netcode::{
    protocol::{ClassCommand, Command, Nickname, Role, Spot, Whom},
    room::{Participant, RoomState, Voice},
};

use crate::{class::Through, language::Phrases, panels::style, session::Session};

/// What stands behind somebody's name: signs everyone sees, and for hosts the minutes in a headset.
pub(in crate::panels) fn standing(
    ui: &mut egui::Ui,
    session: &Session,
    room: &RoomState,
    person: &Participant,
    phrases: &Phrases,
) {
    let class = room.class();
    if class.guide() == Some(person.id) {
        ui.label("🚩")
            .on_hover_text(phrases.get("class-is-guide").into_owned());
    }
    match class.voice(person.id) {
        Voice::Open => {
            ui.label("🔊")
                .on_hover_text(phrases.get("class-voice-open").into_owned());
        }
        Voice::Held => {
            ui.label("🔇")
                .on_hover_text(phrases.get("class-voice-held").into_owned());
        }
        Voice::Closed => {}
    }
    let worn = class.worn(person.id);
    let now_ms = session.server_now_ms();
    let minutes = worn.total_ms(now_ms) / 60_000;
    if session.i_host() && (worn.is_on() || minutes > 0) {
        let text = phrases.with("class-worn", &[("minutes", (minutes as u32).into())]);
        let text = style::quiet(text);
        if worn.is_rest_due(now_ms, room.break_after_min()) {
            ui.label(text.color(style::ALERT))
                .on_hover_text(phrases.get("class-rest-due").into_owned());
        } else {
            ui.label(text);
        }
    }
}

/// The menu behind a person's name.
pub(in crate::panels) fn menu(
    ui: &mut egui::Ui,
    session: &Session,
    room: &RoomState,
    person: &Participant,
    through: &mut Through,
    phrases: &Phrases,
) -> Option<Command> {
    let id = person.id;
    if Some(id) == session.me() {
        return None;
    }
    let class = room.class();
    let i_have_the_key = session.me().is_some_and(|me| !class.is_co_host(me));
    let outranked = person.role.is_host() && !i_have_the_key;
    let (mut wish, mut out) = (None, None);
    let response = ui.menu_button("…", |ui| {
        let mut item = |ui: &mut egui::Ui, key: &str, command: ClassCommand| {
            if ui.button(phrases.get(key).into_owned()).clicked() {
                wish = Some(command);
                ui.close();
            }
        };
        item(
            ui,
            "class-spotlight",
            ClassCommand::Spotlight(Some(Spot::Person(id))),
        );
        if person.role != Role::Observer {
            item(ui, "class-pass-guide", ClassCommand::PassGuide { to: id });
            item(ui, "class-call", ClassCommand::CallUpon { whom: Some(id) });
        }
        if i_have_the_key && (!person.role.is_host() || class.is_co_host(id)) {
            let (key, on) = if person.role.is_host() {
                ("class-demote", false)
            } else {
                ("class-promote", true)
            };
            item(ui, key, ClassCommand::SetCoHost { whom: id, on });
        }
        if !person.role.is_host() {
            if class.voice(id) == Voice::Held {
                item(
                    ui,
                    "class-release",
                    ClassCommand::ReleaseMute(Whom::One(id)),
                );
            } else {
                let whom = Whom::One(id);
                item(ui, "class-mute", ClassCommand::Mute { whom, hold: true });
            }
        }
        if !outranked {
            if let Ok(nickname) = Nickname::parse(&phrases.get("visitor")) {
                item(
                    ui,
                    "class-rename",
                    ClassCommand::NameOther { whom: id, nickname },
                );
            }
            ui.separator();
            item(ui, "class-ban", ClassCommand::Ban { whom: id });
            if ui
                .button(phrases.get("host-send-out").into_owned())
                .clicked()
            {
                out = Some(Command::SendOut { who: id });
                ui.close();
            }
        }
        let looks = through.0 == Some(id);
        let key = if looks {
            "class-through-close"
        } else {
            "class-see"
        };
        if ui.button(phrases.get(key).into_owned()).clicked() {
            through.0 = (!looks).then_some(id);
            ui.close();
        }
    });
    response
        .response
        .on_hover_text(phrases.get("class-person").into_owned());
    out.or(wish.map(Command::Class))
}
