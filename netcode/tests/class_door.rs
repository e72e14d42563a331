//! Who comes into a class, who leads it, and who goes: what the room decides, one behaviour at a time.
#![allow(clippy::unwrap_used)]

#[path = "support/session.rs"]
mod session;

use pleiades_netcode::protocol::{
    Admission, Area, ClassCommand as Class, Command, ParticipantId, Refusal, Role, Spot, Whom,
};
use session::{Session, class, nickname};

/// Every command only hosts may give, aimed at somebody.
fn host_commands(whom: ParticipantId) -> Vec<Class> {
    vec![
        Class::SetAdmission(Admission::OneByOne),
        Class::Admit(Whom::Everyone),
        Class::SetCoHost { whom, on: true },
        Class::PassGuide { to: whom },
        Class::SetRoam(Some(Area {
            centre: [0.0; 3],
            radius_m: 20.0,
        })),
        Class::FollowMe { on: true },
        Class::CallAttention { on: true },
        Class::Freeze { on: true },
        Class::Spotlight(Some(Spot::Person(whom))),
        Class::Point { on: true },
        Class::LowerHands(Whom::Everyone),
        Class::CallUpon { whom: Some(whom) },
        Class::Mute {
            whom: Whom::Everyone,
            hold: true,
        },
        Class::ReleaseMute(Whom::Everyone),
        Class::NameOther {
            whom,
            nickname: nickname("Autre"),
        },
        Class::Ban { whom },
        Class::StartTimer { seconds: 60 },
        Class::StopTimer,
        Class::Step { forward: true },
        Class::Evacuate { on: true },
    ]
}

#[test]
fn pupils_and_observers_lead_nothing() {
    let (mut session, _, lea, max) = class();
    let visitor = session.join("Inspecteur", Role::Observer);
    let before = session.room.clone();
    for command in host_commands(max) {
        for who in [lea, visitor] {
            let asked = session.class(who, command.clone());
            assert_eq!(asked, Err(Refusal::NotAllowed), "{command:?}");
        }
    }
    assert_eq!(session.room, before);
}

#[test]
fn newcomers_wait_until_a_host_lets_in_one_or_all() {
    let (mut session, host, ..) = class();
    session
        .class(host, Class::SetAdmission(Admission::OneByOne))
        .unwrap();
    let [zoe, tom, ali] = ["Zoé", "Tom", "Ali"].map(|name| session.join(name, Role::Learner));
    assert!(session.room.class().waiting().eq([zoe, tom, ali]));
    assert_eq!(
        session.send(zoe, &Command::RaiseHand { up: true }),
        Err(Refusal::Waiting)
    );
    assert_eq!(session.class(host, Class::Admit(Whom::One(tom))), Ok(1));
    assert_eq!(session.class(host, Class::Admit(Whom::One(tom))), Ok(0));
    assert!(session.room.class().waiting().eq([zoe, ali]));
    session.send(tom, &Command::RaiseHand { up: true }).unwrap();
    assert_eq!(session.class(host, Class::Admit(Whom::Everyone)), Ok(1));
    session.send(zoe, &Command::RaiseHand { up: true }).unwrap();
    assert_eq!(session.room.class().waiting().len(), 0);
    // A teacher never waits, and who was let in does not wait again after a lost connection.
    session.join("M. Roux", Role::Host);
    session.is_lost(tom);
    let back = session.room.decide_return(tom).unwrap();
    session.append(back, None);
    assert_eq!(session.room.class().waiting().len(), 0);
}

#[test]
fn opening_the_door_lets_in_everyone_who_waits() {
    let (mut session, host, ..) = class();
    session
        .class(host, Class::SetAdmission(Admission::OneByOne))
        .unwrap();
    let zoe = session.join("Zoé", Role::Learner);
    assert!(session.room.class().is_waiting(zoe));
    session
        .class(host, Class::SetAdmission(Admission::Everyone))
        .unwrap();
    assert!(!session.room.class().is_waiting(zoe));
}

#[test]
fn the_room_stays_closed_until_a_host_has_arrived() {
    let mut session = Session::open(10);
    let events = session.room.decide_admission(Admission::WithHost);
    session.append(events, None);
    let lea = session.join("Léa", Role::Learner);
    let visitor = session.join("Inspecteur", Role::Observer);
    assert!(session.room.class().waiting().eq([lea, visitor]));
    assert_eq!(session.room.let_in().count(), 0);
    let host = session.join("Mme Petit", Role::Host);
    assert_eq!(session.room.class().waiting().len(), 0);
    let max = session.join("Max", Role::Learner);
    assert!(!session.room.class().is_waiting(max));
    session.leaves(host);
    let zoe = session.join("Zoé", Role::Learner);
    assert!(session.room.class().is_waiting(zoe), "the teacher has gone");
}

