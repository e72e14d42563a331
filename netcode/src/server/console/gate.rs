//! The console's door: where it listens, over TLS from elsewhere, and what its pages share.

use std::{
    io,
    net::{IpAddr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    task::{Context, Poll},
    thread::{self, JoinHandle},
    time::Duration,
};

use axum::{
    extract::{State, connect_info::Connected},
    serve::{IncomingStream, Listener},
};
use pleiades_scenes::lesson::Lesson;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot},
    time::timeout,
};
use tokio_rustls::TlsAcceptor;
use tracing::{debug, warn};

use super::{
    certificate,
    login::{Lock, Logins},
    place::Place,
    routes,
};
use crate::{
    protocol::{Host, Ticket},
    server::{Identity, ServerError, connection::Door, room::ToRoom},
};

/// Connections at once: some tabs of some browsers. The session's own connections are apart from these.
const CONNECTIONS: usize = 256;
/// Time a browser has for its greeting over TLS.
const GREETING_TIME: Duration = Duration::from_secs(10);

/// What every page shares.
pub(super) struct Console {
    pub(super) room: Sender<ToRoom>,
    pub(super) lock: Lock,
    logins: Mutex<Logins>,
    pub(super) door: Door,
    pub(super) place: Place,
    /// The folder the lesson is read from.
    pub(super) folder: PathBuf,
    /// The lesson as it was read when notebooks were marked once more.
    remarked: Mutex<Option<Arc<Lesson>>>,
    /// The folder of the journal and the keys.
    pub(super) data: PathBuf,
    pub(super) ticket: Ticket,
    /// `http` or `https`.
    pub(super) scheme: &'static str,
    pub(super) port: u16,
    /// Names it may be called by, besides addresses in digits.
    pub(super) names: Vec<Host>,
}

/// The console, as handlers take it.
pub(super) type Shared = State<Arc<Console>>;

impl Console {
    /// The logins; a thread that died with them in hand left them whole.
    pub(super) fn logins(&self) -> MutexGuard<'_, Logins> {
        self.logins.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lesson with its lab, if it has one: as it is marked now.
    pub(super) fn lab(&self) -> Option<Arc<Lesson>> {
        let remarked = self.remarked.lock();
        let remarked = remarked.unwrap_or_else(PoisonError::into_inner).clone();
        let lesson = remarked.or_else(|| self.place.lesson.clone());
        lesson.filter(|lesson| lesson.lab.is_some())
    }

    /// Notebooks are marked by this lesson from now on.
    pub(super) fn marks_by(&self, lesson: Arc<Lesson>) {
        let remarked = self.remarked.lock();
        *remarked.unwrap_or_else(PoisonError::into_inner) = Some(lesson);
    }
}

/// A console that is open. It closes when dropped.
pub(in crate::server) struct Opened {
    /// Where a browser on this computer, or on the network, finds it.
    pub(in crate::server) url: String,
    /// SHA-256 of its certificate, as browsers show it; none without TLS.
    pub(in crate::server) fingerprint: Option<String>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Opened {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // A thread that has ended need not be told.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            warn!("the console's thread had panicked");
        }
    }
}

/// Opens the console of a session on a thread of its own.
///
/// # Errors
/// The address cannot be listened at, or the lesson or the certificate cannot be used.
pub(in crate::server) fn open(
    address: SocketAddr,
    lesson: &Path,
    data: &Path,
    identity: &Identity,
    ticket: Ticket,
    room: Sender<ToRoom>,
) -> Result<Opened, ServerError> {
    let listener = bind(address).map_err(|source| ServerError::Listen { address, source })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let mut names = ticket.hosts.clone();
    names.extend("localhost".parse::<Host>().ok());
    let (tls, fingerprint) = if address.ip().is_loopback() {
        (None, None)
    } else {
        let (tls, print) = certificate::acceptor(data, &identity.certificate, &names)?;
        (Some(tls), Some(print))
    };
    let scheme = if tls.is_some() { "https" } else { "http" };
    let seen_as = if address.ip().is_unspecified() {
        ticket.hosts.first().map(ToString::to_string)
    } else {
        Some(Host::from(address.ip()).to_string())
    };
    let seen_as = seen_as.unwrap_or_else(|| "localhost".to_owned());
    let console = Arc::new(Console {
        room,
        lock: Lock::new(&identity.host_key)?,
        logins: Mutex::default(),
        door: Door::default(),
        place: Place::read(lesson)?,
        folder: lesson.to_owned(),
        remarked: Mutex::default(),
        data: data.to_owned(),
        ticket,
        scheme,
        port: address.port(),
        names,
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = thread::Builder::new()
        .name("console".to_owned())
        .spawn(move || runtime.block_on(serve(listener, tls, console, stopped)))?;
    Ok(Opened {
        url: format!("{scheme}://{seen_as}:{}/", address.port()),
        fingerprint,
        stop: Some(stop),
        thread: Some(thread),
    })
}

/// A listener there; at any free port if that one is taken.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).or_else(|error| match error.kind() {
        io::ErrorKind::AddrInUse => TcpListener::bind((address.ip(), 0)),
        _ => Err(error),
    })
}

async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    console: Arc<Console>,
    stopped: oneshot::Receiver<()>,
) {
    let gate = match Gate::new(listener, tls) {
        Ok(gate) => gate,
        Err(error) => return warn!("the console cannot listen: {error}"),
    };
    let pages = routes::all(console).into_make_service_with_connect_info::<Caller>();
    tokio::select! {
        ended = async { axum::serve(gate, pages).await } => {
            if let Err(error) = ended {
                warn!("the console is gone: {error}");
            }
        }
        _ = stopped => {}
    }
}

/// Who calls.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller(pub(super) IpAddr);

impl Connected<IncomingStream<'_, Gate>> for Caller {
    fn connect_info(stream: IncomingStream<'_, Gate>) -> Self {
        Self(stream.remote_addr().ip())
    }
}

/// Connections that are through the gate: greeted, if they have to be. One that dawdles holds up no other.
pub(super) struct Gate {
    through: mpsc::Receiver<(Line, SocketAddr)>,
    address: SocketAddr,
}

impl Gate {
    fn new(listener: TcpListener, tls: Option<TlsAcceptor>) -> io::Result<Self> {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let address = listener.local_addr()?;
        let (ready, through) = mpsc::channel(16);
        tokio::spawn(accept(listener, tls, ready));
        Ok(Self { through, address })
    }
}

async fn accept(
    listener: tokio::net::TcpListener,
    tls: Option<TlsAcceptor>,
    ready: mpsc::Sender<(Line, SocketAddr)>,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    // The semaphore is never closed.
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                debug!("the console takes no connection: {error}");
                // No file descriptor is free; some will be.
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
        };
        let (tls, ready) = (tls.clone(), ready.clone());
        tokio::spawn(async move {
            let io: Box<dyn Io> = match tls {
                None => Box::new(stream),
                Some(tls) => match timeout(GREETING_TIME, tls.accept(stream)).await {
                    Ok(Ok(stream)) => Box::new(stream),
                    Ok(Err(error)) => return debug!("{address}: no greeting: {error}"),
                    Err(_) => return debug!("{address}: no greeting in time"),
                },
            };
            // A console that has closed takes nobody in.
            let _ = ready.send((Line { io, _place: place }, address)).await;
        });
    }
}

impl Listener for Gate {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.through.recv().await {
            Some(accepted) => accepted,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

trait Io: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

/// A connection with its place among those there may be.
pub(super) struct Line {
    io: Box<dyn Io>,
    _place: OwnedSemaphorePermit,
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}
