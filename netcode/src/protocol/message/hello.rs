//! The first message of a client: who speaks which version, and which door it knocks at.

use serde::{Deserialize, Serialize};

use crate::protocol::handshake::{Element, Proof};
use crate::protocol::{Language, ParticipantId, SessionId};

/// What a client says first. Travels in a [first frame](crate::protocol::wire::first), whose version stands before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Name and version of the application, for the server's log; cut to
    /// [`APPLICATION_BYTES`](crate::protocol::limits::APPLICATION_BYTES).
    pub application: String,
    /// Language the person reads.
    pub language: Language,
    /// What it comes for.
    pub knock: Knock,
}

/// What a client comes for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Knock {
    /// To enter with the session's code: its half of the code exchange.
    Enter {
        /// The client's element, see [`ClientHandshake`](crate::protocol::handshake::ClientHandshake).
        element: Element,
    },
    /// To come back as the participant it was.
    Resume {
        /// The session it was in.
        session: SessionId,
        /// Who it was.
        me: ParticipantId,
        /// Proof of the resume token, see [`Proof::of_token`].
        proof: Proof,
        /// The last log entry it has folded; 0 if it has none.
        last_seq: u64,
    },
}
