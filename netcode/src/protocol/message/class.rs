//! Leading a class: who comes in, where people may go and look, who is heard, and the cue to take the headset off.
//!
//! The same commands serve the window, the headset and the console. None of them ever holds a head still, moves a camera
//! gradually or opens somebody's microphone.

use serde::{Deserialize, Serialize};

use crate::protocol::{Device, Nickname, ObjectId, ParticipantId, Role, StopId, limits};

/// Something asked for to lead a class. New commands are added at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ClassCommand {
    /// Say who comes in without being asked for (host).
    SetAdmission(Admission),
    /// Let in who waits (host).
    Admit(Whom),
    /// Make somebody a co-host, or a participant again (who came with the host key).
    SetCoHost {
        /// Whom.
        whom: ParticipantId,
        /// Co-host or participant.
        on: bool,
    },
    /// Let another person be the guide, whom all follow and whose pointer all see (host, guide).
    PassGuide {
        /// To whom.
        to: ParticipantId,
    },
    /// Let people go everywhere, or within an area (host).
    SetRoam(Option<Area>),
    /// Have everyone follow oneself, or go free again (host, guide).
    FollowMe {
        /// Follow or go free.
        on: bool,
    },
    /// Have everyone look here: the rest of the world is dimmed (host).
    CallAttention {
        /// Call or dismiss.
        on: bool,
    },
    /// Have everyone stay where they are and take nothing; they still look around (host).
    Freeze {
        /// Stay or go.
        on: bool,
    },
    /// Light somebody or something up for everyone, or nothing any more (host, guide).
    Spotlight(Option<Spot>),
    /// Show where one's hand or gaze points to everyone (host, guide).
    Point {
        /// Show or hide.
        on: bool,
    },
    /// Take hands down (host).
    LowerHands(Whom),
    /// Say whose turn it is to speak; their hand goes down (host).
    CallUpon {
        /// Whose, or nobody's.
        whom: Option<ParticipantId>,
    },
    /// Open or close one's own microphone.
    OpenMicrophone {
        /// Open or closed.
        open: bool,
    },
    /// Close microphones (host).
    Mute {
        /// Whose; everyone is all who are not hosts.
        whom: Whom,
        /// Whether they stay closed until released; for everyone also those of newcomers.
        hold: bool,
    },
    /// Let people open their microphones themselves again (host). Opens none.
    ReleaseMute(Whom),
    /// Give somebody another nickname, which they then keep (host).
    NameOther {
        /// Whom.
        whom: ParticipantId,
        /// The nickname.
        nickname: Nickname,
    },
    /// Send somebody out, and have newcomers wait from now on, so that they do not come back under another name (host).
    Ban {
        /// Whom.
        whom: ParticipantId,
    },
    /// Start a countdown that everyone sees (host).
    StartTimer {
        /// For how long, seconds, from 1 to [`TIMER_S`](limits::TIMER_S).
        seconds: u16,
    },
    /// Take the countdown away (host).
    StopTimer,
    /// Lead everyone one stop on or back (host, guide).
    Step {
        /// On or back.
        forward: bool,
    },
    /// Ask everyone to take the headset off now, or say that it is over (host).
    Evacuate {
        /// Now or over.
        on: bool,
    },
    /// Say that one has seen the cue to take the headset off.
    Acknowledge,
    /// Say that one has put the headset on or taken it off.
    Wear {
        /// On or off.
        on: bool,
    },
}

