//! A network that loses a third and delays the rest: no event is lost, poses still arrive.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::Duration;

use common::{
    Client,
    relay::{Bad, Relay},
    together,
};
use pleiades_netcode::{
    link::Target,
    protocol::{Command, Event, Reaction},
};

const BAD: Bad = Bad {
    loss: 0.3,
    delay: Duration::from_millis(10),
    jitter: Duration::from_millis(200),
};

#[test]
fn no_event_is_lost_and_poses_arrive() {
    let server = common::server();
    let relay = Relay::new(server.address(), BAD, 42);
    let by_relay = || Target::Ticket(common::by_port(&server.ticket(), relay.port()));
    let mut ines = Client::start(common::request(by_relay(), "Inès")).joined();
    let mut malo = Client::start(common::request(by_relay(), "Malo")).joined();
    ines.until("Malo", |ines| ines.knows("Malo"));
    let mut asked = Vec::new();
    for round in 0..20 {
        let x = round as f32 / 10.0;
        ines.stand_at(x);
        malo.stand_at(-x);
        asked.push(ines.link.send(Command::React(Reaction::Wave)));
        asked.push(malo.link.send(Command::React(Reaction::Applause)));
        ines.poll();
        malo.poll();
        std::thread::sleep(Duration::from_millis(30));
    }
    together(&mut [&mut ines, &mut malo], "every answer", |all| {
        all.iter().zip(0..).all(|(client, which)| {
            let mut own = asked.iter().skip(which).step_by(2);
            own.all(|number| client.answer(*number) == Some(Ok(())))
        })
    });
    together(&mut [&mut ines, &mut malo], "the same room", |all| {
        all[0].link.room().unwrap().hash() == all[1].link.room().unwrap().hash()
    });
    for client in [&ines, &malo] {
        let told: Vec<u64> = client.entries().map(|entry| entry.seq).collect();
        assert!(
            told.windows(2).all(|pair| pair[0] + 1 == pair[1]),
            "{told:?}"
        );
        let reacted = client
            .entries()
            .filter(|entry| matches!(entry.event, Event::Reacted { .. }));
        assert_eq!(reacted.count(), asked.len());
    }
    // Poses that are lost stay lost, and the newest still arrives: they stand where they stand.
    let near = |seen: Option<f32>, x: f32| seen.is_some_and(|seen| (seen - x).abs() < 0.002);
    together(&mut [&mut ines, &mut malo], "each other", |all| {
        all[0].stand_at(4.0);
        all[1].stand_at(-4.0);
        near(all[0].sees("Malo"), -4.0) && near(all[1].sees("Inès"), 4.0)
    });
    assert!(ines.link.stats().loss > 0.05);
}
