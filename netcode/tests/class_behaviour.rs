//! What the room decides for those who lead a class, one behaviour at a time.
#![allow(clippy::unwrap_used)]

#[path = "support/session.rs"]
mod session;

use pleiades_netcode::protocol::{
    Admission, Area, ClassCommand as Class, Command, Event, Grip, Handling, Hold, Motion, Nickname,
    ParticipantId, Refusal, Role, Spot, StopId, Whom, limits, pose::Pose,
};
use pleiades_netcode::room::Voice;
use session::{BALL, STOPS, Session};

impl Session {
    fn class(&mut self, who: ParticipantId, command: Class) -> Result<usize, Refusal> {
        self.send(who, &Command::Class(command))
    }
}

/// A teacher and two pupils.
fn class() -> (Session, ParticipantId, ParticipantId, ParticipantId) {
    let mut session = Session::open(10);
    let host = session.join("Mme Petit", Role::Host);
    let [lea, max] = ["Léa", "Max"].map(|name| session.join(name, Role::Learner));
    (session, host, lea, max)
}

fn nickname(name: &str) -> Nickname {
    Nickname::parse(name).unwrap()
}

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
fn everyone_follows_the_guide_and_the_guide_may_be_a_pupil() {
    let (mut session, host, lea, max) = class();
    session.class(host, Class::FollowMe { on: true }).unwrap();
    assert_eq!(session.room.class().followed(), Some(host));
    session.class(host, Class::PassGuide { to: lea }).unwrap();
    assert_eq!(session.room.class().followed(), Some(lea));
    // Guiding is all she may do.
    assert_eq!(session.class(lea, Class::Point { on: true }), Ok(1));
    assert_eq!(session.class(lea, Class::Step { forward: true }), Ok(1));
    assert_eq!(
        session.class(lea, Class::Freeze { on: true }),
        Err(Refusal::NotAllowed)
    );
    session.class(lea, Class::PassGuide { to: max }).unwrap();
    assert_eq!(session.room.class().pointing(), None);
    assert_eq!(
        session.class(lea, Class::FollowMe { on: true }),
        Err(Refusal::NotAllowed)
    );
    session.leaves(max);
    let class = session.room.class();
    assert_eq!((class.guide(), class.followed()), (None, None));
}

#[test]
fn an_area_has_a_border_one_can_walk_within() {
    let (mut session, host, ..) = class();
    let set = |x: f32, radius_m| {
        Class::SetRoam(Some(Area {
            centre: [x, 0.0, 0.0],
            radius_m,
        }))
    };
    for nowhere in [set(f32::NAN, 10.0), set(1e9, 10.0), set(0.0, f32::INFINITY)] {
        assert_eq!(session.class(host, nowhere), Err(Refusal::UnknownPlace));
    }
    session.class(host, set(10.0, -3.0)).unwrap();
    let area = *session.room.class().roam().unwrap();
    assert_eq!(area.radius_m, limits::AREA_M);
    assert_eq!(area.outside_m([10.0, 50.0, 4.0]), 0.0);
    assert_eq!(area.outside_m([18.0, 0.0, 0.0]), 3.0);
    session.class(host, Class::SetRoam(None)).unwrap();
    assert_eq!(session.room.class().roam(), None);
}

#[test]
fn who_is_held_still_takes_nothing_and_may_put_things_down() {
    let (mut session, host, lea, max) = class();
    let take = Command::Handle {
        object: BALL.into(),
        handling: Handling::Take(Hold {
            grip: Grip::Right,
            pose: Pose::IDENTITY,
        }),
    };
    let let_go = Command::Handle {
        object: BALL.into(),
        handling: Handling::LetGo(Motion::default()),
    };
    session.send(lea, &take).unwrap();
    session.class(host, Class::Freeze { on: true }).unwrap();
    session.send(lea, &let_go).unwrap();
    assert_eq!(session.send(max, &take), Err(Refusal::Frozen));
    assert_eq!(session.send(host, &take), Ok(1));
    // Nobody is left in a hold that nobody could undo.
    session.leaves(host);
    assert!(!session.room.class().is_frozen());
    assert_eq!(session.send(max, &take), Ok(1));
}

#[test]
fn a_spotlight_is_on_what_is_there() {
    let (mut session, host, lea, _) = class();
    for (nothing, refusal) in [
        (Spot::Person(ParticipantId(99)), Refusal::UnknownParticipant),
        (Spot::Object("prop.moon".into()), Refusal::UnknownObject),
        (
            Spot::Stop("piscine".into()),
            Refusal::UnknownStop {
                stop: "piscine".into(),
            },
        ),
    ] {
        let asked = session.class(host, Class::Spotlight(Some(nothing)));
        assert_eq!(asked, Err(refusal));
    }
    for spot in [
        Spot::Object(BALL.into()),
        Spot::Stop(STOPS[0].into()),
        Spot::Person(lea),
    ] {
        let asked = session.class(host, Class::Spotlight(Some(spot.clone())));
        assert_eq!(asked, Ok(1));
        assert_eq!(session.room.class().spotlight(), Some(&spot));
    }
    session.leaves(lea);
    assert_eq!(session.room.class().spotlight(), None);
}

