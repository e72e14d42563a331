//! Bytes: messages in frames, snapshots, datagrams. Every decoder here is total: it takes any bytes, keeps a bounded
//! number of them, and answers with a value or an error.

mod codec;
pub mod datagram;
pub mod first;
mod frame;
mod snapshot;

pub use codec::{Malformed, decode, encode};
pub use frame::{FrameDecoder, FrameError, encode_frame, frame};
pub use snapshot::{SnapshotDecoder, SnapshotError, SnapshotHeader, encode_snapshot};
