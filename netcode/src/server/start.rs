//! Starting and stopping a session server.

use std::{
    io,
    net::{IpAddr, SocketAddr, UdpSocket},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::AtomicU64,
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, SystemTime},
};

use quinn::{Endpoint, TokioRuntime};
use tokio::sync::oneshot;
use tracing::{info, warn};

use super::{
    Identity, ServerConfig, ServerError,
    announce::Announcement,
    connection::{self, House},
    door::Door,
    http,
    metrics::Metrics,
    room::{Room, ToRoom},
};
use crate::{
    journal::{self, Journal, JournalWriter},
    protocol::{Host, HostKey, LessonOutline, StopId, Text, Ticket},
    room::{LogEntry, Opening, RoomState},
    transport::{endpoint_config, server_config},
};

/// A running session server; dropping it shuts it down.
pub struct ServerHandle {
    ticket: Ticket,
    host_key: HostKey,
    address: SocketAddr,
    http: Option<SocketAddr>,
    room: Sender<ToRoom>,
    stop: Option<oneshot::Sender<()>>,
    threads: Vec<JoinHandle<()>>,
    /// Goes with the server, if the session is not kept.
    scratch: Option<PathBuf>,
    announcement: Option<Announcement>,
}

impl ServerHandle {
    /// What others join with.
    pub fn ticket(&self) -> Ticket {
        self.ticket.clone()
    }

    /// What makes somebody a host.
    pub fn host_key(&self) -> HostKey {
        self.host_key.clone()
    }

    /// Where clients connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the page for health and metrics is.
    pub fn http_address(&self) -> Option<SocketAddr> {
        self.http
    }

    /// Tells the clients, closes the journal and waits for both.
    pub fn shutdown(mut self) {
        self.close();
    }

    fn close(&mut self) {
        self.announcement = None;
        // Threads that have ended need not be told.
        let _ = self.room.send(ToRoom::Stop);
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                warn!("a thread of the server had panicked");
            }
        }
        if let Some(scratch) = self.scratch.take()
            && let Err(error) = std::fs::remove_dir_all(&scratch)
        {
            warn!("{}: cannot be removed: {error}", scratch.display());
        }
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        self.close();
    }
}

/// Starts a session server on threads of its own and returns when it listens.
///
/// # Errors
/// The port is taken, the lesson has errors, or the data folder cannot be used.
pub fn start(config: ServerConfig) -> Result<ServerHandle, ServerError> {
    let outline = outline(&config.lesson)?;
    let (data, scratch) = match &config.data {
        Some(data) => (data.clone(), None),
        None => {
            let scratch = scratch_folder()?;
            (scratch.clone(), Some(scratch))
        }
    };
    let started = open(&config, outline, &data);
    match started {
        Ok(started) => Ok(handle(started, scratch)),
        Err(error) => {
            if let Some(scratch) = scratch {
                let _ = std::fs::remove_dir_all(scratch);
            }
            Err(error)
        }
    }
}

struct Started {
    ticket: Ticket,
    host_key: HostKey,
    address: SocketAddr,
    http: Option<SocketAddr>,
    room: Sender<ToRoom>,
    stop: oneshot::Sender<()>,
    threads: Vec<JoinHandle<()>>,
    announcement: Option<Announcement>,
}

