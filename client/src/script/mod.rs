//! Runs without a window: a script steps the body by frames, the state goes out as JSON lines, pictures are taken.

mod class;
mod controls;
mod devices;
mod live;
mod measure;
mod parse;
mod picture;
mod press;
mod run;
mod samples;
mod shaders;
mod state;

use std::{path::PathBuf, time::Duration};

use bevy::prelude::*;

pub(crate) use live::Lines;
pub(crate) use parse::Script;

/// What a windowless run does.
#[derive(Resource, Debug)]
pub(crate) struct Plan {
    /// Steps, in their order.
    pub(crate) script: Script,
    /// Further steps, as they are said.
    pub(crate) live: Option<Lines>,
    /// Folder the pictures go to.
    pub(crate) out: PathBuf,
    /// Size of the picture, pixels.
    pub(crate) size: UVec2,
    /// Size of each eye's picture in a headset, pixels; otherwise as the runtime recommends.
    pub(crate) eyes: Option<UVec2>,
    /// Time that passes in the scene each frame.
    pub(crate) frame: Duration,
    /// A state line every so many frames; 0 for none but those the script asks for.
    pub(crate) state_every: u32,
}

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        run::plugin,
        devices::plugin,
        measure::plugin,
        picture::plugin,
        press::plugin,
        state::plugin,
        shaders::plugin,
    ));
}
