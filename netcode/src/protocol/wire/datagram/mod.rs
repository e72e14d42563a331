//! Datagrams: one each way and tick, with everything that is better lost than late.
//!
//! Eight bytes of header, then sections until the end. All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | format: high four bits 1, low four bits 0 from a client, 1 from a server |
//! | 2 | the sender's tick |
//! | 2 | clock, milliseconds modulo 2¹⁶: a client's own as it sends; from a server the newest one it got, plus the time it kept it |
//! | 1 | the newest tick received from the peer, its low eight bits |
//! | 2 | which of the sixteen ticks before that were received: bit 0 is the one just before |
//!
//! A section is its kind (`u8`), its length (`u16`) and that many bytes; a reader skips kinds it does not know. The clock
//! that comes back already contains the time the server kept it, so a client's round trip is its own clock minus the echo.

mod ack;
mod header;
mod reader;
mod section;
mod writer;

pub use ack::{Ack, AckWindow};
pub use header::{HEADER_BYTES, Header, Sender};
pub use reader::{Datagram, DatagramError, Sections};
pub use section::{Section, SectionKind};
pub use writer::{DatagramWriter, NoRoom};
