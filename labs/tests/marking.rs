//! Marks: bots that measure perfectly, badly, or with each known mistake; and gates that name it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use pleiades_labs::{
    marking::{
        Answer, Cell, Key, Mistake, Notebook, Ramp, Rubric, Table, captured, diagnose_number,
        diagnose_plane,
    },
    orientation::{Declination, Enu, Line, Plane},
};

const KEY: &str = r#"
    limb_w = { kind = "plane", strike_deg = 20.0, dip_deg = 40.0 }
    limb_e = { kind = "plane", strike_deg = 180.0, dip_deg = 55.0 }
    coal = { kind = "points", points = [[400.0, 100.0, 400.0], [0.0, 0.0, 200.0], [0.0, 300.0, 500.0]] }
    axis = { kind = "intersection", of = ["limb_w", "limb_e"] }
    modulus = { kind = "number", value = 11000.0, u = 150.0 }
    slope = { kind = "number", value = 2.0 }
"#;

/// The outcrop's rubric: facts, lab A.
const OUTCROP: &str = include_str!("rubrics/outcrop.toml");

/// Every other score of the list, once.
const BENCH: &str = include_str!("rubrics/bench.toml");

fn key() -> Key {
    toml::from_str(KEY).unwrap()
}

fn by_hand(share: f64) -> BTreeMap<String, f64> {
    BTreeMap::from([("net".to_owned(), share)])
}

fn beds(strike: f64, dip: f64, step_m: f64) -> Table {
    let rows: Vec<Vec<f64>> = (0..6)
        .map(|i| vec![f64::from(i) * step_m, 0.0, strike, dip])
        .collect();
    Table::of_numbers(&["east", "north", "strike", "dip"], &rows)
}

fn perfect_geologist() -> Notebook {
    let coal = key().plane("coal").unwrap();
    let Line { trend, plunge } = key().line("axis").unwrap();
    let mut notebook = Notebook::default();
    notebook
        .tables
        .insert("bedding_w".into(), beds(20.0, 40.0, 5.0));
    notebook
        .tables
        .insert("bedding_e".into(), beds(180.0, 55.0, 5.0));
    notebook.answers.insert(
        "axis".into(),
        Answer::Line {
            trend: trend.degrees(),
            plunge: plunge.degrees(),
        },
    );
    let (strike, dip) = (coal.strike.degrees(), coal.dip.degrees());
    notebook
        .answers
        .insert("coal".into(), Answer::Plane { strike, dip });
    notebook
}

fn perfect_engineer() -> Notebook {
    let mut notebook = Notebook::default();
    let rows: Vec<Vec<f64>> = (1..=8)
        .map(|i| vec![50.0 * f64::from(i), 100.0 * f64::from(i)])
        .collect();
    notebook
        .tables
        .insert("load".into(), Table::of_numbers(&["F", "d"], &rows));
    notebook.answers.insert(
        "modulus".into(),
        Answer::Number {
            value: 11000.0,
            u: Some(150.0),
        },
    );
    notebook
        .answers
        .insert("class".into(), Answer::Choice { id: "C24".into() });
    notebook.actions = ["measure", "look", "preload", "load", "fit"]
        .map(String::from)
        .to_vec();
    notebook
}

fn rubric(text: &str) -> Rubric {
    let rubric: Rubric = toml::from_str(text).unwrap();
    rubric.check(&key()).unwrap();
    rubric
}

#[test]
fn who_measures_perfectly_gets_twenty() {
    let outcrop = rubric(OUTCROP);
    let waiting = outcrop
        .mark(&perfect_geologist(), &key(), &BTreeMap::new())
        .unwrap();
    assert!((waiting.earned - 18.0).abs() < 1e-9 && (waiting.pending - 2.0).abs() < 1e-9);
    let marked = outcrop
        .mark(&perfect_geologist(), &key(), &by_hand(1.0))
        .unwrap();
    assert!(
        (marked.earned - 20.0).abs() < 1e-9 && marked.pending == 0.0 && marked.gates.is_empty()
    );
    let bench = rubric(BENCH)
        .mark(&perfect_engineer(), &key(), &BTreeMap::new())
        .unwrap();
    assert!((bench.earned - 20.0).abs() < 1e-9, "{bench:?}");
}

