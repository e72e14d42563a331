//! The line to one client: what it is told in order, and the datagrams that may be lost; and how the room drops one.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc;

use super::Room;
use crate::protocol::{Goodbye, ParticipantId, ServerMessage, wire};

/// What a client is told.
pub(in crate::server) enum ToTell {
    /// A message, on the control stream.
    Message(ServerMessage),
    /// What it may know from now on: the room after entry `seq`, on a stream of its own.
    Known { seq: u64, snapshot: Vec<u8> },
}

/// The line to one client.
pub(in crate::server) struct Line {
    /// Unique in this server's life: an old line of a participant is told from the new one.
    pub(in crate::server) id: u64,
    pub(in crate::server) connection: quinn::Connection,
    /// Entries up to this one come with the welcome; later ones over the line.
    pub(super) since: u64,
    out: mpsc::Sender<ToTell>,
    choked: AtomicBool,
}

impl Line {
    /// A line and where what it is told comes out. It holds as much as a burst of a full class makes.
    pub(in crate::server) fn new(
        id: u64,
        connection: quinn::Connection,
    ) -> (Self, mpsc::Receiver<ToTell>) {
        let (out, receiver) = mpsc::channel(1_024);
        (
            Self {
                id,
                connection,
                since: 0,
                out,
                choked: AtomicBool::new(false),
            },
            receiver,
        )
    }

    /// Tells in order; a client that does not read is found choked.
    pub(super) fn tell(&self, message: ServerMessage) {
        self.give(ToTell::Message(message));
    }

    /// Shows the room as the client may know it after entry `seq`.
    pub(super) fn show(&self, seq: u64, snapshot: Vec<u8>) {
        self.give(ToTell::Known { seq, snapshot });
    }

    fn give(&self, told: ToTell) {
        if let Err(mpsc::error::TrySendError::Full(_)) = self.out.try_send(told) {
            self.choked.store(true, Ordering::Relaxed);
        }
    }

    /// Whether something could not be told.
    pub(super) fn is_choked(&self) -> bool {
        self.choked.load(Ordering::Relaxed)
    }

    /// Ends the connection with a reason.
    pub(super) fn close(&self, reason: Goodbye) {
        self.connection
            .close(quinn::VarInt::from_u32(1), &wire::encode(&reason));
    }
}

impl Room {
    /// A connection broke: the place is kept.
    pub(super) fn lose(&mut self, me: ParticipantId, line: u64) {
        if self.hang_up(me, line) {
            self.commit(self.state.decide_away(me), None);
        }
    }

    /// Drops a line if it is still the participant's; an older one that breaks late means nothing.
    pub(super) fn hang_up(&mut self, me: ParticipantId, line: u64) -> bool {
        let theirs = self.is_on(me, line);
        if theirs {
            self.lines.remove(&me);
            self.poses.rest(me);
            self.count();
        }
        theirs
    }
}
