//! Who has which object: first come, first served.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/objects.rs"]
mod support;

use pleiades_netcode::protocol::{
    Command, Grip, Handling, Hold, Motion, ParticipantId, Refusal, Role, Whereabouts, pose::Pose,
};

use support::*;

/// Does things with objects, numbering the commands.
struct Handler {
    session: Session,
    number: u32,
}

impl Handler {
    fn asks(
        &mut self,
        who: ParticipantId,
        object: &str,
        handling: Handling,
    ) -> Result<usize, Refusal> {
        self.number += 1;
        let object = object.into();
        self.session
            .send(who, self.number, Command::Handle { object, handling })
    }

    fn place(&self, object: &str) -> &Whereabouts {
        self.session.room.object(&object.into()).unwrap()
    }
}

fn take(grip: Grip) -> Handling {
    Handling::Take(Hold {
        grip,
        pose: Pose::IDENTITY,
    })
}

fn let_go() -> Handling {
    Handling::LetGo(Motion::default())
}

fn two_people() -> (Handler, ParticipantId, ParticipantId) {
    let mut session = Session::open(10);
    let ids = ["Léa", "Max"].map(|name| session.join(name, Role::Learner));
    (Handler { session, number: 0 }, ids[0], ids[1])
}

#[test]
fn who_takes_an_object_first_has_it_until_they_let_go() {
    let (mut hands, lea, max) = two_people();
    assert_eq!(hands.asks(lea, BALL, take(Grip::Right)), Ok(1));
    assert_eq!(
        hands.asks(lea, BALL, take(Grip::Right)),
        Ok(0),
        "held so already"
    );
    assert_eq!(
        hands.asks(max, BALL, take(Grip::Left)),
        Err(Refusal::HeldByAnother)
    );
    assert_eq!(
        hands.asks(max, BALL, let_go()),
        Ok(0),
        "not theirs to let go"
    );
    assert_eq!(hands.asks(lea, BALL, let_go()), Ok(1));
    assert_eq!(
        hands.place(BALL).person(),
        Some(lea),
        "hers to say where it rests"
    );
    assert_eq!(
        hands.asks(max, BALL, Handling::Settle(Pose::IDENTITY)),
        Ok(0)
    );
    assert_eq!(
        hands.asks(max, BALL, take(Grip::Left)),
        Ok(1),
        "caught in flight"
    );
    assert_eq!(
        hands.asks(lea, BALL, Handling::Settle(Pose::IDENTITY)),
        Ok(0),
        "caught by another"
    );
    assert_eq!(hands.place(BALL).person(), Some(max));
}

#[test]
fn a_hand_holds_one_thing_and_passes_it_to_the_other_or_to_both() {
    let (mut hands, lea, _) = two_people();
    for grip in [Grip::Left, Grip::Right, Grip::Both] {
        assert_eq!(hands.asks(lea, BALL, take(grip)), Ok(1), "{grip:?}");
    }
    for grip in [Grip::Left, Grip::Right] {
        assert_eq!(
            hands.asks(lea, BLOCK, take(grip)),
            Err(Refusal::HandFull),
            "{grip:?}"
        );
    }
    assert_eq!(hands.asks(lea, BALL, take(Grip::Left)), Ok(1));
    assert_eq!(hands.asks(lea, BLOCK, take(Grip::Right)), Ok(1));
}

#[test]
fn a_place_takes_one_object() {
    let (mut hands, lea, max) = two_people();
    let put = || Handling::PutIn(RACK.into());
    assert_eq!(hands.asks(lea, BALL, put()), Ok(0), "not in her hand");
    hands.asks(lea, BALL, take(Grip::Right)).unwrap();
    hands.asks(max, BLOCK, take(Grip::Eyes)).unwrap();
    let nowhere = Handling::PutIn("socket.nowhere".into());
    assert_eq!(hands.asks(lea, BALL, nowhere), Err(Refusal::UnknownObject));
    assert_eq!(hands.asks(lea, BALL, put()), Ok(1));
    assert_eq!(hands.asks(max, BLOCK, put()), Err(Refusal::SocketFull));
    hands.asks(lea, BALL, take(Grip::Left)).unwrap();
    assert_eq!(hands.asks(max, BLOCK, put()), Ok(1));
    assert_eq!(
        hands.session.room.in_socket(&RACK.into()),
        Some(&BLOCK.into())
    );
}

#[test]
fn what_somebody_held_stays_with_them_while_away_and_goes_home_when_they_leave() {
    let (mut hands, lea, max) = two_people();
    hands.asks(lea, BALL, take(Grip::Right)).unwrap();
    hands.asks(max, BLOCK, take(Grip::Right)).unwrap();
    let away = hands.session.room.decide_away(lea);
    hands.session.append(away, None);
    assert_eq!(hands.place(BALL).person(), Some(lea));
    let gone = hands.session.room.decide_leave(lea);
    hands.session.append(gone, None);
    assert_eq!(hands.place(BALL), &Whereabouts::Home);
    assert_eq!(hands.place(BLOCK).person(), Some(max));
}

#[test]
fn motions_that_cannot_be_are_refused_and_wild_throws_tamed() {
    let (mut hands, lea, _) = two_people();
    let nowhere = Pose {
        position: [f32::NAN, 0.0, 0.0],
        ..Pose::IDENTITY
    };
    let far = Pose {
        position: [9.0, 0.0, 0.0],
        ..Pose::IDENTITY
    };
    for pose in [nowhere, far] {
        let wish = Handling::Take(Hold {
            grip: Grip::Left,
            pose,
        });
        assert_eq!(hands.asks(lea, BALL, wish), Err(Refusal::OutOfReach));
    }
    hands.asks(lea, BALL, take(Grip::Left)).unwrap();
    let thrown = |velocity| {
        Handling::LetGo(Motion {
            velocity,
            ..Motion::default()
        })
    };
    assert_eq!(
        hands.asks(lea, BALL, thrown([f32::INFINITY; 3])),
        Err(Refusal::OutOfReach)
    );
    assert_eq!(hands.asks(lea, BALL, thrown([0.0, 300.0, 400.0])), Ok(1));
    let Whereabouts::Loose { motion, .. } = hands.place(BALL) else {
        panic!("{:?}", hands.place(BALL));
    };
    assert_eq!(motion.velocity, [0.0, 15.0, 20.0]);
}

#[test]
fn a_host_tidies_up() {
    let (mut hands, lea, _) = two_people();
    let host = hands.session.join("Mme Petit", Role::Host);
    assert_eq!(
        hands.session.send(host, 100, Command::TidyUp),
        Ok(0),
        "all is in its place"
    );
    hands.asks(lea, BALL, take(Grip::Right)).unwrap();
    assert_eq!(
        hands.session.send(lea, 101, Command::TidyUp),
        Err(Refusal::NotAllowed)
    );
    assert_eq!(hands.session.send(host, 102, Command::TidyUp), Ok(1));
    assert_eq!(hands.place(BALL), &Whereabouts::Home);
}

#[test]
fn observers_touch_nothing() {
    let (mut hands, ..) = two_people();
    let visitor = hands.session.join("Inspecteur", Role::Observer);
    assert_eq!(
        hands.asks(visitor, BALL, take(Grip::Right)),
        Err(Refusal::NotAllowed)
    );
}
