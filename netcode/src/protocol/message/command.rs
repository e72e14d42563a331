//! What a participant can ask the room for.

use serde::{Deserialize, Serialize};

use super::{ClassCommand, Handling};
use crate::protocol::{Appearance, Nickname, ObjectId, ParticipantId, StopId};

/// Something a participant wants; the room decides. New commands are added at the end: their place is their number on the wire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Raise one's hand, or take it down.
    RaiseHand {
        /// Up or down.
        up: bool,
    },
    /// Show a reaction for a few seconds.
    React(Reaction),
    /// Open the card of a stop.
    OpenStop {
        /// The stop.
        stop: StopId,
    },
    /// Show everyone the way to a stop (host).
    LeadTo {
        /// The stop.
        stop: StopId,
    },
    /// Bring everyone to a place (host).
    Gather {
        /// Where, room frame, metres.
        place: [f32; 3],
        /// Which way to look: degrees from north (−Z), clockwise seen from above.
        facing_deg: f32,
    },
    /// Close the door to newcomers, or open it (host).
    Lock {
        /// Closed or open.
        locked: bool,
    },
    /// Send somebody out for the rest of the session (host).
    SendOut {
        /// Whom.
        who: ParticipantId,
    },
    /// Change one's own nickname.
    Rename {
        /// The new one.
        nickname: Nickname,
    },
    /// Change one's own look.
    SetAppearance(Appearance),
    /// End the session for everyone (host).
    EndSession,
    /// Set after how long in a headset a break is proposed (host).
    SetBreaks {
        /// Minutes worn, at most [`BREAK_MIN`](crate::protocol::limits::BREAK_MIN); 0 for never.
        after_min: u8,
    },
    /// Do something with an object.
    Handle {
        /// Which.
        object: ObjectId,
        /// What.
        handling: Handling,
    },
    /// Put every object back where the scene has it (host).
    TidyUp,
    /// Lead the class, or answer who leads it.
    Class(ClassCommand),
}

/// A feeling shown for a few seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reaction {
    /// A wave of the hand.
    Wave,
    /// Applause.
    Applause,
    /// A heart.
    Heart,
    /// Laughter.
    Laughter,
    /// A question mark: “I did not understand”.
    Question,
    /// A thumb up.
    Agree,
}

impl Reaction {
    /// Every reaction, in the order a menu shows them.
    pub const ALL: [Self; 6] = [
        Self::Wave,
        Self::Applause,
        Self::Heart,
        Self::Laughter,
        Self::Question,
        Self::Agree,
    ];
}
