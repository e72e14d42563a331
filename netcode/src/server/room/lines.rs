//! The line to one client: what it is told in order, and the datagrams that may be lost.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc;

use crate::protocol::{Goodbye, ServerMessage, wire};

/// The line to one client.
pub(in crate::server) struct Line {
    /// Unique in this server's life: an old line of a participant is told from the new one.
    pub(in crate::server) id: u64,
    pub(in crate::server) connection: quinn::Connection,
    /// Entries up to this one come with the welcome; later ones over the line.
    pub(super) since: u64,
    out: mpsc::Sender<ServerMessage>,
    choked: AtomicBool,
}

impl Line {
    /// A line and where what it is told comes out. It holds as much as a burst of a full class makes.
    pub(in crate::server) fn new(
        id: u64,
        connection: quinn::Connection,
    ) -> (Self, mpsc::Receiver<ServerMessage>) {
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
        if let Err(mpsc::error::TrySendError::Full(_)) = self.out.try_send(message) {
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
