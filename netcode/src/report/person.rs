//! What a report says of one person, if names are asked for.

use serde::Serialize;

use crate::protocol::{Device, Nickname, ParticipantId, Role, StopId};

/// One person in a report with names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonReport {
    /// The number in the session.
    pub id: ParticipantId,
    /// The last nickname.
    pub nickname: Nickname,
    /// What they might do.
    pub role: Role,
    /// What they saw it through.
    pub device: Device,
    /// From coming in to leaving, milliseconds; interruptions are not taken off.
    pub stayed_ms: u64,
    /// The stops they stood at, in the order they first came there.
    pub reached: Vec<StopId>,
    /// The stops whose cards they opened, in the order of opening.
    pub opened: Vec<StopId>,
    /// How often the hand went up.
    pub hands: usize,
}
