//! The session server: a QUIC endpoint, the room on a thread of its own, its journal, and a page for those who watch over it.

mod cards;
mod config;
mod connection;
mod console;
mod error;
mod remark;
mod room;
mod setup;
mod start;
mod watch;

pub use config::{ServerConfig, default_data_folder};
pub use console::card;
pub use error::ServerError;
pub use remark::{Remarked, remark};
pub use setup::Identity;
pub use start::{ServerHandle, start};
