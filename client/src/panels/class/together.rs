//! Going and looking together: following, attention, staying in place, an area, the pointer, the light, stops and the time.

use bevy::prelude::*;
use bevy_egui::egui;
use pleiades_netcode::{
    protocol::{Area, ClassCommand, ParticipantId, Spot, Whereabouts},
    room::RoomState,
};

use super::{Scene, switch};
use crate::panels::style;

/// Radii of an area a host may choose, metres.
const RADII_M: [u16; 3] = [15, 30, 60];
/// Times of a countdown a host may choose, minutes.
const TIMES_MIN: [u16; 4] = [1, 3, 5, 10];

pub(super) fn part(ui: &mut egui::Ui, scene: &Scene<'_>, wishes: &mut Vec<ClassCommand>) {
    let Scene {
        room,
        phrases,
        session,
        body,
    } = scene;
    let class = room.class();
    let me = session.me();
    ui.horizontal_wrapped(|ui| {
        let follows = class.followed().is_some() && class.followed() == me;
        if switch(ui, phrases.get("class-follow"), follows) {
            wishes.push(ClassCommand::FollowMe { on: !follows });
        }
        let called = class.attention().is_some();
        if switch(ui, phrases.get("class-attention"), called) {
            wishes.push(ClassCommand::CallAttention { on: !called });
        }
        if switch(ui, phrases.get("class-freeze"), class.is_frozen()) {
            wishes.push(ClassCommand::Freeze {
                on: !class.is_frozen(),
            });
        }
        let points = class.pointing().is_some() && class.pointing() == me;
        if switch(ui, phrases.get("class-point"), points) {
            wishes.push(ClassCommand::Point { on: !points });
        }
        let lit = class.spotlight();
        for (key, spot) in within_reach(room, me) {
            if lit != Some(&spot) && ui.button(phrases.get(key).into_owned()).clicked() {
                wishes.push(ClassCommand::Spotlight(Some(spot)));
            }
        }
        if class.spotlight().is_some()
            && ui
                .button(phrases.get("class-spotlight-off").into_owned())
                .clicked()
        {
            wishes.push(ClassCommand::Spotlight(None));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(style::quiet(phrases.get("class-roam")));
        if switch(
            ui,
            phrases.get("class-roam-everywhere"),
            class.roam().is_none(),
        ) {
            wishes.push(ClassCommand::SetRoam(None));
        }
        for radius in RADII_M {
            let radius_m = f32::from(radius);
            let chosen = class.roam().is_some_and(|area| area.radius_m == radius_m);
            if switch(ui, format!("{radius} m"), chosen)
                && let Some(body) = body
            {
                wishes.push(ClassCommand::SetRoam(Some(Area {
                    centre: body.translation.to_array(),
                    radius_m,
                })));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(style::quiet(phrases.get("class-step")));
        for (key, forward) in [("class-step-back", false), ("class-step-on", true)] {
            if ui.button(phrases.get(key).into_owned()).clicked() {
                wishes.push(ClassCommand::Step { forward });
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(style::quiet(phrases.get("class-timer")));
        for minutes in TIMES_MIN {
            if ui.button(minutes.to_string()).clicked() {
                wishes.push(ClassCommand::StartTimer {
                    seconds: 60 * minutes,
                });
            }
        }
        if class.timer().is_some()
            && ui
                .button(phrases.get("class-timer-stop").into_owned())
                .clicked()
        {
            wishes.push(ClassCommand::StopTimer);
        }
    });
}

/// What a host can turn the light on without naming it: the stop one stands at, the thing one holds.
fn within_reach(room: &RoomState, me: Option<ParticipantId>) -> Vec<(&'static str, Spot)> {
    let Some(me) = me else { return Vec::new() };
    let stop = room
        .visit()
        .visitor(me)
        .and_then(|visitor| visitor.here.as_ref())
        .map(|(stop, _)| ("class-spotlight-here", Spot::Stop(stop.clone())));
    let held = room
        .objects()
        .find(|(_, whereabouts)| matches!(whereabouts, Whereabouts::Held { by, .. } if *by == me))
        .map(|(object, _)| ("class-spotlight-held", Spot::Object(object.clone())));
    stop.into_iter().chain(held).collect()
}
