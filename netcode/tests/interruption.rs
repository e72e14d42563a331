//! The wire is cut for a while: the link comes back by itself, and what was asked meanwhile is done once.
#![allow(clippy::unwrap_used)]

mod common;

use common::{
    Client,
    relay::{Bad, Relay},
    together,
};
use pleiades_netcode::{
    link::{LinkEvent, Target},
    protocol::{Command, Event, Reaction, Refusal, limits},
};

#[test]
fn a_link_comes_back_with_its_place_and_its_questions() {
    let server = common::server();
    let relay = Relay::new(server.address(), Bad::default(), 1);
    let by_relay = Target::Ticket(common::by_port(&server.ticket(), relay.port()));
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::start(common::request(by_relay, "Malo")).joined();
    let me = malo.link.me();
    relay.cut(true);
    malo.until("the interruption", |malo| {
        malo.has_seen(&LinkEvent::Interrupted)
    });
    let number = malo.link.send(Command::React(Reaction::Applause));
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    relay.cut(false);
    malo.until("back", |malo| malo.has_seen(&LinkEvent::Resumed));
    malo.until("the answer", |malo| malo.answer(number) == Some(Ok(())));
    assert_eq!(malo.link.me(), me);
    together(&mut [&mut ines, &mut malo], "the same room", |all| {
        all[0].link.room().unwrap().hash() == all[1].link.room().unwrap().hash()
    });
    let applause = |client: &Client| {
        let done = |event: &Event| {
            matches!(
                event,
                Event::Reacted {
                    reaction: Reaction::Applause,
                    ..
                }
            )
        };
        client.entries().filter(|entry| done(&entry.event)).count()
    };
    assert_eq!((applause(&ines), applause(&malo)), (1, 1));
    // Everything that happened meanwhile was told, in order.
    let told: Vec<u64> = malo.entries().map(|entry| entry.seq).collect();
    assert!(
        told.windows(2).all(|pair| pair[0] + 1 == pair[1]),
        "{told:?}"
    );
    assert!(malo.link.stats().reconnects >= 1);
}

#[test]
fn more_questions_than_can_wait_are_answered_at_once() {
    let server = common::server();
    let relay = Relay::new(server.address(), Bad::default(), 1);
    let by_relay = Target::Ticket(common::by_port(&server.ticket(), relay.port()));
    let mut malo = Client::start(common::request(by_relay, "Malo")).joined();
    relay.cut(true);
    malo.until("the interruption", |malo| {
        malo.has_seen(&LinkEvent::Interrupted)
    });
    let numbers: Vec<u32> = (0..=limits::UNANSWERED_COMMANDS)
        .map(|_| malo.link.send(Command::React(Reaction::Wave)))
        .collect();
    let last = numbers[limits::UNANSWERED_COMMANDS];
    malo.until("an answer", |malo| {
        malo.answer(last) == Some(Err(Refusal::TooFast))
    });
    relay.cut(false);
    malo.until("the other answers", |malo| {
        numbers[..limits::UNANSWERED_COMMANDS]
            .iter()
            .all(|number| malo.answer(*number) == Some(Ok(())))
    });
}

#[test]
fn leaving_while_the_wire_is_cut_does_not_wait_for_it() {
    let server = common::server();
    let relay = Relay::new(server.address(), Bad::default(), 1);
    let by_relay = Target::Ticket(common::by_port(&server.ticket(), relay.port()));
    let mut malo = Client::start(common::request(by_relay, "Malo")).joined();
    relay.cut(true);
    malo.until("the interruption", |malo| {
        malo.has_seen(&LinkEvent::Interrupted)
    });
    malo.link.leave();
}
