//! The headset: OpenXR beside the window, never instead of it. The session goes on whether one is worn or not.

mod actions;
mod arc;
mod bare;
mod board;
mod engine;
mod focus;
mod gesture;
mod hands;
mod headset;
mod loss;
mod mirror;
mod profiles;
mod rig;
mod sharpness;
mod sticks;
mod teleport;
mod tracked;
mod views;

use bevy::prelude::*;

pub(crate) use actions::Feel;
pub(crate) use board::{Board, Pointing, canvas, fingertip, panel_camera};
pub(crate) use engine::Wish;
pub(crate) use focus::Focus;
pub(crate) use gesture::Gestures;
pub(crate) use hands::{MeasureHands, Measured};
pub(crate) use headset::{Headset, SwitchHeadset, worn};
pub(crate) use rig::{Recentre, Rig};
pub(crate) use sticks::leading;
pub(crate) use teleport::Aim;
pub(crate) use tracked::{Side, Tracked, yaw};
pub(crate) use views::eye_picture;

pub(crate) use engine::{draw_eyes_at, with_headset};

/// What is there with and without a headset: nothing here asks a runtime anything before one has answered.
pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        headset::plugin,
        loss::plugin,
        focus::plugin,
        tracked::plugin,
        actions::plugin,
        rig::plugin,
        views::plugin,
        sticks::plugin,
        teleport::plugin,
        hands::plugin,
        gesture::plugin,
        board::plugin,
        mirror::plugin,
        sharpness::plugin,
    ));
}
