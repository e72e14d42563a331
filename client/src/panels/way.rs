//! The way to where one is wanted: the stop the host leads to, or a place somebody shows on the map.

use std::f32::consts::FRAC_PI_4;

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::{Screen, style};
use crate::{
    body::{Body, EYE_HEIGHT_M, Eyes},
    language::Phrases,
    session::Session,
    tour::{Lead, Marks},
    world::Place,
    xr::Headset,
};

/// Within this distance the way the host shows is found, metres.
const FOUND_M: f32 = 4.0;
/// The sign stays this far inside the view's edge, as a share of its width from the middle.
const EDGE: f32 = 0.46;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, draw.run_if(in_state(Screen::Visit)));
}

/// A sentence, a distance and an arrow at the edge of the view.
fn draw(
    mut contexts: EguiContexts,
    phrases: Res<Phrases>,
    place: Option<Res<Place>>,
    session: Res<Session>,
    marks: Res<Marks>,
    bodies: Query<&Transform, With<Body>>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eyes>>,
    headset: Res<Headset>,
    mut lead: ResMut<Lead>,
) -> Result {
    let (Some(place), Ok(body), Ok((camera, at))) = (place, bodies.single(), eyes.single()) else {
        return Ok(());
    };
    let distance = |there: Vec3| body.translation.xz().distance(there.xz());
    let led = lead
        .stop()
        .and_then(|id| place.stop(id))
        .and_then(|stop| place.anchor(&stop.anchor).map(|anchor| (stop, anchor)))
        .map(|(stop, anchor)| {
            let title = stop.title.get(phrases.language()).to_owned();
            (anchor.translation, "hud-follow", "title", title)
        });
    if led
        .as_ref()
        .is_some_and(|(there, ..)| distance(*there) < FOUND_M)
    {
        lead.clear();
        return Ok(());
    }
    let shown = || {
        let mark = marks.for_somebody(session.me())?;
        let name = session.room()?.participant(mark.who)?.nickname.to_string();
        Some((
            mark.place + Vec3::Y * EYE_HEIGHT_M,
            "hud-shown",
            "name",
            name,
        ))
    };
    let Some((there, key, naming, name)) = led.or_else(shown) else {
        return Ok(());
    };
    let context = contexts.ctx_mut()?;
    let view = context.viewport_rect();
    let aim = at.affine().inverse().transform_point3(there);
    // To the left or right when it is out of view, ahead when it is in it.
    let side = if headset.is_on() {
        (aim.x.atan2(-aim.z) / FRAC_PI_4).clamp(-EDGE, EDGE)
    } else {
        camera
            .world_to_viewport(at, there)
            .ok()
            .filter(|_| aim.z < 0.0)
            .map(|point| ((point.x - view.center().x) / view.width()).clamp(-EDGE, EDGE))
            .unwrap_or(EDGE * aim.x.signum())
    };
    let arrow = match side {
        side if side < -0.4 => "⬅",
        side if side > 0.4 => "➡",
        _ => "⬆",
    };
    let metres = distance(there).round() as u32;
    let text = phrases.with(key, &[(naming, name.into()), ("metres", metres.into())]);
    let aside = if headset.is_on() { 0.0 } else { side };
    egui::Area::new("way".into())
        .anchor(
            egui::Align2::CENTER_TOP,
            egui::vec2(aside * view.width() * 0.5, 112.0),
        )
        .interactable(false)
        .show(context, |ui| {
            style::sign().show(ui, |ui| {
                let text = style::bold(format!("{arrow}  {text}"), 19.0).color(style::AMBER);
                ui.add(egui::Label::new(text).extend());
            });
        });
    Ok(())
}
