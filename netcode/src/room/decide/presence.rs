//! Connections lost and found again, departures, and the passing of time.

use crate::protocol::{Event, LeaveReason, ParticipantId, Refusal};
use crate::room::{Presence, RoomState};

impl RoomState {
    /// A participant's connection is lost; the place is kept. Nothing if they are away or gone already.
    pub fn decide_away(&self, id: ParticipantId) -> Vec<Event> {
        match self.participant(id) {
            Some(somebody) if somebody.is_here() && self.is_open() => {
                vec![Event::ParticipantAway { id }]
            }
            _ => Vec::new(),
        }
    }

    /// Nobody is connected: the server has just read this room from its journal. Everyone who was here is away.
    pub fn decide_recovered(&self) -> Vec<Event> {
        self.present()
            .flat_map(|somebody| self.decide_away(somebody.id))
            .collect()
    }

    /// Somebody with the right token wants the old place back. No events if they never went away: a new connection
    /// takes over the old one.
    ///
    /// # Errors
    /// [`Refusal::SessionOver`], [`Refusal::SentOut`], or [`Refusal::ResumeExpired`] if the place is gone.
    pub fn decide_return(&self, id: ParticipantId) -> Result<Vec<Event>, Refusal> {
        if self.was_sent_out(id) {
            return Err(Refusal::SentOut);
        }
        if !self.is_open() {
            return Err(Refusal::SessionOver);
        }
        match self.participant(id) {
            None => Err(Refusal::ResumeExpired),
            Some(somebody) if somebody.is_here() => Ok(Vec::new()),
            Some(_) => Ok(vec![Event::ParticipantReturned { id }]),
        }
    }

    /// Somebody leaves of their own will. Nothing if they are gone already.
    pub fn decide_leave(&self, id: ParticipantId) -> Vec<Event> {
        match self.participant(id) {
            Some(_) if self.is_open() => vec![Event::ParticipantLeft {
                id,
                reason: LeaveReason::Left,
            }],
            _ => Vec::new(),
        }
    }

    /// Who has been away for too long at `now_ms` (milliseconds since 1970, UTC) leaves.
    pub fn decide_timeouts(&self, now_ms: u64) -> Vec<Event> {
        if !self.is_open() {
            return Vec::new();
        }
        self.participants()
            .filter(|somebody| match somebody.presence {
                Presence::Here => false,
                Presence::Away { since_ms } => now_ms.saturating_sub(since_ms) >= self.away_time_ms,
            })
            .map(|somebody| Event::ParticipantLeft {
                id: somebody.id,
                reason: LeaveReason::TimedOut,
            })
            .collect()
    }

    /// The server ends the session. Nothing if it is over already or never began.
    pub fn decide_end(&self) -> Vec<Event> {
        if self.is_open() {
            vec![Event::SessionEnded { who: None }]
        } else {
            Vec::new()
        }
    }
}