#[test]
fn who_hands_in_nothing_gets_nothing_and_no_error() {
    for text in [OUTCROP, BENCH] {
        let marked = rubric(text)
            .mark(&Notebook::default(), &key(), &BTreeMap::new())
            .unwrap();
        assert_eq!(marked.earned, 0.0);
    }
}

#[test]
fn a_middling_bot_gets_what_its_arithmetic_predicts() {
    let mut notebook = perfect_engineer();
    notebook.answers.insert(
        "modulus".into(),
        Answer::Number {
            value: 11650.0,
            u: Some(525.0),
        },
    );
    notebook.actions = ["preload", "measure", "load"].map(String::from).to_vec();
    let marked = rubric(BENCH)
        .mark(&notebook, &key(), &BTreeMap::new())
        .unwrap();
    let share = |id: &str| {
        marked
            .marks
            .iter()
            .find(|mark| mark.id == id)
            .unwrap()
            .scored
            .share
            .unwrap()
    };
    assert!((share("abs") - 0.5).abs() < 1e-12);
    assert!((share("rel") - (0.15 - 650.0 / 11000.0) / 0.12).abs() < 1e-12);
    assert_eq!(share("z"), 1.0);
    assert!((share("u") - 0.5).abs() < 1e-12);
    assert_eq!(share("order"), 0.5);
    let mut short = perfect_engineer();
    short.tables.get_mut("load").unwrap().rows.truncate(5);
    let marked = rubric(BENCH)
        .mark(&short, &key(), &BTreeMap::new())
        .unwrap();
    let share = |id: &str| {
        marked
            .marks
            .iter()
            .find(|mark| mark.id == id)
            .unwrap()
            .scored
            .share
            .unwrap()
    };
    assert_eq!(
        (share("table"), share("repeats"), share("range")),
        (0.625, 0.625, 0.5)
    );
}

#[test]
fn nonsense_in_a_notebook_scores_nothing_and_breaks_nothing() {
    let mut notebook = perfect_geologist();
    let mut table = beds(400.0, -3.0, 5.0);
    table.rows[0].insert("strike".into(), Cell::Text("à peu près nord".into()));
    notebook.tables.insert("bedding_w".into(), table);
    notebook.answers.insert(
        "axis".into(),
        Answer::Line {
            trend: f64::NAN,
            plunge: 1e300,
        },
    );
    notebook
        .answers
        .insert("coal".into(), Answer::Choice { id: "?".into() });
    let marked = rubric(OUTCROP)
        .mark(&notebook, &key(), &by_hand(f64::NAN))
        .unwrap();
    assert_eq!((marked.earned, marked.pending), (4.0, 2.0));
}

#[test]
fn gates_name_the_slip() {
    let gates = |table: Table| {
        let mut notebook = perfect_geologist();
        notebook.tables.insert("bedding_w".into(), table);
        rubric(OUTCROP)
            .mark(&notebook, &key(), &BTreeMap::new())
            .unwrap()
            .gates
    };
    assert_eq!(gates(beds(200.0, 40.0, 5.0)), ["rhr"]);
    assert_eq!(gates(beds(23.0, 42.0, 0.1)), ["capture"]);
    let mut few = beds(20.0, 40.0, 5.0);
    few.rows.truncate(4);
    assert_eq!(gates(few), ["few"]);
    // A wild reading is not a right-hand-rule slip.
    assert!(gates(beds(110.0, 10.0, 5.0)).is_empty());
}

#[test]
fn each_known_slip_of_the_compass_is_recognised() {
    let truth = Plane::from_degrees(20.0, 40.0).unwrap();
    let here = Declination { east_deg: 12.0 };
    for (strike, dip, mistake) in [
        (202.0, 38.0, Mistake::RightHandRule),
        (110.0, 41.0, Mistake::DipDirectionAsStrike),
        (340.0, 40.0, Mistake::QuadrantSlip),
        (8.0, 40.0, Mistake::DeclinationForgotten),
        (32.0, 40.0, Mistake::DeclinationDoubled),
        (356.0, 40.0, Mistake::DeclinationReversed),
        (20_f64.to_radians(), 40_f64.to_radians(), Mistake::Radians),
    ] {
        let read = Plane::from_degrees(strike, dip).unwrap();
        assert_eq!(
            diagnose_plane(read, truth, here, 3.0),
            Some(mistake),
            "{strike}/{dip}"
        );
    }
    let steep = Plane::from_degrees(20.0, 70.0).unwrap();
    let complement = Plane::from_degrees(20.0, 20.0).unwrap();
    assert_eq!(
        diagnose_plane(complement, steep, here, 3.0),
        Some(Mistake::DipFromVertical)
    );
    assert_eq!(
        diagnose_plane(Plane::from_degrees(21.0, 41.0).unwrap(), truth, here, 3.0),
        None
    );
    assert_eq!(
        diagnose_plane(Plane::from_degrees(75.0, 80.0).unwrap(), truth, here, 3.0),
        None
    );
}

