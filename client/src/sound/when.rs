//! When something is heard: where the pointer comes and presses, what hands do with things, when one arrives, in an alarm.

use bevy::prelude::*;
use pleiades_netcode::protocol::{Event, Handling};

use super::Sound;
use crate::{
    body::Arrive,
    pointer::Pointer,
    session::{Happened, Session},
    xr::{Pointing, worn},
};

/// Between two cries of the alarm, seconds.
const ALARM_EVERY_S: f32 = 1.1;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (pointed, on_boards.run_if(worn), handled, arrived, alarmed),
    );
}

fn pointed(
    pointer: Res<Pointer>,
    mut before: Local<Option<Entity>>,
    mut sounds: MessageWriter<Sound>,
) {
    if pointer.over != *before {
        *before = pointer.over;
        if pointer.over.is_some() {
            sounds.write(Sound::Hover);
        }
    }
    if pointer.pressed && pointer.over.is_some() {
        sounds.write(Sound::Press);
    }
}

fn on_boards(
    pointing: Res<Pointing>,
    mut before: Local<(bool, bool)>,
    mut sounds: MessageWriter<Sound>,
) {
    let now = (pointing.is_over(), pointing.is_pressed());
    if now.0 && !before.0 {
        sounds.write(Sound::Hover);
    }
    if now.1 && !before.1 {
        sounds.write(Sound::Press);
    }
    *before = now;
}

/// One's own hands only: thirty people in a room are loud enough.
fn handled(
    session: Res<Session>,
    mut happened: MessageReader<Happened>,
    mut sounds: MessageWriter<Sound>,
) {
    for Happened(entry) in happened.read() {
        if let Event::ObjectHandled { who, handling, .. } = &entry.event
            && session.me() == Some(*who)
        {
            match handling {
                Handling::Take(_) => sounds.write(Sound::Take),
                Handling::LetGo(_) => sounds.write(Sound::LetGo),
                Handling::PutIn(_) => sounds.write(Sound::PutIn),
                Handling::Settle(_) | Handling::Lose => continue,
            };
        }
    }
}

fn arrived(mut arrivals: MessageReader<Arrive>, mut sounds: MessageWriter<Sound>) {
    if arrivals.read().last().is_some() {
        sounds.write(Sound::Arrive);
    }
}

/// Again and again, until one has said that one has seen the cue.
fn alarmed(
    time: Res<Time<Real>>,
    session: Res<Session>,
    mut since_s: Local<f32>,
    mut sounds: MessageWriter<Sound>,
) {
    let called = session
        .room()
        .zip(session.me())
        .filter(|_| !session.i_host())
        .and_then(|(room, me)| Some((room.class().evacuation()?, me)))
        .is_some_and(|(evacuation, me)| !evacuation.acknowledged.contains(&me));
    if !called {
        *since_s = ALARM_EVERY_S;
        return;
    }
    *since_s += time.delta_secs();
    if *since_s >= ALARM_EVERY_S {
        *since_s = 0.0;
        sounds.write(Sound::Alarm);
    }
}
