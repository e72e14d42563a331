//! Who measures well gets 20; who makes a known mistake gets the feedback that names it. At a bench without a network.
// A student who writes radians writes 3.141.
#![allow(clippy::unwrap_used, clippy::approx_constant)]

mod common;

use common::lab::{Hand, Student, answer, dial, hold, laid, limb, name, places, write};
use common::{outcrop, timber};
use pleiades_labs::marking::Mistake;
use pleiades_netcode::protocol::Writing;
use pleiades_netcode::protocol::lab::{Answer, Cell, Marks};

/// Attempts of different chance: a good student is good whatever the noise.
const SECRETS: std::ops::Range<u8> = 0..12;

fn mistakes(marks: &Marks) -> Vec<Mistake> {
    marks.slips.iter().map(|slip| slip.mistake).collect()
}

fn gates(marks: &Marks) -> Vec<&str> {
    marks.gates.iter().map(|gate| gate.as_str()).collect()
}

fn by_hand(cells: &[(&str, f64)]) -> Vec<(pleiades_netcode::protocol::LabName, Writing)> {
    cells
        .iter()
        .map(|(column, number)| (name(column), Writing::ByHand(Cell::Number(*number))))
        .collect()
}

#[test]
fn who_measures_well_gets_twenty_at_the_outcrop() {
    for secret in SECRETS {
        let mut student = Hand::of("affleurement", secret);
        outcrop::do_all(&mut student);
        let marks = student.hands_in();
        assert_eq!(marks.earned, 20.0, "{secret}: {marks:#?}");
        assert_eq!(gates(&marks), Vec::<&str>::new());
        assert_eq!(mistakes(&marks), []);
    }
}

#[test]
fn who_measures_well_gets_twenty_at_the_timber_bench() {
    for secret in SECRETS {
        let mut student = Hand::of("flexion-bois", secret);
        timber::do_all(&mut student);
        let marks = student.hands_in();
        assert!((marks.earned - 20.0).abs() < 1e-9, "{secret}: {marks:#?}");
        assert_eq!(mistakes(&marks), []);
    }
}

#[test]
fn five_minutes_are_enough_for_lyceens() {
    let student = Hand::of("flexion-bois-lyceens", 3);
    five_minutes(student, |beam| format!("prop.beam.{beam}"));
}

/// The same five minutes at the Grande Halle, inside the visit of the campus.
#[test]
fn five_minutes_at_a_stop_of_the_visit_are_marked_as_well() {
    let campus = common::lab::repository("campus-epinal");
    let student = Hand::in_folder(&campus, 3);
    five_minutes(student, |_| "poi.grande-halle".to_owned());
}

fn five_minutes(mut student: Hand, node: impl Fn(&str) -> String) {
    let mut row = 0;
    for beam in ["1", "2"] {
        let (specimen, node) = (format!("poutre-{beam}"), node(beam));
        student.does(hold("press", &specimen, &node, None));
        for load in [300.0, 600.0] {
            student.does(dial("press", "load", load));
            let (force, deflection) = (student.reads("load"), student.reads("dial"));
            let cells = vec![
                (name("beam"), Writing::ByHand(Cell::Text(specimen.clone()))),
                common::lab::from_reading("force", force, ""),
                common::lab::from_reading("deflection", deflection, ""),
            ];
            student.does(write("essai", row, cells));
            row += 1;
        }
    }
    let deflections = student.column("essai", "deflection");
    assert!(
        deflections[3] < deflections[1],
        "the second beam is the stiffer one"
    );
    student.does(answer("fleche", timber::number(deflections[1], None)));
    for (id, option) in [("double", "double"), ("raide", "poutre-2")] {
        let option = name(option);
        student.does(answer(id, Answer::Choice { option }));
    }
    assert_eq!(student.hands_in().earned, 20.0);
}

#[test]
fn a_lot_made_by_copying_is_marked_as_well() {
    let mut student = Hand::of("lot-epicea", 5);
    let (modulus, density) = timber::hear_the_lot(&mut student);
    student.does(answer("module-moyen", timber::number(modulus, None)));
    student.does(answer("densite", timber::number(density, None)));
    let option = name(&timber::class_option(modulus, density));
    student.does(answer("classe", Answer::Choice { option }));
    assert_eq!(student.hands_in().earned, 20.0);
}

#[test]
fn an_empty_notebook_gets_nothing() {
    for lab in [
        "affleurement",
        "flexion-bois",
        "flexion-bois-lyceens",
        "lot-epicea",
    ] {
        assert_eq!(Hand::of(lab, 1).hands_in().earned, 0.0, "{lab}");
    }
}

