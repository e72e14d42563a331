//! A full room, a closed door, somebody sent out.
#![allow(clippy::unwrap_used)]

mod common;

use common::Client;
use pleiades_netcode::{
    link::Ending,
    protocol::{Command, Goodbye, Refusal},
    server::{self, ServerConfig},
};

#[test]
fn a_full_room_says_how_many_are_in_and_a_place_that_is_free_again_is_taken() {
    let config = ServerConfig {
        capacity: 2,
        ..common::config()
    };
    let server = server::start(config).unwrap();
    let ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    let ending = Client::knock(&server, "Zoé").ending();
    assert_eq!(ending, Ending::Refused(Refusal::Full { capacity: 2 }));
    // A host comes in all the same.
    Client::host(&server, "Mme Lenoir").joined();
    malo.until("the host has left", |malo| !malo.knows("Mme Lenoir"));
    ines.link.leave();
    malo.until("Inès has left", |malo| !malo.knows("Inès"));
    Client::knock(&server, "Zoé").joined();
}

#[test]
fn a_closed_door_and_somebody_sent_out() {
    let server = common::server();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    host.ask(Command::Lock { locked: true }).unwrap();
    let ending = Client::knock(&server, "Zoé").ending();
    assert_eq!(ending, Ending::Refused(Refusal::Locked));
    host.ask(Command::Lock { locked: false }).unwrap();
    let who = malo.link.me().unwrap();
    assert_eq!(malo.ask(Command::SendOut { who }), Err(Refusal::NotAllowed));
    host.ask(Command::SendOut { who }).unwrap();
    assert_eq!(malo.ending(), Ending::Goodbye(Goodbye::SentOut));
    let ending = Client::knock(&server, "Malo").ending();
    assert_eq!(ending, Ending::Refused(Refusal::SentOut));
}

#[test]
fn the_end_of_the_session_is_told_to_everybody_and_nobody_comes_in_any_more() {
    let server = common::server();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    host.link.send(Command::EndSession);
    assert_eq!(malo.ending(), Ending::Goodbye(Goodbye::SessionEnded));
    assert_eq!(host.ending(), Ending::Goodbye(Goodbye::SessionEnded));
    let ending = Client::knock(&server, "Zoé").ending();
    assert_eq!(ending, Ending::Refused(Refusal::SessionOver));
}
