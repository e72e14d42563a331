//! The console on a network: over TLS only, with the key whose fingerprint the ticket carries.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
};

use pleiades_netcode::{
    protocol::Fingerprint,
    server::{self, ServerConfig, ServerHandle},
    transport::Trust,
};

/// A server whose console listens at every address of this machine, and where it does.
fn on_the_network() -> (ServerHandle, SocketAddr) {
    let server = server::start(ServerConfig {
        console: Some(([0, 0, 0, 0], 0).into()),
        ..common::config()
    })
    .unwrap();
    let url = server.console_url().unwrap();
    let port = url.trim_end_matches('/').rsplit_once(':').unwrap().1;
    let address = SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap()));
    (server, address)
}

/// The answer to a request over TLS, from a server with that key and no other.
fn ask(address: SocketAddr, key: Fingerprint, request: &str) -> std::io::Result<String> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let client = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Trust::Pinned(key)))
        .with_no_client_auth();
    let name = rustls::pki_types::ServerName::from(address.ip());
    let mut connection = rustls::ClientConnection::new(Arc::new(client), name).unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let mut tls = rustls::Stream::new(&mut connection, &mut stream);
    tls.write_all(request.as_bytes())?;
    let mut answer = String::new();
    match tls.read_to_string(&mut answer) {
        Ok(_) => Ok(answer),
        // The server closed the line after its answer.
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(answer),
        Err(error) => Err(error),
    }
}

#[test]
fn the_console_on_a_network_speaks_tls_with_the_tickets_key() {
    let (server, address) = on_the_network();
    assert!(server.console_url().unwrap().starts_with("https://"));
    let print = server.console_fingerprint().unwrap();
    assert_eq!(print.split(':').count(), 32, "{print}");
    let page = format!("GET /login HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let key = server.ticket().fingerprint;
    assert!(ask(address, key, &page).unwrap().contains("200 OK"));
    let other = Fingerprint::from_bytes([7; Fingerprint::BYTES]);
    assert!(
        ask(address, other, &page).is_err(),
        "another key is not believed"
    );

    let host_key = server.host_key().to_string();
    let body = format!("key={host_key}");
    let log_in = format!(
        "POST /login HTTP/1.1\r\nHost: {address}\r\nOrigin: https://{address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = ask(address, key, &log_in).unwrap();
    assert!(
        answer.contains("303") && answer.contains("; Secure"),
        "{answer}"
    );
    let downgraded = log_in.replace("Origin: https", "Origin: http");
    assert!(ask(address, key, &downgraded).unwrap().contains("403"));
}

#[test]
fn plain_http_gets_nothing_on_a_network() {
    let (server, address) = on_the_network();
    let mut stream = TcpStream::connect(address).unwrap();
    // It may be cut off before anything is written, or read.
    let _ = write!(
        stream,
        "GET /login HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    );
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP/1.1"));
    // Silence does not shut out who speaks properly.
    let _silent = TcpStream::connect(address).unwrap();
    let page = format!("GET /login HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    assert!(
        ask(address, server.ticket().fingerprint, &page)
            .unwrap()
            .contains("200 OK")
    );
}

#[test]
fn a_taken_port_is_no_reason_to_be_without_a_console() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let server = server::start(ServerConfig {
        console: Some(taken.local_addr().unwrap()),
        ..common::config()
    })
    .unwrap();
    let url = server.console_url().unwrap();
    assert!(!url.contains(&taken.local_addr().unwrap().port().to_string()));
}
