//! Few headsets, many pupils: who goes on at another device is who they were; who hosts and is killed is the host again.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Client, config, request, together};
use pleiades_netcode::{
    link::{Ending, JoinRequest, Target},
    protocol::{
        Admission, ClassCommand, Command, Device, Event, Goodbye, PersonalCode, Refusal, StopId,
        limits,
    },
    server::{self, ServerConfig, ServerHandle},
};

fn at_another_device(server: &ServerHandle, code: PersonalCode) -> Client {
    Client::start(JoinRequest {
        personal_code: Some(code),
        device: Device::Headset,
        ..request(Target::Ticket(server.ticket()), "Peu importe")
    })
}

#[test]
fn a_pupil_goes_on_at_another_device_by_the_personal_code() {
    let server = common::server();
    let mut malo = Client::knock(&server, "Malo").joined();
    let mut desk = Client::knock(&server, "Inès").joined();
    let stop = StopId::from("enstib");
    desk.ask(Command::OpenStop { stop: stop.clone() }).unwrap();
    let (me, code) = (desk.link.me().unwrap(), desk.link.personal_code().unwrap());
    let mut worn = at_another_device(&server, code).joined();
    assert_eq!(desk.ending(), Ending::Goodbye(Goodbye::Replaced));
    assert_eq!(worn.link.me(), Some(me));
    assert_eq!(worn.link.personal_code(), Some(code));
    let mine = worn.link.room().unwrap().participant(me).unwrap();
    assert_eq!(
        (mine.nickname.as_str(), mine.device),
        ("Inès", Device::Headset)
    );
    assert!(mine.opened.contains(&stop));
    worn.ask(Command::Class(ClassCommand::Wear { on: true }))
        .unwrap();
    // The headset is switched off in order and wiped; the desk takes her in again.
    worn.link.leave();
    malo.until("she has left", |malo| !malo.knows("Inès"));
    let mut desk = at_another_device(&server, code).joined();
    assert_eq!(desk.link.me(), Some(me));
    let room = desk.link.room().unwrap();
    assert!(room.participant(me).unwrap().opened.contains(&stop));
    assert!(!room.class().worn(me).is_on());
    // Her commands are counted on from where she was.
    desk.ask(Command::RaiseHand { up: true }).unwrap();
    malo.until("her hand", |malo| {
        malo.link.room().unwrap().raised_hands().len() == 1
    });
}

#[test]
fn guessing_personal_codes_costs_as_much_as_guessing_the_sessions() {
    let server = common::server();
    let host = Client::host(&server, "Mme Petit").joined();
    assert_eq!(host.link.personal_code(), None);
    let guess = |number: u32| {
        let code: PersonalCode = format!("{number:04}G").parse().unwrap();
        at_another_device(&server, code).ending()
    };
    for number in 0..limits::TRIES {
        assert_eq!(guess(number), Ending::Refused(Refusal::WrongPersonalCode));
    }
    assert!(matches!(
        guess(99),
        Ending::Refused(Refusal::TooManyTries { .. })
    ));
}

#[test]
fn a_host_who_was_killed_comes_again_with_the_key_under_the_same_name() {
    let server = common::server();
    let mut malo = Client::knock(&server, "Malo").joined();
    let mut host = Client::host(&server, "Mme Petit").joined();
    host.ask(Command::Class(ClassCommand::FollowMe { on: true }))
        .unwrap();
    let me = host.link.me().unwrap();
    // Dead without a word, and started again at once.
    std::mem::forget(host);
    let mut again = Client::host(&server, "Mme Petit").joined();
    assert_eq!(again.link.me(), Some(me));
    let room = again.link.room().unwrap();
    assert_eq!(room.participants().len(), 2);
    assert_eq!(room.class().followed(), Some(me));
    again.ask(Command::Lock { locked: true }).unwrap();
    malo.until("the door is closed", |malo| {
        malo.link.room().unwrap().is_locked()
    });
    let joined = |event: &Event| matches!(event, Event::ParticipantJoined { .. });
    let arrivals = malo.entries().filter(|entry| joined(&entry.event)).count();
    assert_eq!(arrivals, 1, "nobody new came");
}

#[test]
fn who_waits_sees_nobody_and_is_seen_by_nobody() {
    let server = server::start(ServerConfig {
        admission: Admission::WithHost,
        ..config()
    })
    .unwrap();
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    ines.stand_at(1.0);
    malo.stand_at(2.0);
    assert_eq!(
        malo.ask(Command::RaiseHand { up: true }),
        Err(Refusal::Waiting)
    );
    // What would have been seen by now, between two who were let in.
    let ticks = malo.link.stats().datagrams_in;
    together(&mut [&mut ines, &mut malo], "time enough", |all| {
        all[0].stand_at(1.0);
        all[1].link.stats().datagrams_in > ticks + 30
    });
    assert_eq!((ines.sees("Malo"), malo.sees("Inès")), (None, None));
    let mut host = Client::host(&server, "Mme Petit").joined();
    host.stand_at(3.0);
    together(
        &mut [&mut ines, &mut malo, &mut host],
        "all see one another",
        |all| {
            for (index, client) in all.iter().enumerate() {
                client.stand_at(index as f32);
            }
            all[0].sees("Malo").is_some()
                && all[1].sees("Inès").is_some()
                && all[2].sees("Inès").is_some()
                && all[1].sees("Mme Petit").is_some()
        },
    );
    malo.ask(Command::RaiseHand { up: true }).unwrap();
}
