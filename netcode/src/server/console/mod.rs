//! The console: what a host sees and does in a browser. Pages made here, with little script, that also work without any.
//!
//! Reached with the host key only. Over HTTP on this computer, over TLS from elsewhere, with a certificate of the key whose
//! fingerprint the ticket carries. Its commands go the way of everybody's: the room decides them.

mod act;
mod certificate;
mod clock;
mod errands;
mod gate;
mod guard;
mod invitation;
mod live;
mod login;
mod pages;
mod place;
mod qr;
mod quality;
mod routes;
mod tongue;
mod wish;

pub(super) use gate::{Opened, open};
pub use invitation::card;
