//! The form of the start to join a session with a code or a ticket; and what that to host one has in common with it.

use std::path::PathBuf;

use bevy_egui::egui;
use pleiades_netcode::{
    link::Target,
    protocol::{JoinCode, Nickname, PersonalCode, Ticket, credential::BadPersonalCode},
    server::ServerConfig,
};

use super::{start, style};
use crate::{
    avatars::palette,
    language::Phrases,
    session::{Begin, House, Opening, Phase, Session},
    settings::Identity,
};

pub(super) const WIDTH: f32 = 430.0;
/// Room between a field's edge and its words.
const FIELD: egui::Margin = egui::Margin::symmetric(10, 8);

/// What was typed.
#[derive(Default)]
pub(crate) struct Form {
    nickname: String,
    pub(super) colour: u8,
    door: String,
    address: String,
    personal: String,
    pub(super) lesson: Option<PathBuf>,
    pub(super) house: House,
    pub(super) complaint: Option<String>,
    /// A session was asked for from here; the start closes when it lets one in.
    pub(crate) asked: bool,
}

impl Form {
    /// Offers the name and colour used last.
    pub(crate) fn remember(&mut self, identity: &Identity) {
        if self.nickname.is_empty() {
            self.nickname.clone_from(&identity.nickname);
            self.colour = identity.colour;
        }
    }

    /// The personal code, if one was typed; nothing if it is none.
    fn personal_code(&mut self, phrases: &Phrases) -> Option<Option<PersonalCode>> {
        if self.personal.trim().is_empty() {
            return Some(None);
        }
        self.personal
            .parse()
            .map(Some)
            .map_err(|error: BadPersonalCode| {
                self.complaint = Some(error.sentence(phrases.language()));
            })
            .ok()
    }

    pub(super) fn nickname(&mut self, phrases: &Phrases) -> Option<Nickname> {
        Nickname::parse(&self.nickname)
            .map_err(|error| self.complaint = Some(error.sentence(phrases.language())))
            .ok()
    }
}

/// The page to join somebody's session; returns the wish, and whether to go back.
pub(super) fn join_page(
    ui: &mut egui::Ui,
    phrases: &Phrases,
    form: &mut Form,
    session: &Session,
) -> (Option<Begin>, bool) {
    ui.label(style::bold(phrases.get("join-title"), 21.0));
    let label = ui.label(phrases.get("join-door").into_owned()).id;
    let door = egui::TextEdit::singleline(&mut form.door)
        .hint_text("K7QF-2MXD")
        .font(egui::TextStyle::Heading)
        .margin(FIELD)
        .desired_width(WIDTH);
    let entered = ui.add(door).labelled_by(label).lost_focus()
        && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.label(style::quiet(phrases.get("join-door-help")));
    ui.collapsing(phrases.get("join-by-address").into_owned(), |ui| {
        ui.label(style::quiet(phrases.get("join-address-help")));
        ui.add(
            egui::TextEdit::singleline(&mut form.address)
                .hint_text("192.168.1.20:4433")
                .margin(FIELD)
                .desired_width(WIDTH - 40.0),
        );
    });
    ui.collapsing(phrases.get("join-again").into_owned(), |ui| {
        ui.label(style::quiet(phrases.get("join-personal-help")));
        ui.add(
            egui::TextEdit::singleline(&mut form.personal)
                .hint_text("7KQ2M")
                .margin(FIELD)
                .desired_width(WIDTH - 40.0),
        );
    });
    identity(ui, phrases, form);
    complain(ui, form);
    let waiting = matches!(session.phase(), Phase::Starting | Phase::Joining) && form.asked;
    let (mut wish, mut back) = (None, false);
    ui.horizontal(|ui| {
        let go = ui
            .add_enabled(!waiting, style::primary(phrases.get("join-go")))
            .clicked();
        if (go || entered) && !waiting {
            form.complaint = None;
            let personal_code = form.personal_code(phrases);
            wish = target(form, phrases)
                .zip(form.nickname(phrases))
                .zip(personal_code)
                .map(|((target, nickname), personal_code)| Begin {
                    opening: Opening::Join {
                        target,
                        host_key: None,
                        personal_code,
                    },
                    nickname,
                    colour: form.colour,
                    comeback: None,
                });
        }
        back = ui.button(phrases.get("back").into_owned()).clicked();
    });
    (wish, back)
}