fn open(
    config: &ServerConfig,
    outline: LessonOutline,
    data: &Path,
) -> Result<Started, ServerError> {
    let socket = bind(config.listen)?;
    let address = socket.local_addr()?;
    let identity = Identity::load_or_create(data)?;
    let sessions = data.join("sessions");
    let opened = prepare(config, outline, &identity, &sessions)?;
    let metrics = Metrics::new();
    let (to_room, inbox) = channel();
    let until = config
        .ticket_validity
        .and_then(|validity| SystemTime::now().checked_add(validity))
        .and_then(|until| until.duration_since(SystemTime::UNIX_EPOCH).ok())
        .map(|until| until.as_secs());
    let ticket = Ticket {
        hosts: hosts(config, address)?,
        port: address.port(),
        code: identity.code,
        until,
        fingerprint: identity.certificate.fingerprint(),
    };
    let house = Arc::new(House {
        code: identity.code,
        host_key: identity.host_key.clone(),
        until,
        room: to_room.clone(),
        door: Door::default(),
        metrics: metrics.clone(),
        lines: AtomicU64::new(1),
    });
    let room_metrics = metrics.clone();
    let (resume_key, tick_hz) = (identity.resume_key, config.tick_hz);
    let room_thread = thread::Builder::new()
        .name("room".to_owned())
        .spawn(move || {
            let Prepared {
                state,
                log,
                journal,
                events,
            } = opened;
            let mut room = Room::new(state, log, journal, resume_key, tick_hz, room_metrics);
            room.begin(events);
            room.run(&inbox);
        })?;
    let (stop, stopped) = oneshot::channel();
    let (ready, told) = channel();
    let (http_address, room_for_http) = (config.http, to_room.clone());
    let crypto = server_config(&identity.certificate)?;
    let endpoint = endpoint_config(&identity.reset_key, identity.connection_id_key);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let endpoint_thread = thread::Builder::new()
        .name("endpoint".to_owned())
        .spawn(move || {
            runtime.block_on(async move {
                let endpoint =
                    match Endpoint::new(endpoint, Some(crypto), socket, Arc::new(TokioRuntime)) {
                        Ok(endpoint) => endpoint,
                        Err(error) => return drop(ready.send(Err(error))),
                    };
                let page = match http_address {
                    Some(address) => match http::listen(address, room_for_http, metrics).await {
                        Ok(address) => Some(address),
                        Err(error) => {
                            warn!("no page for health and metrics at {address}: {error}");
                            None
                        }
                    },
                    None => None,
                };
                let _ = ready.send(Ok(page));
                accept(endpoint, house, stopped).await;
            });
        })?;
    let http = told
        .recv()
        .map_err(|_| io::Error::other("the endpoint's thread is gone"))??;
    info!("session {} listens at {address}", identity.session);
    Ok(Started {
        ticket,
        host_key: identity.host_key,
        address,
        http,
        room: to_room,
        stop,
        threads: vec![room_thread, endpoint_thread],
        announcement: config
            .announce
            .then(|| Announcement::new(identity.session, address.port()))
            .flatten(),
    })
}

fn handle(started: Started, scratch: Option<PathBuf>) -> ServerHandle {
    let Started {
        ticket,
        host_key,
        address,
        http,
        room,
        stop,
        threads,
        announcement,
    } = started;
    ServerHandle {
        ticket,
        host_key,
        address,
        http,
        room,
        stop: Some(stop),
        threads,
        scratch,
        announcement,
    }
}

/// Takes connections until told to stop, then lets the last words through.
async fn accept(endpoint: Endpoint, house: Arc<House>, mut stopped: oneshot::Receiver<()>) {
    loop {
        tokio::select! {
            incoming = endpoint.accept() => {
                let Some(incoming) = incoming else { break };
                // Many half-open connections: let each prove that its address is its own.
                if endpoint.open_connections() > 64 && incoming.may_retry() && !incoming.remote_address_validated() {
                    let _ = incoming.retry();
                    continue;
                }
                tokio::spawn(connection::serve(incoming, Arc::clone(&house)));
            }
            _ = &mut stopped => break,
        }
    }
    endpoint.set_server_config(None);
    // Goodbyes are on their way; who does not read them in time is closed.
    let _ = tokio::time::timeout(Duration::from_secs(2), endpoint.wait_idle()).await;
    endpoint.close(quinn::VarInt::from_u32(0), b"stopping");
    let _ = tokio::time::timeout(Duration::from_millis(500), endpoint.wait_idle()).await;
}

/// The room as it begins: new, or as its journal has it.
struct Prepared {
    state: RoomState,
    log: Vec<LogEntry>,
    journal: JournalWriter,
    events: Vec<crate::protocol::Event>,
}

fn prepare(
    config: &ServerConfig,
    lesson: LessonOutline,
    identity: &Identity,
    sessions: &Path,
) -> Result<Prepared, ServerError> {
    if let Some(days) = config.retention_days {
        match journal::expired(sessions, SystemTime::now(), days.into()) {
            Ok(expired) => {
                for session in expired
                    .into_iter()
                    .filter(|session| *session != identity.session)
                {
                    match journal::erase(sessions, session) {
                        Ok(_) => info!("session {session} is older than {days} days: erased"),
                        Err(error) => warn!("session {session} cannot be erased: {error}"),
                    }
                }
            }
            Err(error) => warn!("old sessions cannot be looked for: {error}"),
        }
    }
    let path = journal::path_of(sessions, identity.session);
    if path.exists() {
        let journal = Journal::open(&path)?;
        let state = journal.recover()?;
        let log = journal.read_all()?;
        let events = if state.seq() == 0 {
            opening(config, lesson, identity)?
        } else {
            info!(
                "session {} goes on after entry {}",
                identity.session,
                state.seq()
            );
            state.decide_recovered()
        };
        return Ok(Prepared {
            state,
            log,
            journal: JournalWriter::new(journal),
            events,
        });
    }
    let journal = Journal::create(sessions, identity.session)?;
    let events = opening(config, lesson, identity)?;
    Ok(Prepared {
        state: RoomState::new(),
        log: Vec::new(),
        journal: JournalWriter::new(journal),
        events,
    })
}

