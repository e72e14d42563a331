//! Telling the session when the headset is put on and taken off: minutes worn are counted there, across headsets.

use bevy::prelude::*;
use pleiades_netcode::protocol::{ClassCommand, Command};

use crate::{
    app::sets::FrameSet,
    session::{Phase, Session},
    xr::Headset,
};

/// An answer that did not come is asked for again after so long, seconds.
const AGAIN_S: f32 = 3.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, say.in_set(FrameSet::Send));
}

fn say(
    time: Res<Time<Real>>,
    headset: Res<Headset>,
    mut session: ResMut<Session>,
    mut wait_s: Local<f32>,
) {
    *wait_s = (*wait_s - time.delta_secs()).max(0.0);
    if !matches!(session.phase(), Phase::In) {
        return;
    }
    let known = session
        .room()
        .zip(session.me())
        .filter(|(room, me)| room.participant(*me).is_some())
        .map(|(room, me)| room.class().worn(me).is_on());
    let on = headset.is_on();
    if known.is_some_and(|known| known != on) && *wait_s == 0.0 {
        *wait_s = AGAIN_S;
        session.send(Command::Class(ClassCommand::Wear { on }));
    }
}
