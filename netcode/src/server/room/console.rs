//! What the console asks of the room: how it is, and what a host there wants done.

use std::{collections::BTreeMap, time::Duration};

use tracing::{info, warn};

use tokio::sync::oneshot;

use super::{Held, NotErased, NotRemarked, Room, now_ms};
use crate::{
    protocol::{Command, ParticipantId, PersonalCode, Refusal, pose::Pose},
    room::RoomState,
    server::setup::LabContent,
};

/// The room as the console shows it.
#[derive(Clone, Debug)]
pub(in crate::server) struct View {
    pub(in crate::server) state: RoomState,
    /// Those who are connected.
    pub(in crate::server) people: BTreeMap<ParticipantId, Seen>,
    /// Whether what happens is written down.
    pub(in crate::server) saving: bool,
    /// What each person who learns goes on with at another device, also who has left.
    pub(in crate::server) codes: BTreeMap<ParticipantId, PersonalCode>,
    /// Whether the session was erased: nothing is known any more.
    pub(in crate::server) erased: bool,
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
    pub(super) fn look(&mut self, reply: oneshot::Sender<Box<View>>) {
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
        let class = self.state.class();
        let with_key = |id| {
            let somebody = self.state.participant(id);
            somebody.is_some_and(|somebody| somebody.role.is_host()) && !class.is_co_host(id)
        };
        let here = self.state.participants().map(|somebody| somebody.id);
        let learners: Vec<ParticipantId> = here
            .chain(class.former().map(|somebody| somebody.id))
            .filter(|id| !with_key(*id))
            .collect();
        let codes = learners
            .into_iter()
            .filter_map(|id| Some((id, self.codes.of(id)?)))
            .collect();
        let view = View {
            state: self.state.clone(),
            people,
            saving: self.saving,
            codes,
            erased: self.erased,
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
            .decide_at_console(self.bench.as_ref(), command)
            .map(|events| self.commit(events, None));
        if result.is_err() {
            self.metrics.refusals.inc();
        }
        self.outbox
            .hold(self.state.seq(), Held::Console { reply, result });
        self.release();
    }

    /// Marks the notebooks once more; says how many have other marks now.
    pub(super) fn remark(
        &mut self,
        lab: LabContent,
        reply: oneshot::Sender<Result<usize, NotRemarked>>,
    ) {
        let result = self.remarked(lab);
        if let Err(reason) = &result {
            warn!("the notebooks are not marked again: {reason:?}");
        }
        // Whoever asked may have gone.
        let _ = reply.send(result);
    }

    fn remarked(&mut self, lab: LabContent) -> Result<usize, NotRemarked> {
        let bench = self.bench.as_ref().filter(|_| self.state.is_open());
        let bench = bench.ok_or(NotRemarked::NoLab)?;
        let bench = lab.rubric_for(bench).ok_or(NotRemarked::OtherTruth)?;
        let events = bench
            .remarked(ParticipantId::CONSOLE, self.state.labs())
            .map_err(NotRemarked::BadKey)?;
        let changed = events.len();
        self.bench = Some(bench);
        self.commit(events, None);
        Ok(changed)
    }

    /// Has the journal of a session that is over erased.
    pub(super) fn erase(&self, reply: oneshot::Sender<Result<(), NotErased>>) {
        if self.state.is_over() || self.erased {
            self.desk.erase(reply);
        } else {
            // Whoever asked may have gone.
            let _ = reply.send(Err(NotErased::GoesOn));
        }
    }

    /// The journal is erased: so is what the room knows.
    pub(super) fn forget(&mut self) {
        if self.state.is_over() {
            info!("session {} is erased", self.state.session_id());
            self.erased = true;
            self.state = RoomState::new();
            self.recent.clear();
            self.bench = None;
        }
    }
}
