//! The form of the start to host a session: the lesson, and the rules of the house, each already chosen as most need it.

use std::{borrow::Cow, path::PathBuf};

use bevy_egui::egui;
use pleiades_netcode::{protocol::Admission, room::Microphones};

use super::{
    join::{Form, WIDTH, complain, identity},
    style,
};
use crate::{
    app::Content,
    language::Phrases,
    session::{Begin, Opening},
    world::Place,
};

/// Minutes between breaks one may choose; 0 is never.
const BREAKS_MIN: [u8; 5] = [10, 15, 20, 30, 0];
/// Days the journal may be kept; 0 is no longer than the program runs.
const DAYS: [u16; 4] = [0, 7, 30, 90];
/// Points for what a choice is about, beside it.
const ABOUT: f32 = 182.0;

/// Points that the foot takes.
pub(super) const FOOT: f32 = 50.0;

/// The page.
pub(super) fn host_page(
    ui: &mut egui::Ui,
    phrases: &Phrases,
    form: &mut Form,
    content: &Content,
    place: Option<&Place>,
) {
    ui.label(style::bold(phrases.get("host-title"), 21.0));
    ui.label(style::quiet(phrases.get("host-help")));
    lesson(ui, phrases, form, content, place);
    identity(ui, phrases, form);
    complain(ui, form);
    house(ui, phrases, form);
}

/// Beneath the page, always in view: all is chosen already. The wish, and whether to go back.
pub(super) fn host_foot(
    ui: &mut egui::Ui,
    phrases: &Phrases,
    form: &mut Form,
    content: &Content,
) -> (Option<Begin>, bool) {
    let (mut wish, mut back) = (None, false);
    ui.horizontal(|ui| {
        if ui.add(style::primary(phrases.get("host-go"))).clicked() {
            form.complaint = None;
            wish = form.nickname(phrases).map(|nickname| Begin {
                opening: Opening::host(chosen(form, content), form.house),
                nickname,
                colour: form.colour,
                comeback: None,
            });
        }
        back = ui.button(phrases.get("back").into_owned()).clicked();
    });
    (wish, back)
}

fn lesson(
    ui: &mut egui::Ui,
    phrases: &Phrases,
    form: &mut Form,
    content: &Content,
    place: Option<&Place>,
) {
    let chosen = chosen(form, content);
    let named = |folder: &PathBuf| -> Cow<'_, str> {
        match place {
            Some(place) if place.lesson.directory == *folder => {
                Cow::Owned(place.lesson.lesson.title.get(phrases.language()).to_owned())
            }
            _ => Cow::Owned(
                folder
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
            ),
        }
    };
    let label = ui.label(phrases.get("host-lesson").into_owned()).id;
    egui::ComboBox::from_id_salt("lesson")
        .selected_text(named(&chosen))
        .width(WIDTH)
        .show_ui(ui, |ui| {
            for lesson in &content.lessons() {
                if ui
                    .selectable_label(*lesson == chosen, named(lesson))
                    .clicked()
                {
                    form.lesson = Some(lesson.clone());
                }
            }
        })
        .response
        .labelled_by(label);
}

/// The lesson that is chosen; the first there is, at first.
fn chosen(form: &Form, content: &Content) -> PathBuf {
    let chosen = form.lesson.clone();
    chosen.unwrap_or_else(|| content.first_lesson())
}

/// The rules of the house.
fn house(ui: &mut egui::Ui, phrases: &Phrases, form: &mut Form) {
    let house = &mut form.house;
    let say = |key: &str| phrases.get(key).into_owned();
    let doors = [
        (Admission::WithHost, say("host-door-with-host")),
        (Admission::OneByOne, say("host-door-one-by-one")),
        (Admission::Everyone, say("host-door-everyone")),
    ];
    choice(ui, say("host-door-who"), &mut house.admission, &doors);
    let microphones = [
        (Microphones::Own, say("host-microphones-own")),
        (Microphones::Held, say("host-microphones-held")),
    ];
    choice(
        ui,
        say("host-microphones"),
        &mut house.microphones,
        &microphones,
    );
    let breaks = BREAKS_MIN.map(|minutes| {
        let words = match minutes {
            0 => say("host-breaks-never"),
            minutes => format!("{minutes} min"),
        };
        (minutes, words)
    });
    choice(
        ui,
        say("host-break-after"),
        &mut house.break_after_min,
        &breaks,
    );
    let days = DAYS.map(|days| {
        let words = match days {
            0 => say("host-keep-nothing"),
            days => phrases.with("host-keep-days", &[("days", days.into())]),
        };
        (days, words)
    });
    choice(ui, say("host-keep"), &mut house.retention_days, &days);
    ui.label(style::quiet(phrases.get("host-recording")).size(13.0));
}

/// One of a few, beside what it is about.
fn choice<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    about: String,
    chosen: &mut T,
    choices: &[(T, String)],
) {
    ui.horizontal(|ui| {
        let small = egui::FontId::proportional(16.0);
        let begins = egui::Layout::left_to_right(egui::Align::Center);
        let column = ui.allocate_ui_with_layout(egui::vec2(ABOUT, 36.0), begins, |ui| {
            ui.set_min_width(ABOUT);
            let about = egui::RichText::new(about.as_str()).font(small.clone());
            ui.label(about).id
        });
        let label = column.inner;
        let now = choices.iter().find(|(value, _)| value == chosen);
        let words = now.map_or("", |(_, words)| words.as_str());
        egui::ComboBox::from_id_salt(&about)
            .selected_text(egui::RichText::new(words).font(small))
            .width(WIDTH - ABOUT - ui.spacing().item_spacing.x)
            .truncate()
            .show_ui(ui, |ui| {
                for (value, words) in choices {
                    ui.selectable_value(chosen, *value, words.as_str());
                }
            })
            .response
            .labelled_by(label);
    });
}