#[test]
fn who_waits_may_leave_and_is_forgotten() {
    let (mut session, host, ..) = class();
    session
        .class(host, Class::SetAdmission(Admission::OneByOne))
        .unwrap();
    let zoe = session.join("Zoé", Role::Learner);
    session.leaves(zoe);
    assert_eq!(session.room.class().waiting().len(), 0);
    assert_eq!(
        session.room.decide_rejoin(zoe, Default::default()),
        Err(Refusal::WrongPersonalCode),
        "waiting is not gone round by another device"
    );
}

#[test]
fn an_ambassador_leads_until_they_are_one_of_the_class_again() {
    let (mut session, host, lea, max) = class();
    let co_host = |whom, on| Class::SetCoHost { whom, on };
    assert_eq!(session.class(host, co_host(lea, true)), Ok(1));
    assert_eq!(session.class(lea, Class::CallAttention { on: true }), Ok(1));
    // They make no others, and do nothing to those who came with the key.
    assert_eq!(
        session.class(lea, co_host(max, true)),
        Err(Refusal::NotAllowed)
    );
    for command in [
        Command::EndSession,
        Command::SendOut { who: host },
        Command::Class(Class::Ban { whom: host }),
        Command::Class(Class::NameOther {
            whom: host,
            nickname: nickname("Nul"),
        }),
        Command::Class(Class::Mute {
            whom: Whom::One(host),
            hold: false,
        }),
    ] {
        assert_eq!(session.send(lea, &command), Err(Refusal::NotAllowed));
    }
    assert_eq!(session.class(host, co_host(lea, false)), Ok(1));
    assert_eq!(session.room.class().attention(), None);
    assert_eq!(
        session.class(lea, Class::Freeze { on: true }),
        Err(Refusal::NotAllowed)
    );
    let second = session.join("M. Roux", Role::Host);
    assert_eq!(
        session.class(host, co_host(second, false)),
        Err(Refusal::NotAllowed),
        "who has the key stays a host"
    );
}

#[test]
fn a_bad_name_is_replaced_and_stays_replaced() {
    let (mut session, host, lea, max) = class();
    let rename = |name| Command::Rename {
        nickname: nickname(name),
    };
    session.send(max, &rename("Prof nul")).unwrap();
    let give = |name| Class::NameOther {
        whom: max,
        nickname: nickname(name),
    };
    session.class(host, give("Léa")).unwrap();
    assert_eq!(session.name(max), "Léa 2", "never two of one name");
    assert_eq!(
        session.send(max, &rename("Prof nul")),
        Err(Refusal::NameGiven)
    );
    assert_eq!(session.send(lea, &rename("Léa B")), Ok(1));
}

#[test]
fn after_a_ban_newcomers_wait() {
    let (mut session, host, _, max) = class();
    assert_eq!(session.class(host, Class::Ban { whom: max }), Ok(2));
    assert_eq!(session.room.decide_return(max), Err(Refusal::SentOut));
    assert_eq!(
        session.room.decide_rejoin(max, Default::default()),
        Err(Refusal::SentOut)
    );
    assert_eq!(
        session.try_join("Max", Role::Learner),
        Err(Refusal::SentOut)
    );
    let disguised = session.join("Nouveau", Role::Learner);
    assert!(session.room.class().is_waiting(disguised));
    assert_eq!(session.class(host, Class::Ban { whom: max }), Ok(0));
}

#[test]
fn a_teacher_who_comes_again_with_the_key_is_the_same_teacher() {
    let (mut session, host, ..) = class();
    session.class(host, Class::FollowMe { on: true }).unwrap();
    // Killed, and started again before anybody has noticed.
    assert_eq!(session.join("mme petit", Role::Host), host);
    assert_eq!(session.name(host), "Mme Petit");
    session.is_lost(host);
    assert_eq!(session.join("Mme Petit", Role::Host), host);
    assert!(session.room.participant(host).unwrap().is_here());
    assert_eq!(session.room.class().followed(), Some(host));
    // Without the key the name is only like it, and a co-host has no key.
    let pupil = session.join("Mme Petit", Role::Learner);
    assert_eq!(session.name(pupil), "Mme Petit 2");
    session
        .class(
            host,
            Class::SetCoHost {
                whom: pupil,
                on: true,
            },
        )
        .unwrap();
    assert_ne!(session.join("Mme Petit 2", Role::Host), pupil);
}
