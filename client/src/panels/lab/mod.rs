//! The lab: instruments at hand, the notebook, its figures, the answers, and for a teacher the class. L opens and closes it.

mod answers;
mod class;
mod figure;
mod here;
mod instruments;
mod notebook;
mod photos;
mod projected;
mod takeout;

use std::{collections::HashMap, time::Duration};

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use pleiades_netcode::{
    bench,
    protocol::{
        Command, Deed, LabCommand,
        lab::{Attempt, AttemptId, Group},
    },
};
use pleiades_scenes::lab::{Group as Allowed, Lab};

use super::{Screen, style};
use crate::{
    app::sets::FrameSet,
    body::Body,
    lab::{Album, Compass, Finder, LookedAt, OpenNotebook},
    language::Phrases,
    session::Session,
    stand::Stand,
    world::Place,
    xr::Headset,
};

const WIDTH: f32 = 620.0;
/// Points below the panel for the line of help.
const ABOVE_HELP: f32 = 72.0;
/// Points that title, tabs and margins take.
const HEAD: f32 = 164.0;

/// What the panel shows and what is being typed; everything else is in the room.
#[derive(Resource, Default)]
struct LabPanel {
    open: bool,
    page: Page,
    /// Of several notebooks of one's own, or of a pupil's that a teacher looks into.
    attempt: Option<AttemptId>,
    instrument: usize,
    /// How far the compass is being turned; nothing while it is not in the hand.
    turn_deg: Option<f64>,
    dial: String,
    /// Texts that are not sent yet, by where they belong.
    drafts: HashMap<String, String>,
    takeout: takeout::Takeout,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Steps,
    Instruments,
    Notebook,
    Figures,
    Answers,
    Class,
}

impl Page {
    const ALL: [(Self, &str); 6] = [
        (Self::Steps, "lab-steps"),
        (Self::Instruments, "lab-instruments"),
        (Self::Notebook, "lab-notebook"),
        (Self::Figures, "lab-figures"),
        (Self::Answers, "lab-answers"),
        (Self::Class, "lab-class"),
    ];
}

/// What every page is drawn from, and what it wishes.
struct Sheet<'a> {
    lab: &'a Lab,
    place: &'a Place,
    phrases: &'a Phrases,
    attempt: &'a Attempt,
    /// Where the person stands, room frame, metres.
    body: Vec3,
    /// Whether a headset is worn.
    worn: bool,
    /// Whether one works on it oneself: a teacher looks into others, and shows with their instruments.
    own: bool,
    album: &'a mut Album,
    finder: &'a mut Finder,
    deeds: Vec<Deed>,
}

impl Sheet<'_> {
    fn say(&self, text: &pleiades_scenes::lesson::Localised) -> String {
        text.get(self.phrases.language()).to_owned()
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<LabPanel>()
        .init_resource::<projected::PutAside>()
        .add_systems(Update, takeout::save.run_if(in_state(Screen::Visit)))
        .add_systems(
            EguiPrimaryContextPass,
            (projected::draw.after(draw), photos::viewfinder).run_if(in_state(Screen::Visit)),
        )
        .add_systems(
            Update,
            toggle
                .run_if(in_state(Screen::Visit))
                .in_set(FrameSet::Send),
        )
        .add_systems(EguiPrimaryContextPass, draw.run_if(in_state(Screen::Visit)));
}

/// L opens the lab and closes it; P photographs.
fn toggle(
    keys: Option<Res<ButtonInput<KeyCode>>>,
    typing: Option<Res<bevy_egui::input::EguiWantsInput>>,
    place: Option<Res<Place>>,
    bodies: Query<&Transform, With<Body>>,
    stand: Option<Res<Stand>>,
    mut touched: MessageReader<OpenNotebook>,
    mut looked_at: ResMut<LookedAt>,
    mut finder: ResMut<Finder>,
    mut panel: ResMut<LabPanel>,
) {
    looked_at.set_if_neq(LookedAt(panel.attempt));
    if touched.read().last().is_some() {
        panel.open = true;
    }
    let Some(keys) = keys else { return };
    if typing.is_some_and(|typing| typing.wants_any_keyboard_input()) {
        return;
    }
    let body = bodies.iter().next().map(|body| body.translation);
    let here = stand.is_none() && place.is_some_and(|place| here::is_here(&place, body));
    let here = here || panel.open;
    if here && keys.just_pressed(KeyCode::KeyL) {
        panel.open = !panel.open;
    }
    // At once: one looks at it already.
    if here && keys.just_pressed(KeyCode::KeyP) {
        finder.aim(Duration::ZERO);
    }
}

