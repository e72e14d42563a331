//! Two people in one session, over real sockets.
#![allow(clippy::unwrap_used)]

mod common;

use common::Client;
use pleiades_netcode::{
    link::LinkEvent,
    protocol::{Command, Event, Reaction},
};

#[test]
fn two_people_see_each_other_move() {
    let server = common::server();
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    ines.until("Malo", |ines| ines.knows("Malo"));
    for place in [1.0, 2.5, -3.0] {
        let near =
            |seen: Option<f32>, wanted: f32| seen.is_some_and(|seen| (seen - wanted).abs() < 0.002);
        ines.until("Malo where he is", |ines| {
            malo.poll();
            malo.stand_at(place);
            ines.stand_at(-place);
            near(ines.sees("Malo"), place)
        });
        malo.until("Inès where she is", |malo| {
            ines.poll();
            ines.stand_at(-place);
            malo.stand_at(place);
            near(malo.sees("Inès"), -place)
        });
    }
}

#[test]
fn what_one_does_the_other_hears_and_the_answer_comes_after_the_event() {
    let server = common::server();
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    let number = malo.link.send(Command::React(Reaction::Wave));
    malo.until("the answer", |malo| {
        malo.seen
            .iter()
            .any(|event| matches!(event, LinkEvent::Answer { .. }))
    });
    let event = malo.seen.iter().position(|event| {
        matches!(event, LinkEvent::Event(entry) if matches!(entry.event, Event::Reacted { reaction: Reaction::Wave, .. }))
    });
    let answer = malo.seen.iter().position(|event| {
        *event
            == LinkEvent::Answer {
                number,
                result: Ok(()),
            }
    });
    assert!(event.unwrap() < answer.unwrap());
    ines.until("the wave", |ines| {
        ines.seen.iter().any(|event| matches!(event, LinkEvent::Event(entry) if matches!(entry.event, Event::Reacted { .. })))
    });
}

#[test]
fn who_leaves_is_gone_and_the_name_is_free() {
    let server = common::server();
    let mut ines = Client::knock(&server, "Inès").joined();
    let malo = Client::knock(&server, "Malo").joined();
    ines.until("Malo", |ines| ines.knows("Malo"));
    malo.link.leave();
    ines.until("Malo gone", |ines| !ines.knows("Malo"));
    let _again = Client::knock(&server, "Malo").joined();
    ines.until("Malo again", |ines| ines.knows("Malo"));
}
