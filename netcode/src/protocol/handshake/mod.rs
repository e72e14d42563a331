//! Proving secrets without sending them: the join code by a PAKE, the host key and the resume token by a MAC,
//! all bound to the TLS connection.
//!
//! The join code has 40 bits. A hash of it could be searched by trying every code, so it is proved by SPAKE2 over
//! Ed25519 (RFC 9382 describes the construction; the crate `spake2` gives the group and the transcript): a wrong guess
//! tells that it was wrong, nothing else, and costs one connection.
//!
//! Both sides confirm the key they arrive at with HMAC-SHA-256 over the two elements and the [`Exporter`], 32 bytes that
//! only the two ends of *this* TLS connection share (RFC 8446 §7.5). Somebody in the middle who shows the client another
//! certificate has two connections with two exporters, and neither confirmation holds. So a typed code is enough to know
//! that the server is the right one, and its certificate may be pinned from then on.
//!
//! The state machines here hold no socket: they take what arrived and return what to send.
//!
//! ```
//! use pleiades_netcode::protocol::{JoinCode, handshake::{ClientHandshake, Exporter, ServerHandshake}};
//! let code: JoinCode = "K7QF-2MXD".parse().unwrap();
//! let exporter = Exporter([7; 32]); // from the TLS connection, the same at both ends
//! let (client, element) = ClientHandshake::start(&code);
//! let (server, challenge) = ServerHandshake::answer(&code, &element, &exporter).unwrap();
//! let confirmation = client.confirm(&challenge, &exporter).unwrap();
//! server.verify(&confirmation).unwrap();
//! ```

mod client;
mod element;
mod exporter;
mod key;
mod proof;
mod server;

pub use client::ClientHandshake;
pub use element::Element;
pub use exporter::{EXPORTER_LABEL, Exporter};
pub use key::Confirmation;
pub use proof::Proof;
pub use server::ServerHandshake;
