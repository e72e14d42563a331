//! Reaching a server: every address it may be at, the next one a moment after the last.

use std::{
    collections::VecDeque,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    sync::Arc,
    time::{Duration, SystemTime},
};

use quinn::{Connection, Endpoint, EndpointConfig, TokioRuntime};
use tokio::{net::lookup_host, task::JoinSet, time::timeout};
use tracing::debug;

use super::{
    Ending, JoinRequest, Target, find,
    greeting::{self, Failure, Greeted, Seat},
};
use crate::{
    protocol::{Fingerprint, JoinCode, Refusal},
    transport::{Trust, client_config},
};

/// A second attempt starts this long after the first: on a lossy network the first may hang for seconds.
const STAGGER: Duration = Duration::from_millis(900);
/// One attempt's time to connect.
const ATTEMPT: Duration = Duration::from_secs(6);
/// Attempts at most, however many addresses there are.
const ATTEMPTS: usize = 8;
/// Time to be greeted once connected.
const GREETING: Duration = Duration::from_secs(8);

/// Where a session may be, and how its server is known.
pub(super) struct Contact {
    addresses: Vec<SocketAddr>,
    pub(super) code: JoinCode,
    pin: Option<Fingerprint>,
    /// As it was asked for, for sentences.
    pub(super) place: String,
}

impl Contact {
    /// Finds the addresses of a target.
    pub(super) async fn find(target: &Target) -> Result<Self, Ending> {
        match target {
            Target::Ticket(ticket) => {
                let now_s = SystemTime::now()
                    .duration_since(SystemTime::UNIX_EPOCH)
                    .map_or(0, |since| since.as_secs());
                if ticket.is_over(now_s) {
                    return Err(Ending::Refused(Refusal::ExpiredTicket));
                }
                let mut addresses = Vec::new();
                for host in &ticket.hosts {
                    addresses.extend(resolve(host.as_str(), ticket.port).await);
                }
                let named: Vec<String> = ticket.hosts.iter().map(ToString::to_string).collect();
                let place = format!("{}:{}", named.join(", "), ticket.port);
                Self::new(addresses, ticket.code, Some(ticket.fingerprint), place)
            }
            Target::Address { host, port, code } => {
                let addresses = resolve(host, *port).await;
                Self::new(addresses, *code, None, format!("{host}:{port}"))
            }
            Target::Code(code) => {
                let addresses = find::sessions().await;
                if addresses.is_empty() {
                    return Err(Ending::NotFound);
                }
                let named: Vec<String> = addresses.iter().map(ToString::to_string).collect();
                Self::new(addresses, *code, None, named.join(", "))
            }
        }
    }

    fn new(
        mut addresses: Vec<SocketAddr>,
        code: JoinCode,
        pin: Option<Fingerprint>,
        place: String,
    ) -> Result<Self, Ending> {
        addresses.dedup();
        if addresses.is_empty() {
            return Err(Ending::Unreachable { place });
        }
        Ok(Self {
            addresses,
            code,
            pin,
            place,
        })
    }
}

async fn resolve(host: &str, port: u16) -> Vec<SocketAddr> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return vec![SocketAddr::new(address, port)];
    }
    match timeout(Duration::from_secs(4), lookup_host((host, port))).await {
        Ok(Ok(addresses)) => addresses.collect(),
        _ => Vec::new(),
    }
}

