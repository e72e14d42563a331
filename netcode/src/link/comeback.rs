//! What a program keeps to come back as the same participant after it was restarted.

use serde::{Deserialize, Serialize};

use super::greeting::Seat;
use crate::protocol::{CardToken, Host, JoinCode, ParticipantId, ResumeToken, SessionId, Ticket};

/// A place in a session, for the next start of the program. A secret: whoever has it is that participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comeback {
    /// [`Ticket`] to the server one was with, as text.
    ticket: String,
    session: SessionId,
    me: ParticipantId,
    token: ResumeToken,
}

impl Comeback {
    /// Of a seat at the server at this address; nothing if its key is not known.
    pub(super) fn new(seat: &Seat, code: JoinCode, address: std::net::SocketAddr) -> Option<Self> {
        let ticket = Ticket {
            hosts: vec![Host::from(address.ip().to_canonical())],
            port: address.port(),
            code,
            until: None,
            fingerprint: seat.pin?,
        };
        Some(Self {
            ticket: ticket.to_string(),
            session: seat.session,
            me: seat.me,
            token: seat.token.clone(),
        })
    }

    /// Where the session is; nothing if this was tampered with.
    pub fn ticket(&self) -> Option<Ticket> {
        self.ticket.parse().ok()
    }

    /// Which session.
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// Who one was.
    pub const fn me(&self) -> ParticipantId {
        self.me
    }

    /// Where one's card to take home is found at the session's server.
    pub fn card(&self) -> CardToken {
        CardToken::derive(&self.token)
    }

    pub(super) fn seat(&self) -> Seat {
        Seat {
            session: self.session,
            me: self.me,
            token: self.token.clone(),
            last_seq: 0,
            pin: self.ticket().map(|ticket| ticket.fingerprint),
        }
    }
}
