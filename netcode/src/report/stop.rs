//! What a report says of one stop.

use serde::Serialize;

use crate::protocol::StopId;

/// What a report says of one stop. People who host do not count, nor does what somebody did who was sent out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StopReport {
    /// Which.
    pub stop: StopId,
    /// How many stood at it, however shortly.
    pub reached: usize,
    /// Half of them stayed at least so long, milliseconds: all their stays at it together, each from coming there until they
    /// walked on, lost the connection, left, or the session ended. None if nobody came.
    pub dwell_median_ms: Option<u64>,
    /// The longest time somebody stayed, milliseconds.
    pub dwell_longest_ms: Option<u64>,
    /// How many opened its card, from wherever they stood; those who were sent out as well.
    pub opened: usize,
    /// How often a host showed the way to it.
    pub led: usize,
}
