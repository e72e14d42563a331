//! What the room decides, one behaviour at a time.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/objects.rs"]
mod support;

use pleiades_netcode::protocol::{
    Command, Event, LeaveReason, Nickname, ParticipantId, Reaction, Refusal, Role, SessionId,
    StopId, limits,
};
use pleiades_netcode::room::{OutOfOrder, RoomState};

use support::*;

#[test]
fn the_log_begins_with_what_the_session_is_about() {
    let session = Session::open(10);
    assert_eq!(
        (session.room.seq(), session.room.session_id()),
        (2, SessionId(7))
    );
    assert_eq!(session.room.lesson().id, "campus-epinal");
    assert!(session.room.is_open());
}

#[test]
fn a_name_somebody_has_gets_a_number() {
    let mut session = Session::open(10);
    let ids = ["Léa", "LÉA", "léa", "Léa 2"].map(|name| session.join(name, Role::Learner));
    let names = ids.map(|id| session.name(id).to_owned());
    assert_eq!(names, ["Léa", "LÉA 2", "léa 3", "Léa 2 2"]);
    let events = session.room.decide_leave(ids[0]);
    session.append(events, None);
    let again = session.join("Léa", Role::Learner);
    assert_eq!(
        session.name(again),
        "Léa",
        "a name is free when its bearer is gone"
    );
    assert!(again.0 > ids[3].0, "a number is not");
}

#[test]
fn a_full_room_and_a_closed_door_stop_everyone_but_hosts() {
    let mut session = Session::open(2);
    let host = session.join("Mme Petit", Role::Host);
    session.join("Léa", Role::Learner);
    assert_eq!(
        session.try_join("Max", Role::Learner),
        Err(Refusal::Full { capacity: 2 })
    );
    assert_eq!(
        session.try_join("Inspecteur", Role::Observer),
        Err(Refusal::Full { capacity: 2 })
    );
    let second = session.join("M. Roux", Role::Host);
    let events = session.room.decide_leave(second);
    session.append(events, None);
    session
        .send(host, 1, Command::Lock { locked: true })
        .unwrap();
    assert_eq!(session.try_join("Max", Role::Learner), Err(Refusal::Locked));
    session.join("M. Roux", Role::Host);
}

#[test]
fn a_command_sent_again_is_answered_and_not_done_again() {
    let mut session = Session::open(10);
    let lea = session.join("Léa", Role::Learner);
    assert_eq!(session.send(lea, 1, Command::React(Reaction::Wave)), Ok(1));
    assert_eq!(session.send(lea, 2, Command::RaiseHand { up: true }), Ok(1));
    assert_eq!(session.send(lea, 1, Command::React(Reaction::Wave)), Ok(0));
    assert_eq!(session.send(lea, 2, Command::RaiseHand { up: true }), Ok(0));
    assert_eq!(session.room.participant(lea).unwrap().last_command(), 2);
}

#[test]
fn a_command_overtaken_by_later_ones_is_not_done_late() {
    let mut session = Session::open(10);
    let lea = session.join("Léa", Role::Learner);
    let unknown = Command::OpenStop {
        stop: "piscine".into(),
    };
    assert!(session.send(lea, 1, unknown.clone()).is_err());
    session
        .send(lea, 3, Command::RaiseHand { up: true })
        .unwrap();
    assert_eq!(
        session.send(lea, 2, Command::RaiseHand { up: false }),
        Err(Refusal::OutOfDate)
    );
    assert_eq!(
        session.send(lea, 2, Command::RaiseHand { up: true }),
        Ok(0),
        "already so"
    );
    assert!(matches!(
        session.send(lea, 1, unknown),
        Err(Refusal::UnknownStop { .. })
    ));
}

#[test]
fn hands_are_in_the_order_they_went_up() {
    let mut session = Session::open(10);
    let [a, b, c] = ["A", "B", "C"].map(|name| session.join(name, Role::Learner));
    for id in [c, a, b] {
        session
            .send(id, 1, Command::RaiseHand { up: true })
            .unwrap();
    }
    session
        .send(a, 2, Command::RaiseHand { up: false })
        .unwrap();
    session.send(a, 3, Command::RaiseHand { up: true }).unwrap();
    let queue: Vec<ParticipantId> = session
        .room
        .raised_hands()
        .iter()
        .map(|somebody| somebody.id)
        .collect();
    assert_eq!(queue, [c, b, a]);
}

#[test]
fn only_hosts_lead_and_observers_only_watch() {
    let mut session = Session::open(10);
    let [host, learner, observer] =
        [Role::Host, Role::Learner, Role::Observer].map(|role| session.join("X", role));
    let lead = Command::LeadTo {
        stop: ENSTIB.into(),
    };
    assert_eq!(
        session.send(learner, 1, lead.clone()),
        Err(Refusal::NotAllowed)
    );
    assert_eq!(
        session.send(observer, 1, Command::RaiseHand { up: true }),
        Err(Refusal::NotAllowed)
    );
    assert_eq!(session.send(host, 1, lead), Ok(1));
    assert_eq!(session.room.led_to(), Some(&StopId::from(ENSTIB)));
    let gather = |x| Command::Gather {
        place: [x, 0.0, -4.0],
        facing_deg: -90.0,
    };
    assert_eq!(
        session.send(host, 2, gather(f32::NAN)),
        Err(Refusal::UnknownPlace)
    );
    assert_eq!(
        session.send(host, 2, gather(1e9)),
        Err(Refusal::UnknownPlace)
    );
    assert_eq!(session.send(host, 2, gather(1.0)), Ok(1));
    assert_eq!(session.room.gathering().unwrap().facing_deg, 270.0);
}

