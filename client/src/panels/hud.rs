//! The little that stays in view while walking: where one is, and what one can do here.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use pleiades_netcode::protocol::{Command, Reaction};

use super::{AtHand, Screen, reactions, style};
use crate::{
    app::sets::FrameSet,
    lab::Compass,
    language::Phrases,
    props::Offer,
    session::{Phase, Session},
    tour::{Nearby, OpenedCard},
    world::{Place, SceneStatus},
    xr::{self, Headset, Side, Tracked},
};

/// How long a newcomer is told how to move, seconds.
const HELP_S: f32 = 45.0;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        keys.run_if(in_state(Screen::Visit)).in_set(FrameSet::Send),
    )
    .add_systems(
        EguiPrimaryContextPass,
        (status.run_if(not(xr::worn)), hints).run_if(in_state(Screen::Visit)),
    );
}

/// R raises or lowers the hand, F waves.
fn keys(
    keys: Option<Res<ButtonInput<KeyCode>>>,
    typing: Option<Res<bevy_egui::input::EguiWantsInput>>,
    mut session: ResMut<Session>,
) {
    let Some(keys) = keys else { return };
    if typing.is_some_and(|typing| typing.wants_any_keyboard_input()) {
        return;
    }
    if keys.just_pressed(KeyCode::KeyR) {
        let up = session.myself().is_some_and(|me| me.hand_raised.is_none());
        session.send(Command::RaiseHand { up });
    }
    if keys.just_pressed(KeyCode::KeyF) {
        session.send(Command::React(Reaction::Wave));
    }
}

fn status(
    mut contexts: EguiContexts,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    scene: Res<SceneStatus>,
    place: Option<Res<Place>>,
    mut next: ResMut<NextState<Screen>>,
) -> Result {
    let context = contexts.ctx_mut()?;
    let mut wish = None;
    egui::Area::new("status".into())
        .anchor(egui::Align2::LEFT_TOP, egui::vec2(18.0, 18.0))
        .show(context, |ui| {
            style::sign().show(ui, |ui| {
                ui.horizontal(|ui| {
                    if ui
                        .button("☰")
                        .on_hover_text(phrases.get("hud-menu").into_owned())
                        .clicked()
                    {
                        next.set(Screen::Menu);
                    }
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        if let Some(place) = &place {
                            ui.label(style::bold(
                                place.lesson.lesson.title.get(phrases.language()),
                                17.0,
                            ));
                        }
                        let people = session.room().map_or(0, |room| room.let_in().count());
                        let text = match (session.phase(), &*scene) {
                            (_, SceneStatus::Failed(reason)) => {
                                phrases.with("scene-failed", &[("reason", reason.clone().into())])
                            }
                            (Phase::Interrupted, _) => {
                                phrases.get("session-interrupted").into_owned()
                            }
                            (Phase::Starting | Phase::Joining, _) => {
                                phrases.get("session-joining").into_owned()
                            }
                            _ => phrases.with("hud-people", &[("count", people.into())]),
                        };
                        ui.label(style::quiet(text));
                    });
                    let up = session.myself().is_some_and(|me| me.hand_raised.is_some());
                    let hand = egui::Button::selectable(up, "✋");
                    if ui
                        .add(hand)
                        .on_hover_text(phrases.get("hud-hand").into_owned())
                        .clicked()
                    {
                        wish = Some(Command::RaiseHand { up: !up });
                    }
                    wish = reactions::menu(ui, &phrases).or(wish.take());
                });
            });
        });
    if let Some(command) = wish {
        session.send(command);
    }
    Ok(())
}

/// One line at the foot: how to move, or what can be opened here.
fn hints(
    mut contexts: EguiContexts,
    phrases: Res<Phrases>,
    nearby: Res<Nearby>,
    opened: Res<OpenedCard>,
    place: Option<Res<Place>>,
    time: Res<Time>,
    headset: Res<Headset>,
    tracked: Res<Tracked>,
    offer: Res<Offer>,
    at_hand: Res<AtHand>,
    compass: Res<Compass>,
    mut here_s: Local<f32>,
) -> Result {
    *here_s += time.delta_secs();
    // What lies open reaches down to where the line would be, and is read.
    if *at_hand != AtHand::Nothing && !headset.is_on() {
        return Ok(());
    }
    // Nor does it hang before an instrument that one reads.
    if headset.is_on() && compass.is_in_hand() {
        return Ok(());
    }
    let bare = Side::BOTH
        .into_iter()
        .any(|side| tracked.hand(side).fingers.is_some());
    let stop = nearby
        .0
        .as_deref()
        .zip(place.as_ref())
        .and_then(|(id, place)| place.stop(id));
    let text = match stop {
        _ if *offer == Offer::Put && !headset.is_on() => phrases.get("hud-put").into_owned(),
        _ if *offer == Offer::Take && !headset.is_on() => phrases.get("hud-take").into_owned(),
        Some(_) if opened.0.is_some() => return Ok(()),
        Some(stop) => phrases.with(
            match headset.is_on() {
                true if bare => "hud-open-bare",
                true => "hud-open-worn",
                false => "hud-open",
            },
            &[(
                "title",
                stop.title.get(phrases.language()).to_owned().into(),
            )],
        ),
        None if *here_s < HELP_S => phrases
            .get(match headset.is_on() {
                true if bare => "hud-how-to-with-hands",
                true => "hud-how-to-wear",
                false => "hud-how-to-move",
            })
            .into_owned(),
        None => return Ok(()),
    };
    egui::Area::new("hints".into())
        .anchor(egui::Align2::CENTER_BOTTOM, egui::vec2(0.0, -26.0))
        .interactable(false)
        .show(contexts.ctx_mut()?, |ui| {
            style::sign().show(ui, |ui| {
                ui.add(egui::Label::new(egui::RichText::new(text).size(17.0)).extend())
            });
        });
    Ok(())
}
