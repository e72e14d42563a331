//! Where a server listens, what tickets say of it, and a folder for what is not kept.

use std::{
    io,
    net::{IpAddr, SocketAddr, UdpSocket},
    path::PathBuf,
};

use crate::{
    protocol::Host,
    server::{ServerConfig, ServerError},
};

/// A socket at `address`; every address of the machine falls back to IPv4 where there is no IPv6.
pub(in crate::server) fn bind(address: SocketAddr) -> Result<UdpSocket, ServerError> {
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
pub(in crate::server) fn hosts(
    config: &ServerConfig,
    address: SocketAddr,
) -> Result<Vec<Host>, ServerError> {
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

pub(in crate::server) fn scratch_folder() -> io::Result<PathBuf> {
    let mut number = [0; 8];
    getrandom::fill(&mut number).map_err(|error| io::Error::other(error.to_string()))?;
    let folder = std::env::temp_dir().join(format!("pleiades-{:016x}", u64::from_le_bytes(number)));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
