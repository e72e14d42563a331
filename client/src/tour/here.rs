//! Telling the session at which stop one stands, so that time spent there counts.

use bevy::prelude::*;
use pleiades_netcode::protocol::{Command, StopId, VisitCommand};

use super::Nearby;
use crate::{
    app::sets::FrameSet,
    session::{Phase, Session},
};

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, tell.in_set(FrameSet::Send));
}

/// Says it once for each change, and again after an interruption: who is away stands nowhere.
fn tell(nearby: Res<Nearby>, mut session: ResMut<Session>, mut told: Local<Option<Nearby>>) {
    if !matches!(session.phase(), Phase::In) {
        *told = None;
        return;
    }
    if told.as_ref() == Some(&*nearby) {
        return;
    }
    let nowhere_before = told.as_ref().is_none_or(|told| told.0.is_none());
    *told = Some(nearby.clone());
    if nearby.0.is_none() && nowhere_before {
        return;
    }
    let stop = nearby.0.as_deref().map(StopId::from);
    session.send(Command::Visit(VisitCommand::Arrive { stop }));
}
