//! The rounds: what the room looks after once a second, whoever asks or does not.

use std::time::{Duration, Instant};

use tracing::warn;

use super::{Room, now_ms};
use crate::protocol::{Goodbye, Notice, ParticipantId, ServerMessage};

/// Between two rounds.
pub(super) const EVERY: Duration = Duration::from_secs(1);
/// Between two checkpoints, at which clients compare what they know with what the room knows.
const CHECKPOINT: Duration = Duration::from_secs(30);

impl Room {
    /// Who stayed away too long leaves, who cannot take what is sent is dropped, what could not be written is tried again.
    pub(super) fn go_round(&mut self, now: Instant) {
        self.commit(self.state.decide_timeouts(now_ms()), None);
        self.desk.tend(self.state.clone());
        for line in self.lines.values() {
            let rtt = line.connection.rtt();
            self.metrics.rtt_seconds.observe(rtt.as_secs_f64());
        }
        let choked: Vec<(ParticipantId, u64)> = self
            .lines
            .iter()
            .filter(|(_, line)| line.is_choked())
            .map(|(id, line)| (*id, line.id))
            .collect();
        for (id, line) in choked {
            warn!("participant {id} cannot take what the session sends");
            if let Some(line) = self.lines.get(&id) {
                line.close(Goodbye::TooSlow);
            }
            self.lose(id, line);
        }
        if now >= self.next_checkpoint && self.outbox.is_empty() {
            self.next_checkpoint = now + CHECKPOINT;
            let (seq, hash) = (self.state.seq(), self.state.hash());
            for line in self.lines.values() {
                line.tell(ServerMessage::Checkpoint { seq, hash });
            }
        }
    }

    /// What only those who can do something about it should know.
    pub(super) fn tell_hosts(&self, notice: Notice) {
        warn!("{}", notice.sentence(pleiades_scenes::Language::English));
        for (id, line) in &self.lines {
            let host = self
                .state
                .participant(*id)
                .is_some_and(|person| person.role.is_host());
            if host {
                line.tell(ServerMessage::Notice(notice));
            }
        }
    }
}
