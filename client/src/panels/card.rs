//! The card of a stop: what it is, to read, to look at and to listen to, what is known with its source, what one could ask,
//! what interests one, and its quizzes.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use pleiades_scenes::lesson::{Date, Stop};

use super::{Screen, class::Signs, formations, media::Files, quiz, style};
use crate::{
    language::Phrases,
    session::Session,
    stand::Stand,
    tour::{Drafts, OpenedCard, Seeking},
    world::Place,
    xr::Headset,
};

/// So wide are its contents, points: beside the sign with the place's name there is room for it on a small window.
const WIDTH: f32 = 434.0;
/// What a card has beside its contents, points: frame and title; and the choice between reading and quizzes.
const HEAD: f32 = 106.0;
const TABS: f32 = 48.0;
/// What is left free around it, points; and above it where a stand says how much time is left.
const FREE: f32 = 14.0;
const CLOCK: f32 = 70.0;

/// What the card shows.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    /// What there is to read.
    #[default]
    Reading,
    /// What is asked.
    Quizzes,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Side>()
        .add_systems(EguiPrimaryContextPass, draw.run_if(in_state(Screen::Visit)));
}

fn draw(
    mut contexts: EguiContexts,
    place: Option<Res<Place>>,
    phrases: Res<Phrases>,
    headset: Res<Headset>,
    mut session: ResMut<Session>,
    mut side: ResMut<Side>,
    mut drafts: ResMut<Drafts>,
    mut seeking: ResMut<Seeking>,
    mut opened: ResMut<OpenedCard>,
    mut files: Files,
    signs: Res<Signs>,
    stand: Option<Res<Stand>>,
) -> Result {
    let Some(stop) = opened
        .0
        .as_deref()
        .zip(place.as_ref())
        .and_then(|(id, place)| place.stop(id))
    else {
        return Ok(());
    };
    let Some(place) = &place else { return Ok(()) };
    let context = contexts.ctx_mut()?;
    let (done, quizzes) = quiz::count(stop, &session);
    let view = context.viewport_rect().height();
    let head = if quizzes > 0 { HEAD + TABS } else { HEAD };
    // Before the eyes in a headset; on the window beside what it is about, beneath what is so for the class.
    let (align, aside, height) = if headset.is_on() {
        let height = view - 2.0 * FREE - head;
        (egui::Align2::CENTER_CENTER, egui::Vec2::ZERO, height)
    } else {
        let top = signs.below.max(if stand.is_some() { CLOCK } else { FREE });
        let aside = egui::vec2(-FREE, top);
        (egui::Align2::RIGHT_TOP, aside, view - top - FREE - head)
    };
    let height = height.max(120.0);
    let mut wish = None;
    let mut close = context.input(|input| input.key_pressed(egui::Key::Escape));
    egui::Area::new("card".into())
        .anchor(align, aside)
        .order(egui::Order::Middle)
        .show(context, |ui| {
            style::panel().show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.horizontal(|ui| {
                    ui.set_width(WIDTH);
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
                        close |= ui
                            .button("×")
                            .on_hover_text(phrases.get("card-close"))
                            .clicked();
                        ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                            ui.label(
                                style::bold(stop.title.get(phrases.language()), 23.0)
                                    .color(style::AMBER),
                            );
                        });
                    });
                });
                if quizzes > 0 {
                    ui.horizontal(|ui| {
                        let reading = phrases.get("card-reading").into_owned();
                        ui.selectable_value(&mut *side, Side::Reading, reading);
                        let count = [("done", done.into()), ("count", quizzes.into())];
                        let quizzes = phrases.with("card-quizzes", &count);
                        ui.selectable_value(&mut *side, Side::Quizzes, quizzes);
                    });
                }
                // One scroll position for each side of each card.
                let asked = quizzes > 0 && *side == Side::Quizzes;
                egui::ScrollArea::vertical()
                    .id_salt((&stop.id, asked))
                    .max_height(height)
                    .min_scrolled_height(height)
                    .show(ui, |ui| {
                        wish = if asked {
                            quiz::page(ui, stop, &session, &phrases, &mut drafts)
                        } else {
                            contents(ui, stop, place, &phrases, &mut files);
                            formations::list(ui, stop, place, &session, &phrases)
                                .map(quiz::Wish::Ask)
                        };
                    });
            });
        });
    match wish {
        Some(quiz::Wish::Ask(command)) => session.send(command),
        Some(quiz::Wish::Seek(quiz)) => {
            seeking.begin(&quiz, &stop.id);
            close = true;
        }
        None => {}
    }
    if close {
        opened.0 = None;
    }
    Ok(())
}

fn contents(ui: &mut egui::Ui, stop: &Stop, place: &Place, phrases: &Phrases, files: &mut Files) {
    let language = phrases.language();
    files.sounds(ui, stop, phrases);
    ui.label(stop.card.get(language));
    files.pictures(ui, stop, phrases);
    let today = Date::today_utc();
    if !stop.facts.is_empty() {
        ui.add_space(8.0);
        ui.label(style::bold(phrases.get("card-facts"), 17.0));
    }
    for fact in &stop.facts {
        let expired = fact.is_expired(today);
        let mut text = egui::RichText::new(format!("•  {}", fact.text.get(language)));
        if expired {
            text = text.color(style::MIST);
        }
        ui.label(text);
        if let Some(source) = place.lesson.lesson.source(&fact.source) {
            let checked = source.checked.to_string();
            let mut line = phrases.with(
                "card-source",
                &[
                    ("title", source.title.clone().into()),
                    ("checked", checked.into()),
                ],
            );
            if expired {
                line = format!("⚠ {} {line}", phrases.get("card-expired"));
            }
            ui.indent("source", |ui| ui.label(style::quiet(line).size(13.0)));
        }
    }
    if !stop.questions.is_empty() {
        ui.add_space(8.0);
        ui.label(style::bold(phrases.get("card-questions"), 17.0));
        for question in &stop.questions {
            ui.label(format!("?  {}", question.get(language)));
        }
    }
}
