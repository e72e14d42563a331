//! kill -9 and a restart: the same session, nothing acknowledged lost, everybody back by themselves.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{
    Client,
    process::{self, Process},
};
use pleiades_netcode::{
    journal::{self, Journal},
    link::{LinkEvent, Target},
    protocol::{Cause, Command, Reaction, StopId},
};

#[test]
fn a_killed_server_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(process::command(folder.path(), 0));
    let ticket = server.ticket.clone();
    let mut clients: Vec<Client> = ["Inès", "Malo", "Zoé"]
        .into_iter()
        .map(|name| Client::start(common::request(Target::Ticket(ticket.clone()), name)).joined())
        .collect();
    let stop = StopId::from("enstib");
    clients[0].ask(Command::RaiseHand { up: true }).unwrap();
    clients[1].ask(Command::OpenStop { stop }).unwrap();
    // Killed while questions are on their way: some are answered, some are not.
    let mut asked: Vec<Vec<u32>> = vec![Vec::new(); clients.len()];
    for _ in 0..8 {
        for (client, asked) in clients.iter_mut().zip(&mut asked) {
            asked.push(client.link.send(Command::React(Reaction::Wave)));
            client.poll();
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    server.kill();
    let before: Vec<_> = clients.iter().map(|client| client.link.me()).collect();

    let server = Process::start(process::command(folder.path(), ticket.port));
    assert_eq!(server.ticket, ticket);
    for (client, asked) in clients.iter_mut().zip(&asked) {
        client.until("back, and answered", |client| {
            client.has_seen(&LinkEvent::Resumed)
                && asked
                    .iter()
                    .all(|number| client.answer(*number) == Some(Ok(())))
        });
    }
    let after: Vec<_> = clients.iter().map(|client| client.link.me()).collect();
    assert_eq!(before, after);
    let hands = |client: &Client| client.link.room().unwrap().raised_hands().len();
    assert!(clients.iter().all(|client| hands(client) == 1));
    // They see each other move again.
    let [ines, malo, _] = clients.as_mut_slice() else {
        unreachable!()
    };
    malo.until("Inès where she is", |malo| {
        ines.poll();
        ines.stand_at(5.0);
        malo.sees("Inès").is_some_and(|x| (x - 5.0).abs() < 0.002)
    });
    drop(clients);
    drop(server);

    // Each command that was ever answered is in the journal, once.
    let sessions = folder.path().join("sessions");
    let session = journal::sessions(&sessions).unwrap()[0];
    let log = Journal::open(&journal::path_of(&sessions, session))
        .unwrap()
        .read_all()
        .unwrap();
    let mut done: BTreeMap<Cause, usize> = BTreeMap::new();
    for cause in log.iter().filter_map(|entry| entry.cause) {
        *done.entry(cause).or_default() += 1;
    }
    for (me, asked) in after.into_iter().zip(asked) {
        for number in asked {
            let who = me.unwrap();
            assert_eq!(done.get(&Cause { who, number }), Some(&1), "{who} {number}");
        }
    }
}

#[test]
fn killed_again_and_again_it_still_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(process::command(folder.path(), 0));
    let ticket = server.ticket.clone();
    let target = Target::Ticket(ticket.clone());
    let mut ines = Client::start(common::request(target, "Inès")).joined();
    for round in 1..=3 {
        server.kill();
        server = Process::start(process::command(folder.path(), ticket.port));
        ines.until("back", |ines| {
            let back = |event: &&LinkEvent| **event == LinkEvent::Resumed;
            ines.seen.iter().filter(back).count() >= round
        });
        ines.ask(Command::React(Reaction::Wave)).unwrap();
    }
    assert_eq!(ines.link.room().unwrap().participants().count(), 1);
}
