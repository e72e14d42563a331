//! What opens a session's door: the code people type, the ticket that carries it, the host's key, the token to come back,
//! the code to go on at another device.

mod base32;
mod fingerprint;
mod host;
mod host_key;
mod join_code;
mod personal_code;
mod resume;
mod ticket;

pub use fingerprint::{BadFingerprint, Fingerprint};
pub use host::{BadHost, Host};
pub use host_key::{BadHostKey, HostKey};
pub use join_code::{BadJoinCode, JoinCode};
pub use personal_code::{BadPersonalCode, PersonalCode};
pub use resume::ResumeToken;
pub use ticket::{Ticket, TicketError};