/// Something that happened to lead a class. New events are added at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ClassEvent {
    /// Who comes in without being asked for.
    AdmissionSet {
        /// The host; nobody if the session began so.
        who: Option<ParticipantId>,
        /// Who does.
        admission: Admission,
    },
    /// Somebody who has just come waits to be let in.
    Waits {
        /// Who.
        who: ParticipantId,
    },
    /// Somebody was let in.
    Admitted {
        /// The host; who came as one, if all waited for that.
        who: ParticipantId,
        /// Whom.
        whom: Whom,
    },
    /// Somebody has another role.
    RoleSet {
        /// The host; nobody if it ended with a change of device.
        who: Option<ParticipantId>,
        /// Whose.
        whom: ParticipantId,
        /// Which.
        role: Role,
    },
    /// Another person is the guide.
    GuidePassed {
        /// Who passed it on.
        who: ParticipantId,
        /// To whom.
        to: ParticipantId,
    },
    /// Where people may go.
    RoamSet {
        /// The host.
        who: ParticipantId,
        /// Within this area, or everywhere; see [`Area::checked`].
        area: Option<Area>,
    },
    /// Everyone follows somebody, who is the guide then, or goes free.
    Following {
        /// Who.
        who: ParticipantId,
        /// Follow or go free.
        on: bool,
    },
    /// Everyone is to look at somebody, or at what they like.
    AttentionCalled {
        /// At whom.
        who: ParticipantId,
        /// Called or dismissed.
        on: bool,
    },
    /// Everyone stays, or goes.
    Frozen {
        /// The host.
        who: ParticipantId,
        /// Stay or go.
        on: bool,
    },
    /// Somebody or something is lit up.
    SpotlightSet {
        /// Who turned the light.
        who: ParticipantId,
        /// On what; nothing puts it out.
        spot: Option<Spot>,
    },
    /// Somebody's pointer is shown to everyone.
    Pointing {
        /// Whose.
        who: ParticipantId,
        /// Shown or hidden.
        on: bool,
    },
    /// It is somebody's turn to speak.
    CalledUpon {
        /// The host.
        who: ParticipantId,
        /// Whose, or nobody's.
        whom: Option<ParticipantId>,
    },
    /// Somebody opened or closed their own microphone.
    MicrophoneOpened {
        /// Who.
        who: ParticipantId,
        /// Open or closed.
        open: bool,
    },
    /// Microphones were closed.
    Muted {
        /// The host.
        who: ParticipantId,
        /// Whose.
        whom: Whom,
        /// Whether they stay closed until released.
        hold: bool,
    },
    /// Microphones may be opened by their owners again.
    MuteReleased {
        /// The host.
        who: ParticipantId,
        /// Whose.
        whom: Whom,
    },
    /// Somebody was given another nickname.
    NameGiven {
        /// The host.
        who: ParticipantId,
        /// Whom.
        whom: ParticipantId,
        /// The nickname granted.
        nickname: Nickname,
    },
    /// A countdown began.
    TimerStarted {
        /// The host.
        who: ParticipantId,
        /// For how long, seconds.
        seconds: u16,
    },
    /// The countdown was taken away.
    TimerStopped {
        /// The host.
        who: ParticipantId,
    },
    /// Everyone is asked to take the headset off now, or it is over.
    Evacuation {
        /// The host.
        who: ParticipantId,
        /// Now or over.
        on: bool,
    },
    /// Somebody has seen the cue.
    Acknowledged {
        /// Who.
        who: ParticipantId,
    },
    /// Somebody put the headset on or took it off.
    Worn {
        /// Who.
        who: ParticipantId,
        /// On or off.
        on: bool,
    },
    /// Somebody goes on at another device.
    DeviceChanged {
        /// Who.
        who: ParticipantId,
        /// Which.
        device: Device,
    },
    /// Somebody who had left is back, with everything they had.
    CameBack {
        /// Who.
        who: ParticipantId,
        /// The nickname granted: the old one, if nobody else has it now.
        nickname: Nickname,
        /// The device.
        device: Device,
    },
}

impl ClassEvent {
    /// The event's name, as journals and logs write it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AdmissionSet { .. } => "admission-set",
            Self::Waits { .. } => "waits",
            Self::Admitted { .. } => "admitted",
            Self::RoleSet { .. } => "role-set",
            Self::GuidePassed { .. } => "guide-passed",
            Self::RoamSet { .. } => "roam-set",
            Self::Following { .. } => "following",
            Self::AttentionCalled { .. } => "attention-called",
            Self::Frozen { .. } => "frozen",
            Self::SpotlightSet { .. } => "spotlight-set",
            Self::Pointing { .. } => "pointing",
            Self::CalledUpon { .. } => "called-upon",
            Self::MicrophoneOpened { .. } => "microphone-opened",
            Self::Muted { .. } => "muted",
            Self::MuteReleased { .. } => "mute-released",
            Self::NameGiven { .. } => "name-given",
            Self::TimerStarted { .. } => "timer-started",
            Self::TimerStopped { .. } => "timer-stopped",
            Self::Evacuation { .. } => "evacuation",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Worn { .. } => "worn",
            Self::DeviceChanged { .. } => "device-changed",
            Self::CameBack { .. } => "came-back",
        }
    }
}

/// Who comes in without being asked for. Hosts always do.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Admission {
    /// Everyone with the code.
    #[default]
    Everyone,
    /// Everyone with the code, once a host is there; until then they wait.
    WithHost,
    /// Nobody: each waits until a host lets them in.
    OneByOne,
}

/// One person, or all it can be meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Whom {
    /// This one.
    One(ParticipantId),
    /// All of them.
    Everyone,
}

impl Whom {
    /// Whether somebody is meant.
    pub fn includes(self, who: ParticipantId) -> bool {
        match self {
            Self::One(one) => one == who,
            Self::Everyone => true,
        }
    }
}

/// A round area people may walk in, at every height.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its middle, room frame, metres.
    pub centre: [f32; 3],
    /// Metres, from [`AREA_M`](limits::AREA_M) on.
    pub radius_m: f32,
}

impl Area {
    /// The area with a radius one can walk in; nothing if it is outside the world or no number.
    pub fn checked(self) -> Option<Self> {
        (limits::is_place(&self.centre) && self.radius_m.is_finite()).then(|| Self {
            centre: self.centre,
            radius_m: self.radius_m.clamp(limits::AREA_M, limits::PLACE_M),
        })
    }

    /// How far outside its border a place is, metres along the ground; 0 within.
    pub fn outside_m(&self, place: [f32; 3]) -> f32 {
        let [x, _, z] = self.centre;
        let away = (place[0] - x).hypot(place[2] - z);
        (away - self.radius_m).max(0.0)
    }
}

/// What a spotlight is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// A person.
    Person(ParticipantId),
    /// A thing.
    Object(ObjectId),
    /// A stop of the lesson.
    Stop(StopId),
}
