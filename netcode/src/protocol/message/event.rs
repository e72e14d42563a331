//! What happened in a session: the entries of its log.

use serde::{Deserialize, Serialize};

use super::{ClassEvent, Handling, LessonOutline, Objects, Reaction};
use crate::protocol::{
    Appearance, Device, Nickname, ObjectId, ParticipantId, Role, SessionId, StopId,
};

/// One line of a session's log. Sequence numbers begin at 1 and have no gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Place in the log.
    pub seq: u64,
    /// When the server appended it: milliseconds since 1970 (UTC), never less than the entry before.
    pub at_ms: u64,
    /// What happened.
    pub event: Event,
    /// The command that made it happen, if one did.
    pub cause: Option<Cause>,
}

/// A participant's command, which a log entry answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cause {
    /// Whose command.
    pub who: ParticipantId,
    /// Its number.
    pub number: u32,
}

/// Something that happened. New events are added at the end: their place is their number on the wire and in journals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The first entry of every log.
    SessionOpened {
        /// Which session.
        session: SessionId,
        /// What it is about.
        lesson: LessonOutline,
        /// How many people may be in it.
        capacity: u16,
        /// How long the place of somebody who vanished is kept, milliseconds.
        away_time_ms: u64,
    },
    /// Somebody came in.
    ParticipantJoined {
        /// The number given.
        id: ParticipantId,
        /// The nickname granted, perhaps with a number at its end.
        nickname: Nickname,
        /// The role granted.
        role: Role,
        /// The look.
        appearance: Appearance,
        /// The device.
        device: Device,
    },
    /// Somebody's connection was lost; the place is kept for a while.
    ParticipantAway {
        /// Who.
        id: ParticipantId,
    },
    /// Somebody who was away is back.
    ParticipantReturned {
        /// Who.
        id: ParticipantId,
    },
    /// Somebody is gone for good; the nickname is free.
    ParticipantLeft {
        /// Who.
        id: ParticipantId,
        /// Why.
        reason: LeaveReason,
    },
    /// A hand went up or down.
    HandRaised {
        /// Whose.
        who: ParticipantId,
        /// Up or down.
        up: bool,
    },
    /// Somebody showed a reaction.
    Reacted {
        /// Who.
        who: ParticipantId,
        /// Which.
        reaction: Reaction,
    },
    /// Somebody opened the card of a stop.
    StopOpened {
        /// Who.
        who: ParticipantId,
        /// Which.
        stop: StopId,
    },
    /// Everyone is shown the way to a stop.
    LedTo {
        /// The host who leads.
        who: ParticipantId,
        /// Where to.
        stop: StopId,
    },
    /// Everyone is brought to a place.
    Gathered {
        /// The host who gathers.
        who: ParticipantId,
        /// Where, room frame, metres; within [`PLACE_M`](crate::protocol::limits::PLACE_M) of the origin.
        place: [f32; 3],
        /// Which way to look: degrees from north (−Z), clockwise seen from above, 0 ≤ angle < 360.
        facing_deg: f32,
    },
    /// The door was closed to newcomers, or opened.
    Locked {
        /// The host.
        who: ParticipantId,
        /// Closed or open.
        locked: bool,
    },
    /// Somebody has another nickname.
    Renamed {
        /// Who.
        who: ParticipantId,
        /// The nickname granted.
        nickname: Nickname,
    },
    /// Somebody has another look.
    AppearanceChanged {
        /// Who.
        who: ParticipantId,
        /// The new look.
        appearance: Appearance,
    },
    /// The session is over; nothing follows.
    SessionEnded {
        /// The host who ended it; nobody if the server did.
        who: Option<ParticipantId>,
    },
    /// A break is proposed after another time in a headset.
    BreaksSet {
        /// The host.
        who: ParticipantId,
        /// Minutes worn, at most [`BREAK_MIN`](crate::protocol::limits::BREAK_MIN); 0 for never.
        after_min: u8,
    },
    /// The things of the session lie where the scene has them.
    ObjectsLaidOut(Objects),
    /// Something was done with an object.
    ObjectHandled {
        /// By whom.
        who: ParticipantId,
        /// Which.
        object: ObjectId,
        /// What; poses are those of [`Hold::checked`](super::Hold::checked) and [`Motion::checked`](super::Motion::checked).
        handling: Handling,
    },
    /// Every object is back where the scene has it.
    TidiedUp {
        /// The host.
        who: ParticipantId,
    },
    /// The class is led, or answered.
    Class(ClassEvent),
}

impl Event {
    /// The event's name, as journals and logs write it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SessionOpened { .. } => "session-opened",
            Self::ParticipantJoined { .. } => "participant-joined",
            Self::ParticipantAway { .. } => "participant-away",
            Self::ParticipantReturned { .. } => "participant-returned",
            Self::ParticipantLeft { .. } => "participant-left",
            Self::HandRaised { .. } => "hand-raised",
            Self::Reacted { .. } => "reacted",
            Self::StopOpened { .. } => "stop-opened",
            Self::LedTo { .. } => "led-to",
            Self::Gathered { .. } => "gathered",
            Self::Locked { .. } => "locked",
            Self::Renamed { .. } => "renamed",
            Self::AppearanceChanged { .. } => "appearance-changed",
            Self::SessionEnded { .. } => "session-ended",
            Self::BreaksSet { .. } => "breaks-set",
            Self::ObjectsLaidOut(_) => "objects-laid-out",
            Self::ObjectHandled { handling, .. } => match handling {
                Handling::Take(_) => "object-taken",
                Handling::LetGo(_) => "object-let-go",
                Handling::Settle(_) => "object-settled",
                Handling::Lose => "object-lost",
                Handling::PutIn(_) => "object-put-in",
            },
            Self::TidiedUp { .. } => "tidied-up",
            Self::Class(event) => event.kind(),
        }
    }
}

/// Why somebody is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LeaveReason {
    /// Of their own will.
    Left,
    /// They vanished and did not come back in time.
    TimedOut,
    /// A host sent them out.
    SentOut,
}