/// Where the typed code or ticket leads.
fn target(form: &mut Form, phrases: &Phrases) -> Option<Target> {
    let door = form.door.trim();
    let language = phrases.language();
    let parsed = if door.contains("://") {
        door.parse::<Ticket>()
            .map(Target::Ticket)
            .map_err(|error| error.sentence(language))
    } else {
        door.parse::<JoinCode>()
            .map_err(|error| error.sentence(language))
            .and_then(|code| {
                let address = form.address.trim();
                if address.is_empty() {
                    return Ok(Target::Code(code));
                }
                let (host, port) = split_address(address).ok_or_else(|| {
                    phrases.with(
                        "join-address-wrong",
                        &[("address", address.to_owned().into())],
                    )
                })?;
                Ok(Target::Address { host, port, code })
            })
    };
    parsed
        .map_err(|sentence| form.complaint = Some(sentence))
        .ok()
}

/// `host`, `host:port`, `[v6]:port` or a bare IPv6 address.
fn split_address(address: &str) -> Option<(String, u16)> {
    const DEFAULT_PORT: u16 = ServerConfig::DEFAULT_PORT;
    if let Some(rest) = address.strip_prefix('[') {
        let (host, rest) = rest.split_once(']')?;
        let port = rest
            .strip_prefix(':')
            .map_or(Some(DEFAULT_PORT), |port| port.parse().ok())?;
        return Some((host.to_owned(), port));
    }
    match address.matches(':').count() {
        0 => Some((address.to_owned(), DEFAULT_PORT)),
        1 => {
            let (host, port) = address.split_once(':')?;
            (!host.is_empty()).then_some((host.to_owned(), port.parse().ok()?))
        }
        _ => Some((address.to_owned(), DEFAULT_PORT)),
    }
}

/// Name and colour.
pub(super) fn identity(ui: &mut egui::Ui, phrases: &Phrases, form: &mut Form) {
    ui.add_space(6.0);
    let label = ui.label(phrases.get("join-nickname").into_owned()).id;
    ui.add(
        egui::TextEdit::singleline(&mut form.nickname)
            .hint_text(phrases.get("join-nickname-hint").into_owned())
            .margin(FIELD)
            .desired_width(WIDTH),
    )
    .labelled_by(label);
    ui.label(style::quiet(phrases.get("join-nickname-help")));
    ui.label(phrases.get("join-colour").into_owned());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (index, tint) in palette::COLOURS.iter().enumerate() {
            let index = index as u8;
            let chosen = form.colour == index;
            let (area, response) =
                ui.allocate_exact_size(egui::vec2(29.0, 29.0), egui::Sense::click());
            let response = response.on_hover_text(phrases.get(tint.key).into_owned());
            ui.painter().circle_filled(area.center(), 12.0, tint.egui());
            if chosen || response.hovered() || response.has_focus() {
                let ring = egui::Stroke::new(if chosen { 3.0 } else { 1.5 }, style::PAPER);
                ui.painter().circle_stroke(area.center(), 13.5, ring);
            }
            if response.clicked() {
                form.colour = index;
            }
        }
    });
    ui.add_space(6.0);
}

pub(super) fn complain(ui: &mut egui::Ui, form: &Form) {
    if let Some(complaint) = &form.complaint {
        start::alert(ui, complaint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        let default = ServerConfig::DEFAULT_PORT;
        assert_eq!(
            split_address("192.168.1.20:5000"),
            Some(("192.168.1.20".into(), 5000))
        );
        assert_eq!(
            split_address("salle-12.local"),
            Some(("salle-12.local".into(), default))
        );
        assert_eq!(
            split_address("[fe80::1]:5000"),
            Some(("fe80::1".into(), 5000))
        );
        assert_eq!(split_address("fe80::1"), Some(("fe80::1".into(), default)));
        assert_eq!(split_address("host:port"), None);
        assert_eq!(split_address(":4433"), None);
        assert_eq!(split_address("[fe80::1"), None);
    }
}
