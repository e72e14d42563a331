//! The log of a lab: the journal alone gives the same notebooks, and every copy of the room agrees.
#![allow(clippy::unwrap_used)]

mod common;

use common::lab::{HOST, Hand, STUDENT, Student, answer, name, write};
use pleiades_netcode::protocol::{
    Deed, LabCommand, LabName, Role, Teaching, Writing,
    lab::{Answer, AttemptId, Cell, Group},
};
use pleiades_netcode::room::RoomState;
use proptest::prelude::*;

fn by_hand(column: &str, cell: Cell) -> Vec<(LabName, Writing)> {
    vec![(name(column), Writing::ByHand(cell))]
}

/// The journal alone gives the same room: readings are in it, not their noise.
#[test]
fn the_log_folds_to_the_same_notebook_without_a_bench() {
    let mut student = Hand::of("flexion-bois", 3);
    common::timber::do_all(&mut student);
    student.does(Deed::HandIn);
    let mut replayed = RoomState::new();
    for entry in &student.log {
        let bytes = pleiades_netcode::protocol::wire::encode(entry);
        let entry = pleiades_netcode::protocol::wire::decode(&bytes).unwrap();
        replayed.fold(&entry).unwrap();
    }
    assert_eq!(replayed, student.room);
    let attempt = replayed.labs().attempt(AttemptId(1)).unwrap();
    let (again, _) = student.bench.marked(AttemptId(1), attempt).unwrap();
    assert_eq!(Some(again), attempt.marks);
}

/// Who is told less of the log counts the same: nobody has to ask for a snapshot because of what is not theirs.
#[test]
fn everybody_s_copy_of_the_room_agrees_whatever_they_may_know() {
    let mut hand = Hand::of("affleurement", 1);
    let malo = hand.enters("Malo", Role::Learner);
    let observer = hand.enters("Visiteur", Role::Observer);
    for (who, group) in [(malo, Group::Alone), (HOST, Group::Class)] {
        hand.asks(who, LabCommand::Begin { group }).unwrap();
    }
    hand.measures("s0-ouest", 0, "w", 1, 0.0);
    hand.does(Deed::HandIn);
    for act in [
        Teaching::Grade {
            criterion: name("m-axe"),
            share: Some(0.5),
        },
        Teaching::Show {
            plot: name("stereogramme"),
        },
        Teaching::Assign { who: malo },
    ] {
        let attempt = AttemptId(1);
        hand.asks(HOST, LabCommand::Teach { attempt, act }).unwrap();
    }
    for viewer in [HOST, STUDENT, malo, observer] {
        let mut copy = RoomState::new();
        for entry in &hand.log {
            copy.fold(&hand.room.told_to(viewer, entry)).unwrap();
        }
        assert_eq!(copy.hash(), hand.room.hash(), "{viewer}");
        assert_eq!(
            hand.room.seen_by(viewer).hash(),
            hand.room.hash(),
            "{viewer}"
        );
        let knows = copy.labs().attempts().len();
        let expected = if viewer == HOST || viewer == malo {
            3
        } else {
            2
        };
        assert_eq!(
            knows,
            if viewer == observer { 1 } else { expected },
            "{viewer}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is written where, nothing panics, and what was handed in can be marked.
    #[test]
    fn no_writing_breaks_a_lab(
        cells in prop::collection::vec((0..4_usize, 0..3_u16, 0..5_usize, prop::num::f64::ANY), 0..40),
        axis in (prop::num::f64::ANY, prop::num::f64::ANY),
    ) {
        let mut student = Hand::of("affleurement", 9);
        for (table, row, column, number) in cells {
            let table = ["s0-ouest", "s0-est", "log", "s0-nord"][table];
            let column = ["strike", "dip", "east", "thickness", "note"][column];
            let _ = student.try_to(write(table, row.into(), by_hand(column, Cell::Number(number))));
        }
        let (trend, plunge) = axis;
        let _ = student.try_to(answer("axe", Answer::Line { trend, plunge }));
        let marks = student.hands_in();
        prop_assert!((0.0..=20.0).contains(&marks.earned));
    }
}
