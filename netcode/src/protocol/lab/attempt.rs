//! An attempt at a lab: who works on it, how the instruments stand, what was read, the notebook, the marks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Marks, Notebook, Reading, Row};
use crate::protocol::{LabName, Nickname, ParticipantId, pose::Pose};

/// An attempt's number in its session, from 1. It says nothing of its chance: that is drawn under a name only the server knows.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct AttemptId(pub u16);

impl fmt::Display for AttemptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who works together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Group {
    /// One.
    #[default]
    Alone,
    /// Two.
    Pair,
    /// Everybody, with a host.
    Class,
}

/// Where an instrument is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// The specimen.
    pub specimen: LabName,
    /// The node of the scene; one of the specimen's.
    pub node: LabName,
    /// How it lies, room frame. A compass has its normal along +Y, away from the rock, and its edge along −Z.
    pub pose: Pose,
}

/// How an instrument stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stand {
    /// Where, if it is held to something.
    pub at: Option<Placement>,
    /// What it is set to, by dial: `declination` in degrees, `load` in newtons.
    pub dials: BTreeMap<LabName, f64>,
}

/// An attempt.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Who works together.
    pub group: Group,
    /// Who works on it, by the nicknames they had when they came to it: somebody who has left is still named.
    pub members: BTreeMap<ParticipantId, Nickname>,
    /// Who may come to it.
    pub invited: BTreeSet<ParticipantId>,
    /// When it began, milliseconds since 1970 (UTC).
    pub begun_ms: u64,
    /// The instruments.
    pub stands: BTreeMap<LabName, Stand>,
    /// Every reading, by its number from 0.
    pub readings: Vec<Reading>,
    /// The notebook.
    pub notebook: Notebook,
    /// The level of help taken, by step.
    pub hints: BTreeMap<LabName, u8>,
    /// When it was handed in, milliseconds since 1970 (UTC).
    pub handed_in_ms: Option<u64>,
    /// Shares of criteria a teacher gave.
    pub by_hand: BTreeMap<LabName, f64>,
    /// The marks, once handed in; in an exam only hosts know them before they are released.
    pub marks: Option<Marks>,
    /// Whether its members may know the marks.
    pub released: bool,
}

impl Attempt {
    /// Whether somebody works on it.
    pub fn is_of(&self, who: ParticipantId) -> bool {
        self.group == Group::Class || self.members.contains_key(&who)
    }

    /// As its members know it.
    pub fn for_members(&self) -> Self {
        Self {
            marks: self.marks.clone().filter(|_| self.released),
            by_hand: BTreeMap::new(),
            ..self.clone()
        }
    }

    /// The names of who works on it, for lists.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.members.values().map(Nickname::as_str).collect();
        names.join(", ")
    }
}

/// A figure frozen for everybody to see, with the rows it is drawn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// Whose.
    pub attempt: AttemptId,
    /// The lesson's name for the figure.
    pub plot: LabName,
    /// Its tables as they were.
    pub tables: BTreeMap<LabName, Vec<Row>>,
}
