//! What is so for the class now, in a few words at the edge of the view: the countdown, whom one follows, whose turn it is.

use std::time::Duration;

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use pleiades_netcode::{
    protocol::{ClassCommand, Command, ParticipantId, Spot},
    room::{RoomState, Voice},
};

use crate::{
    body::Eyes,
    class::Attention,
    language::Phrases,
    panels::{Screen, style},
    session::Session,
    world::Place,
    xr::Headset,
};

/// In a headset, signs hang before the wearer only so long after they changed.
const WORN_FOR: Duration = Duration::from_secs(6);
/// Within this angle of the middle of the view one looks there, radians.
const AHEAD_RAD: f32 = 0.35;

/// How far down the signs reach at the right edge of the window, points: what hangs there hangs beneath them.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(in crate::panels) struct Signs {
    pub(in crate::panels) below: f32,
    /// As far, in the middle of its upper edge; nothing while no sign hangs there.
    pub(in crate::panels) middle: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Signs>().add_systems(
        EguiPrimaryContextPass,
        (draw, turn_to).run_if(in_state(Screen::Visit)),
    );
}

fn draw(
    mut contexts: EguiContexts,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    headset: Res<Headset>,
    time: Res<Time>,
    mut last: Local<(Vec<String>, Duration)>,
    place: Option<Res<Place>>,
    mut signs: ResMut<Signs>,
) -> Result {
    signs.below = 0.0;
    let Some((room, me)) = session.room().zip(session.me()) else {
        return Ok(());
    };
    if session.waits() {
        return Ok(());
    }
    let lines = lines(room, me, session.i_host(), place.as_deref(), &phrases);
    let left_s = room
        .class()
        .timer()
        .map(|timer| timer.left_s(session.server_now_ms()));
    let voice = room.class().voice(me);
    let called = room.class().called_upon() == Some(me);
    if lines != last.0 {
        *last = (lines, time.elapsed());
    }
    let fresh = time.elapsed().saturating_sub(last.1) < WORN_FOR;
    let ending = left_s.is_some_and(|left| left <= 10);
    let empty = last.0.is_empty() && left_s.is_none();
    if empty || headset.is_on() && !fresh && !ending {
        return Ok(());
    }
    let mut wish = None;
    let shown = egui::Area::new("signs".into())
        .anchor(egui::Align2::RIGHT_TOP, egui::vec2(-18.0, 18.0))
        .show(contexts.ctx_mut()?, |ui| {
            style::sign().show(ui, |ui| {
                ui.set_max_width(300.0);
                if let Some(left) = left_s {
                    let colour = if left <= 10 {
                        style::ALERT
                    } else {
                        style::PAPER
                    };
                    let clock = format!("⏱ {}:{:02}", left / 60, left % 60);
                    ui.label(style::bold(clock, 24.0).color(colour));
                }
                for line in &last.0 {
                    ui.label(line);
                }
                if called && voice != Voice::Held {
                    let open = voice == Voice::Open;
                    let key = if open {
                        "class-microphone-close"
                    } else {
                        "class-microphone-open"
                    };
                    if ui.button(phrases.get(key).into_owned()).clicked() {
                        wish = Some(ClassCommand::OpenMicrophone { open: !open });
                    }
                }
            });
        });
    signs.below = shown.response.rect.bottom() + 10.0;
    if let Some(wish) = wish {
        session.send(Command::Class(wish));
    }
    Ok(())
}

/// What is so, for somebody.
fn lines(
    room: &RoomState,
    me: ParticipantId,
    host: bool,
    place: Option<&Place>,
    phrases: &Phrases,
) -> Vec<String> {
    let class = room.class();
    let name = |id: ParticipantId| {
        room.participant(id)
            .map(|person| person.nickname.to_string())
            .unwrap_or_default()
    };
    let named = |key: &str, id| phrases.with(key, &[("name", name(id).into())]);
    let said = |key: &str| phrases.get(key).into_owned();
    let mut lines = Vec::new();
    match class.followed() {
        Some(guide) if guide == me => lines.push(said("sign-you-guide")),
        Some(guide) => lines.push(named("sign-follow", guide)),
        None => {}
    }
    if host {
        for (key, count) in [
            ("sign-waiting", class.waiting().len()),
            ("sign-hands", room.raised_hands().len()),
        ] {
            if count > 0 {
                lines.push(phrases.with(key, &[("count", count.into())]));
            }
        }
    }
    if class.attention().is_some() && host {
        lines.push(said("sign-attention-on"));
    }
    if class.is_frozen() {
        lines.push(said(if host {
            "sign-frozen-all"
        } else {
            "sign-frozen"
        }));
    }
    if let Some(area) = class.roam() {
        let radius = [("metres", (area.radius_m.round() as u32).into())];
        lines.push(phrases.with("sign-roam", &radius));
    }
    let lit = |what: String| phrases.with("sign-lit", &[("what", what.into())]);
    match class.spotlight() {
        Some(Spot::Person(who)) if *who == me => lines.push(said("sign-you-lit")),
        Some(Spot::Person(who)) => lines.push(lit(name(*who))),
        Some(Spot::Stop(stop)) => {
            let stop = place.and_then(|place| place.stop(stop.as_str()));
            lines.extend(stop.map(|stop| lit(stop.title.get(phrases.language()).to_owned())));
        }
        // A thing has no name that people read.
        Some(Spot::Object(_)) | None => {}
    }
    match class.called_upon() {
        Some(who) if who == me => lines.push(said("sign-your-turn")),
        Some(who) => lines.push(named("sign-turn", who)),
        None => {}
    }
    if class.pointing() == Some(me) {
        lines.push(said("sign-you-point"));
    }
    if class.voice(me) == Voice::Held {
        lines.push(said("sign-muted"));
    }
    lines
}

/// Who looks elsewhere while attention is called is told which way to turn.
fn turn_to(
    mut contexts: EguiContexts,
    session: Res<Session>,
    phrases: Res<Phrases>,
    attention: Res<Attention>,
    eyes: Query<&GlobalTransform, With<Eyes>>,
    mut signs: ResMut<Signs>,
) -> Result {
    signs.middle = 0.0;
    let (Some(at), Ok(eyes)) = (attention.at, eyes.single()) else {
        return Ok(());
    };
    let name = session
        .room()
        .and_then(|room| room.participant(room.class().attention()?))
        .map(|person| person.nickname.to_string())
        .unwrap_or_default();
    let aim = eyes.affine().inverse().transform_point3(at);
    let aside = aim.x.atan2(-aim.z);
    let arrow = match aside {
        aside if aside < -AHEAD_RAD => "⬅ ",
        aside if aside > AHEAD_RAD => "➡ ",
        _ => "",
    };
    let text = phrases.with("sign-attention", &[("name", name.into())]);
    let shown = egui::Area::new("attention sign".into())
        .anchor(egui::Align2::CENTER_TOP, egui::vec2(0.0, 196.0))
        .order(egui::Order::Foreground)
        .interactable(false)
        .show(contexts.ctx_mut()?, |ui| {
            style::sign().show(ui, |ui| {
                let label = style::bold(format!("{arrow}{text}"), 24.0).color(style::AMBER);
                ui.add(egui::Label::new(label).extend());
            });
        });
    signs.middle = shown.response.rect.bottom() + 10.0;
    Ok(())
}
