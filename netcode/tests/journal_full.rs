//! The disk is full: the host is told, the session goes on and does not pretend to be saved.
#![allow(clippy::unwrap_used, clippy::panic)]
#![cfg(unix)]

mod common;

use common::{
    Client,
    process::{self, Process},
};
use pleiades_netcode::{
    link::{LinkEvent, Target},
    protocol::{Command, Notice, Reaction},
};

#[test]
fn a_session_outlives_its_disk_and_says_so_to_its_host() {
    let folder = tempfile::tempdir().unwrap();
    let server = Process::start(process::command_on_a_small_disk(folder.path(), 256));
    let target = || Target::Ticket(server.ticket.clone());
    let host = common::request(target(), "Mme Lenoir");
    let mut host = Client::host_with(server.host_key.clone(), host).joined();
    let mut ines = Client::start(common::request(target(), "Inès")).joined();
    let failed = |client: &Client| {
        let failed =
            |event: &LinkEvent| matches!(event, LinkEvent::Notice(Notice::SavingFailed(_)));
        client.seen.iter().any(failed)
    };
    for _ in 0..2_000 {
        // Sometimes too fast; it is the writing that counts.
        let _ = ines.ask(Command::React(Reaction::Wave));
        host.poll();
        if failed(&host) {
            break;
        }
    }
    host.until("the notice", |host| failed(host));
    // It goes on: who comes now finds everything as it is.
    ines.until("a hand up", |ines| {
        ines.ask(Command::RaiseHand { up: true }).is_ok()
    });
    let late = Client::start(common::request(target(), "Zoé")).joined();
    assert_eq!(late.link.room().unwrap().raised_hands().len(), 1);
    // Pupils can do nothing about a disk.
    assert!(!failed(&ines) && !failed(&late));
    let health = common::process::get(server.http.as_deref().unwrap(), "/health");
    assert!(health.contains("\"status\":\"not-saving\""), "{health}");
}
