//! What an instrument showed.

use serde::{Deserialize, Serialize};

use crate::protocol::LabName;

/// A reading: what stands on the display, and what its data sheet promises. Never what is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The instrument.
    pub instrument: LabName,
    /// What it was held to, or what lay in the press.
    pub specimen: Option<LabName>,
    /// Where it was: east, north and up of the room's origin, metres, to the centimetre.
    pub place_m: Option<[f64; 3]>,
    /// What it showed, in the unit of its sheet; degrees for a compass.
    pub values: Vec<Value>,
    /// Whether it was at the end of its range.
    pub saturated: bool,
}

/// One number on a display.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Which of the instrument's numbers: `strike`, `dip`; empty where there is one.
    pub channel: String,
    /// The number.
    pub value: f64,
    /// Standard uncertainty by resolution and data sheet.
    pub u: f64,
    /// Decimals on the display.
    pub decimals: u8,
}

impl Reading {
    /// The number of a channel. `east`, `north` and `up` are where the instrument was, unless that is what it reads.
    pub fn value(&self, channel: &str) -> Option<f64> {
        let place = |axis: usize| self.place_m.map(|place| place[axis]);
        self.shown(channel).or(match channel {
            "east" => place(0),
            "north" => place(1),
            "up" => place(2),
            _ => None,
        })
    }

    /// The number that the display showed on a channel.
    pub fn shown(&self, channel: &str) -> Option<f64> {
        let mut values = self.values.iter();
        values
            .find(|value| value.channel == channel)
            .map(|value| value.value)
    }
}
