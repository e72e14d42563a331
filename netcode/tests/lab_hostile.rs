//! Nothing a client says about a lab is believed: bounds, units, places, other people's notebooks.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::lab::{
    HOST, Hand, STUDENT, Student, add_photo, answer, dial, from_reading, hold, laid, limb, name,
    photo, places, read, write,
};
use pleiades_netcode::protocol::{
    Deed, LabCommand, LabRefusal, Refusal, Role, Teaching, Writing,
    lab::{Answer, AttemptId, Cell, Group, NOTEBOOK_BYTES, READINGS, ROWS},
    pose::Pose,
};

fn refused(student: &mut Hand, deed: Deed) -> LabRefusal {
    match student.try_to(deed.clone()) {
        Err(Refusal::Lab(refusal)) => refusal,
        other => panic!("{deed:?}: {other:?}"),
    }
}

fn by_hand(column: &str, cell: Cell) -> Vec<(pleiades_netcode::protocol::LabName, Writing)> {
    vec![(name(column), Writing::ByHand(cell))]
}

#[test]
fn what_cannot_be_is_not_written() {
    let mut student = Hand::of("affleurement", 1);
    let bad = [
        ("strike", Cell::Number(f64::NAN)),
        ("strike", Cell::Number(f64::INFINITY)),
        ("strike", Cell::Number(1e16)),
        ("strike", Cell::Text("vingt".to_owned())),
        ("polarity", Cell::Text("peut-être".to_owned())),
        ("note", Cell::Text("x".repeat(200))),
        ("note", Cell::Text("a\u{7}b".to_owned())),
        ("note", Cell::Number(1.0)),
    ];
    for (column, cell) in bad {
        let deed = write("s0-ouest", 0, by_hand(column, cell));
        assert_eq!(refused(&mut student, deed), LabRefusal::BadEntry);
    }
    let one = || Cell::Number(1.0);
    let cases = [
        (
            write("s0-nord", 0, by_hand("strike", one())),
            LabRefusal::UnknownHere,
        ),
        (
            write("s0-ouest", 0, by_hand("rake", one())),
            LabRefusal::UnknownHere,
        ),
        (
            write("s0-ouest", 1, by_hand("strike", one())),
            LabRefusal::BadEntry,
        ),
        (
            write("s0-ouest", 0, vec![from_reading("strike", 0, "strike")]),
            LabRefusal::UnknownHere,
        ),
        (
            answer(
                "axe",
                Answer::Plane {
                    strike: 1.0,
                    dip: 1.0,
                },
            ),
            LabRefusal::BadEntry,
        ),
        (
            answer(
                "axe",
                Answer::Line {
                    trend: f64::NAN,
                    plunge: 1.0,
                },
            ),
            LabRefusal::BadEntry,
        ),
        (
            answer(
                "epaisseur",
                Answer::Number {
                    value: 1.0,
                    u: Some(-1.0),
                },
            ),
            LabRefusal::BadEntry,
        ),
        (
            answer(
                "forme",
                Answer::Choice {
                    option: name("spirale"),
                },
            ),
            LabRefusal::BadEntry,
        ),
        (
            Deed::Finish {
                step: name("pause"),
            },
            LabRefusal::UnknownHere,
        ),
        (
            Deed::Note {
                text: "x".repeat(5_000),
            },
            LabRefusal::BadEntry,
        ),
    ];
    for (deed, refusal) in cases {
        assert_eq!(refused(&mut student, deed), refusal);
    }
    assert_eq!(student.attempt().notebook, Default::default());
}

