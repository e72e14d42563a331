//! What somebody may do in a session, and what they see it through.

use serde::{Deserialize, Serialize};

/// What somebody may do.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Role {
    /// Leads: shows the way, gathers, locks the door, sends people out, ends the session. Proved by the host key.
    Host,
    /// Takes part: walks, raises a hand, reacts, opens cards.
    #[default]
    Learner,
    /// Sees everything and changes nothing.
    Observer,
}

impl Role {
    /// Whether this role leads the session.
    pub const fn is_host(self) -> bool {
        matches!(self, Self::Host)
    }
}

/// What somebody sees the session through.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Device {
    /// A window on a screen.
    #[default]
    Desktop,
    /// A headset, usually with hands.
    Headset,
}
