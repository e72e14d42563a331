//! What the room knows about how its class is led.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::voices::Voices;
use super::{Voice, Worn};
use crate::protocol::{Admission, Area, ParticipantId, Spot};
use crate::room::{Participant, RoomState};

/// How the class is led.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClassState {
    pub(super) admission: Admission,
    pub(super) waiting: BTreeSet<ParticipantId>,
    /// Hosts who did not come with the host key, but were made hosts.
    pub(super) co_hosts: BTreeSet<ParticipantId>,
    pub(super) guide: Option<ParticipantId>,
    pub(super) following: bool,
    pub(super) roam: Option<Area>,
    pub(super) attention: Option<ParticipantId>,
    pub(super) frozen: bool,
    pub(super) spotlight: Option<Spot>,
    pub(super) pointing: Option<ParticipantId>,
    pub(super) called_upon: Option<ParticipantId>,
    pub(super) voices: Voices,
    /// Those who keep the name a host gave them.
    pub(super) named: BTreeSet<ParticipantId>,
    pub(super) timer: Option<Timer>,
    pub(super) evacuation: Option<Evacuation>,
    pub(super) worn: BTreeMap<ParticipantId, Worn>,
    /// Those who have left and may come back by their personal code.
    pub(super) former: BTreeMap<ParticipantId, Participant>,
}

/// A countdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timer {
    /// For how long it was started, seconds.
    pub seconds: u16,
    /// When it is over, milliseconds since 1970 (UTC) by the server's clock.
    pub until_ms: u64,
}

impl Timer {
    /// Seconds left at `now_ms` by the server's clock, begun ones counted whole; 0 when it is over.
    pub fn left_s(&self, now_ms: u64) -> u64 {
        self.until_ms
            .saturating_sub(now_ms)
            .div_ceil(1_000)
            .min(self.seconds.into())
    }
}

/// The cue to take the headset off now.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evacuation {
    /// The host who gave it.
    pub who: ParticipantId,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: u64,
    /// Who has seen it, and said so.
    pub acknowledged: BTreeSet<ParticipantId>,
}

impl ClassState {
    /// Who comes in without being asked for.
    pub const fn admission(&self) -> Admission {
        self.admission
    }

    /// Whether somebody waits to be let in: they see nobody and nobody sees them.
    pub fn is_waiting(&self, who: ParticipantId) -> bool {
        self.waiting.contains(&who)
    }

    /// Those who wait to be let in, in the order they came.
    pub fn waiting(&self) -> impl ExactSizeIterator<Item = ParticipantId> {
        self.waiting.iter().copied()
    }

    /// Whether a host was made one here: they lead, but make no other hosts and end nothing.
    pub fn is_co_host(&self, who: ParticipantId) -> bool {
        self.co_hosts.contains(&who)
    }

    /// The guide.
    pub const fn guide(&self) -> Option<ParticipantId> {
        self.guide
    }

    /// Whom everyone follows, if anybody: the guide.
    pub const fn followed(&self) -> Option<ParticipantId> {
        if self.following { self.guide } else { None }
    }

    /// The area people may walk in; everywhere if there is none.
    pub const fn roam(&self) -> Option<&Area> {
        self.roam.as_ref()
    }

    /// Whom everyone is to look at.
    pub const fn attention(&self) -> Option<ParticipantId> {
        self.attention
    }

    /// Whether everyone but hosts stays in place and takes nothing. Heads are never held.
    pub const fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// What is lit up for everyone.
    pub const fn spotlight(&self) -> Option<&Spot> {
        self.spotlight.as_ref()
    }

    /// Whose pointer everyone sees.
    pub const fn pointing(&self) -> Option<ParticipantId> {
        self.pointing
    }

    /// Whose turn it is to speak.
    pub const fn called_upon(&self) -> Option<ParticipantId> {
        self.called_upon
    }

    /// How somebody's microphone is.
    pub fn voice(&self, who: ParticipantId) -> Voice {
        self.voices.of(who)
    }

    /// Whether the microphones of newcomers are held closed.
    pub const fn holds_newcomers(&self) -> bool {
        self.voices.hold_newcomers
    }

    /// Whether a host gave somebody their name.
    pub fn is_name_given(&self, who: ParticipantId) -> bool {
        self.named.contains(&who)
    }

    /// The countdown.
    pub const fn timer(&self) -> Option<&Timer> {
        self.timer.as_ref()
    }

    /// The cue to take the headset off, while it stands.
    pub const fn evacuation(&self) -> Option<&Evacuation> {
        self.evacuation.as_ref()
    }

    /// Somebody's time in headsets.
    pub fn worn(&self, who: ParticipantId) -> Worn {
        self.worn.get(&who).copied().unwrap_or_default()
    }

    /// Those who have left and may come back by their personal code.
    pub fn former(&self) -> impl ExactSizeIterator<Item = &Participant> {
        self.former.values()
    }
}

impl RoomState {
    /// How the class is led.
    pub const fn class(&self) -> &ClassState {
        &self.class
    }

    /// Whether a host is in the room, here or away for a moment.
    pub fn has_host(&self) -> bool {
        self.participants().any(|somebody| somebody.role.is_host())
    }

    /// Everyone who is here and has been let in, in the order of joining.
    pub fn let_in(&self) -> impl Iterator<Item = &Participant> {
        self.present()
            .filter(|somebody| !self.class.is_waiting(somebody.id))
    }

    /// Those who are here and have not yet said that they saw the cue to take the headset off.
    pub fn unacknowledged(&self) -> Vec<&Participant> {
        let Some(evacuation) = self.class.evacuation() else {
            return Vec::new();
        };
        self.present()
            .filter(|somebody| {
                somebody.id != evacuation.who && !evacuation.acknowledged.contains(&somebody.id)
            })
            .collect()
    }
}