fn draw(
    mut contexts: EguiContexts,
    mut panel: ResMut<LabPanel>,
    mut session: ResMut<Session>,
    place: Option<Res<Place>>,
    phrases: Res<Phrases>,
    headset: Res<Headset>,
    bodies: Query<&Transform, With<Body>>,
    stand: Option<Res<Stand>>,
    compass: Res<Compass>,
    mut album: ResMut<Album>,
    mut finder: ResMut<Finder>,
) -> Result {
    // Not before what one photographs.
    if finder.is_open() {
        return Ok(());
    }
    let Some(place) = place else { return Ok(()) };
    let Some(lab) = place.lab() else {
        return Ok(());
    };
    let at = bodies.iter().next().map(|body| body.translation);
    // Its sign would hang before what one reads.
    let in_the_way = headset.is_on() && compass.is_in_hand();
    if !panel.open && (stand.is_some() || in_the_way || !here::is_here(&place, at)) {
        return Ok(());
    }
    let under_signs = here::under_signs(&place);
    let context = contexts.ctx_mut()?;
    let panel = &mut *panel;
    let (align, aside) = match (headset.is_on(), panel.open) {
        (true, true) => (egui::Align2::CENTER_TOP, egui::vec2(0.0, 4.0)),
        // What is closed is not in the middle of the view.
        (true, false) => (egui::Align2::CENTER_BOTTOM, egui::vec2(0.0, -8.0)),
        (false, true) => (egui::Align2::LEFT_TOP, egui::vec2(24.0, under_signs)),
        // Beside what one works at, above the line of help.
        (false, false) => (egui::Align2::LEFT_BOTTOM, egui::vec2(24.0, -ABOVE_HELP)),
    };
    let around = if headset.is_on() {
        HEAD + ABOVE_HELP
    } else {
        under_signs + HEAD + ABOVE_HELP
    };
    let height = context.viewport_rect().height() - around;
    let mut wishes = Vec::new();
    egui::Area::new("lab".into())
        .anchor(align, aside)
        .order(egui::Order::Middle)
        .show(context, |ui| {
            if !panel.open {
                style::sign().show(ui, |ui| {
                    if ui.button(phrases.get("lab-open").into_owned()).clicked() {
                        panel.open = true;
                    }
                });
                return;
            }
            style::panel().show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.horizontal(|ui| {
                    let title = place.lesson.lesson.title.get(phrases.language());
                    ui.label(style::bold(title, 21.0).color(style::AMBER));
                    if ui
                        .button("×")
                        .on_hover_text(phrases.get("card-close"))
                        .clicked()
                    {
                        panel.open = false;
                    }
                });
                let body = bodies
                    .iter()
                    .next()
                    .map_or(Vec3::ZERO, |body| body.translation);
                wishes = contents(
                    ui,
                    panel,
                    &session,
                    lab,
                    &place,
                    &phrases,
                    body,
                    headset.is_on(),
                    height,
                    &mut album,
                    &mut finder,
                );
            });
        });
    for wish in wishes {
        session.send(Command::Lab(wish));
    }
    Ok(())
}