/// Connects and is let in, at whichever address answers first. Addresses are tried side by side; greetings one after the
/// other, so that nobody comes in twice.
pub(super) async fn reach(
    contact: &Contact,
    request: &JoinRequest,
    seat: Option<&Seat>,
) -> Result<Greeted, Failure> {
    // Who has been in knows the key, however it was found at first.
    let pin = seat.and_then(|seat| seat.pin).or(contact.pin);
    let mut attempts = JoinSet::new();
    // Each address, and all of them again: a second attempt beside the first.
    let mut waiting: VecDeque<SocketAddr> = contact
        .addresses
        .iter()
        .chain(&contact.addresses)
        .copied()
        .take(ATTEMPTS)
        .collect();
    let mut worst = Failure::Passing(Ending::Unreachable {
        place: contact.place.clone(),
    });
    loop {
        if let Some(address) = waiting.pop_front() {
            attempts.spawn(async move { (address, connect(address, pin).await) });
        }
        let next = if waiting.is_empty() {
            Ok(attempts.join_next().await)
        } else {
            timeout(STAGGER, attempts.join_next()).await
        };
        let (address, connected) = match next {
            // Time for the next one.
            Err(_) => continue,
            Ok(None) if waiting.is_empty() => return Err(worst),
            // An attempt that panicked is one that failed.
            Ok(None | Some(Err(_))) => continue,
            Ok(Some(Ok(attempt))) => attempt,
        };
        let greeted = match connected {
            Ok(connection) => {
                let greeting = greeting::greet(connection, &contact.code, request, seat);
                timeout(GREETING, greeting)
                    .await
                    .unwrap_or(Err(Failure::Passing(Ending::Lost)))
            }
            Err(NotConnected::Silence) => continue,
            Err(NotConnected::AnotherComputer) => Err(Failure::Final(Ending::AnotherComputer {
                place: contact.place.clone(),
            })),
            Err(NotConnected::NoNetwork(reason)) => Err(Failure::Final(Ending::NoNetwork(reason))),
        };
        match greeted {
            Ok(greeted) => return Ok(greeted),
            // Another session may answer at one of several places: the right one is perhaps at the next.
            Err(failure) if failure.is_about_the_place() => {
                waiting.retain(|other| *other != address);
                worst = failure;
            }
            Err(Failure::Final(ending)) => return Err(Failure::Final(ending)),
            Err(failure @ Failure::Passing(_)) => {
                if matches!(worst, Failure::Passing(_)) {
                    worst = failure;
                }
            }
        }
    }
}

impl Failure {
    fn is_about_the_place(&self) -> bool {
        matches!(
            self,
            Self::Final(
                Ending::AnotherComputer { .. }
                    | Ending::NoNetwork(_)
                    | Ending::Refused(Refusal::WrongCode | Refusal::UnknownSession)
            )
        )
    }
}

/// Why there is no connection to an address.
enum NotConnected {
    Silence,
    AnotherComputer,
    NoNetwork(String),
}

async fn connect(
    address: SocketAddr,
    pin: Option<Fingerprint>,
) -> Result<Connection, NotConnected> {
    let no_network = |reason: String| NotConnected::NoNetwork(reason);
    let trust = pin.map_or(Trust::UntilProved, Trust::Pinned);
    let config = client_config(trust).map_err(|error| no_network(error.to_string()))?;
    let own: SocketAddr = if address.is_ipv4() {
        (Ipv4Addr::UNSPECIFIED, 0).into()
    } else {
        (Ipv6Addr::UNSPECIFIED, 0).into()
    };
    let socket = UdpSocket::bind(own).map_err(|error| no_network(error.to_string()))?;
    let endpoint = Endpoint::new(
        EndpointConfig::default(),
        None,
        socket,
        Arc::new(TokioRuntime),
    )
    .map_err(|error| no_network(error.to_string()))?;
    let connecting = endpoint
        .connect_with(config, address, "pleiades")
        .map_err(|_| NotConnected::Silence)?;
    match timeout(ATTEMPT, connecting).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(quinn::ConnectionError::TransportError(error)))
            if is_certificate(u64::from(error.code)) =>
        {
            Err(NotConnected::AnotherComputer)
        }
        Ok(Err(error)) => {
            debug!("{address}: {error}");
            Err(NotConnected::Silence)
        }
        Err(_) => Err(NotConnected::Silence),
    }
}

/// TLS alerts 42 to 48 and 51 are about certificates (RFC 8446 §6.2); QUIC adds 0x100.
fn is_certificate(code: u64) -> bool {
    (0x100 + 42..=0x100 + 51).contains(&code)
}
