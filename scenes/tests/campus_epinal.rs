//! The lesson that comes with the program: complete, sourced, and standing in its real scene.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pleiades_scenes::Language;
use pleiades_scenes::lesson::{self, Date};
use pleiades_scenes::lint::{self, Fault};
use pleiades_scenes::scene::Kind;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("campus-epinal")
}

#[test]
fn it_has_no_problem_on_the_day_its_sources_were_read() {
    let report = lint::lint_on(&folder(), Date::new(2026, 11, 23).unwrap());
    let lines: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!((report.lessons, lines), (1, Vec::new()));
}

#[test]
fn it_offers_four_stops_and_a_place_to_arrive_for_each_of_eight() {
    let loaded = lesson::load(&folder()).unwrap();
    let anchors: BTreeSet<_> = loaded
        .lesson
        .stops
        .iter()
        .map(|stop| stop.anchor.as_str())
        .collect();
    assert_eq!(
        anchors,
        BTreeSet::from(["poi.droit", "poi.enstib", "poi.iut", "poi.vie-etudiante"])
    );
    for stop in &loaded.lesson.stops {
        assert_eq!(loaded.scene.get(&stop.anchor).unwrap().kind, Kind::Poi);
        assert!(
            !stop.questions.is_empty() && !stop.facts.is_empty(),
            "{}",
            stop.id
        );
        for language in Language::ALL {
            let words = stop.card.get(language).split_whitespace().count();
            assert!(
                (40..=110).contains(&words),
                "{} in {language}: {words} words",
                stop.id
            );
        }
    }
    assert_eq!(
        loaded.scene.spawn_points(&loaded.lesson.scene.spawn).len(),
        8
    );
    assert!(
        loaded.scene_path.is_absolute()
            && loaded
                .scene_path
                .ends_with("assets/campus-epinal/campus.glb")
    );
}

#[test]
fn its_ageing_facts_are_told_before_and_after_their_last_day() {
    let faults = |year, month, day| -> Vec<Fault> {
        let report = lint::lint_on(&folder(), Date::new(year, month, day).unwrap());
        assert!(!report.has_errors());
        report
            .problems
            .into_iter()
            .map(|problem| problem.fault)
            .collect()
    };
    let soon = faults(2027, 8, 20);
    assert!(
        !soon.is_empty()
            && soon
                .iter()
                .all(|fault| matches!(fault, Fault::ExpiresSoon(_, 12))),
        "{soon:?}"
    );
    let late = faults(2027, 9, 2);
    assert_eq!(late.len(), soon.len());
    assert!(
        late.iter().all(|fault| matches!(fault, Fault::Expired(_))),
        "{late:?}"
    );
}
