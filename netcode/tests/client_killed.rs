//! A client that falls silent, as one that is killed does: its avatar leaves, its name is free.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::Duration;

use common::{
    Client,
    relay::{Bad, Relay},
};
use pleiades_netcode::{
    link::{LinkEvent, Target},
    protocol::{Event, LeaveReason},
    server::{self, ServerConfig},
};

#[test]
fn the_avatar_leaves_in_time_and_the_name_is_free() {
    let config = ServerConfig {
        away: Duration::from_secs(1),
        ..common::config()
    };
    let server = server::start(config).unwrap();
    let relay = Relay::new(server.address(), Bad::default(), 1);
    let by_relay = Target::Ticket(common::by_port(&server.ticket(), relay.port()));
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::start(common::request(by_relay, "Malo")).joined();
    let id = malo.link.me().unwrap();
    ines.until("Malo", |ines| {
        malo.poll();
        malo.stand_at(1.0);
        ines.sees("Malo").is_some()
    });
    relay.cut(true);
    ines.until("Malo away", |ines| {
        ines.entries()
            .any(|entry| entry.event == Event::ParticipantAway { id })
    });
    ines.until("Malo gone", |ines| {
        let left = Event::ParticipantLeft {
            id,
            reason: LeaveReason::TimedOut,
        };
        ines.entries().any(|entry| entry.event == left)
    });
    ines.until("no avatar", |ines| {
        ines.link
            .remote_poses(std::time::Instant::now())
            .iter()
            .all(|remote| remote.id != id)
    });
    let again = Client::knock(&server, "Malo").joined();
    let me = again.link.me().unwrap();
    let room = again.link.room().unwrap();
    assert_eq!(room.participant(me).unwrap().nickname.as_str(), "Malo");

    // The first one was not dead: its wire is mended, its place is gone, and it comes in as somebody new.
    relay.cut(false);
    malo.until("in anew", |malo| malo.link.me().is_some_and(|me| me != id));
    assert!(malo.has_seen(&LinkEvent::Interrupted));
    ines.until("Malo 2", |ines| ines.knows("Malo 2"));
}
