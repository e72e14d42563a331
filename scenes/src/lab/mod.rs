//! Labs: what is measured with what, step by step, what the notebook looks like, and the key that stays with the server.

mod bench;
mod classes;
mod derived;
mod instrument;
mod key;
mod load;
mod outline;
mod plot;
pub mod report;
mod specimen;
mod table;

pub use bench::{Bench, BenchError};
pub use derived::derived;
pub use instrument::{CompassSheet, Gauge, Instrument, Press, Reads};
pub use key::{
    ClassScore, How, KEY_FILE, KeyFile, KeyGate, KeyScore, KeyTruth, ModelTruth, Quantity, Seats,
};
pub use load::load_key;
pub use outline::{
    AnswerField, AnswerKind, CriterionLine, GateLine, Grid, Group, Lab, LabModel, Mode, Named, Step,
};
pub use plot::{Plot, PlotKind};
pub use specimen::{KeySpecimen, Specimen};
pub use table::{Column, ColumnKind, DerivedFn, Table};
