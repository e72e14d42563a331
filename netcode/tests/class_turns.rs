//! Few headsets, many pupils: what the room keeps for who goes on at another device, one behaviour at a time.
#![allow(clippy::unwrap_used)]

#[path = "support/session.rs"]
mod session;

use pleiades_netcode::protocol::{
    ClassCommand as Class, Command, Event, ParticipantId, Refusal, Role, Whom, limits,
};
use session::{STOPS, Session, class};

#[test]
fn a_pupil_goes_from_headset_to_desk_and_back_with_everything() {
    use pleiades_netcode::protocol::Device::{Desktop, Headset};
    let (mut session, host, lea, _) = class();
    let open = |stop: &str| Command::OpenStop { stop: stop.into() };
    session.send(lea, &open(STOPS[0])).unwrap();
    session.class(lea, Class::Wear { on: true }).unwrap();
    session.wait(5 * 60_000);
    // At the desk, while the headset is still connected.
    let events = session.room.decide_rejoin(lea, Desktop).unwrap();
    session.append(events, None);
    session.wait(60_000);
    let worn = session.room.class().worn(lea);
    assert_eq!(
        (worn.is_on(), worn.total_ms(session.now_ms)),
        (false, 5 * 60_000)
    );
    session.send(lea, &open(STOPS[1])).unwrap();
    // The desk is left in order, somebody else takes the name, and the headset takes her in again.
    session.leaves(lea);
    assert!(session.room.participant(lea).is_none());
    let other = session.join("Léa", Role::Learner);
    session
        .class(
            host,
            Class::Mute {
                whom: Whom::Everyone,
                hold: true,
            },
        )
        .unwrap();
    let events = session.room.decide_rejoin(lea, Headset).unwrap();
    session.append(events, None);
    let back = session.room.participant(lea).unwrap();
    assert_eq!(
        (back.nickname.as_str(), back.device, back.opened.len()),
        ("Léa 2", Headset, 2)
    );
    assert_eq!(session.name(other), "Léa");
    session.class(lea, Class::Wear { on: true }).unwrap();
    session.wait(60_000);
    let worn = session.room.class().worn(lea);
    assert_eq!(worn.total_ms(session.now_ms), 6 * 60_000);
    session.wait(60_000);
    session.is_lost(lea);
    session.wait(session::AWAY_MS);
    let events = session.room.decide_rejoin(lea, Desktop).unwrap();
    session.append(events, None);
    let worn = session.room.class().worn(lea);
    assert_eq!(
        worn.total_ms(session.now_ms),
        7 * 60_000,
        "lost is not worn"
    );
}

#[test]
fn a_personal_code_makes_nobody_a_host() {
    use pleiades_netcode::protocol::Device::Headset;
    let (mut session, host, lea, _) = class();
    assert_eq!(
        session.room.decide_rejoin(host, Headset),
        Err(Refusal::WrongPersonalCode)
    );
    let make = Class::SetCoHost {
        whom: lea,
        on: true,
    };
    session.class(host, make.clone()).unwrap();
    let events = session.room.decide_rejoin(lea, Headset).unwrap();
    session.append(events, None);
    assert_eq!(session.room.participant(lea).unwrap().role, Role::Learner);
    session.class(host, make).unwrap();
    session.leaves(lea);
    let events = session.room.decide_rejoin(lea, Headset).unwrap();
    session.append(events, None);
    assert_eq!(session.room.participant(lea).unwrap().role, Role::Learner);
    assert_eq!(
        session.room.decide_rejoin(ParticipantId(99), Headset),
        Err(Refusal::WrongPersonalCode)
    );
}

#[test]
fn a_rest_is_due_after_the_hosts_minutes_and_ends_the_stretch() {
    const MINUTE: u64 = 60_000;
    let (mut session, _, lea, _) = class();
    let due = |session: &Session, after_min| {
        let worn = session.room.class().worn(lea);
        worn.is_rest_due(session.now_ms, after_min)
    };
    session.class(lea, Class::Wear { on: true }).unwrap();
    assert_eq!(session.class(lea, Class::Wear { on: true }), Ok(0));
    session.wait(14 * MINUTE);
    session.class(lea, Class::Wear { on: false }).unwrap();
    session.wait(MINUTE);
    session.class(lea, Class::Wear { on: true }).unwrap();
    assert!(!due(&session, 15), "14 minutes");
    session.wait(MINUTE);
    assert!(due(&session, 15), "a minute off is no rest");
    assert!(!due(&session, 0), "never");
    session.class(lea, Class::Wear { on: false }).unwrap();
    assert!(due(&session, 15));
    session.wait(limits::REST_MIN * MINUTE);
    assert!(!due(&session, 1), "rested");
    session.class(lea, Class::Wear { on: true }).unwrap();
    session.wait(2 * MINUTE);
    let worn = session.room.class().worn(lea);
    assert_eq!(
        (
            worn.stretch_ms(session.now_ms),
            worn.total_ms(session.now_ms)
        ),
        (2 * MINUTE, 17 * MINUTE)
    );
}

#[test]
fn who_left_first_is_forgotten_first() {
    let mut session = Session::open(10);
    let ids: Vec<ParticipantId> = (0..=limits::FORMER)
        .map(|number| {
            let id = session.join(&format!("P{number}"), Role::Learner);
            session.now_ms += 1;
            session.leaves(id);
            id
        })
        .collect();
    assert_eq!(session.room.class().former().len(), limits::FORMER);
    let rejoin = |id| session.room.decide_rejoin(id, Default::default());
    assert_eq!(rejoin(ids[0]), Err(Refusal::WrongPersonalCode));
    assert!(matches!(rejoin(ids[1]).as_deref(), Ok([Event::Class(_)])));
}
