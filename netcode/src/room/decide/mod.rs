//! Deciding: a wish and the state give events, or a refusal that says why. Nothing changes until the events are folded.

mod arrival;
mod command;
mod console;
mod handling;
mod name;
mod presence;

use crate::protocol::ParticipantId;

pub use arrival::{Arrival, Opening};

/// Who wants something: a participant, with the number of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Actor {
    /// The participant.
    pub id: ParticipantId,
    /// The command's number, from 1; see [`ClientMessage::Command`](crate::protocol::ClientMessage::Command).
    pub number: u32,
}
