//! Whose microphone is open. Only its owner opens one; a host closes it, and may keep it closed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::protocol::ParticipantId;

/// How somebody's microphone is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Voice {
    /// Closed; its owner may open it. So everyone begins.
    #[default]
    Closed,
    /// Open.
    Open,
    /// Closed until a host releases it, and then still closed.
    Held,
}

/// Everyone's microphone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Voices {
    open: BTreeSet<ParticipantId>,
    held: BTreeSet<ParticipantId>,
    /// Whether newcomers are held as well.
    pub(super) hold_newcomers: bool,
}

impl Voices {
    pub(super) fn of(&self, who: ParticipantId) -> Voice {
        if self.held.contains(&who) {
            Voice::Held
        } else if self.open.contains(&who) {
            Voice::Open
        } else {
            Voice::Closed
        }
    }

    pub(super) fn opened(&mut self, who: ParticipantId, open: bool) {
        if open && !self.held.contains(&who) {
            self.open.insert(who);
        } else {
            self.open.remove(&who);
        }
    }

    pub(super) fn close(&mut self, who: ParticipantId, hold: bool) {
        self.open.remove(&who);
        if hold {
            self.held.insert(who);
        }
    }

    pub(super) fn release(&mut self, who: ParticipantId) {
        self.held.remove(&who);
    }

    pub(super) fn release_all(&mut self) {
        self.held.clear();
        self.hold_newcomers = false;
    }

    pub(super) fn anybody_held(&self) -> bool {
        !self.held.is_empty() || self.hold_newcomers
    }

    /// Somebody left: what a host said about them is kept, in case they come back.
    pub(super) fn gone(&mut self, who: ParticipantId) {
        self.open.remove(&who);
    }
}
