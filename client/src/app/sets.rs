//! The order of a frame, said once: what arrived, what the person wants, what moves, what is shown.

use bevy::prelude::*;

/// The steps of `Update`, in their order.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FrameSet {
    /// Events and poses from the session.
    Receive,
    /// What mouse, keyboard, gamepad or script asks for.
    Intend,
    /// Bodies, avatars and markers move.
    Move,
    /// Own pose and commands leave.
    Send,
}

pub(crate) fn plugin(app: &mut App) {
    app.configure_sets(
        Update,
        (
            FrameSet::Receive,
            FrameSet::Intend,
            FrameSet::Move,
            FrameSet::Send,
        )
            .chain(),
    );
}