/// Both limbs have their rule and their outcrop capture.
#[test]
fn slips_on_the_other_limb_are_told_too() {
    let mut student = Hand::of("affleurement", 1);
    student.does(dial("compass", "declination", 8.0));
    for row in 0..6 {
        student.measures("s0-est", row, "e", 1, 180.0);
    }
    let marks = student.hands_in();
    for gate in ["main-droite-est", "meme-endroit-est"] {
        assert!(gates(&marks).contains(&gate), "{marks:#?}");
    }
    assert!(!gates(&marks).contains(&"main-droite"), "{marks:#?}");
}

/// A receiver tells where it is held, as well as it can: never better than its sheet, and nothing else tells it.
#[test]
fn a_receiver_contradicts_itself_as_its_sheet_says() {
    let mut student = Hand::of("affleurement", 4);
    let node = "surface.limb_w.3";
    student.does(hold("gnss", "flanc-ouest", node, None));
    let [east, up, south] = places()[node].map(f64::from);
    let mut off = Vec::new();
    for _ in 0..40 {
        let number = student.reads("gnss");
        let reading = student.attempt().readings[number].clone();
        assert_eq!(reading.place_m, None);
        let [e, n, u] = ["east", "north", "up"].map(|axis| reading.value(axis).unwrap());
        off.push([e - east, n + south, u - up]);
    }
    for axis in 0..3 {
        let numbers: Vec<f64> = off.iter().map(|reading| reading[axis]).collect();
        let scatter = pleiades_labs::uncertainty::TypeA::of(&numbers).unwrap();
        // 40 readings know a standard deviation to 11 %; three of those. The zero is within its tolerance.
        assert!((scatter.s / 0.8 - 1.0).abs() < 0.35, "{}", scatter.s);
        assert!(
            scatter.mean.abs() < 0.5 + 4.0 * scatter.u,
            "{}",
            scatter.mean
        );
    }
}

#[test]
fn a_compass_held_the_wrong_way_round_reads_the_other_end() {
    let mut student = Hand::of("affleurement", 1);
    student.does(dial("compass", "declination", 8.0));
    for row in 0..6 {
        student.measures("s0-ouest", row, "w", row + 1, 180.0);
    }
    let marks = student.hands_in();
    assert!(gates(&marks).contains(&"main-droite"), "{marks:#?}");
    let slip = &marks.slips[0];
    assert_eq!((slip.mistake, slip.count), (Mistake::RightHandRule, 6));
}

#[test]
fn slips_in_writing_a_plane_down_are_named() {
    // Truth on the east limb: 180/55.
    for (mistake, strike, dip) in [
        (Mistake::RightHandRule, 0.0, 55.0),
        (Mistake::DipDirectionAsStrike, 270.0, 55.0),
        (Mistake::DipFromVertical, 180.0, 35.0),
        (Mistake::Radians, 3.141, 0.960),
    ] {
        let mut student = Hand::of("affleurement", 1);
        for row in 0..6 {
            student.does(write(
                "s0-est",
                row,
                by_hand(&[("strike", strike), ("dip", dip)]),
            ));
        }
        assert_eq!(mistakes(&student.hands_in()), [mistake]);
    }
    // On the west limb: 020/40; east and west swapped make N20W of N20E.
    let mut student = Hand::of("affleurement", 1);
    for row in 0..6 {
        student.does(write(
            "s0-ouest",
            row,
            by_hand(&[("strike", 340.0), ("dip", 40.0)]),
        ));
    }
    assert_eq!(mistakes(&student.hands_in()), [Mistake::QuadrantSlip]);
}

#[test]
fn a_ring_set_wrongly_is_seen_in_the_mean() {
    for (mistake, ring) in [
        (Mistake::DeclinationForgotten, 0.0),
        (Mistake::DeclinationDoubled, 16.0),
        (Mistake::DeclinationReversed, -8.0),
    ] {
        let mut student = Hand::of("affleurement", 2);
        student.does(dial("compass", "declination", ring));
        for row in 0..8 {
            student.measures("s0-est", row, "e", row + 1, 0.0);
        }
        assert_eq!(mistakes(&student.hands_in()), [mistake], "ring at {ring}");
    }
}

#[test]
fn measuring_in_one_place_is_told() {
    let mut student = Hand::of("affleurement", 1);
    student.does(dial("compass", "declination", 8.0));
    for row in 0..6 {
        student.measures("s0-ouest", row, "w", 4, 0.0);
    }
    assert!(gates(&student.hands_in()).contains(&"meme-endroit"));
    let mut student = Hand::of("affleurement", 1);
    student.measures("s0-ouest", 0, "w", 1, 0.0);
    let marks = student.hands_in();
    assert!(gates(&marks).contains(&"peu-ouest") && gates(&marks).contains(&"peu-est"));
}

