//! What a report says of one stop.

use serde::Serialize;

use crate::protocol::StopId;

/// What a report says of one stop. People who host do not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StopReport {
    /// Which.
    pub stop: StopId,
    /// How many opened its card.
    pub reached: usize,
    /// Half of them stayed at least so long, milliseconds: from opening this card until they opened another one, lost the
    /// connection, left, or the session ended. None if nobody opened it.
    pub dwell_median_ms: Option<u64>,
    /// The longest stay, milliseconds.
    pub dwell_longest_ms: Option<u64>,
    /// How often a host showed the way to it.
    pub led: usize,
}
