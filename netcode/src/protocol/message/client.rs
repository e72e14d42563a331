//! What a client says after its greeting.

use serde::{Deserialize, Serialize};

use super::Command;
use crate::protocol::handshake::{Confirmation, Proof};
use crate::protocol::lab::PhotoDigest;
use crate::protocol::{Appearance, Device, PersonalCode, Role};

/// A message of a client, in a frame of its own, after its [`Hello`](super::Hello).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ClientMessage {
    /// The answer to a [`Challenge`](super::Challenge), once in a connection.
    Join(Join),
    /// Something the participant wants. Sent again with the same number after a reconnect, until answered.
    Command {
        /// Counts up from 1 in the participant's whole stay, over all its connections.
        number: u32,
        /// What it wants.
        command: Command,
    },
    /// The participant wants to see a photograph of a notebook it may see. Asked again after a reconnect, if it still does.
    SeePhoto {
        /// Which.
        digest: PhotoDigest,
    },
    /// The participant leaves of its own will; nothing follows.
    Bye,
}

/// Who wants to come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// Proof of the session's code.
    pub confirmation: Confirmation,
    /// Proof of the host key, from whom asks to be host.
    pub host_proof: Option<Proof>,
    /// The role asked for.
    pub role: Role,
    /// The nickname as typed: the server parses it, so that a bad one is answered with its sentence.
    pub nickname: String,
    /// How it looks.
    pub appearance: Appearance,
    /// What it sees through.
    pub device: Device,
    /// The personal code of who goes on at this device; name, look and role are then what they were.
    pub personal_code: Option<PersonalCode>,
}
