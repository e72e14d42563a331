//! What the console asks of the room: how it is, and what a host there wants done.

use std::{collections::BTreeMap, time::Duration};

use tokio::sync::oneshot;

use super::{Held, Room, now_ms};
use crate::{
    protocol::{Command, ParticipantId, Refusal, pose::Pose},
    room::RoomState,
};

/// The room as the console shows it.
#[derive(Clone, Debug)]
pub(in crate::server) struct View {
    pub(in crate::server) state: RoomState,
    /// Those who are connected.
    pub(in crate::server) people: BTreeMap<ParticipantId, Seen>,
    /// Whether what happens is written down.
    pub(in crate::server) saving: bool,
    /// The server's clock, milliseconds since 1970 (UTC).
    pub(in crate::server) now_ms: u64,
}

/// What is known of a connected participant beside the log.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::server) struct Seen {
    /// Where the head is, room frame.
    pub(in crate::server) head: Option<Pose>,
    /// There and back.
    pub(in crate::server) round_trip: Duration,
    /// Packets sent to them since they came.
    pub(in crate::server) sent: u64,
    /// Those that did not arrive.
    pub(in crate::server) lost: u64,
}

impl Room {
    /// Shows the room as it is.
    pub(super) fn look(&self, reply: oneshot::Sender<Box<View>>) {
        let people = self
            .lines
            .iter()
            .map(|(id, line)| {
                let path = line.connection.stats().path;
                let seen = Seen {
                    head: self.poses.head(*id),
                    round_trip: path.rtt,
                    sent: path.sent_packets,
                    lost: path.lost_packets,
                };
                (*id, seen)
            })
            .collect();
        let view = View {
            state: self.state.clone(),
            people,
            saving: self.saving,
            now_ms: now_ms(),
        };
        // Whoever asked may have gone.
        let _ = reply.send(Box::new(view));
    }

    /// Decides what a host at the console wants; the answer goes out once it is written.
    pub(super) fn at_console(
        &mut self,
        command: &Command,
        reply: oneshot::Sender<Result<(), Refusal>>,
    ) {
        let result = self
            .state
            .decide_at_console(command)
            .map(|events| self.commit(events, None));
        if result.is_err() {
            self.metrics.refusals.inc();
        }
        self.outbox
            .hold(self.state.seq(), Held::Console { reply, result });
        self.release();
    }
}
