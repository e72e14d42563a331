//! Somebody else answers at the ticket's address: the client does not go in, and says so.
#![allow(clippy::unwrap_used)]

mod common;

use common::Client;
use pleiades_netcode::{
    link::{Ending, Target},
    protocol::Language,
};

#[test]
fn another_server_at_the_tickets_address_is_not_believed() {
    let (invited, other) = (common::server(), common::server());
    let misled = common::by_port(&invited.ticket(), other.ticket().port);
    let ending = Client::start(common::request(Target::Ticket(misled), "Inès")).ending();
    let place = format!("127.0.0.1:{}", other.ticket().port);
    assert_eq!(
        ending,
        Ending::AnotherComputer {
            place: place.clone()
        }
    );
    assert!(ending.sentence(Language::French).contains(&place));
    assert!(ending.sentence(Language::English).contains(&place));
}

#[test]
fn nobody_at_the_address_is_said_with_the_address() {
    let server = common::server();
    let ticket = server.ticket();
    let port = ticket.port;
    server.shutdown();
    let ending = Client::start(common::request(Target::Ticket(ticket), "Inès")).ending();
    let place = format!("127.0.0.1:{port}");
    assert_eq!(
        ending,
        Ending::Unreachable {
            place: place.clone()
        }
    );
    let sentence = ending.sentence(Language::French);
    assert!(sentence.contains(&place) && sentence.contains("pare-feu"));
}

#[test]
fn the_right_server_is_found_among_the_tickets_addresses() {
    let server = common::server();
    let mut ticket = server.ticket();
    // An address for documentation, where nobody is, and then the right one.
    ticket.hosts.insert(0, "192.0.2.1".parse().unwrap());
    Client::start(common::request(Target::Ticket(ticket), "Inès")).joined();
}
