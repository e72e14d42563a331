//! A wrong code opens nothing, and guessing is slow.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{
    Client,
    raw::{Raw, runtime},
};
use pleiades_netcode::{
    link::{Ending, Target},
    protocol::{HostKey, JoinCode, Language, Refusal, limits},
};

fn another(code: JoinCode) -> JoinCode {
    let wrong = JoinCode::from_bytes([1, 2, 3, 4, 5]);
    assert_ne!(wrong, code);
    wrong
}

#[test]
fn a_typed_code_is_enough_and_a_wrong_one_is_refused() {
    let server = common::server();
    let ticket = server.ticket();
    let by_address = |code| Target::Address {
        host: "127.0.0.1".to_owned(),
        port: ticket.port,
        code,
    };
    let wrong = common::request(by_address(another(ticket.code)), "Inès");
    let ending = Client::start(wrong).ending();
    assert_eq!(ending, Ending::Refused(Refusal::WrongCode));
    assert!(ending.sentence(Language::French).contains("code"));
    Client::start(common::request(by_address(ticket.code), "Inès")).joined();
}

#[test]
fn guessing_is_held_up_for_those_who_guess_and_for_nobody_who_is_in() {
    let server = common::server();
    let ticket = server.ticket();
    let mut ines = Client::knock(&server, "Inès").joined();
    // A class behind one address: right codes are not counted.
    for number in 0..limits::TRIES {
        Client::knock(&server, &format!("Classe {number}")).joined();
    }
    runtime().block_on(async {
        let wrong = another(ticket.code);
        let mut held_up = false;
        for _ in 0..limits::TRIES + 5 {
            let mut guess = Raw::connect(&ticket).await;
            match guess.greet(&wrong, "Eve").await.unwrap_err() {
                Refusal::WrongCode => assert!(!held_up),
                Refusal::TooManyTries { wait_s } => {
                    assert!(wait_s > 0);
                    held_up = true;
                }
                other => panic!("{other:?}"),
            }
            drop(guess);
            // Its end is heard of before the next try.
            common::raw::pause(std::time::Duration::from_millis(20)).await;
        }
        assert!(held_up);
    });
    ines.ask(pleiades_netcode::protocol::Command::RaiseHand { up: true })
        .unwrap();
}

#[test]
fn a_wrong_host_key_makes_no_host() {
    let server = common::server();
    let request = common::request(Target::Ticket(server.ticket()), "Eve");
    let wrong = HostKey::from_bytes([9; 16]);
    let ending = Client::host_with(wrong, request).ending();
    assert_eq!(ending, Ending::Refused(Refusal::WrongHostKey));
}
