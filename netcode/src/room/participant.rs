//! A participant, as everyone in the room sees one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::numbers::Numbers;
use crate::protocol::{Appearance, Device, Nickname, ParticipantId, Role, StopId};

/// Somebody in the room, here or away for a moment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Participant {
    /// The number in this session.
    pub id: ParticipantId,
    /// The nickname, unlike any other's here.
    pub nickname: Nickname,
    /// What they may do.
    pub role: Role,
    /// How they look.
    pub appearance: Appearance,
    /// What they see the session through.
    pub device: Device,
    /// Here or away.
    pub presence: Presence,
    /// If the hand is up, the log entry that raised it: lower ones were first.
    pub hand_raised: Option<u64>,
    /// The stops whose cards they have opened.
    pub opened: BTreeSet<StopId>,
    /// Which of their commands were done.
    pub(super) commands: Numbers,
}

impl Participant {
    /// Whether they are here and not away.
    pub const fn is_here(&self) -> bool {
        matches!(self.presence, Presence::Here)
    }

    /// Number of the last command that was done; 0 if none.
    pub const fn last_command(&self) -> u32 {
        self.commands.last()
    }
}

/// Whether somebody is connected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Presence {
    /// Connected.
    #[default]
    Here,
    /// Not connected; the place is kept.
    Away {
        /// Since when, milliseconds since 1970 (UTC).
        since_ms: u64,
    },
}
