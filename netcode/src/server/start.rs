//! Starting and stopping a session server.

use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::Ordering,
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, SystemTime},
};

use quinn::{Endpoint, TokioRuntime};
use tokio::sync::oneshot;
use tracing::{info, warn};

use super::{
    ServerConfig, ServerError, cards,
    connection::{self, House},
    console,
    room::{Room, ToRoom},
    setup::{
        Announcement, Content, Identity, bind, content, hosts, is_past, prepare, scratch_folder,
    },
    watch::{Metrics, http},
};
use crate::{
    protocol::{HostKey, Ticket},
    transport::{endpoint_config, server_config},
};

/// A running session server; dropping it shuts it down.
pub struct ServerHandle {
    ticket: Ticket,
    host_key: HostKey,
    address: SocketAddr,
    http: Option<SocketAddr>,
    console: Option<console::Opened>,
    room: Sender<ToRoom>,
    stop: Option<oneshot::Sender<()>>,
    threads: Vec<JoinHandle<()>>,
    data: PathBuf,
    /// Goes with the server, if the session is not kept.
    scratch: Option<PathBuf>,
    announcement: Option<Announcement>,
    /// The lesson's, in French.
    title: String,
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

    /// The folder of the journal and the keys.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Whether the folder goes with the server.
    pub fn is_scratch(&self) -> bool {
        self.scratch.is_some()
    }

    /// Where clients connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the page for health and metrics is.
    pub fn http_address(&self) -> Option<SocketAddr> {
        self.http
    }

    /// Where the host's console is, if it is open.
    pub fn console_url(&self) -> Option<&str> {
        self.console.as_ref().map(|console| console.url.as_str())
    }

    /// SHA-256 of the console's certificate as browsers show it, where it is reached over TLS.
    pub fn console_fingerprint(&self) -> Option<&str> {
        self.console.as_ref()?.fingerprint.as_deref()
    }

    /// The pupils' card for this session: a file that needs no other. `title` is the lesson's, in French.
    pub fn card(&self) -> String {
        console::card(&self.ticket, &self.title)
    }

    /// Tells the clients, closes the journal and waits for both.
    pub fn shutdown(mut self) {
        self.close();
    }

    fn close(&mut self) {
        self.announcement = None;
        self.console = None;
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
    let content = content(&config.lesson)?;
    let (data, scratch) = match &config.data {
        Some(data) => (data.clone(), None),
        None => {
            let scratch = scratch_folder()?;
            (scratch.clone(), Some(scratch))
        }
    };
    let started = open(&config, content, &data);
    match started {
        Ok(started) => Ok(handle(started, data, scratch)),
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
    console: Option<console::Opened>,
    room: Sender<ToRoom>,
    stop: oneshot::Sender<()>,
    threads: Vec<JoinHandle<()>>,
    announcement: Option<Announcement>,
    title: String,
}

fn open(config: &ServerConfig, content: Content, data: &Path) -> Result<Started, ServerError> {
    let socket = bind(config.listen)?;
    let address = socket.local_addr()?;
    let mut identity = Identity::load_or_create(data)?;
    let sessions = data.join("sessions");
    if is_past(
        &sessions,
        identity.session,
        content.lesson.id.as_str(),
        SystemTime::now(),
    ) {
        identity = identity.renew(data)?;
    }
    let title = content.lesson.title.fr.clone();
    let texts = Arc::clone(&content.texts);
    let prepared = prepare(config, content, &identity, &sessions)?;
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
    let house = Arc::new(House::new(
        identity.code,
        identity.host_key.clone(),
        until,
        to_room.clone(),
        metrics.clone(),
    ));
    let room = Room::new(
        prepared,
        identity.resume_key,
        config.tick_hz.clamp(1, 120),
        metrics.clone(),
        to_room.clone(),
    )?;
    let room_thread = thread::Builder::new()
        .name("room".to_owned())
        .spawn(move || {
            room.run(&inbox);
        })?;
    let (stop, stopped) = oneshot::channel();
    let (ready, told) = channel();
    let (http_address, room_for_http) = (config.http, to_room.clone());
    let (cards_address, room_for_cards) = (config.cards, to_room.clone());
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
                    Some(address) => {
                        match http::listen(address, room_for_http, metrics, Arc::clone(&texts))
                            .await
                        {
                            Ok(address) => Some(address),
                            Err(error) => {
                                warn!("no page for health and metrics at {address}: {error}");
                                None
                            }
                        }
                    }
                    None => None,
                };
                if let Some(address) = cards_address
                    && let Err(error) = cards::listen(address, room_for_cards, texts).await
                {
                    warn!("no cards to take home at {address}: {error}");
                }
                let _ = ready.send(Ok(page));
                accept(endpoint, house, stopped).await;
            });
        })?;
    let http = told
        .recv()
        .map_err(|_| io::Error::other("the endpoint's thread is gone"))??;
    let console = config.console.and_then(|address| {
        let opened = console::open(
            address,
            &config.lesson,
            data,
            &identity,
            ticket.clone(),
            to_room.clone(),
        );
        // A session without its console is better than none.
        opened
            .inspect_err(|error| warn!("no console: {error}"))
            .ok()
    });
    info!("session {} listens at {address}", identity.session);
    Ok(Started {
        ticket,
        host_key: identity.host_key,
        address,
        http,
        console,
        room: to_room,
        stop,
        threads: vec![room_thread, endpoint_thread],
        announcement: config
            .announce
            .then(|| Announcement::new(identity.session, address.port()))
            .flatten(),
        title,
    })
}

fn handle(started: Started, data: PathBuf, scratch: Option<PathBuf>) -> ServerHandle {
    let Started {
        ticket,
        host_key,
        address,
        http,
        console,
        room,
        stop,
        threads,
        announcement,
        title,
    } = started;
    ServerHandle {
        ticket,
        host_key,
        address,
        http,
        console,
        room,
        stop: Some(stop),
        threads,
        data,
        scratch,
        announcement,
        title,
    }
}

/// Connections that may be greeting at once.
const STRANGERS: usize = 512;
/// With more of them than this, each has to prove first that its address is its own.
const UNPROVED: usize = 64;

/// Takes connections until told to stop, then lets the last words through.
async fn accept(endpoint: Endpoint, house: Arc<House>, mut stopped: oneshot::Receiver<()>) {
    loop {
        tokio::select! {
            incoming = endpoint.accept() => {
                let Some(incoming) = incoming else { break };
                let strangers = house.strangers.load(Ordering::Relaxed);
                if strangers >= STRANGERS {
                    incoming.refuse();
                    continue;
                }
                if strangers > UNPROVED && incoming.may_retry() && !incoming.remote_address_validated() {
                    // One that cannot be told to retry any more is one less.
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
