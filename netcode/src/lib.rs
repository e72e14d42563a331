//! Sessions people share: the protocol, the room, the journal, the session server and the client's link to it.
//!
//! A session is a log. Participants send commands; the [`room`] decides them into events; events are written to the
//! [`journal`], folded into the room's state, and sent to everyone. Poses travel beside the log, as datagrams.
//! [`protocol`] says what crosses the network, from the first byte on.

pub mod bench;
pub mod journal;
pub mod link;
pub mod protocol;
pub mod realtime;
pub mod report;
pub mod room;
pub mod server;
pub mod takehome;
pub mod transport;