#[test]
fn who_is_called_upon_takes_the_hand_down() {
    let (mut session, host, lea, max) = class();
    for who in [max, lea] {
        session.send(who, &Command::RaiseHand { up: true }).unwrap();
    }
    let queue = |session: &Session| -> Vec<ParticipantId> {
        let raised = session.room.raised_hands();
        raised.iter().map(|somebody| somebody.id).collect()
    };
    assert_eq!(queue(&session), [max, lea]);
    session
        .class(host, Class::CallUpon { whom: Some(max) })
        .unwrap();
    assert_eq!(session.room.class().called_upon(), Some(max));
    assert_eq!(queue(&session), [lea]);
    session
        .class(host, Class::LowerHands(Whom::Everyone))
        .unwrap();
    assert!(queue(&session).is_empty());
    session.class(host, Class::CallUpon { whom: None }).unwrap();
    assert_eq!(session.room.class().called_upon(), None);
}

#[test]
fn nobody_is_unmuted_from_afar_and_a_hold_holds() {
    let (mut session, host, lea, max) = class();
    let open = |open| Class::OpenMicrophone { open };
    let voice = |session: &Session, who| session.room.class().voice(who);
    assert_eq!(voice(&session, lea), Voice::Closed, "so everyone begins");
    session.class(lea, open(true)).unwrap();
    session.class(host, open(true)).unwrap();
    let mute_all = Class::Mute {
        whom: Whom::Everyone,
        hold: true,
    };
    assert_eq!(session.class(host, mute_all.clone()), Ok(1));
    assert_eq!(session.class(host, mute_all), Ok(0));
    assert_eq!(voice(&session, lea), Voice::Held);
    assert_eq!(
        voice(&session, host),
        Voice::Open,
        "the teacher is still heard"
    );
    assert_eq!(session.class(lea, open(true)), Err(Refusal::MuteHeld));
    let zoe = session.join("Zoé", Role::Learner);
    assert_eq!(voice(&session, zoe), Voice::Held, "newcomers too");
    session
        .class(host, Class::ReleaseMute(Whom::One(lea)))
        .unwrap();
    assert_eq!(voice(&session, lea), Voice::Closed, "hers to open");
    session.class(lea, open(true)).unwrap();
    assert_eq!(voice(&session, lea), Voice::Open);
    session
        .class(host, Class::ReleaseMute(Whom::Everyone))
        .unwrap();
    for who in [max, zoe] {
        assert_eq!(voice(&session, who), Voice::Closed);
    }
    // Muted without a hold, one may open it oneself.
    let mute = Class::Mute {
        whom: Whom::One(lea),
        hold: false,
    };
    session.class(host, mute).unwrap();
    assert_eq!(voice(&session, lea), Voice::Closed);
    session.class(lea, open(true)).unwrap();
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
fn a_countdown_runs_by_the_log() {
    let (mut session, host, ..) = class();
    session
        .class(host, Class::StartTimer { seconds: 90 })
        .unwrap();
    let timer = *session.room.class().timer().unwrap();
    let begun = session.now_ms;
    for (after_ms, left) in [(0, 90), (1, 90), (1_000, 89), (89_999, 1), (90_000, 0)] {
        assert_eq!(timer.left_s(begun + after_ms), left, "{after_ms}");
    }
    assert_eq!(
        timer.left_s(0),
        90,
        "a clock that is behind shows no more than it began with"
    );
    session
        .class(host, Class::StartTimer { seconds: u16::MAX })
        .unwrap();
    assert_eq!(
        session.room.class().timer().unwrap().seconds,
        limits::TIMER_S
    );
    session.class(host, Class::StopTimer).unwrap();
    assert_eq!(session.class(host, Class::StopTimer), Ok(0));
}

#[test]
fn the_lesson_goes_a_stop_on_and_back() {
    let (mut session, host, ..) = class();
    let mut step = |forward| {
        session.class(host, Class::Step { forward }).unwrap();
        session.room.led_to().map(StopId::to_string)
    };
    assert_eq!(step(false), None, "before the first there is none");
    let way: Vec<String> = (0..4).filter_map(|_| step(true)).collect();
    assert_eq!(way, [STOPS[0], STOPS[1], STOPS[2], STOPS[2]]);
    assert_eq!(step(false).as_deref(), Some(STOPS[1]));
}

#[test]
fn the_cue_to_take_the_headset_off_is_acknowledged_by_each() {
    let (mut session, host, lea, max) = class();
    let visitor = session.join("Inspecteur", Role::Observer);
    session
        .class(host, Class::SetAdmission(Admission::OneByOne))
        .unwrap();
    let waits = session.join("Zoé", Role::Learner);
    assert_eq!(session.class(lea, Class::Acknowledge), Ok(0), "no cue yet");
    session.class(host, Class::Evacuate { on: true }).unwrap();
    let missing = |session: &Session| -> Vec<ParticipantId> {
        let missing = session.room.unacknowledged();
        missing.iter().map(|somebody| somebody.id).collect()
    };
    assert_eq!(missing(&session), [lea, max, visitor, waits]);
    for who in [lea, visitor, waits] {
        assert_eq!(session.class(who, Class::Acknowledge), Ok(1));
        assert_eq!(session.class(who, Class::Acknowledge), Ok(0));
    }
    assert_eq!(missing(&session), [max]);
    session.is_lost(max);
    assert!(missing(&session).is_empty());
    session.class(host, Class::Evacuate { on: false }).unwrap();
    assert_eq!(session.room.class().evacuation(), None);
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