#[test]
fn instruments_read_only_what_they_are_held_to() {
    let mut student = Hand::of("affleurement", 1);
    let node = "surface.limb_w.1";
    assert_eq!(
        refused(&mut student, read("compass")),
        LabRefusal::NothingToRead
    );
    assert_eq!(
        refused(&mut student, read("hammer")),
        LabRefusal::NothingToRead
    );
    assert_eq!(
        refused(&mut student, read("laser")),
        LabRefusal::UnknownHere
    );
    // A place that is another specimen's, and one that is out of reach.
    let elsewhere = hold("compass", "flanc-est", node, None);
    assert_eq!(refused(&mut student, elsewhere), LabRefusal::UnknownHere);
    for position in [[-4.0, 1.2, 0.0], [f32::NAN; 3], [1e9; 3]] {
        let far = hold(
            "compass",
            "flanc-ouest",
            node,
            Some(laid(limb("w"), position, 0.0)),
        );
        assert_eq!(student.try_to(far), Err(Refusal::OutOfReach));
    }
    // On edge, and with the bubble out of its circle.
    let at = places()[node];
    let on_edge = Pose {
        position: at,
        ..Pose::IDENTITY
    };
    student.does(hold("compass", "flanc-ouest", node, Some(on_edge)));
    assert_eq!(refused(&mut student, read("compass")), LabRefusal::NotFlat);
    let turned = laid(limb("w"), at, 20.0);
    student.does(hold("compass", "flanc-ouest", node, Some(turned)));
    assert_eq!(refused(&mut student, read("compass")), LabRefusal::NotLevel);
    for (instrument, knob, value, refusal) in [
        ("compass", "declination", 181.0, LabRefusal::DialEnd),
        ("compass", "declination", f64::NAN, LabRefusal::DialEnd),
        ("compass", "load", 1.0, LabRefusal::UnknownHere),
        ("tape", "declination", 1.0, LabRefusal::UnknownHere),
    ] {
        assert_eq!(
            refused(&mut student, dial(instrument, knob, value)),
            refusal
        );
    }
    let mut press = Hand::of("flexion-bois", 1);
    assert_eq!(refused(&mut press, read("dial")), LabRefusal::NothingToRead);
    assert_eq!(
        refused(&mut press, dial("press", "load", 1001.0)),
        LabRefusal::DialEnd
    );
}

#[test]
fn a_notebook_and_its_readings_end_somewhere() {
    let mut student = Hand::of("affleurement", 1);
    student.does(hold("tape", "banc-a", "poi.log", None));
    for _ in 0..READINGS {
        student.does(read("tape"));
    }
    assert_eq!(
        refused(&mut student, read("tape")),
        LabRefusal::NotebookFull
    );
    let long = || by_hand("note", Cell::Text("é".repeat(50)));
    let mut full = None;
    for table in ["s0-ouest", "s0-est"] {
        for row in 0..=ROWS {
            if student.try_to(write(table, row, long())).is_err() {
                full = Some(row);
                break;
            }
        }
    }
    assert!(full.is_some());
    for nth in 0..40_u8 {
        let _ = student.try_to(add_photo(&"x".repeat(100), &photo(nth, 100)));
    }
    let _ = student.try_to(Deed::Note {
        text: "x".repeat(4_000),
    });
    let attempt = student.attempt();
    assert!(attempt.notebook.bytes() <= NOTEBOOK_BYTES);
    let wire = pleiades_netcode::protocol::wire::encode(&attempt).len();
    assert!(wire < 40_000, "{wire} bytes");
}