/// The open panel; what was wished in it.
fn contents(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    session: &Session,
    lab: &Lab,
    place: &Place,
    phrases: &Phrases,
    body: Vec3,
    worn: bool,
    height: f32,
    album: &mut Album,
    finder: &mut Finder,
) -> Vec<LabCommand> {
    let (Some(room), Some(me)) = (session.room(), session.me()) else {
        return Vec::new();
    };
    let hosts = session.i_host();
    let mut wishes = Vec::new();
    ui.horizontal_wrapped(|ui| {
        for (page, key) in Page::ALL {
            let shown = page != Page::Class || hosts;
            if shown
                && ui
                    .selectable_label(panel.page == page, phrases.get(key).into_owned())
                    .clicked()
            {
                panel.page = page;
            }
        }
    });
    let own = room.labs().of(me).last().map(|(id, _)| id);
    let chosen = panel
        .attempt
        .filter(|id| room.labs().attempt(*id).is_some());
    let looked_at = chosen.or(own);
    egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            if panel.page == Page::Class {
                wishes.extend(class::page(ui, panel, room.labs(), lab, phrases));
                return;
            }
            match looked_at.and_then(|id| Some((id, room.labs().attempt(id)?))) {
                Some((id, attempt)) => {
                    let mut sheet = Sheet {
                        lab,
                        place,
                        phrases,
                        attempt,
                        body,
                        worn,
                        own: attempt.is_of(me),
                        album,
                        finder,
                        deeds: Vec::new(),
                    };
                    if !sheet.own {
                        let names = [("names", attempt.names().into())];
                        ui.label(style::quiet(phrases.with("lab-showing", &names)));
                    }
                    match panel.page {
                        Page::Instruments => instruments::page(ui, panel, &mut sheet),
                        Page::Figures => figure::page(ui, panel, &sheet),
                        written => {
                            ui.add_enabled_ui(sheet.own, |ui| match written {
                                Page::Steps => {
                                    steps(ui, &mut sheet, bench::is_exam(lab, room.labs()));
                                }
                                Page::Notebook => notebook::page(ui, panel, &mut sheet),
                                _ => answers::page(ui, panel, &mut sheet),
                            });
                        }
                    }
                    let deeds = sheet.deeds;
                    wishes.extend(
                        deeds
                            .into_iter()
                            .map(|deed| LabCommand::Work { attempt: id, deed }),
                    );
                }
                None => wishes.extend(begin(ui, lab, hosts, phrases)),
            }
        });
    wishes
}

/// Ways to begin.
fn begin(ui: &mut egui::Ui, lab: &Lab, hosts: bool, phrases: &Phrases) -> Option<LabCommand> {
    ui.label(phrases.get("lab-begin-help").into_owned());
    let mut wish = None;
    for (allowed, group, key) in [
        (Allowed::Alone, Group::Alone, "lab-begin-alone"),
        (Allowed::Pair, Group::Pair, "lab-begin-pair"),
        (Allowed::Class, Group::Class, "lab-begin-class"),
    ] {
        let may = lab.groups.contains(&allowed) && (group != Group::Class || hosts);
        if may && ui.add(style::primary(phrases.get(key))).clicked() {
            wish = Some(LabCommand::Begin { group });
        }
    }
    wish
}

/// The instructions, with help where it is allowed.
fn steps(ui: &mut egui::Ui, sheet: &mut Sheet<'_>, exam: bool) {
    let phrases = sheet.phrases;
    if exam {
        ui.label(style::quiet(phrases.get("lab-exam")));
    }
    for (nth, step) in sheet.lab.steps.iter().enumerate() {
        ui.label(style::bold(
            format!("{}. {}", nth + 1, sheet.say(&step.title)),
            18.0,
        ));
        ui.label(sheet.say(&step.instruction));
        let name = step.id.as_str().into();
        let level = sheet.attempt.hints.get(&name).copied().unwrap_or(0);
        for hint in step.hints.iter().take(usize::from(level)) {
            ui.label(style::quiet(format!("→ {}", sheet.say(hint))));
        }
        ui.horizontal(|ui| {
            let more = usize::from(level) < step.hints.len() && !exam;
            if more && ui.button(phrases.get("lab-hint").into_owned()).clicked() {
                sheet.deeds.push(Deed::Hint { step: name.clone() });
            }
            let done = sheet.attempt.notebook.actions.contains(&name);
            let label = if done { "lab-done" } else { "lab-finish" };
            if ui
                .add_enabled(!done, egui::Button::new(phrases.get(label).into_owned()))
                .clicked()
            {
                sheet.deeds.push(Deed::Finish { step: name.clone() });
            }
        });
        ui.add_space(8.0);
    }
}
