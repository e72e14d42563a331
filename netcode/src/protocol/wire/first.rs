//! The first frame in each direction, which every version of the protocol can read far enough to know the other's.
//!
//! Its payload is `PLEI`, the sender's version (`u16`, little-endian), then the first message in the sender's format:
//! a [`Hello`](crate::protocol::Hello) or a [`ServerMessage`](crate::protocol::ServerMessage). These six bytes never change.
//! Whoever reads another version than its own stops there and tells its person [`Refusal::OtherVersion`].

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{FrameError, codec, frame};
use crate::protocol::{PROTOCOL_VERSION, Refusal};

/// What every first frame begins with.
pub const MAGIC: [u8; 4] = *b"PLEI";

/// The first frame of one direction.
///
/// # Errors
/// [`FrameError::TooLong`] over [`MESSAGE_BYTES`](crate::protocol::limits::MESSAGE_BYTES).
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, FrameError> {
    let mut payload = MAGIC.to_vec();
    payload.extend_from_slice(&PROTOCOL_VERSION.to_le_bytes());
    payload.extend_from_slice(&codec::encode(message));
    frame::frame(&payload)
}

/// The message in the payload of a first frame.
///
/// # Errors
/// Says what the frame is instead.
pub fn decode<T: DeserializeOwned>(payload: &[u8]) -> Result<T, FirstError> {
    let rest = payload
        .strip_prefix(&MAGIC)
        .ok_or(FirstError::NotPleiades)?;
    let (version, message) = rest
        .split_first_chunk::<2>()
        .ok_or(FirstError::NotPleiades)?;
    let version = u16::from_le_bytes(*version);
    if version != PROTOCOL_VERSION {
        return Err(FirstError::OtherVersion(version));
    }
    codec::decode(message).map_err(|_| FirstError::Malformed)
}

/// Why a first frame has no message for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FirstError {
    /// The peer speaks something else.
    #[error("the peer does not speak the protocol of Pléiades; check the address and the port")]
    NotPleiades,
    /// The peer speaks another version.
    #[error(
        "the peer speaks version {0} of the protocol, this is version {PROTOCOL_VERSION}; update the older one"
    )]
    OtherVersion(u16),
    /// The peer speaks this version, wrongly.
    #[error("the peer's greeting cannot be understood; drop it")]
    Malformed,
}

impl FirstError {
    /// What a client tells its person about the server's first frame.
    pub const fn from_server(self) -> Refusal {
        match self {
            Self::OtherVersion(server) => Refusal::OtherVersion {
                server,
                client: PROTOCOL_VERSION,
            },
            Self::NotPleiades | Self::Malformed => Refusal::Malformed,
        }
    }

    /// What a server answers to the client's first frame.
    pub const fn from_client(self) -> Refusal {
        match self {
            Self::OtherVersion(client) => Refusal::OtherVersion {
                server: PROTOCOL_VERSION,
                client,
            },
            Self::NotPleiades | Self::Malformed => Refusal::Malformed,
        }
    }
}
