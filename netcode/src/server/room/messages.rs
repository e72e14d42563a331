//! What connections, the page and the desk say to the room, and what it answers.

use tokio::sync::oneshot;

use super::{Line, View, desk::Written, photos::PhotoCall};
use crate::{
    journal::JournalError,
    protocol::{
        CardToken, CardsDoor, Command, ParticipantId, PersonalCode, Refusal, SessionId, Welcome,
        handshake::{Exporter, Proof},
    },
    room::{Arrival, LogEntry},
    server::setup::LabContent,
    takehome::Visited,
};

/// The whole log, or why it cannot be read.
pub(in crate::server) type Log = Result<Vec<LogEntry>, JournalError>;

/// Why notebooks were not marked once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::server) enum NotRemarked {
    /// The session has no lab, or is over.
    NoLab,
    /// The lesson now measures something else, or something else is true in it.
    OtherTruth,
    /// The grid of marks cannot be used, and why.
    BadKey(String),
}

/// Why a journal was not erased.
#[derive(Debug)]
pub(in crate::server) enum NotErased {
    /// The session goes on.
    GoesOn,
    /// Its file cannot be removed.
    Failed(JournalError),
}

/// Where the answer to somebody at the door goes.
pub(in crate::server) type Reply = oneshot::Sender<Result<Entered, Refusal>>;

/// What is said to the room.
pub(in crate::server) enum ToRoom {
    Enter {
        arrival: Arrival,
        /// Of who goes on at another device.
        personal_code: Option<PersonalCode>,
        line: Line,
        reply: Reply,
    },
    Resume {
        who: Comeback,
        line: Line,
        reply: Reply,
    },
    Command {
        me: ParticipantId,
        line: u64,
        number: u32,
        command: Command,
    },
    TooFast {
        me: ParticipantId,
        line: u64,
        number: u32,
    },
    Datagram {
        me: ParticipantId,
        line: u64,
        bytes: Vec<u8>,
    },
    Bye {
        me: ParticipantId,
        line: u64,
    },
    Lost {
        me: ParticipantId,
        line: u64,
    },
    Written(Written),
    /// The room as the console shows it.
    Look(oneshot::Sender<Box<View>>),
    /// What a host at the console wants.
    Console {
        command: Command,
        reply: oneshot::Sender<Result<(), Refusal>>,
    },
    /// The notebooks are to be marked once more, by this reading of the lesson.
    Remark {
        lab: Box<LabContent>,
        reply: oneshot::Sender<Result<usize, NotRemarked>>,
    },
    /// Somebody wants to see a photograph, or it was looked for.
    Photo(PhotoCall),
    /// The whole log.
    Read(oneshot::Sender<Log>),
    /// The session is over, and its journal is to be erased.
    Erase(oneshot::Sender<Result<(), NotErased>>),
    /// It is: what the room knows goes too.
    Forget,
    /// What the owner of a card takes home; nothing if it is nobody's.
    Card {
        token: CardToken,
        reply: oneshot::Sender<Option<Visited>>,
    },
    /// People on the network find their cards at this port.
    CardsAt(CardsDoor),
    Health(oneshot::Sender<Health>),
    Stop,
}

/// Somebody who says to have been here before.
pub(in crate::server) struct Comeback {
    pub(in crate::server) session: SessionId,
    pub(in crate::server) me: ParticipantId,
    pub(in crate::server) proof: Proof,
    pub(in crate::server) exporter: Exporter,
    pub(in crate::server) last_seq: u64,
}

/// What somebody who is in gets first.
pub(in crate::server) struct Entered {
    pub(in crate::server) welcome: Welcome,
    pub(in crate::server) tail: Vec<LogEntry>,
    pub(in crate::server) snapshot: Option<Vec<u8>>,
}

/// How the session is.
#[derive(Clone, Debug, serde::Serialize)]
pub(in crate::server) struct Health {
    /// `ok`; `not-saving` while the journal cannot be written; `over` after the session's end.
    pub(in crate::server) status: &'static str,
    pub(in crate::server) session: String,
    pub(in crate::server) lesson: String,
    /// Connected now.
    pub(in crate::server) participants: usize,
    /// Of the log.
    pub(in crate::server) entries: u64,
    pub(in crate::server) saving: bool,
    pub(in crate::server) over: bool,
}
