//! A ticket whose time is over.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::Duration;

use common::{
    Client,
    raw::{Raw, runtime},
};
use pleiades_netcode::{
    link::{Ending, Target},
    protocol::{Language, Refusal, Ticket},
    server::{self, ServerConfig},
};

#[test]
fn the_client_says_so_without_asking_anybody() {
    let server = common::server();
    let ticket = Ticket {
        until: Some(1_000_000_000),
        ..server.ticket()
    };
    let ending = Client::start(common::request(Target::Ticket(ticket), "Inès")).ending();
    assert_eq!(ending, Ending::Refused(Refusal::ExpiredTicket));
    assert!(ending.sentence(Language::French).contains("invitation"));
}

#[test]
fn the_server_believes_its_own_clock_and_not_the_ticket() {
    let config = ServerConfig {
        ticket_validity: Some(Duration::ZERO),
        ..common::config()
    };
    let server = server::start(config).unwrap();
    assert!(server.ticket().until.is_some());
    let forged = Ticket {
        until: None,
        ..server.ticket()
    };
    runtime().block_on(async {
        let mut late = Raw::connect(&forged).await;
        let refusal = late.greet(&forged.code, "Eve").await.unwrap_err();
        assert_eq!(refusal, Refusal::ExpiredTicket);
        late.is_dropped().await;
    });
}

#[test]
fn a_ticket_is_good_until_its_time() {
    let config = ServerConfig {
        ticket_validity: Some(Duration::from_secs(3_600)),
        ..common::config()
    };
    let server = server::start(config).unwrap();
    Client::knock(&server, "Inès").joined();
}