#[test]
fn each_known_slip_of_arithmetic_is_recognised() {
    for (x, mistake) in [
        (1.0 / 11000.0, Some(Mistake::Inverted)),
        (11.0, Some(Mistake::Prefix)),
        (1.1e10, Some(Mistake::Prefix)),
        (22000.0, Some(Mistake::Doubled)),
        (5500.0, Some(Mistake::Halved)),
        (-11000.0, Some(Mistake::Sign)),
        (11000_f64.to_radians(), Some(Mistake::Radians)),
        (11100.0, None),
        (17000.0, None),
        (f64::NAN, None),
    ] {
        assert_eq!(diagnose_number(x, 11000.0, 0.03), mistake, "{x}");
    }
}

/// 020/40 in a section of azimuth 150, 40° from its dip direction: atan(tan 40° · cos 40°) = 32.73°, from either end.
#[test]
fn an_apparent_dip_is_computed_from_the_plane_it_is_of() {
    let key: Key = toml::from_str(
        "bed = { kind = \"plane\", strike_deg = 20.0, dip_deg = 40.0 }\n\
         seen = { kind = \"apparent-dip\", of = \"bed\", section_deg = 150.0, u = 1.0 }\n\
         back = { kind = \"apparent-dip\", of = \"bed\", section_deg = 330.0 }\n\
         lost = { kind = \"apparent-dip\", of = \"bank\", section_deg = 330.0 }",
    )
    .unwrap();
    for (id, u) in [("seen", 1.0), ("back", 0.0)] {
        let (dip, stated) = key.number(id).unwrap();
        assert!((dip - 32.732).abs() < 1e-3, "{dip}");
        assert_eq!(stated, u);
    }
    assert!(key.number("lost").is_err() && key.plane("seen").is_err());
}

#[test]
fn one_spot_is_not_an_outcrop() {
    let places = |step: f64| -> Vec<Enu> {
        (0..4)
            .map(|i| Enu::new(step * f64::from(i), 0.0, 0.0))
            .collect()
    };
    assert!(captured(&places(0.3), 1.0));
    assert!(!captured(&places(0.4), 1.0));
    assert!(!captured(&places(0.3)[..1], 1.0));
}

#[test]
fn a_wrong_rubric_is_refused_before_anyone_is_marked() {
    let refusal = |text: String| match toml::from_str::<Rubric>(&text) {
        Ok(rubric) => rubric.check(&key()).unwrap_err().to_string(),
        Err(error) => error.message().to_owned(),
    };
    assert!(
        refusal(OUTCROP.replacen("points = 6.0", "points = 5.0", 1))
            .contains("add up to 19 points")
    );
    assert!(
        refusal(OUTCROP.replacen("full = 5.0, zero = 15.0", "full = 15.0, zero = 5.0", 1))
            .starts_with("`west`: `full`")
    );
    assert!(
        refusal(OUTCROP.replace("truth = \"axis\"", "truth = \"axes\""))
            .contains("no truth `axes`")
    );
    assert!(
        refusal(OUTCROP.replace("truth = \"axis\"", "truth = \"coal\"")).contains("is not a line")
    );
    assert!(
        refusal(OUTCROP.replacen("id = \"east\"", "id = \"west\"", 1))
            .contains("two criteria `west`")
    );
    assert!(refusal(OUTCROP.replace("\"manual\"", "\"eval\"")).contains("unknown variant `eval`"));
    assert!(Ramp::new(1.0, f64::NAN).is_err() && Ramp::new(-1.0, 1.0).is_err());
}
