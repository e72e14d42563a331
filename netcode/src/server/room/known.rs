//! Who becomes a host, or is one no longer, while connected: what they may know changes at once, with all that was before.

use tracing::warn;

use super::{Held, Room};
use crate::{
    protocol::{ClassEvent, Event, ParticipantId, wire},
    room::LogEntry,
};

/// Whether an entry changes what somebody may know.
pub(super) fn changes_for(entry: &LogEntry) -> Option<ParticipantId> {
    match &entry.event {
        Event::Class(ClassEvent::RoleSet { whom, .. }) => Some(*whom),
        _ => None,
    }
}

impl Room {
    /// After an entry was folded: keeps the room as it is now for whoever may know something else from it on.
    pub(super) fn widen(&mut self, entry: &LogEntry) {
        let Some(me) = changes_for(entry) else { return };
        match wire::encode_snapshot(entry.seq, &*self.state.seen_by(me)) {
            Ok(snapshot) => {
                let seq = entry.seq;
                self.outbox.hold(seq, Held::Known { me, seq, snapshot });
            }
            Err(error) => warn!("the room is too large to be shown to participant {me}: {error}"),
        }
    }

    /// Shows it once the entry is told.
    pub(super) fn show(&self, me: ParticipantId, seq: u64, snapshot: Vec<u8>) {
        // Who came in after the entry has had the room with the welcome.
        if let Some(line) = self.lines.get(&me).filter(|line| line.since < seq) {
            line.show(seq, snapshot);
        }
    }
}
