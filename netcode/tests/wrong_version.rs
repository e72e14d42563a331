//! Another version of the protocol: both sides say which one is older.
#![allow(clippy::unwrap_used)]

mod common;

use std::{net::Ipv4Addr, sync::Arc};

use common::{
    Client,
    raw::{Raw, runtime, within},
};
use pleiades_netcode::{
    link::{Ending, Target},
    protocol::{
        JoinCode, Language, PROTOCOL_VERSION, Refusal, ServerMessage, Ticket,
        wire::{self, first},
    },
    transport::{Certificate, server_config},
};
use quinn::{Endpoint, EndpointConfig, TokioRuntime};

/// A first frame of another version, with a message nobody of this version understands.
fn other_version(version: u16) -> Vec<u8> {
    let mut payload = first::MAGIC.to_vec();
    payload.extend_from_slice(&version.to_le_bytes());
    payload.extend_from_slice(&[0xff; 40]);
    wire::frame(&payload).unwrap()
}

#[test]
fn the_server_tells_a_client_of_another_version() {
    let server = common::server();
    runtime().block_on(async {
        let mut newer = Raw::connect(&server.ticket()).await;
        newer.say_bytes(&other_version(PROTOCOL_VERSION + 1)).await;
        let answer: ServerMessage = first::decode(&newer.frame().await.unwrap()).unwrap();
        let refusal = Refusal::OtherVersion {
            server: PROTOCOL_VERSION,
            client: PROTOCOL_VERSION + 1,
        };
        assert_eq!(answer, ServerMessage::Refused(refusal));
        newer.is_dropped().await;
    });
    Client::knock(&server, "Inès").joined();
}

#[test]
fn the_client_says_so_of_a_server_of_another_version() {
    let certificate = Certificate::from_pem(&Certificate::new_pem().unwrap()).unwrap();
    let socket = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = socket.local_addr().unwrap().port();
    let ticket = Ticket {
        hosts: vec![std::net::IpAddr::from(Ipv4Addr::LOCALHOST).into()],
        port,
        code: JoinCode::from_bytes([7; 5]),
        until: None,
        fingerprint: certificate.fingerprint(),
    };
    let config = server_config(&certificate).unwrap();
    let newer = std::thread::spawn(move || {
        runtime().block_on(async {
            let endpoint = Endpoint::new(
                EndpointConfig::default(),
                Some(config),
                socket,
                Arc::new(TokioRuntime),
            )
            .unwrap();
            let connection = within(endpoint.accept()).await.unwrap().await.unwrap();
            let (mut send, _receive) = connection.accept_bi().await.unwrap();
            send.write_all(&other_version(PROTOCOL_VERSION + 1))
                .await
                .unwrap();
            send.finish().unwrap();
            within(connection.closed()).await;
        });
    });
    let mut client = Client::start(common::request(Target::Ticket(ticket), "Inès"));
    let refusal = Refusal::OtherVersion {
        server: PROTOCOL_VERSION + 1,
        client: PROTOCOL_VERSION,
    };
    let ending = client.ending();
    assert_eq!(ending, Ending::Refused(refusal));
    assert!(ending.sentence(Language::French).contains("version"));
    drop(client);
    newer.join().unwrap();
}
