//! The journal: a session's log on disk, one SQLite file for each session.
//!
//! What is acknowledged is committed. The file is in write-ahead mode with `synchronous = NORMAL`: a commit is in the
//! system's hands before [`Journal::append`] returns, so a server killed with `-9` loses nothing. A power cut may lose the
//! commits of the last seconds, never the file; waiting for the disk at every commit would hold up a class on a school's
//! hard disk for tens of milliseconds each time a hand goes up. The file is locked while a server uses it, and a lock ends
//! with its process.
//!
//! | table | columns |
//! |---|---|
//! | `meta` | `key`, `value`: `schema`, `session`, `lesson`, and what the server [notes](Journal::note) |
//! | `log` | `seq`, `at_ms`, `kind`, `entry` (the [`LogEntry`](crate::room::LogEntry) in postcard), `json` (the same, for people) |
//! | `snapshot` | `seq`, `state` (the [`RoomState`](crate::room::RoomState), packed as for late joiners) |
//! | `photo` | `digest` (SHA-256), `file`: photographs of notebooks, as long as one of them has them |
//!
//! Files are readable by their owner only. Keys of the server are not in here.

mod error;
mod file;
mod photos;
mod read;
mod retention;
mod schema;
mod writer;

pub use error::JournalError;
pub use file::Journal;
pub use retention::{erase, expired, keep_for, path_of, sessions};
pub use writer::{JournalWriter, SNAPSHOT_EVERY};