fn opening(
    config: &ServerConfig,
    lesson: LessonOutline,
    identity: &Identity,
) -> Result<Vec<crate::protocol::Event>, ServerError> {
    RoomState::new()
        .decide_open(Opening {
            session: identity.session,
            lesson,
            capacity: config.capacity,
            away_time_ms: config.away.as_millis() as u64,
        })
        .map_err(|error| ServerError::Lesson(error.to_string()))
}

/// What the room has to know of the lesson.
fn outline(folder: &Path) -> Result<LessonOutline, ServerError> {
    use pleiades_scenes::{Language, lesson};
    let loaded = lesson::load(folder)
        .map_err(|problems| ServerError::Lesson(problems.render(Language::French)))?;
    let lesson = loaded.lesson;
    Ok(LessonOutline {
        id: lesson.id.clone(),
        version: version_number(&lesson.version),
        title: Text {
            fr: lesson.title.get(Language::French).to_owned(),
            en: lesson.title.get(Language::English).to_owned(),
        },
        stops: lesson
            .stops
            .iter()
            .map(|stop| StopId::from(stop.id.as_str()))
            .collect(),
    })
}

/// A lesson's version as one number: 1.2.3 is 1 002 003.
fn version_number(version: &str) -> u32 {
    version
        .split('.')
        .chain(std::iter::repeat("0"))
        .take(3)
        .fold(0, |number: u32, part| {
            number
                .saturating_mul(1_000)
                .saturating_add(part.parse::<u32>().unwrap_or(0).min(999))
        })
}

/// A socket at `address`; every address of the machine falls back to IPv4 where there is no IPv6.
fn bind(address: SocketAddr) -> Result<UdpSocket, ServerError> {
    let bound = UdpSocket::bind(address).or_else(|error| {
        let unspecified = address.ip().is_unspecified() && address.is_ipv6();
        if unspecified && error.kind() != io::ErrorKind::AddrInUse {
            UdpSocket::bind((IpAddr::from([0, 0, 0, 0]), address.port()))
        } else {
            Err(error)
        }
    });
    bound.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServerError::PortTaken {
            port: address.port(),
            free: free_port(address),
        },
        _ => ServerError::Listen { address, source },
    })
}

/// A port near the one that is taken, or any that is free.
fn free_port(taken: SocketAddr) -> u16 {
    (1..=16)
        .filter_map(|step| taken.port().checked_add(step))
        .find(|port| UdpSocket::bind((taken.ip(), *port)).is_ok())
        .or_else(|| {
            UdpSocket::bind((taken.ip(), 0))
                .and_then(|socket| socket.local_addr())
                .map(|at| at.port())
                .ok()
        })
        .unwrap_or_default()
}

/// Addresses for tickets: those given, or the one this machine would be reached at.
fn hosts(config: &ServerConfig, address: SocketAddr) -> Result<Vec<Host>, ServerError> {
    if !config.hosts.is_empty() {
        return config
            .hosts
            .iter()
            .map(|host| {
                host.parse()
                    .map_err(|_| ServerError::Io(io::Error::other(format!("«{host}» is no host"))))
            })
            .collect();
    }
    if !address.ip().is_unspecified() {
        return Ok(vec![Host::from(address.ip())]);
    }
    let mut hosts: Vec<Host> = outward_address().into_iter().map(Host::from).collect();
    hosts.push(Host::from(IpAddr::from([127, 0, 0, 1])));
    Ok(hosts)
}

/// The address others on the network see: the one this machine would send from. Nothing is sent.
fn outward_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    // An address for documentation (RFC 5737): only the route to it is looked up.
    socket.connect(("192.0.2.1", 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}

fn scratch_folder() -> io::Result<PathBuf> {
    let mut number = [0; 8];
    getrandom::fill(&mut number).map_err(|error| io::Error::other(error.to_string()))?;
    let folder = std::env::temp_dir().join(format!("pleiades-{:016x}", u64::from_le_bytes(number)));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
