//! What a session server is told.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use crate::{
    protocol::{Admission, limits},
    room::Microphones,
};

/// Settings of one session server.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Folder of the lesson.
    pub lesson: PathBuf,
    /// Folder for the journal and the server's keys; `None` keeps them in a temporary folder that goes with the server.
    pub data: Option<PathBuf>,
    /// How many people may be in the session.
    pub capacity: u16,
    /// Who comes in without being asked for, until a host says otherwise.
    pub admission: Admission,
    /// Whether microphones of those who come in are theirs to open.
    pub microphones: Microphones,
    /// Minutes in a headset after which a break is proposed, 0 for never; `None` for what the protocol has by itself.
    pub break_after_min: Option<u8>,
    /// Datagrams to each client a second.
    pub tick_hz: u16,
    /// Somebody away keeps the place for this long.
    pub away: Duration,
    /// How long tickets are good for; `None` for as long as the session.
    pub ticket_validity: Option<Duration>,
    /// Addresses for tickets; empty to ask the system.
    pub hosts: Vec<String>,
    /// Address of the health and metrics page.
    pub http: Option<SocketAddr>,
    /// Address of the host's console in a browser: over HTTP on this computer, over TLS from elsewhere. Any free port if it is
    /// taken.
    pub console: Option<SocketAddr>,
    /// Address where people on the network find their cards to take home.
    pub cards: Option<SocketAddr>,
    /// Announce the session on the local network, so that its code is enough to find it.
    pub announce: bool,
    /// Days a journal is kept; `None` keeps it until it is erased.
    pub retention_days: Option<u16>,
}

impl ServerConfig {
    /// The port people need not type.
    pub const DEFAULT_PORT: u16 = 4433;
    /// The console's port, so that a bookmark finds it again.
    pub const CONSOLE_PORT: u16 = 4434;

    /// A session open to the local network.
    pub fn open(lesson: PathBuf) -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V6(Ipv6Addr::UNSPECIFIED), Self::DEFAULT_PORT),
            data: default_data_folder(),
            http: Some(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)),
            console: Some(SocketAddr::new(
                IpAddr::V4(Ipv4Addr::LOCALHOST),
                Self::CONSOLE_PORT,
            )),
            cards: Some(SocketAddr::new(IpAddr::V6(Ipv6Addr::UNSPECIFIED), 0)),
            announce: true,
            // Pupils are not left alone with each other.
            admission: Admission::WithHost,
            ..Self::private(lesson)
        }
    }

    /// A session that only this computer can reach, and that leaves nothing behind.
    pub fn private(lesson: PathBuf) -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            lesson,
            data: None,
            capacity: limits::DEFAULT_CAPACITY,
            admission: Admission::Everyone,
            microphones: Microphones::Own,
            break_after_min: None,
            tick_hz: 30,
            away: limits::AWAY_TIME,
            ticket_validity: None,
            hosts: Vec::new(),
            http: None,
            console: None,
            cards: None,
            announce: false,
            retention_days: Some(30),
        }
    }
}

/// This user's folder for session data, by the system's custom.
pub fn default_data_folder() -> Option<PathBuf> {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    let base = if cfg!(target_os = "windows") {
        std::env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| home().map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join("pleiades-immersion"))
}
