//! The map: who looks at it shows a place, and the others are led there.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{can_draw, person::Person, server};
use serde_json::Value;

/// The places a state shows: who, and metres east and south.
fn marks(state: &Value) -> Vec<(u64, [f64; 2])> {
    let number = |value: &Value| value.as_f64().unwrap();
    let marks = state["class"]["marks"].as_array().unwrap().iter();
    marks
        .map(|mark| {
            (
                mark[0].as_u64().unwrap(),
                [number(&mark[1][0]), number(&mark[1][2])],
            )
        })
        .collect()
}

#[test]
fn a_press_on_the_map_is_a_place_for_everyone_until_it_is_found() {
    if !can_draw("a_press_on_the_map_is_a_place_for_everyone_until_it_is_found") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (_server, told) = server(folder.path());
    let ticket = told["ticket"].as_str().unwrap();
    let key = [
        "--size",
        "960x540",
        "--host-key",
        told["host_key"].as_str().unwrap(),
    ];
    let mut host = Person::joins(folder.path(), "petit", ticket, &key);
    let mut pupil = Person::joins(folder.path(), "zoe", ticket, &[]);
    host.does("stand 0 0 14 0");
    pupil.does("stand 0 0 14 0");

    host.uses("🗺 Plan (M)");
    let map = |state: &Value| -> Option<[f64; 2]> {
        let controls = state["controls"].as_array()?;
        let map = controls
            .iter()
            .find(|control| control["role"] == "image" && control["name"] == "Plan")?;
        Some([map["points"][0].as_f64()?, map["points"][1].as_f64()?])
    };
    let [x, y] = map(&host.until("the map", |state| map(state).is_some())).unwrap();
    let mut press = |x: f64, y: f64| {
        for line in [
            format!("point {x} {y}"),
            "click".to_owned(),
            "point away".to_owned(),
        ] {
            host.does(&line);
        }
        host.until("shown", |state| !marks(state).is_empty())
    };
    let first = marks(&press(x, y))[0];
    // As many points to the right as down are as many metres east as south.
    press(x + 40.0, y + 40.0);
    let seen = pupil.until("another place", |state| {
        marks(state).first().is_some_and(|mark| *mark != first)
    });
    let [(who, [east, south])] = marks(&seen)[..] else {
        panic!("one place a person: {seen}");
    };
    assert_eq!(who, first.0);
    let [way_east, way_south] = [east - first.1[0], south - first.1[1]];
    assert!(
        way_east > 2.0 && (way_east - way_south).abs() < 0.01,
        "{way_east} {way_south}"
    );

    // Who is there has found it; who showed it sees it on.
    pupil.does(&format!("stand {east} 0 {south} 0"));
    pupil.until("found", |state| marks(state).is_empty());
}
