//! The session server: a QUIC endpoint, the room on a thread of its own, its journal, and a page for those who watch over it.

mod announce;
mod config;
mod connection;
mod door;
mod error;
mod http;
mod identity;
mod metrics;
mod room;
mod start;

pub use config::{ServerConfig, default_data_folder};
pub use error::ServerError;
pub use identity::Identity;
pub use start::{ServerHandle, start};
