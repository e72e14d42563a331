//! Things one can take: into the hand in a headset, before the eyes at a screen; thrown, passed on, put into their places.
//!
//! The room says who has what ([`Whereabouts`]); what one asks for is shown at once and taken back if the room refuses.
//! A held thing is fixed to what holds it, a loose one is rapier's until who let go of it says where it came to rest.

mod around;
mod asked;
mod desk;
mod glow;
mod grip;
mod hands;
mod motion;
mod people;
mod things;

use bevy::prelude::*;

pub(crate) use asked::Asked;
pub(crate) use desk::Pressed;
pub(crate) use glow::Offer;
pub(crate) use hands::{Reach, Reached};
pub(crate) use things::{Prop, Socket, Things};

#[cfg(doc)]
use pleiades_netcode::protocol::Whereabouts;

/// The steps of a frame that concern things, between the bodies' moves and what leaves for the session.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PropSet {
    /// Hands and pointer ask for things.
    Ask,
    /// Things are put where they are.
    Place,
}

pub(crate) fn plugin(app: &mut App) {
    app.configure_sets(
        Update,
        (PropSet::Ask, PropSet::Place)
            .chain()
            .after(crate::xr::MeasureHands)
            .after(crate::app::sets::FrameSet::Move)
            .before(crate::app::sets::FrameSet::Send),
    )
    .add_plugins((
        things::plugin,
        asked::plugin,
        hands::plugin,
        desk::plugin,
        motion::plugin,
        glow::plugin,
    ));
}
