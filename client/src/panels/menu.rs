//! The menu, opened by Escape: the session goes on behind it.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use pleiades_netcode::protocol::{Command, Role};

use super::{Screen, class, comfort, host, reactions, settings, start::StartPage, style};
use crate::{
    app::sets::FrameSet,
    avatars::palette,
    body::Body,
    class::Through,
    language::Phrases,
    session::{Phase, Session},
    settings::{Settings, SettingsFile},
    tour::OpenedCard,
    world::Place,
    xr::{Headset, Recentre, SwitchHeadset},
};

/// Around what the menu shows, points.
const FRAME: f32 = 120.0;
/// A row of buttons with what is between it and the next, points.
const ROW: f32 = 64.0;

/// The menu button of a controller was pressed.
#[derive(Message, Clone, Copy, Debug, Default)]
pub(crate) struct PressMenu;

/// The page of the menu that is open.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Session,
    Settings,
    /// What a newcomer to headsets is asked.
    Comfort,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Tab>()
        .add_message::<PressMenu>()
        .add_systems(
            Update,
            (toggle, welcome, open_the_door, fall_back).in_set(FrameSet::Intend),
        )
        .add_systems(EguiPrimaryContextPass, draw.run_if(in_state(Screen::Menu)));
}

fn toggle(
    keys: Option<Res<ButtonInput<KeyCode>>>,
    pads: Query<&Gamepad>,
    screen: Res<State<Screen>>,
    mut pressed: MessageReader<PressMenu>,
    mut card: ResMut<OpenedCard>,
    mut next: ResMut<NextState<Screen>>,
) {
    let button = pressed.read().last().is_some();
    let pressed = button
        || keys.is_some_and(|keys| keys.just_pressed(KeyCode::Escape))
        || pads
            .iter()
            .any(|pad| pad.just_pressed(GamepadButton::Start));
    if !pressed {
        return;
    }
    match screen.get() {
        // Escape closes what is on top: first the card.
        Screen::Visit if card.0.is_none() => next.set(Screen::Menu),
        // The card itself hears Escape.
        Screen::Visit if button => card.0 = None,
        Screen::Menu => next.set(Screen::Visit),
        Screen::Visit | Screen::Start => {}
    }
}

/// Who wears a headset for the first time is asked how it suits them, before anything moves.
fn welcome(
    headset: Res<Headset>,
    settings: Res<Settings>,
    screen: Res<State<Screen>>,
    mut tab: ResMut<Tab>,
    mut next: ResMut<NextState<Screen>>,
) {
    let asks = headset.is_on() && settings.comfort.newcomer && *tab != Tab::Comfort;
    if asks && *screen.get() == Screen::Visit {
        *tab = Tab::Comfort;
        next.set(Screen::Menu);
    }
}

/// Who has just opened a session sees its code first: the others are waiting for it.
fn open_the_door(
    session: Res<Session>,
    screen: Res<State<Screen>>,
    mut shown: Local<bool>,
    mut next: ResMut<NextState<Screen>>,
) {
    let open = session.hosted().is_some_and(|hosted| hosted.public);
    if !open {
        *shown = false;
    } else if !*shown && matches!(session.phase(), Phase::In) && *screen.get() == Screen::Visit {
        *shown = true;
        next.set(Screen::Menu);
    }
}

/// A session that is over leaves one at the start, where the reason can be read.
fn fall_back(
    session: Res<Session>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
) {
    let over = matches!(session.phase(), Phase::Ended(_) | Phase::Failed(_));
    if over && *screen.get() != Screen::Start {
        next.set(Screen::Start);
    }
}

