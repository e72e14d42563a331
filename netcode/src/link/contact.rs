//! Reaching a server: every address it may be at, the next one a moment after the last.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::{Duration, SystemTime},
};

use quinn::{Endpoint, EndpointConfig, TokioRuntime};
use std::sync::Arc;
use tokio::{net::lookup_host, task::JoinSet, time::timeout};

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
/// One attempt's time.
const ATTEMPT: Duration = Duration::from_secs(6);

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

/// Connects and is let in, at whichever address answers first.
pub(super) async fn reach(
    contact: &Contact,
    request: &JoinRequest,
    seat: Option<&Seat>,
) -> Result<Greeted, Failure> {
    let mut attempts = JoinSet::new();
    // Each address, and all of them again: a second attempt beside the first.
    let order: Vec<SocketAddr> = contact
        .addresses
        .iter()
        .chain(&contact.addresses)
        .copied()
        .take(8)
        .collect();
    let mut waiting = order.into_iter();
    let mut worst = Failure::Passing(Ending::Unreachable {
        place: contact.place.clone(),
    });
    loop {
        if let Some(address) = waiting.next() {
            let attempt = attempt(
                address,
                contact.pin,
                contact.code,
                contact.place.clone(),
                request.clone(),
                seat.cloned(),
            );
            attempts.spawn(async move {
                let limit = timeout(ATTEMPT, attempt).await;
                limit.unwrap_or_else(|_| {
                    Err(Failure::Passing(Ending::Unreachable {
                        place: String::new(),
                    }))
                })
            });
        }
        let next = if waiting.len() > 0 {
            timeout(STAGGER, attempts.join_next()).await
        } else {
            Ok(attempts.join_next().await)
        };
        match next {
            Err(_) => {}
            Ok(None) if waiting.len() == 0 => return Err(worst),
            Ok(None) => {}
            Ok(Some(Ok(Ok(greeted)))) => return Ok(greeted),
            Ok(Some(Ok(Err(failure)))) => match failure {
                // At one of several places found by code, another session may answer: try them all.
                Failure::Final(Ending::Refused(Refusal::WrongCode))
                    if contact.addresses.len() > 1 =>
                {
                    worst = Failure::Final(Ending::Refused(Refusal::WrongCode));
                }
                Failure::Final(ending) => return Err(Failure::Final(ending)),
                Failure::Passing(Ending::Unreachable { .. }) => {}
                Failure::Passing(ending) => worst = Failure::Passing(ending),
            },
            Ok(Some(Err(_))) => {}
        }
    }
}

async fn attempt(
    address: SocketAddr,
    pin: Option<Fingerprint>,
    code: JoinCode,
    place: String,
    request: JoinRequest,
    seat: Option<Seat>,
) -> Result<Greeted, Failure> {
    let no_network = |reason: String| Failure::Final(Ending::NoNetwork(reason));
    // Who has been in knows the key, however it was found at first.
    let pin = seat.as_ref().and_then(|seat| seat.pin).or(pin);
    let trust = pin.map_or(Trust::UntilProved, Trust::Pinned);
    let config = client_config(trust).map_err(|error| no_network(error.to_string()))?;
    let own: SocketAddr = if address.is_ipv4() {
        (Ipv4Addr::UNSPECIFIED, 0).into()
    } else {
        (Ipv6Addr::UNSPECIFIED, 0).into()
    };
    let socket = std::net::UdpSocket::bind(own).map_err(|error| no_network(error.to_string()))?;
    let endpoint = Endpoint::new(
        EndpointConfig::default(),
        None,
        socket,
        Arc::new(TokioRuntime),
    )
    .map_err(|error| no_network(error.to_string()))?;
    let unreachable = || {
        Failure::Passing(Ending::Unreachable {
            place: place.clone(),
        })
    };
    let connecting = endpoint
        .connect_with(config, address, "pleiades")
        .map_err(|_| unreachable())?;
    let connection = match connecting.await {
        Ok(connection) => connection,
        Err(quinn::ConnectionError::TransportError(error))
            if is_certificate(u64::from(error.code)) =>
        {
            return Err(Failure::Final(Ending::AnotherComputer { place }));
        }
        Err(_) => return Err(unreachable()),
    };
    greeting::greet(connection, &code, &request, seat.as_ref()).await
}

/// TLS alerts 42 to 48 and 51 are about certificates (RFC 8446 §6.2); QUIC adds 0x100.
fn is_certificate(code: u64) -> bool {
    (0x100 + 42..=0x100 + 51).contains(&code)
}
