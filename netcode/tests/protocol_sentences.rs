//! What people are told: every reason has its own plain sentence in both languages.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use pleiades_netcode::protocol::{
    Goodbye, Language, Nickname, Notice, Refusal, StopId, Ticket, TicketError,
    credential::BadJoinCode,
};

/// Words a teacher should never have to know. Compared with whole words, small letters.
const JARGON: [&str; 26] = [
    "quic",
    "tls",
    "udp",
    "ip",
    "port",
    "datagram",
    "packet",
    "paquet",
    "protocol",
    "protocole",
    "token",
    "jeton",
    "pake",
    "hash",
    "handshake",
    "certificate",
    "certificat",
    "sqlite",
    "timeout",
    "socket",
    "client",
    "server",
    "serveur",
    "malformed",
    "stream",
    "payload",
];

fn sentences(language: Language) -> Vec<String> {
    let refusals = Refusal::examples()
        .into_iter()
        .map(|refusal| refusal.sentence(language));
    let notices = Notice::ALL
        .into_iter()
        .map(|notice| notice.sentence(language));
    let goodbyes = Goodbye::ALL
        .into_iter()
        .map(|goodbye| goodbye.sentence(language));
    let tickets = TicketError::ALL
        .into_iter()
        .map(|error| error.sentence(language));
    let codes =
        [BadJoinCode::Length, BadJoinCode::Symbol('U')].map(|error| error.sentence(language));
    refusals
        .chain(notices)
        .chain(goodbyes)
        .chain(tickets)
        .chain(codes)
        .collect()
}

#[test]
fn every_reason_has_a_sentence_of_its_own_in_each_language() {
    let mut all = BTreeSet::new();
    for language in Language::ALL {
        for sentence in sentences(language) {
            assert!(sentence.len() > 20 && sentence.ends_with('.'), "{sentence}");
            assert!(
                sentence.chars().next().unwrap().is_uppercase(),
                "{sentence}"
            );
            assert!(all.insert(sentence.clone()), "twice: {sentence}");
        }
    }
}

#[test]
fn sentences_use_plain_words() {
    for language in Language::ALL {
        for sentence in sentences(language) {
            let words = sentence.to_lowercase();
            for word in words.split(|character: char| !character.is_alphanumeric()) {
                assert!(!JARGON.contains(&word), "“{word}” in: {sentence}");
            }
        }
    }
}

#[test]
fn sentences_say_what_to_do() {
    // Two clauses: what happened, and after a colon or a full stop, what to do.
    for language in Language::ALL {
        for refusal in Refusal::examples() {
            let sentence = refusal.sentence(language);
            assert!(sentence.contains(':'), "{sentence}");
        }
    }
}

#[test]
fn the_older_side_is_named() {
    let sentence =
        |server, client| Refusal::OtherVersion { server, client }.sentence(Language::English);
    assert!(sentence(1, 2).contains("session uses an older"));
    assert!(sentence(2, 1).contains("Your version of Pléiades is older"));
}

#[test]
fn what_a_stranger_sends_cannot_spoil_a_sentence() {
    let stop = StopId::from(format!("\u{202E}\n{}", "x".repeat(10_000)));
    for language in Language::ALL {
        let sentence = Refusal::UnknownStop { stop: stop.clone() }.sentence(language);
        assert!(
            sentence.len() < 400 && !sentence.contains(['\n', '\u{202E}']),
            "{sentence:?}"
        );
    }
}

#[test]
fn parse_errors_read_as_sentences() {
    assert!(
        Nickname::parse("")
            .unwrap_err()
            .sentence(Language::French)
            .contains("pseudo")
    );
    assert!(
        "x".parse::<Ticket>()
            .unwrap_err()
            .to_string()
            .contains("invitation")
    );
}
