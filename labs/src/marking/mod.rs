//! Marks for measuring well: a closed list of scores, a rubric of them, and known mistakes by their name.
//!
//! Everything is replayed from the notebook and the key: the same two always give the same mark.

mod check;
mod evidence;
mod key;
mod mistake;
mod ramp;
mod rubric;
mod score;
mod slips;
mod tally;

pub use check::Check;
pub use evidence::{Answer, Cell, Notebook, Table};
pub use key::{Key, KeyError, Truth};
pub use mistake::{Mistake, captured, diagnose_number, diagnose_plane};
pub use ramp::{Ramp, RampError};
pub use rubric::{Criterion, Gate, Mark, MarkSheet, Rubric, RubricError};
pub use score::{Score, ScoreError, Scored};
pub use slips::Slip;
