//! Algorithms of real time, without a clock: time comes in as an argument, what to do comes out.
//!
//! On the server: [`PoseFeed`] chooses who is in a receiver's datagram ([`Interest`]), under the bytes a
//! [`RateController`] allows. On the client: [`ServerClock`] knows the server's time, [`Playback`] turns what arrives
//! into bodies that move.

mod buffer;
mod clock;
mod feed;
mod priority;
mod rate;

pub use buffer::{Playback, Played, STALE_AFTER};
pub use clock::{Exchange, ServerClock};
pub use feed::{FedSection, PoseFeed, REST_TICKS};
pub use priority::{Account, Interest};
pub use rate::{
    CAP_BITS_PER_S, FLOOR_BITS_PER_S, OVERHEAD_BYTES, Pressure, RateController, START_BITS_PER_S,
};
