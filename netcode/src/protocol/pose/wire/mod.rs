//! The bits of a pose record: integers in, bytes out.

mod lattice;
mod model;
mod predict;
mod range_coder;
mod record;
mod rotation;

pub(super) use lattice::LatticePose;
pub(super) use predict::{MAX_AGE, MAX_DISTANCE};
pub(super) use record::{Baselines, Record, read, write};

/// Bytes that no encoder of this version wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// The bytes end inside a record.
    #[error("pose data ends in the middle of a record")]
    Truncated,
    /// A value outside its range.
    #[error("pose data contains a value outside its range")]
    Value,
    /// The record builds on a pose that was not received, or not kept.
    #[error("a pose record builds on a pose that was not received")]
    Baseline,
}
