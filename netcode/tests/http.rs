//! The page for those who watch over a server.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use common::Client;
use pleiades_netcode::{
    protocol::{Command, Refusal, StopId},
    server::{self, ServerConfig},
};

fn get(address: SocketAddr, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

/// The value of a line of the page.
fn value(page: &str, name: &str) -> f64 {
    page.lines()
        .find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
        .unwrap_or_else(|| panic!("no {name} in\n{page}"))
}

#[test]
fn health_and_metrics_say_what_happens() {
    let config = ServerConfig {
        http: Some("127.0.0.1:0".parse().unwrap()),
        ..common::config()
    };
    let server = server::start(config).unwrap();
    let at = server.http_address().unwrap();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut ines = Client::knock(&server, "Inès").joined();
    ines.stand_at(1.0);
    host.until("Inès", |host| host.sees("Inès").is_some());
    host.ask(Command::RaiseHand { up: true }).unwrap();
    let nowhere = StopId::from("nowhere");
    assert_eq!(
        ines.ask(Command::OpenStop {
            stop: nowhere.clone()
        }),
        Err(Refusal::UnknownStop { stop: nowhere })
    );

    let (head, health) = get(at, "/health");
    assert!(head.contains("200 OK") && head.contains("application/json"));
    let health: serde_json::Value = serde_json::from_str(&health).unwrap();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["participants"], 2);
    assert_eq!(health["saving"], true);
    assert_eq!(
        health["lesson"],
        host.link.room().unwrap().lesson().id.as_str()
    );

    let (_, page) = get(at, "/metrics");
    assert_eq!(value(&page, "pleiades_rooms"), 1.0);
    assert_eq!(value(&page, "pleiades_participants{role=\"Host\"}"), 1.0);
    assert_eq!(value(&page, "pleiades_participants{role=\"Learner\"}"), 1.0);
    assert_eq!(value(&page, "pleiades_refusals_total"), 1.0);
    assert!(value(&page, "pleiades_events_total") >= 4.0);
    assert!(value(&page, "pleiades_datagrams_received_total") > 0.0);
    assert!(value(&page, "pleiades_datagram_bytes_sent_total") > 0.0);
    for histogram in ["decide", "fold", "journal", "tick"] {
        assert!(value(&page, &format!("pleiades_{histogram}_seconds_count")) > 0.0);
    }
    let (head, _) = get(at, "/elsewhere");
    assert!(head.contains("404"));
}