#[test]
fn a_student_does_neither_a_teachers_work_nor_that_of_somebody_else() {
    let mut hand = Hand::of("affleurement", 1);
    let malo = hand.enters("Malo", Role::Learner);
    let observer = hand.enters("Visiteur", Role::Observer);
    let attempt = AttemptId(1);
    for act in [
        Teaching::Release,
        Teaching::Reopen,
        Teaching::Assign { who: malo },
        Teaching::Grade {
            criterion: name("m-axe"),
            share: Some(1.0),
        },
        Teaching::Show {
            plot: name("stereogramme"),
        },
    ] {
        let command = LabCommand::Teach { attempt, act };
        assert_eq!(hand.asks(STUDENT, command), Err(Refusal::NotAllowed));
    }
    for command in [
        LabCommand::Unshow,
        LabCommand::SetExam { on: false },
        LabCommand::ReleaseAll,
    ] {
        assert_eq!(hand.asks(STUDENT, command), Err(Refusal::NotAllowed));
    }
    let class = LabCommand::Begin {
        group: Group::Class,
    };
    assert_eq!(hand.asks(STUDENT, class), Err(Refusal::NotAllowed));
    for (who, deed, refusal) in [
        (malo, Deed::Join, Refusal::Lab(LabRefusal::NotYours)),
        (malo, Deed::HandIn, Refusal::Lab(LabRefusal::NotYours)),
        (malo, read("compass"), Refusal::Lab(LabRefusal::NotYours)),
        (HOST, Deed::HandIn, Refusal::Lab(LabRefusal::NotYours)),
        (observer, Deed::Join, Refusal::NotAllowed),
    ] {
        let command = LabCommand::Work { attempt, deed };
        assert_eq!(hand.asks(who, command), Err(refusal));
    }
    // A teacher takes the compass to show how.
    let node = "surface.limb_w.1";
    let pose = laid(limb("w"), places()[node], 0.0);
    let deed = hold("compass", "flanc-ouest", node, Some(pose));
    assert!(hand.asks(HOST, LabCommand::Work { attempt, deed }).is_ok());
}

#[test]
fn two_work_on_one_notebook_when_asked() {
    let mut hand = Hand::of("affleurement", 1);
    let malo = hand.enters("Malo", Role::Learner);
    let zoe = hand.enters("Zoé", Role::Learner);
    hand.asks(STUDENT, LabCommand::Begin { group: Group::Pair })
        .unwrap();
    hand.attempt = AttemptId(2);
    hand.does(Deed::Invite { who: malo });
    assert_eq!(
        refused(&mut hand, Deed::Invite { who: zoe }),
        LabRefusal::GroupFull
    );
    let join = || LabCommand::Work {
        attempt: AttemptId(2),
        deed: Deed::Join,
    };
    assert_eq!(
        hand.asks(zoe, join()),
        Err(Refusal::Lab(LabRefusal::NotYours))
    );
    hand.asks(malo, join()).unwrap();
    let note = Deed::Note {
        text: "à deux".to_owned(),
    };
    hand.asks(
        malo,
        LabCommand::Work {
            attempt: AttemptId(2),
            deed: note,
        },
    )
    .unwrap();
    assert_eq!(hand.attempt().names(), "Inès, Malo");
}

#[test]
fn help_comes_level_by_level_and_is_remembered() {
    let mut student = Hand::of("affleurement", 1);
    let hint = || Deed::Hint {
        step: name("ouest"),
    };
    for level in 1..=3 {
        student.does(hint());
        assert_eq!(student.attempt().hints[&name("ouest")], level);
    }
    assert_eq!(refused(&mut student, hint()), LabRefusal::NoHint);
}

#[test]
fn a_teachers_points_stand_and_marks_follow() {
    let mut student = Hand::of("affleurement", 1);
    student.does(Deed::HandIn);
    let grade = |share| LabCommand::Teach {
        attempt: AttemptId(1),
        act: Teaching::Grade {
            criterion: name("m-axe"),
            share,
        },
    };
    student.asks(HOST, grade(Some(0.5))).unwrap();
    assert_eq!(student.attempt().marks.unwrap().earned, 1.5);
    assert_eq!(
        student.asks(HOST, grade(Some(1.5))),
        Err(Refusal::Lab(LabRefusal::BadEntry))
    );
    student.asks(HOST, grade(None)).unwrap();
    assert_eq!(student.attempt().marks.unwrap().earned, 0.0);
    let reopen = LabCommand::Teach {
        attempt: AttemptId(1),
        act: Teaching::Reopen,
    };
    student.asks(HOST, reopen).unwrap();
    student.does(Deed::Note {
        text: "encore".to_owned(),
    });
}
