//! The outbox: what nobody may hear of before it is in the journal, in the order it was decided.

use std::collections::VecDeque;

use tokio::sync::oneshot;

use super::Entered;
use crate::{
    protocol::{ParticipantId, Refusal},
    room::LogEntry,
};

/// Something that waits for the journal.
pub(super) enum Held {
    /// For everybody.
    Entry(LogEntry),
    /// For who is a host from this entry on, or no longer: the room as they may know it then.
    Known {
        me: ParticipantId,
        seq: u64,
        snapshot: Vec<u8>,
    },
    /// For who asked, over the line it asked on.
    Answer {
        me: ParticipantId,
        line: u64,
        number: u32,
        result: Result<(), Refusal>,
    },
    /// For who asked at the console.
    Console {
        reply: oneshot::Sender<Result<(), Refusal>>,
        result: Result<(), Refusal>,
    },
    /// For somebody at the door.
    Welcome {
        me: ParticipantId,
        line: u64,
        entered: Box<Entered>,
        reply: oneshot::Sender<Result<Entered, Refusal>>,
    },
}

/// What waits, each with the entry that has to be written first.
#[derive(Default)]
pub(super) struct Outbox {
    waiting: VecDeque<(u64, Held)>,
    written: u64,
}

impl Outbox {
    /// Of a room whose log is in the journal up to `written`.
    pub(super) fn new(written: u64) -> Self {
        Self {
            waiting: VecDeque::new(),
            written,
        }
    }

    /// Holds something back until entry `seq` is written.
    pub(super) fn hold(&mut self, seq: u64, held: Held) {
        self.waiting.push_back((seq, held));
    }

    /// Everything up to entry `seq` is written.
    pub(super) fn written(&mut self, seq: u64) {
        self.written = self.written.max(seq);
    }

    /// The next thing that may be told.
    pub(super) fn next(&mut self) -> Option<Held> {
        let (seq, _) = self.waiting.front()?;
        if *seq > self.written {
            return None;
        }
        self.waiting.pop_front().map(|(_, held)| held)
    }

    /// Whether everything is told.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
