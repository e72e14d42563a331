//! The others: a head, hands and a body for everyone in the session, with their name above.

mod contact;
mod figure;
mod motion;
mod nametag;
pub(crate) mod palette;
mod plates;

use bevy::prelude::*;
use pleiades_netcode::protocol::ParticipantId;

pub(crate) use motion::Shown;

/// Somebody else in the session.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Avatar {
    pub(crate) id: ParticipantId,
}

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        contact::plugin,
        figure::plugin,
        motion::plugin,
        nametag::plugin,
        plates::plugin,
    ));
}
