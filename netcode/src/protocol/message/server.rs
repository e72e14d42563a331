//! What a server says.

use serde::{Deserialize, Serialize};

use super::LogEntry;
use crate::protocol::handshake::{Confirmation, Element};
use crate::protocol::lab::{PhotoDigest, PhotoFile};
use crate::protocol::{
    Goodbye, Nickname, Notice, ParticipantId, PersonalCode, Refusal, ResumeToken, Role, SessionId,
};

/// A message of the server. Its first one travels in a [first frame](crate::protocol::wire::first).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ServerMessage {
    /// The server's half of the code exchange.
    Challenge(Challenge),
    /// The client is in.
    Welcome(Box<Welcome>),
    /// Something happened; in the order of the log, without gaps.
    Event(LogEntry),
    /// The answer to a command, once for each time it was sent, after the events it caused.
    Answer {
        /// The command's number.
        number: u32,
        /// Whether it was done.
        result: Result<(), Refusal>,
    },
    /// A photograph that was asked for.
    Photo {
        /// Which.
        digest: PhotoDigest,
        /// Its file; nothing if it is in no notebook this participant may see, or cannot be read.
        file: Option<PhotoFile>,
    },
    /// The client does not come in; nothing follows.
    Refused(Refusal),
    /// Something the person should know.
    Notice(Notice),
    /// The connection ends, and why; nothing follows.
    Goodbye(Goodbye),
    /// What the room's state amounts to after entry `seq`; a client that counts otherwise asks for a snapshot by resuming.
    Checkpoint {
        /// The entry.
        seq: u64,
        /// The state's [hash](crate::room::RoomState::hash).
        hash: u64,
    },
    /// What this client may know of the room has changed with its person's role, at entry `seq`, which is the last one told: the
    /// room as it may know it now follows as a snapshot. Until that has arrived the client knows less than it should.
    Known {
        /// The last entry the snapshot contains.
        seq: u64,
    },
}

/// The server's half of the code exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// The server's element.
    pub element: Element,
    /// Proof that the server knows the code and sees the same connection.
    pub confirmation: Confirmation,
}

/// What somebody who comes in, or comes back, is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The session.
    pub session: SessionId,
    /// Who the client is.
    pub me: ParticipantId,
    /// The role granted.
    pub role: Role,
    /// The nickname granted.
    pub nickname: Nickname,
    /// What to come back with.
    pub resume_token: ResumeToken,
    /// What to go on with at another device; nothing for hosts, who have their key.
    pub personal_code: Option<PersonalCode>,
    /// Datagrams the server sends a second.
    pub tick_hz: u16,
    /// The server's tick as it writes this, as datagrams count it.
    pub tick: u16,
    /// The server's clock as it writes this, milliseconds since 1970 (UTC).
    pub server_time_ms: u64,
    /// The last entry of the log as it writes this.
    pub seq: u64,
    /// Number of the last command of this participant the room has accepted; 0 if none. The next one must be above.
    pub last_command: u32,
    /// How the client gets to `seq`.
    pub catch_up: CatchUp,
}

/// How a client gets from what it knows to what the room knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CatchUp {
    /// A snapshot follows on a stream of its own; events after it are already on their way on the control stream,
    /// and are kept until it has arrived.
    Snapshot {
        /// The last entry the snapshot contains.
        seq: u64,
    },
    /// The entries after `last_seq` follow on the control stream.
    Tail {
        /// The client's `last_seq`.
        after: u64,
    },
}