#[test]
fn a_hammer_beside_the_compass_turns_it() {
    let read = |hammer: bool| {
        let mut student = Hand::of("affleurement", 4);
        let node = "surface.limb_w.1";
        let position = places()[node];
        if hammer {
            let pose = laid(
                limb("w"),
                [position[0] + 0.2, position[1], position[2]],
                0.0,
            );
            student.does(hold("hammer", "flanc-ouest", node, Some(pose)));
        }
        let pose = laid(limb("w"), position, 0.0);
        student.does(hold("compass", "flanc-ouest", node, Some(pose)));
        let reading = student.reads("compass");
        student.attempt().readings[reading].value("strike").unwrap()
    };
    assert_eq!((read(true) - read(false)).rem_euclid(360.0), 8.0);
}

#[test]
fn slips_in_arithmetic_are_named() {
    for (mistake, wrong) in [
        (Mistake::Prefix, (|e| e * 1e-3) as fn(f64) -> f64),
        (Mistake::Doubled, |e| 2.0 * e),
        (Mistake::Halved, |e| e / 2.0),
        (Mistake::Sign, |e| -e),
        (Mistake::Inverted, |e| 1.0 / e),
    ] {
        let mut student = Hand::of("flexion-bois", 6);
        timber::measure_section(&mut student);
        timber::load_steps(&mut student);
        let modulus = timber::own_modulus(&student);
        student.does(answer("module", timber::number(wrong(modulus), None)));
        assert_eq!(mistakes(&student.hands_in()), [mistake]);
    }
}

#[test]
fn swapped_columns_are_named() {
    let mut student = Hand::of("flexion-bois", 6);
    timber::measure_section(&mut student);
    timber::load_steps(&mut student);
    let forces = student.column("flexion", "force");
    let deflections = student.column("flexion", "deflection");
    for (row, (force, deflection)) in forces.into_iter().zip(deflections).enumerate() {
        let swapped = by_hand(&[("force", deflection), ("deflection", force)]);
        student.does(write("flexion", row, swapped));
    }
    assert_eq!(mistakes(&student.hands_in()), [Mistake::Inverted]);
}

/// The grid's arithmetic, done again by hand: points times the ramp of the error.
#[test]
fn marks_are_what_the_grid_says() {
    let ramp = |error: f64, full: f64, zero: f64| ((zero - error) / (zero - full)).clamp(0.0, 1.0);
    let mut student = Hand::of("affleurement", 7);
    outcrop::measure_limbs(&mut student);
    // An axis 12° off costs a part of three points, a plane 6° off half of three.
    let axis = pleiades_labs::orientation::Line::from_degrees(175.0, 10.0).unwrap();
    student.does(answer(
        "axe",
        Answer::Line {
            trend: 175.0,
            plunge: 10.0,
        },
    ));
    student.does(answer(
        "trois-points",
        Answer::Plane {
            strike: 104.0,
            dip: 51.9,
        },
    ));
    student.does(answer("epaisseur", timber::number(2.83, Some(0.05))));
    let truth = limb("w").intersection(limb("e")).unwrap();
    let coal = pleiades_labs::orientation::Plane::from_degrees(104.0, 51.9).unwrap();
    let expected_coal = pleiades_labs::orientation::plane_through(
        pleiades_labs::orientation::Enu::new(400.0, 100.0, 400.0),
        pleiades_labs::orientation::Enu::new(0.0, 0.0, 200.0),
        pleiades_labs::orientation::Enu::new(0.0, 300.0, 500.0),
    )
    .unwrap();
    let expected = 5.0
        + 4.0
        + 3.0 * ramp(axis.angle_deg(truth), 5.0, 20.0)
        + 3.0 * ramp(coal.angle_deg(expected_coal), 2.0, 10.0)
        + ramp(0.1, 0.05, 0.25)
        + ramp(0.05 / 0.0123, 2.5, 6.0);
    let marks = student.hands_in();
    assert!(
        (marks.earned - expected).abs() < 1e-9,
        "{} and {expected}",
        marks.earned
    );
    assert!(expected > 12.0 && expected < 16.0);
}

/// A better measurement never scores less: the whole mark falls as an answer drifts from the truth, and never rises.
#[test]
fn a_better_answer_never_gets_a_lower_mark() {
    let mark = |off: f64| {
        let mut student = Hand::of("affleurement", 8);
        outcrop::do_all(&mut student);
        let axis = outcrop::own_axis(&student);
        student.does(answer(
            "axe",
            Answer::Line {
                trend: axis.trend.degrees() + off,
                plunge: axis.plunge.degrees(),
            },
        ));
        student.does(answer(
            "epaisseur",
            timber::number(2.73 + off / 100.0, Some(0.012)),
        ));
        student.hands_in().earned
    };
    let marks: Vec<f64> = (0..=12).map(|step| mark(3.0 * f64::from(step))).collect();
    assert_eq!(marks[0], 20.0);
    assert!(marks.windows(2).all(|pair| pair[1] <= pair[0]), "{marks:?}");
    assert!(marks[12] < 16.5, "{marks:?}");
}