#[test]
fn who_is_sent_out_stays_out() {
    let mut session = Session::open(10);
    let host = session.join("Mme Petit", Role::Host);
    let max = session.join("Max", Role::Learner);
    assert_eq!(
        session.send(host, 1, Command::SendOut { who: host }),
        Err(Refusal::NotAllowed)
    );
    assert_eq!(
        session.send(
            host,
            1,
            Command::SendOut {
                who: ParticipantId(99)
            }
        ),
        Err(Refusal::UnknownParticipant)
    );
    assert_eq!(session.send(host, 1, Command::SendOut { who: max }), Ok(1));
    assert_eq!(session.send(host, 2, Command::SendOut { who: max }), Ok(0));
    assert_eq!(session.room.decide_return(max), Err(Refusal::SentOut));
    assert_eq!(
        session.try_join("MAX", Role::Learner),
        Err(Refusal::SentOut)
    );
    assert_eq!(
        session.send(max, 1, Command::RaiseHand { up: true }),
        Err(Refusal::SentOut)
    );
    let other = session.join("Maxime", Role::Learner);
    let rename = Command::Rename {
        nickname: Nickname::parse("max").unwrap(),
    };
    assert_eq!(session.send(other, 1, rename), Err(Refusal::SentOut));
}

#[test]
fn a_lost_connection_keeps_its_place_until_its_time_is_over() {
    let mut session = Session::open(10);
    let lea = session.join("Léa", Role::Learner);
    let away = session.room.decide_away(lea);
    session.append(away, None);
    assert_eq!(
        (
            session.room.present().count(),
            session.room.participants().len()
        ),
        (0, 1)
    );
    assert!(session.room.decide_away(lea).is_empty());
    assert!(session.room.decide_timeouts(60_999).is_empty());
    let back = session.room.decide_return(lea).unwrap();
    session.append(back, None);
    assert!(
        session.room.decide_timeouts(1_000_000).is_empty(),
        "who is here has no time to run out"
    );
    assert_eq!(
        session.room.decide_return(lea),
        Ok(vec![]),
        "a second connection takes over"
    );
    let away = session.room.decide_recovered();
    assert_eq!(away, [Event::ParticipantAway { id: lea }]);
    session.append(away, None);
    let gone = session.room.decide_timeouts(61_000);
    assert_eq!(
        gone,
        [Event::ParticipantLeft {
            id: lea,
            reason: LeaveReason::TimedOut
        }]
    );
    session.append(gone, None);
    assert_eq!(session.room.decide_return(lea), Err(Refusal::ResumeExpired));
    let again = session.join("Léa", Role::Learner);
    assert_eq!(session.name(again), "Léa");
}

#[test]
fn breaks_are_proposed_after_what_the_host_says() {
    let mut session = Session::open(10);
    let host = session.join("Mme Petit", Role::Host);
    let learner = session.join("Léa", Role::Learner);
    let unsaid = limits::BREAK_UNSAID_MIN;
    assert_eq!(session.room.break_after_min(), unsaid);
    let set = |after_min| Command::SetBreaks { after_min };
    assert_eq!(session.send(learner, 1, set(5)), Err(Refusal::NotAllowed));
    assert_eq!(session.send(host, 1, set(15)), Ok(1));
    assert_eq!(session.room.break_after_min(), 15);
    assert_eq!(session.send(host, 2, set(15)), Ok(0), "it is so already");
    session.send(host, 3, set(200)).unwrap();
    assert_eq!(session.room.break_after_min(), limits::BREAK_MIN);
    session.send(host, 4, set(0)).unwrap();
    assert_eq!(session.room.break_after_min(), 0, "never");
}

#[test]
fn nothing_happens_after_the_end() {
    let mut session = Session::open(10);
    let host = session.join("Mme Petit", Role::Host);
    session.send(host, 1, Command::EndSession).unwrap();
    assert!(session.room.is_over());
    assert_eq!(
        session.send(host, 1, Command::EndSession),
        Ok(0),
        "its answer may have been lost"
    );
    assert_eq!(
        session.send(host, 2, Command::Lock { locked: true }),
        Err(Refusal::SessionOver)
    );
    assert_eq!(
        session.try_join("Léa", Role::Learner),
        Err(Refusal::SessionOver)
    );
    assert!(session.room.decide_end().is_empty());
}

#[test]
fn entries_out_of_order_change_nothing() {
    let mut session = Session::open(10);
    let before = session.room.clone();
    let mut entry = session
        .room
        .entries(
            vec![Event::Locked {
                who: ParticipantId(1),
                locked: true,
            }],
            0,
            None,
        )
        .remove(0);
    assert_eq!(entry.at_ms, 1_000, "time does not run back");
    entry.seq = 4;
    assert_eq!(
        session.room.fold(&entry),
        Err(OutOfOrder { after: 2, found: 4 })
    );
    entry.seq = 1;
    assert!(session.room.fold(&entry).is_err());
    assert_eq!(session.room, before);
}

#[test]
fn the_hash_of_a_state_is_the_same_on_every_machine() {
    // SHA-256 of the fifty-seven zero bytes that an empty room is in postcard, worked out apart.
    assert_eq!(format!("{:016x}", RoomState::new().hash()), EMPTY_HASH);
}

const EMPTY_HASH: &str = "d5351386b76ca165";
