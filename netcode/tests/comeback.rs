//! A program that died and was started again is the same participant, with what it held.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Client, request};
use pleiades_netcode::{
    link::{Comeback, JoinRequest, LinkEvent, Target},
    protocol::{Command, Grip, Handling, Hold, ObjectId, pose::Pose},
};

fn back(comeback: &Comeback) -> Client {
    // As a supervisor keeps it: as text.
    let kept = serde_json::to_string(comeback).unwrap();
    let comeback: Comeback = serde_json::from_str(&kept).unwrap();
    Client::start(JoinRequest {
        comeback: Some(comeback.clone()),
        ..request(Target::Ticket(comeback.ticket().unwrap()), "Inès")
    })
    .joined()
}

#[test]
fn who_comes_back_is_who_they_were_and_holds_what_they_held() {
    let server = common::server();
    let mut malo = Client::knock(&server, "Malo").joined();
    let mut ines = Client::knock(&server, "Inès").joined();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    let block = ObjectId::from("prop.block.beech");
    let take = Command::Handle {
        object: block.clone(),
        handling: Handling::Take(Hold {
            grip: Grip::Right,
            pose: Pose::IDENTITY,
        }),
    };
    ines.ask(take).unwrap();
    let (me, comeback) = (
        ines.link.me().unwrap(),
        ines.link.comeback().unwrap().clone(),
    );
    // Dead without a word: nobody listens and nobody says goodbye.
    std::mem::forget(ines);
    let mut again = back(&comeback);
    assert_eq!(again.link.me(), Some(me));
    let room = again.link.room().unwrap();
    assert_eq!(room.participants().len(), 2);
    assert_eq!(room.participant(me).unwrap().nickname.as_str(), "Inès");
    assert_eq!(room.object(&block).unwrap().person(), Some(me));
    // What is asked for now is new, not one of the commands answered before.
    again.ask(Command::RaiseHand { up: false }).unwrap();
    malo.until("the hand is down", |malo| {
        malo.link.room().unwrap().raised_hands().is_empty()
    });
    assert!(
        !malo
            .seen
            .iter()
            .any(|event| matches!(event, LinkEvent::Interrupted)),
        "nobody else was disturbed"
    );
}

#[test]
fn a_place_that_is_kept_no_longer_is_taken_anew() {
    let server = common::server();
    let _malo = Client::knock(&server, "Malo").joined();
    let ines = Client::knock(&server, "Inès").joined();
    let (me, comeback) = (
        ines.link.me().unwrap(),
        ines.link.comeback().unwrap().clone(),
    );
    ines.link.leave();
    let again = back(&comeback);
    assert!(again.link.me().unwrap() > me);
    let room = again.link.room().unwrap();
    assert_eq!(room.participants().len(), 2);
}
