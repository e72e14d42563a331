//! Photographs of the world for the notebook: taken from where one looks, without any panel in them, and seen again later.

mod album;
mod lens;

use std::time::Duration;

use bevy::prelude::*;

pub(crate) use album::{Album, Print};

/// Height of a photograph's view, radians: what one looks at, and not the half of the world around it.
pub(crate) const HEIGHT_RAD: f32 = 0.7;
/// Width and height, pixels.
pub(crate) const SIZE_PX: UVec2 = UVec2::new(640, 480);

/// A photograph that is about to be taken: time to look at what it is to show. Panels keep aside meanwhile.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Finder {
    left: Option<Duration>,
}

impl Finder {
    /// Takes one after so long; while one is about to be taken, nothing.
    pub(crate) fn aim(&mut self, wait: Duration) {
        self.left.get_or_insert(wait);
    }

    /// Time left before it is taken; none when nothing is to be taken.
    pub(crate) const fn left(self) -> Option<Duration> {
        self.left
    }

    /// Whether one is about to be taken.
    pub(crate) const fn is_open(self) -> bool {
        self.left.is_some()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Finder>()
        .add_plugins((lens::plugin, album::plugin));
}
