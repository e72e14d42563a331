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
    let report = lint::lint_on(&folder(), Date::new(2026, 11, 25).unwrap());
    let lines: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!((report.lessons, lines), (1, Vec::new()));
}

#[test]
fn it_offers_seven_stops_and_a_place_to_arrive_for_each_of_eight() {
    let loaded = lesson::load(&folder()).unwrap();
    let anchors: BTreeSet<_> = loaded
        .lesson
        .stops
        .iter()
        .map(|stop| stop.anchor.as_str())
        .collect();
    assert_eq!(
        anchors,
        BTreeSet::from([
            "poi.droit",
            "poi.enstib",
            "poi.forecourt",
            "poi.forest",
            "poi.grande-halle",
            "poi.iut",
            "poi.vie-etudiante"
        ])
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

#[test]
fn it_has_a_quiz_of_every_kind_a_rally_with_every_verb_and_a_key_that_knows_why() {
    let loaded = lesson::load(&folder()).unwrap();
    let lesson = &loaded.lesson;
    let key = lesson::load_key(&loaded).unwrap();
    assert_eq!(key.len(), lesson.quizzes().count());
    let words = |what: fn(&lesson::Quiz) -> Option<&'static str>| -> BTreeSet<&str> {
        lesson
            .quizzes()
            .filter_map(|(_, quiz)| what(quiz))
            .collect()
    };
    assert_eq!(words(|quiz| Some(quiz.kind.as_str())).len(), 5);
    let verbs: std::collections::HashSet<_> = lesson
        .quizzes()
        .filter_map(|(_, quiz)| quiz.rally)
        .collect();
    assert_eq!(verbs.len(), 4);
    for (stop, quiz) in lesson.quizzes() {
        let why = &key[&quiz.id].why;
        assert!(why.en.is_some(), "{} at {}", quiz.id, stop.id);
    }
    // Every formation is at a stop, and most stops of the university have one.
    let shown: BTreeSet<_> = lesson
        .formations
        .iter()
        .map(|formation| formation.stop.as_str())
        .collect();
    assert!(shown.len() >= 4, "{shown:?}");
}
