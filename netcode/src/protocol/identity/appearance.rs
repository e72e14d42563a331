//! How a participant looks: an index into the client's palette of colours.

use serde::{Deserialize, Serialize};

use crate::protocol::limits;

/// How a participant looks to the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Appearance {
    /// Index into the palette, from 0 to 11.
    pub colour: u8,
}

impl Appearance {
    /// The nearest appearance that exists: indices past the palette wrap round.
    #[must_use]
    pub const fn within_palette(self) -> Self {
        Self {
            colour: self.colour % limits::COLOURS,
        }
    }
}
