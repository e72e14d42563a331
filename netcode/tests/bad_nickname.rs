//! Nicknames that cannot be shown, from a client that did not look.
#![allow(clippy::unwrap_used)]

mod common;

use common::{
    Client,
    raw::{Raw, runtime},
};
use pleiades_netcode::protocol::{Language, NicknameError, Refusal};

#[test]
fn the_server_says_what_is_wrong_with_the_name() {
    let server = common::server();
    let ticket = server.ticket();
    let long = "x".repeat(200);
    let names = [
        ("", NicknameError::Empty),
        ("   ", NicknameError::Empty),
        (long.as_str(), NicknameError::TooLong),
        ("Ma\u{7}lo", NicknameError::Control),
        ("\u{202e}olaM", NicknameError::Direction),
    ];
    runtime().block_on(async {
        for (name, wrong) in names {
            let mut client = Raw::connect(&ticket).await;
            let refusal = client.greet(&ticket.code, name).await.unwrap_err();
            assert_eq!(refusal, Refusal::BadNickname(wrong), "{name:?}");
            for language in [Language::French, Language::English] {
                assert!(refusal.sentence(language).len() > 20);
            }
            client.is_dropped().await;
        }
    });
    // None of it counts as a wrong code, and nobody is in.
    let ines = Client::knock(&server, "Inès").joined();
    assert_eq!(ines.link.room().unwrap().participants().count(), 1);
}

#[test]
fn who_asks_for_a_name_that_is_taken_gets_a_number() {
    let server = common::server();
    let _ines = Client::knock(&server, "Inès").joined();
    let second = Client::knock(&server, "INÈS").joined();
    let me = second.link.me().unwrap();
    let room = second.link.room().unwrap();
    assert_eq!(room.participant(me).unwrap().nickname.as_str(), "INÈS 2");
}
