//! The first thing one reads: look round alone, join a session, or host one.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::{Screen, hosting, join, settings, style};
use crate::{
    app::Content,
    language::Phrases,
    session::{Begin, Phase, Session},
    settings::{Settings, SettingsFile},
    world::{Place, SceneStatus},
    xr::Headset,
};

/// The page of the start that is open, and what was typed on it.
#[derive(Resource, Default)]
pub(crate) struct StartPage {
    pub(crate) page: Page,
    pub(crate) form: join::Form,
}

/// Pages of the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Page {
    #[default]
    Choices,
    Join,
    Host,
    Settings,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<StartPage>()
        .add_systems(OnEnter(Screen::Start), open)
        .add_systems(Update, enter.run_if(in_state(Screen::Start)))
        .add_systems(EguiPrimaryContextPass, draw.run_if(in_state(Screen::Start)));
}

fn open(settings: Res<Settings>, mut start: ResMut<StartPage>) {
    start.form.remember(&settings.identity);
}

/// Into the scene as soon as the session one chose has let one in.
fn enter(session: Res<Session>, start: Res<StartPage>, mut screen: ResMut<NextState<Screen>>) {
    if matches!(session.phase(), Phase::In) && start.form.asked {
        screen.set(Screen::Visit);
    }
}

fn draw(
    mut contexts: EguiContexts,
    mut start: ResMut<StartPage>,
    mut settings: ResMut<Settings>,
    mut phrases: ResMut<Phrases>,
    file: Res<SettingsFile>,
    content: Res<Content>,
    session: Res<Session>,
    scene: Res<SceneStatus>,
    headset: Res<Headset>,
    place: Option<Res<Place>>,
    mut begin: MessageWriter<Begin>,
    mut screen: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
) -> Result {
    let context = contexts.ctx_mut()?;
    let height = context.viewport_rect().height();
    let mut chosen = None;
    // Beside the campus on the window; before the eyes in a headset.
    let (align, aside) = if headset.is_on() {
        (egui::Align2::CENTER_CENTER, 0.0)
    } else {
        let aside = (context.viewport_rect().width() * 0.05).min(72.0);
        (egui::Align2::LEFT_CENTER, aside)
    };
    egui::Area::new("start".into())
        .anchor(align, egui::vec2(aside, 0.0))
        .show(context, |ui| {
            style::panel().show(ui, |ui| {
                ui.set_width(430.0);
                title(ui, &phrases);
                let hosts = start.page == Page::Host;
                let height = height - 210.0 - if hosts { hosting::FOOT } else { 0.0 };
                let mut back = false;
                egui::ScrollArea::vertical()
                    .max_height(height)
                    .min_scrolled_height(height)
                    .show(ui, |ui| {
                        ui.set_width(430.0);
                        if let SceneStatus::Failed(reason) = &*scene {
                            alert(
                                ui,
                                &phrases.with("scene-failed", &[("reason", reason.clone().into())]),
                            );
                        }
                        outcome(ui, &session, &phrases);
                        match start.page {
                            Page::Choices => {
                                choices(ui, &phrases, &mut start, &mut screen, &mut exit, &session);
                            }
                            Page::Join => {
                                (chosen, back) =
                                    join::join_page(ui, &phrases, &mut start.form, &session);
                            }
                            Page::Host => hosting::host_page(
                                ui,
                                &phrases,
                                &mut start.form,
                                &content,
                                place.as_deref(),
                            ),
                            Page::Settings => {
                                back = settings::page(ui, &mut phrases, &mut settings, &file);
                            }
                        }
                    });
                if hosts {
                    (chosen, back) = hosting::host_foot(ui, &phrases, &mut start.form, &content);
                }
                if back {
                    start.page = Page::Choices;
                    start.form.asked = false;
                }
            });
        });
    if let Some(wish) = chosen {
        start.form.asked = true;
        settings.identity.nickname = wish.nickname.as_str().to_owned();
        settings.identity.colour = wish.colour;
        if let Err(error) = file.save(&settings) {
            warn!("{error}");
        }
        begin.write(wish);
    }
    Ok(())
}

fn title(ui: &mut egui::Ui, phrases: &Phrases) {
    let (area, _) = ui.allocate_exact_size(egui::vec2(430.0, 62.0), egui::Sense::hover());
    style::seven_stars(
        ui.painter(),
        area.right_top() + egui::vec2(-92.0, 4.0),
        78.0,
    );
    ui.painter().text(
        area.left_top() + egui::vec2(0.0, 2.0),
        egui::Align2::LEFT_TOP,
        phrases.get("app-name"),
        style::bold_font(33.0),
        style::PAPER,
    );
    ui.painter().text(
        area.left_top() + egui::vec2(0.0, 42.0),
        egui::Align2::LEFT_TOP,
        phrases.get("app-subtitle"),
        egui::FontId::proportional(16.0),
        style::MIST,
    );
    ui.add_space(10.0);
}

fn choices(
    ui: &mut egui::Ui,
    phrases: &Phrases,
    start: &mut StartPage,
    screen: &mut NextState<Screen>,
    exit: &mut MessageWriter<AppExit>,
    session: &Session,
) {
    let wide = egui::vec2(430.0, 58.0);
    let ready = matches!(session.phase(), Phase::In);
    ui.add_enabled_ui(ready, |ui| {
        if ui
            .add(style::primary(phrases.get("start-visit")).min_size(wide))
            .clicked()
        {
            screen.set(Screen::Visit);
        }
    });
    for (key, page) in [
        ("start-join", Page::Join),
        ("start-host", Page::Host),
        ("start-settings", Page::Settings),
    ] {
        if ui
            .add(egui::Button::new(phrases.get(key).into_owned()).min_size(wide))
            .clicked()
        {
            start.page = page;
        }
    }
    if ui
        .add(egui::Button::new(style::quiet(phrases.get("start-quit"))).frame(false))
        .clicked()
    {
        exit.write(AppExit::Success);
    }
}

/// How the last attempt ended, if it did not let one in.
fn outcome(ui: &mut egui::Ui, session: &Session, phrases: &Phrases) {
    match session.phase() {
        Phase::Ended(ending) => alert(ui, &ending.sentence(phrases.language())),
        Phase::Failed(sentence) => alert(ui, sentence),
        Phase::Starting | Phase::Joining => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(style::quiet(phrases.get("session-joining")));
            });
        }
        Phase::Idle | Phase::In | Phase::Interrupted => {}
    }
}

/// A sentence one must not miss.
pub(super) fn alert(ui: &mut egui::Ui, sentence: &str) {
    egui::Frame::new()
        .fill(style::ALERT.gamma_multiply(0.16))
        .stroke(egui::Stroke::new(1.5, style::ALERT))
        .corner_radius(10)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(402.0);
            ui.label(format!("⚠ {sentence}"));
        });
}
