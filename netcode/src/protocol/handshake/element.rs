//! A group element of the code exchange, as it crosses the wire.

use serde::{Deserialize, Serialize};

/// One side's public element: a compressed Edwards point, 32 bytes. Which side it is of follows from who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Element(pub [u8; 32]);

/// What `spake2` writes before the element of the side that begins.
pub(super) const SIDE_CLIENT: u8 = b'A';

/// What `spake2` writes before the element of the side that answers.
pub(super) const SIDE_SERVER: u8 = b'B';

impl Element {
    /// Takes the side's mark off what `spake2` made.
    pub(super) fn from_message(message: &[u8]) -> Self {
        let point = message.get(1..).and_then(|point| point.try_into().ok());
        Self(point.expect("an Ed25519 element of spake2 is a side byte and 32 bytes"))
    }

    /// Puts the side's mark before it, as `spake2` reads it.
    pub(super) fn to_message(self, side: u8) -> [u8; 33] {
        let mut message = [side; 33];
        message[1..].copy_from_slice(&self.0);
        message
    }
}
