//! What a client uses: a session at the other end of a network, as one object that never blocks.
//!
//! [`Link::start`] knocks at the door on a thread of its own. [`Link::poll`], once a frame, tells what happened and keeps
//! [`Link::room`] up to date. A connection that breaks is made anew by the link itself, with the same place, state and
//! unanswered commands; [`LinkEvent::Interrupted`] and [`LinkEvent::Resumed`] say so. A
//! program that was restarted comes back with [`Link::comeback`] of the one before.

mod comeback;
mod contact;
mod ending;
mod find;
mod greeting;
mod handle;
mod poses;
mod shared;
mod stay;
mod task;

pub use comeback::Comeback;
pub use ending::Ending;
pub use handle::{JoinRequest, Link, LinkEvent, Target};
pub use shared::{LinkStats, RemotePose};
