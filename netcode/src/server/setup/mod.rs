//! What a server needs before it listens: an address, its keys, the room as it was, a voice on the local network.

mod address;
mod announce;
mod identity;
mod past;
mod prepare;
mod visit;

pub(super) use address::{bind, hosts, scratch_folder};
pub(super) use announce::Announcement;
pub use identity::Identity;
pub(super) use identity::write_private;
pub(super) use past::is_past;
pub(super) use prepare::{Content, LabContent, Prepared, content, noted_secret, prepare};
