//! Codes and keys are proved, never sent, and only to whom one is really connected to.
#![allow(clippy::unwrap_used)]

use pleiades_netcode::protocol::handshake::{
    ClientHandshake, Confirmation, Element, Exporter, Proof, ServerHandshake,
};
use pleiades_netcode::protocol::{
    HostKey, JoinCode, ParticipantId, Refusal, ResumeToken, SessionId,
};
use proptest::prelude::*;

const CODE: JoinCode = JoinCode::from_bytes([1, 2, 3, 4, 5]);
const OTHER_CODE: JoinCode = JoinCode::from_bytes([1, 2, 3, 4, 6]);
const HERE: Exporter = Exporter([1; 32]);
const ELSEWHERE: Exporter = Exporter([2; 32]);

#[test]
fn both_sides_prove_the_same_code() {
    let (client, element) = ClientHandshake::start(&CODE);
    let (server, challenge) = ServerHandshake::answer(&CODE, &element, &HERE).unwrap();
    let confirmation = client.confirm(&challenge, &HERE).unwrap();
    assert_eq!(server.verify(&confirmation), Ok(()));
}

#[test]
fn a_wrong_code_is_noticed_by_both() {
    let (client, element) = ClientHandshake::start(&OTHER_CODE);
    let (server, challenge) = ServerHandshake::answer(&CODE, &element, &HERE).unwrap();
    assert_eq!(client.confirm(&challenge, &HERE), Err(Refusal::WrongCode));
    // A client that goes on all the same, playing the server's confirmation back, gets nowhere.
    assert_eq!(
        server.verify(&challenge.confirmation),
        Err(Refusal::WrongCode)
    );
}

#[test]
fn somebody_in_the_middle_gets_nowhere() {
    // It passes everything on, over two connections with an exporter each.
    let (client, element) = ClientHandshake::start(&CODE);
    let (server, challenge) = ServerHandshake::answer(&CODE, &element, &ELSEWHERE).unwrap();
    assert_eq!(client.confirm(&challenge, &HERE), Err(Refusal::WrongCode));
    // And towards the server: the client of the other connection confirms for its own.
    let (client, element) = ClientHandshake::start(&CODE);
    let (_, challenge) = ServerHandshake::answer(&CODE, &element, &HERE).unwrap();
    let confirmation = client.confirm(&challenge, &HERE).unwrap();
    assert_eq!(server.verify(&confirmation), Err(Refusal::WrongCode));
}

#[test]
fn every_exchange_is_fresh() {
    let (client, element) = ClientHandshake::start(&CODE);
    let (_, again) = ClientHandshake::start(&CODE);
    assert_ne!(element, again);
    let (_, first) = ServerHandshake::answer(&CODE, &element, &HERE).unwrap();
    let (second, _) = ServerHandshake::answer(&CODE, &element, &HERE).unwrap();
    let confirmation = client.confirm(&first, &HERE).unwrap();
    assert_eq!(
        second.verify(&confirmation),
        Err(Refusal::WrongCode),
        "a recorded exchange cannot be played back"
    );
}

#[test]
fn a_host_key_is_proved_on_one_connection_only() {
    let (key, other) = (HostKey::from_bytes([1; 16]), HostKey::from_bytes([2; 16]));
    let proof = Proof::of_host_key(&key, &HERE);
    assert!(proof.proves_host_key(&key, &HERE));
    assert!(!proof.proves_host_key(&key, &ELSEWHERE));
    assert!(!proof.proves_host_key(&other, &HERE));
}

#[test]
fn a_resume_token_is_of_one_participant_in_one_session() {
    let token =
        |session, who| ResumeToken::derive(&[7; 32], SessionId(session), ParticipantId(who));
    assert_eq!(
        token(1, 1),
        token(1, 1),
        "a server started again knows its tokens"
    );
    assert_ne!(token(1, 1), token(1, 2));
    assert_ne!(token(1, 1), token(2, 1));
    assert_ne!(
        token(1, 1),
        ResumeToken::derive(&[8; 32], SessionId(1), ParticipantId(1))
    );
    let proof = Proof::of_token(&token(1, 1), &HERE);
    assert!(proof.proves_token(&token(1, 1), &HERE));
    assert!(!proof.proves_token(&token(1, 1), &ELSEWHERE));
    assert!(!proof.proves_token(&token(1, 2), &HERE));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_element_and_confirmation_is_refused(element: [u8; 32], confirmation: [u8; 32]) {
        if let Ok((server, challenge)) = ServerHandshake::answer(&CODE, &Element(element), &HERE) {
            prop_assert!(server.verify(&Confirmation(confirmation)).is_err());
            let (client, _) = ClientHandshake::start(&CODE);
            prop_assert!(client.confirm(&challenge, &HERE).is_err());
        }
    }
}