fn draw(
    mut contexts: EguiContexts,
    mut tab: ResMut<Tab>,
    mut session: ResMut<Session>,
    mut phrases: ResMut<Phrases>,
    mut settings: ResMut<Settings>,
    mut start: ResMut<StartPage>,
    file: Res<SettingsFile>,
    place: Option<Res<Place>>,
    bodies: Query<&Transform, With<Body>>,
    headset: Res<Headset>,
    mut through: ResMut<Through>,
    mut wear: MessageWriter<SwitchHeadset>,
    mut recentre: MessageWriter<Recentre>,
    mut next: ResMut<NextState<Screen>>,
) -> Result {
    let context = contexts.ctx_mut()?;
    let (width, height) = (
        context.viewport_rect().width(),
        context.viewport_rect().height(),
    );
    egui::Area::new("menu".into())
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(context, |ui| {
            style::panel().show(ui, |ui| {
                ui.set_width((width - 72.0).clamp(320.0, 760.0));
                // What the menu is opened for stays in view, however long the list of people is.
                match *tab {
                    Tab::Settings => scrolled(ui, height - FRAME, |ui| {
                        if settings::page(ui, &mut phrases, &mut settings, &file) {
                            *tab = Tab::Session;
                        }
                    }),
                    Tab::Comfort => scrolled(ui, height - FRAME, |ui| {
                        if comfort::page(ui, &phrases, &mut settings.comfort) {
                            settings.comfort.newcomer = false;
                            if let Err(error) = file.save(&settings) {
                                warn!("{error}");
                            }
                            *tab = Tab::Session;
                            next.set(Screen::Visit);
                        }
                    }),
                    Tab::Session => {
                        let rows = if headset.is_on() { 2.0 } else { 1.0 };
                        scrolled(ui, height - FRAME - rows * ROW, |ui| {
                            ui.columns(2, |columns| {
                                columns[0].vertical(|ui| {
                                    if let Some(command) =
                                        people(ui, &session, &mut through, &phrases)
                                    {
                                        session.send(command);
                                    }
                                });
                                columns[1].vertical(|ui| {
                                    if session.hosted().is_some_and(|hosted| hosted.public) {
                                        host::door(ui, &session, &phrases);
                                    }
                                    if session.i_host()
                                        && let Some(place) = place.as_deref()
                                    {
                                        let body = bodies.single().ok();
                                        host::tools(ui, &mut session, place, body, &phrases);
                                        for command in class::tools(ui, &session, body, &phrases) {
                                            session.send(command);
                                        }
                                    }
                                });
                            });
                        });
                        ui.separator();
                        if headset.is_on() {
                            ui.horizontal_wrapped(|ui| {
                                if let Some(command) = reactions::row(ui, &session, &phrases) {
                                    session.send(command);
                                }
                                if ui.button(phrases.get("xr-recentre").into_owned()).clicked() {
                                    recentre.write(Recentre);
                                }
                            });
                        }
                        ui.horizontal_wrapped(|ui| {
                            if ui.add(style::primary(phrases.get("menu-resume"))).clicked() {
                                next.set(Screen::Visit);
                            }
                            if ui
                                .button(phrases.get("start-settings").into_owned())
                                .clicked()
                            {
                                *tab = Tab::Settings;
                            }
                            let switch = match *headset {
                                Headset::Off => Some(("xr-on", true)),
                                Headset::On => Some(("xr-off", false)),
                                _ => None,
                            };
                            if let Some((key, on)) = switch
                                && ui.button(phrases.get(key).into_owned()).clicked()
                            {
                                wear.write(SwitchHeadset(on));
                            }
                            if session.i_host()
                                && let Some(command) =
                                    class::evacuation_button(ui, &session, &phrases)
                            {
                                session.send(command);
                            }
                            let leave = if session.i_host() {
                                "menu-end"
                            } else {
                                "menu-leave"
                            };
                            if ui.button(phrases.get(leave).into_owned()).clicked() {
                                if session.i_host()
                                    && session.hosted().is_some_and(|hosted| hosted.public)
                                {
                                    session.send(Command::EndSession);
                                }
                                session.leave();
                                start.form.asked = false;
                                next.set(Screen::Start);
                            }
                        });
                    }
                }
            });
        });
    Ok(())
}

/// A part of the menu that scrolls when it is higher than this.
fn scrolled(ui: &mut egui::Ui, height: f32, contents: impl FnOnce(&mut egui::Ui)) {
    let height = height.max(ROW);
    egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, contents);
}

/// Who is here; what a host wants of one of them.
fn people(
    ui: &mut egui::Ui,
    session: &Session,
    through: &mut Through,
    phrases: &Phrases,
) -> Option<Command> {
    let room = session.room()?;
    let mut wish = None;
    let count = room.let_in().count();
    ui.label(style::bold(
        phrases.with("hud-people", &[("count", count.into())]),
        20.0,
    ));
    for person in room.let_in() {
        ui.horizontal(|ui| {
            let (area, _) = ui.allocate_exact_size(egui::vec2(16.0, 16.0), egui::Sense::hover());
            ui.painter().circle_filled(
                area.center(),
                7.0,
                palette::tint(person.appearance.colour).egui(),
            );
            let me = Some(person.id) == session.me();
            let mut name = person.nickname.to_string();
            if me {
                name = phrases.with("menu-me", &[("name", name.into())]);
            }
            ui.label(name);
            let role = match person.role {
                Role::Host => "role-host",
                Role::Learner => "role-learner",
                Role::Observer => "role-observer",
            };
            ui.label(style::quiet(phrases.get(role)));
            if person.hand_raised.is_some() {
                ui.label("✋");
            }
            class::standing(ui, session, room, person, phrases);
            if session.i_host()
                && let Some(command) =
                    class::person_menu(ui, session, room, person, through, phrases)
            {
                wish = Some(command);
            }
        });
    }
    if let Some(code) = session.personal_code() {
        ui.add_space(10.0);
        ui.label(style::quiet(phrases.get("class-personal-code")));
        ui.label(style::bold(code.to_string(), 24.0).color(style::AMBER));
        ui.label(style::quiet(phrases.get("class-personal-code-help")).size(13.0));
    }
    wish
}
