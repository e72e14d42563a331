//! What a session knows at one point of its log.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ClassState, Participant};
use crate::protocol::limits;
use crate::protocol::wire;
use crate::protocol::{
    Cause, Event, LessonOutline, LogEntry, ObjectId, ParticipantId, SessionId, SocketId, StopId,
    Whereabouts,
};

/// What a session knows. It begins empty, and changes only by [folding](Self::fold) the entries of its log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RoomState {
    pub(super) seq: u64,
    pub(super) at_ms: u64,
    pub(super) session: SessionId,
    pub(super) lesson: LessonOutline,
    pub(super) capacity: u16,
    pub(super) away_time_ms: u64,
    pub(super) participants: BTreeMap<ParticipantId, Participant>,
    /// The last number given to anybody.
    pub(super) last_id: u16,
    pub(super) locked: bool,
    pub(super) led_to: Option<StopId>,
    pub(super) gathering: Option<Gathering>,
    /// Who was sent out, and may not resume.
    pub(super) sent_out: BTreeSet<ParticipantId>,
    /// The keys of the nicknames that were sent out, and may not come in again.
    pub(super) sent_out_names: BTreeSet<String>,
    pub(super) over: bool,
    /// Minutes in a headset after which a break is proposed, 0 for never, if a host said so.
    pub(super) breaks: Option<u8>,
    /// Every object of the session.
    pub(super) objects: BTreeMap<ObjectId, Whereabouts>,
    /// Every place an object can be put into.
    pub(super) sockets: BTreeSet<SocketId>,
    /// How the class is led.
    pub(super) class: ClassState,
}

/// Where everyone was brought last.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gathering {
    /// The log entry that gathered.
    pub seq: u64,
    /// Where, room frame, metres.
    pub place: [f32; 3],
    /// Which way to look: degrees from north (−Z), clockwise seen from above.
    pub facing_deg: f32,
}

impl RoomState {
    /// The room before the first entry of its log.
    pub fn new() -> Self {
        Self::default()
    }

    /// The last entry folded; 0 before the first.
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// When the last entry was appended, milliseconds since 1970 (UTC).
    pub const fn at_ms(&self) -> u64 {
        self.at_ms
    }

    /// Whether the session has begun and not ended.
    pub const fn is_open(&self) -> bool {
        self.seq > 0 && !self.over
    }

    /// Whether the session has ended.
    pub const fn is_over(&self) -> bool {
        self.over
    }

    /// Which session this is.
    pub const fn session_id(&self) -> SessionId {
        self.session
    }

    /// What it is about.
    pub const fn lesson(&self) -> &LessonOutline {
        &self.lesson
    }

    /// How many people may be in it. A host may come in beyond it.
    pub const fn capacity(&self) -> u16 {
        self.capacity
    }

    /// How long the place of somebody who vanished is kept, milliseconds.
    pub const fn away_time_ms(&self) -> u64 {
        self.away_time_ms
    }

    /// Whether the door is closed to newcomers.
    pub const fn is_locked(&self) -> bool {
        self.locked
    }

    /// The stop everyone is shown the way to.
    pub const fn led_to(&self) -> Option<&StopId> {
        self.led_to.as_ref()
    }

    /// Minutes in a headset after which a break is proposed; 0 for never.
    pub const fn break_after_min(&self) -> u8 {
        match self.breaks {
            Some(minutes) => minutes,
            None => limits::BREAK_UNSAID_MIN,
        }
    }

    /// Every object and where it is, by its identifier.
    pub fn objects(&self) -> impl ExactSizeIterator<Item = (&ObjectId, &Whereabouts)> {
        self.objects.iter()
    }

    /// Where an object is; nothing if the session has none of that name.
    pub fn object(&self, id: &ObjectId) -> Option<&Whereabouts> {
        self.objects.get(id)
    }

    /// What lies in a place made for objects.
    pub fn in_socket(&self, id: &SocketId) -> Option<&ObjectId> {
        self.objects().find_map(|(object, place)| {
            matches!(place, Whereabouts::In { socket } if socket == id).then_some(object)
        })
    }

    /// Where everyone was brought last.
    pub const fn gathering(&self) -> Option<&Gathering> {
        self.gathering.as_ref()
    }

    /// Everyone in the room, here or away, in the order of joining.
    pub fn participants(&self) -> impl ExactSizeIterator<Item = &Participant> {
        self.participants.values()
    }

    /// Everyone who is here and not away, in the order of joining.
    pub fn present(&self) -> impl Iterator<Item = &Participant> {
        self.participants().filter(|somebody| somebody.is_here())
    }

    /// One participant, here or away.
    pub fn participant(&self, id: ParticipantId) -> Option<&Participant> {
        self.participants.get(&id)
    }

    /// Those whose hand is up, first come first.
    pub fn raised_hands(&self) -> Vec<&Participant> {
        let mut raised: Vec<&Participant> = self
            .participants()
            .filter(|somebody| somebody.hand_raised.is_some())
            .collect();
        raised.sort_by_key(|somebody| somebody.hand_raised);
        raised
    }

    /// The last number given to anybody; 0 before the first.
    pub const fn last_id(&self) -> ParticipantId {
        ParticipantId(self.last_id)
    }

    /// Whether this participant was sent out.
    pub fn was_sent_out(&self, id: ParticipantId) -> bool {
        self.sent_out.contains(&id)
    }

    /// The entries that append `events` to the log at `now_ms` (milliseconds since 1970, UTC).
    ///
    /// Time in the log never runs back, whatever the machine's clock does.
    pub fn entries(&self, events: Vec<Event>, now_ms: u64, cause: Option<Cause>) -> Vec<LogEntry> {
        let at_ms = now_ms.max(self.at_ms);
        (self.seq + 1..)
            .zip(events)
            .map(|(seq, event)| LogEntry {
                seq,
                at_ms,
                event,
                cause,
            })
            .collect()
    }

    /// A number that two rooms share if and only if (but for one chance in 2⁶⁴) they know the same.
    ///
    /// The first eight bytes, little-endian, of the SHA-256 of the state in postcard.
    pub fn hash(&self) -> u64 {
        let digest = Sha256::digest(wire::encode(self));
        digest
            .iter()
            .take(8)
            .rev()
            .fold(0, |hash, byte| hash << 8 | u64::from(*byte))
    }
}
