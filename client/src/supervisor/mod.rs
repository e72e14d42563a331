//! The program watches over itself: should a graphics driver or a headset's software bring it down, it starts again on the
//! plain screen, in the same session and place.
//!
//! The program people start does nothing but wait for a second run of itself, which does everything. What that one would
//! need to come back it keeps in [`Notes`], in a folder that only this user reads and that goes with the program.

mod life;
mod notes;

pub(crate) use life::{Given, watch};
pub(crate) use notes::{Notes, NotesFile};

use bevy::prelude::*;

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins(notes::plugin);
    #[cfg(unix)]
    app.add_plugins(life::plugin);
}
