//! Leading a class: what the room decides, one behaviour at a time.
#![allow(clippy::unwrap_used)]

#[path = "support/session.rs"]
mod session;

use pleiades_netcode::protocol::{
    Admission, Area, ClassCommand as Class, Command, Grip, Handling, Hold, Motion, ParticipantId,
    Refusal, Role, Spot, StopId, Whom, limits, pose::Pose,
};
use pleiades_netcode::room::Voice;
use session::{BALL, STOPS, Session, class};

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
