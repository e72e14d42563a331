//! Stopping a server: clients are told, nothing acknowledged is lost.
#![allow(clippy::unwrap_used)]

mod common;

use common::{
    Client,
    process::{self, Process},
};
use pleiades_netcode::{
    link::{LinkEvent, Target},
    protocol::{Command, Notice},
    server::{self, ServerConfig},
};

#[test]
fn a_server_that_is_told_to_stop_tells_its_clients() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(process::command(folder.path(), 0));
    let target = Target::Ticket(server.ticket.clone());
    let mut ines = Client::start(common::request(target, "Inès")).joined();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    let status = server.terminate();
    assert!(status.success());
    ines.until("the notice", |ines| {
        ines.has_seen(&LinkEvent::Notice(Notice::ServerStopping))
    });
    ines.until("the interruption", |ines| {
        ines.has_seen(&LinkEvent::Interrupted)
    });
    // It starts again: the same session, by the same ticket, and Inès comes back by herself with her hand up.
    let port = server.ticket.port;
    let again = Process::start(process::command(folder.path(), port));
    assert_eq!(again.ticket, server.ticket);
    ines.until("back", |ines| ines.has_seen(&LinkEvent::Resumed));
    let me = ines.link.me().unwrap();
    let room = ines.link.room().unwrap();
    assert!(room.participant(me).unwrap().hand_raised.is_some());
}

#[test]
fn a_server_inside_another_program_stops_when_it_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let config = || ServerConfig {
        data: Some(folder.path().to_owned()),
        ..common::config()
    };
    let server = server::start(config()).unwrap();
    let mut ines = Client::knock(&server, "Inès").joined();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    let entries = ines.link.room().unwrap().seq();
    drop(server);
    ines.until("the notice", |ines| {
        ines.has_seen(&LinkEvent::Notice(Notice::ServerStopping))
    });
    drop(ines);
    let server = server::start(config()).unwrap();
    let malo = Client::knock(&server, "Malo").joined();
    let room = malo.link.room().unwrap();
    assert!(room.seq() > entries);
    assert!(
        room.participants()
            .any(|person| person.nickname.as_str() == "Inès")
    );
}
