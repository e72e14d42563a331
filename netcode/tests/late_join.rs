//! Who comes late finds everything as it is.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::{Duration, Instant};

use common::{Client, together};
use pleiades_netcode::protocol::{Command, Reaction, StopId};

#[test]
fn a_late_joiner_knows_what_everybody_knows() {
    let server = common::server();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut ines = Client::knock(&server, "Inès").joined();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    let stop = StopId::from("enstib");
    ines.ask(Command::OpenStop { stop: stop.clone() }).unwrap();
    host.ask(Command::LeadTo { stop: stop.clone() }).unwrap();
    let gather = Command::Gather {
        place: [1.0, 0.0, -4.0],
        facing_deg: 90.0,
    };
    host.ask(gather).unwrap();
    let mut late = Client::knock(&server, "Zoé").joined();
    let room = late.link.room().unwrap();
    assert_eq!(room.led_to(), Some(&stop));
    assert_eq!(room.gathering().unwrap().place, [1.0, 0.0, -4.0]);
    assert_eq!(room.raised_hands()[0].nickname.as_str(), "Inès");
    together(
        &mut [&mut host, &mut ines, &mut late],
        "the same room",
        |all| {
            let hash = |client: &Client| client.link.room().unwrap().hash();
            hash(all[0]) == hash(all[1]) && hash(all[1]) == hash(all[2])
        },
    );
}

#[test]
fn a_late_joiner_sees_those_who_have_stood_still_for_long() {
    let server = common::server();
    let mut statue = Client::knock(&server, "Statue").joined();
    statue.stand_at(7.0);
    let mut witness = Client::knock(&server, "Witness").joined();
    witness.until("the statue", |witness| witness.sees("Statue").is_some());
    // The statue says nothing more; what it said is still known.
    let mut late = Client::knock(&server, "Late").joined();
    late.until("the statue", |late| {
        statue.poll();
        late.sees("Statue").is_some_and(|x| (x - 7.0).abs() < 0.002)
    });
}

/// The news of the second may travel in the same packet as the first one's welcome.
#[test]
fn two_who_come_at_the_same_moment_hear_of_each_other() {
    let server = common::server();
    let _host = Client::host(&server, "Mme Lenoir").joined();
    // The first checkpoint is over; until the next one in half a minute nothing else is said.
    std::thread::sleep(Duration::from_millis(1_200));
    for round in 0..12 {
        let names = [format!("Inès {round}"), format!("Malo {round}")];
        let begun = Instant::now();
        let mut pair = names.each_ref().map(|name| Client::knock(&server, name));
        let [ines, malo] = &mut pair;
        together(&mut [ines, malo], "each other", |all| {
            all[0].knows(&names[1]) && all[1].knows(&names[0])
        });
        assert!(begun.elapsed() < Duration::from_secs(15), "round {round}");
        for client in pair {
            client.link.leave();
        }
    }
}

#[test]
fn a_long_log_is_no_obstacle() {
    let server = common::server();
    let mut busy = Client::knock(&server, "Busy").joined();
    // More than what is told entry by entry.
    for _ in 0..300 {
        busy.ask_in_time(&Command::React(Reaction::Applause))
            .unwrap();
    }
    let mut late = Client::knock(&server, "Late").joined();
    together(&mut [&mut busy, &mut late], "the same room", |all| {
        all[0].link.room().unwrap().hash() == all[1].link.room().unwrap().hash()
    });
    assert!(late.link.room().unwrap().seq() > 300);
}
