//! Things that can be taken into the hand: which there are, who has them, and how they move when nobody has.
//!
//! A held object costs nothing on the network: it is fixed to what holds it, whose pose everybody has anyway. Let go, it
//! flies by everybody's own physics from the same motion until the one who let go says where it came to rest.

use serde::{Deserialize, Serialize};

use crate::protocol::{
    ObjectId, ParticipantId, SocketId, limits,
    pose::{Pose, REACH_M},
};

/// The things of a session, and the places they can be put into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objects {
    /// What can be taken.
    pub objects: Vec<ObjectId>,
    /// What takes one of them each.
    pub sockets: Vec<SocketId>,
}

impl Objects {
    /// As many as the [limits] allow, each once: the first of those written.
    pub fn within_limits(mut self) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        self.objects
            .retain(|object| object.is_plausible() && seen.insert(object.clone()));
        self.objects.truncate(limits::OBJECTS);
        let mut seen = std::collections::BTreeSet::new();
        self.sockets
            .retain(|socket| socket.is_plausible() && seen.insert(socket.clone()));
        self.sockets.truncate(limits::OBJECTS);
        self
    }
}

/// What an object is held by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grip {
    /// The left hand.
    Left,
    /// The right hand.
    Right,
    /// Both hands.
    Both,
    /// Before the eyes, by who has no hands: a person at a screen.
    Eyes,
}

impl Grip {
    /// Whether two grips need the same hand.
    pub const fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Eyes, other) | (other, Self::Eyes) => matches!(other, Self::Eyes),
            (Self::Left, Self::Right) | (Self::Right, Self::Left) => false,
            _ => true,
        }
    }
}

/// How an object is held.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    /// By what.
    pub grip: Grip,
    /// The object in the frame of its grip: a hand's grip pose, the head's, or for both hands the frame midway between
    /// them, whose +X runs from the left to the right one and whose +Y is the mean of both hands' +Y, made square to it.
    pub pose: Pose,
}

impl Hold {
    /// The hold with a pose that can be, within reach; nothing if it is farther away than that.
    pub fn checked(self) -> Option<Self> {
        let pose = self.pose.checked(REACH_M)?;
        Some(Self { pose, ..self })
    }
}

/// How something moves at one instant, room frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Motion {
    /// Where it is.
    pub pose: Pose,
    /// m/s.
    pub velocity: [f32; 3],
    /// Angular velocity, rad/s, about the room's axes.
    pub spin: [f32; 3],
}

impl Motion {
    /// The motion with a unit quaternion and speeds a hand can give; nothing if it is outside the world or no number.
    pub fn checked(self) -> Option<Self> {
        Some(Self {
            pose: self.pose.checked(limits::PLACE_M)?,
            velocity: shortened(self.velocity, limits::THROW_M_S)?,
            spin: shortened(self.spin, limits::SPIN_RAD_S)?,
        })
    }
}

/// The vector, no longer than `most`; nothing if it is no number.
fn shortened(vector: [f32; 3], most: f32) -> Option<[f32; 3]> {
    let length = vector
        .iter()
        .map(|part| f64::from(*part).powi(2))
        .sum::<f64>()
        .sqrt();
    let share = if length > f64::from(most) {
        f64::from(most) / length
    } else {
        1.0
    };
    length
        .is_finite()
        .then(|| vector.map(|part| (f64::from(part) * share) as f32))
}

/// Where an object is. One that was never moved, or was brought back, is where the scene has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Whereabouts {
    /// Where the scene has it.
    Home,
    /// In somebody's hand.
    Held {
        /// Whose.
        by: ParticipantId,
        /// How.
        hold: Hold,
    },
    /// Let go and not yet come to rest.
    Loose {
        /// Who let go, and will say where it rests.
        by: ParticipantId,
        /// How it left the hand.
        motion: Motion,
        /// When, milliseconds since 1970 (UTC).
        at_ms: u64,
    },
    /// At rest somewhere, room frame.
    Resting {
        /// Where.
        pose: Pose,
    },
    /// In a place made for it.
    In {
        /// Which.
        socket: SocketId,
    },
}

impl Whereabouts {
    /// Who holds it, or has let go of it last.
    pub const fn person(&self) -> Option<ParticipantId> {
        match self {
            Self::Held { by, .. } | Self::Loose { by, .. } => Some(*by),
            Self::Home | Self::Resting { .. } | Self::In { .. } => None,
        }
    }
}

/// Something done with an object, as asked for and as it happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Handling {
    /// Take it; into the other hand or both if one has it already.
    Take(Hold),
    /// Let it go, with how it moves.
    LetGo(Motion),
    /// It came to rest (who let it go).
    Settle(Pose),
    /// It fell where nobody reaches it, and is back where the scene has it (who let it go).
    Lose,
    /// Put it into a place made for it (who holds it).
    PutIn(SocketId),
}
