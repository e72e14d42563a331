//! Opening the card of a stop: by clicking its star, by a key when near, or by a script.

use bevy::prelude::*;
use bevy_egui::input::EguiWantsInput;
use pleiades_netcode::protocol::Command;

use super::beacon::Beacon;
use crate::{
    app::sets::FrameSet,
    body::Body,
    panels::Screen,
    pointer::{Pad, Pointer},
    session::Session,
    world::Place,
};

/// From here the card of a stop is offered by a key, metres.
const NEAR_M: f32 = 4.5;

/// Open the card of the stop with this id.
#[derive(Message, Clone, Debug, PartialEq)]
pub(crate) struct OpenCard(pub(crate) String);

/// The card that is open now.
#[derive(Resource, Default, Debug, PartialEq)]
pub(crate) struct OpenedCard(pub(crate) Option<String>);

/// The stop one stands at.
#[derive(Resource, Clone, Default, Debug, PartialEq)]
pub(crate) struct Nearby(pub(crate) Option<String>);

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<OpenCard>()
        .init_resource::<OpenedCard>()
        .init_resource::<Nearby>()
        .add_systems(
            Update,
            (notice, by_key.run_if(in_state(Screen::Visit)), open)
                .chain()
                .in_set(FrameSet::Move),
        );
}

fn notice(
    bodies: Query<&Transform, With<Body>>,
    beacons: Query<(&Beacon, &GlobalTransform)>,
    mut nearby: ResMut<Nearby>,
) {
    let nearest = bodies.single().ok().and_then(|body| {
        beacons
            .iter()
            .map(|(beacon, at)| {
                (
                    at.translation().xz().distance(body.translation.xz()),
                    beacon,
                )
            })
            .filter(|(distance, _)| *distance < NEAR_M)
            .min_by(|(near, _), (far, _)| near.total_cmp(far))
            .map(|(_, beacon)| beacon.stop.clone())
    });
    nearby.set_if_neq(Nearby(nearest));
}

fn by_key(
    keys: Option<Res<ButtonInput<KeyCode>>>,
    pads: Query<&Gamepad>,
    pad: Res<Pad>,
    pointer: Res<Pointer>,
    typing: Option<Res<EguiWantsInput>>,
    nearby: Res<Nearby>,
    mut opened: ResMut<OpenedCard>,
    mut cards: MessageWriter<OpenCard>,
) {
    if typing.is_some_and(|typing| typing.wants_keyboard_input()) {
        return;
    }
    let pressed = keys.is_some_and(|keys| keys.just_pressed(KeyCode::KeyE))
        || !pad.is_on_panel()
            && pointer.over.is_none()
            && pads
                .iter()
                .any(|pad| pad.just_pressed(GamepadButton::South));
    if !pressed {
        return;
    }
    if opened.0.is_some() {
        opened.0 = None;
    } else if let Some(stop) = &nearby.0 {
        cards.write(OpenCard(stop.clone()));
    }
}

fn open(
    mut cards: MessageReader<OpenCard>,
    place: Option<Res<Place>>,
    mut session: ResMut<Session>,
    mut opened: ResMut<OpenedCard>,
) {
    for OpenCard(stop) in cards.read() {
        if place
            .as_ref()
            .is_some_and(|place| place.stop(stop).is_some())
        {
            opened.0 = Some(stop.clone());
            session.send(Command::OpenStop {
                stop: stop.clone().into(),
            });
        } else {
            warn!("no stop is called «{stop}»");
        }
    }
}
