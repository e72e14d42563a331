//! A marked notebook, as people are told of it: shares and points, never by how much a measurement was off.

use pleiades_labs::marking::{MarkSheet, Mistake};
use serde::{Deserialize, Serialize};

use crate::protocol::LabName;

/// A marked notebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// Points earned so far.
    pub earned: f64,
    /// Points a teacher has still to give or refuse.
    pub pending: f64,
    /// All there are to earn.
    pub total: f64,
    /// By criterion, in the order of the grid.
    pub lines: Vec<MarkLine>,
    /// Gates that spoke.
    pub gates: Vec<LabName>,
    /// Known mistakes behind what was found.
    pub slips: Vec<Slip>,
}

/// A criterion, marked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkLine {
    /// The criterion.
    pub criterion: LabName,
    /// What it is worth.
    pub points: f64,
    /// Share of them, 0 to 1; none until a teacher has said.
    pub share: Option<f64>,
}

/// A known mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The criterion it belongs to.
    pub criterion: LabName,
    /// Which.
    pub mistake: Mistake,
    /// How often.
    pub count: u16,
}

impl Marks {
    /// From a mark sheet and the slips behind it.
    pub fn new(sheet: &MarkSheet, slips: &[pleiades_labs::marking::Slip]) -> Self {
        Self {
            earned: sheet.earned,
            pending: sheet.pending,
            total: sheet.total,
            lines: sheet
                .marks
                .iter()
                .map(|mark| MarkLine {
                    criterion: mark.id.as_str().into(),
                    points: mark.points,
                    share: mark.scored.share,
                })
                .collect(),
            gates: sheet
                .gates
                .iter()
                .map(|gate| gate.as_str().into())
                .collect(),
            slips: slips
                .iter()
                .map(|slip| Slip {
                    criterion: slip.criterion.as_str().into(),
                    mistake: slip.mistake,
                    count: u16::try_from(slip.count).unwrap_or(u16::MAX),
                })
                .collect(),
        }
    }
}
