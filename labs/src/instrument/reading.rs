//! What an instrument showed.

use serde::{Deserialize, Serialize};

use crate::quantity::{Measured, Notation, Quantity, Unit};

/// A reading as the student gets it; the true value is not in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Which instrument.
    pub instrument: String,
    /// Number of the reading in the attempt: the same number with the same seed is the same reading.
    pub index: u64,
    /// What is shown, in `unit`.
    pub value: f64,
    /// Unit of `value` and of both uncertainties.
    pub unit: Unit,
    /// How many decimals the display has.
    pub decimals: usize,
    /// Whether the instrument was at the end of its range.
    pub saturated: bool,
    /// Standard uncertainty from the resolution, `q/√12`.
    pub u_resolution: f64,
    /// Standard uncertainty from what the instrument's data sheet promises, `a/√3`.
    pub u_specification: f64,
}

impl Reading {
    /// Type B standard uncertainty of one reading: resolution and specification together.
    pub fn u(&self) -> f64 {
        libm::hypot(self.u_resolution, self.u_specification)
    }

    /// As a result with its type B uncertainty.
    pub fn measured(&self) -> Measured {
        Measured::new(self.value, self.u(), self.unit.clone())
    }

    /// What stands on the display, with its unit: `12,50 mm`; `> 100 N` style marks are the client's to draw.
    pub fn shown(&self, notation: Notation) -> String {
        Quantity::new(self.value, self.unit.clone()).shown(self.decimals, notation)
    }
}
