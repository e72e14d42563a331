//! One pointer for mouse and gamepad: things of the scene, cards and panels answer to both.
#![allow(clippy::unwrap_used)]

mod common;

use common::{can_draw, capture};
use serde_json::Value;

/// Follows a script alone on the campus; the state lines it asked for.
fn follow(size: &str, script: &str, states: usize) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let script = format!("wait scene\nwait joined\n{script}");
    let alone = ["--companions", "0", "--size", size, "--lang", "en"];
    let (process, _) = capture(folder.path(), "pointer", &script, &alone);
    let told = (0..states)
        .map(|_| process.wait_for_json("a state line", |line| line.get("body").is_some()))
        .collect();
    assert!(process.finish());
    told
}

fn thing<'a>(state: &'a Value, id: &str) -> &'a Value {
    &state["things"]["props"][id]
}

/// The name of the control that has the focus.
fn focus(state: &Value) -> Option<&str> {
    state["controls"]
        .as_array()
        .unwrap()
        .iter()
        .find(|control| control["focused"] == true)
        .and_then(|control| control["name"].as_str())
}

fn has_button(state: &Value, name: &str) -> bool {
    state["controls"]
        .as_array()
        .unwrap()
        .iter()
        .any(|control| control["role"] == "button" && control["name"] == name)
}

#[test]
fn a_click_takes_a_thing_and_another_puts_it_in_its_place_or_down() {
    if !can_draw("a_click_takes_a_thing_and_another_puts_it_in_its_place_or_down") {
        return;
    }
    let script = "goto poi.workbench\ntilt -24\nframes 6
point prop.beam.oak\nframes 3\nstate
click\nframes 10\nstate
point socket.rack.2\nframes 3\nclick\nframes 20\nstate
point prop.dowel\nframes 3\nclick\nframes 6\nstate
point zone.workbench\nframes 3\nclick\nframes 60\nstate";
    // As large as it takes for no panel to hang before the bench.
    let states = follow("960x540", script, 5);
    assert_eq!(
        thing(&states[0], "prop.beam.oak")["pointed_at"],
        true,
        "{}",
        states[0]
    );
    let held = thing(&states[1], "prop.beam.oak");
    assert_eq!(
        (&held["is"], &held["grip"]),
        (&"held".into(), &"Eyes".into()),
        "{held}"
    );
    assert_eq!(
        thing(&states[2], "prop.beam.oak")["is"],
        "socket.rack.2",
        "{}",
        states[2]["things"]
    );
    assert_eq!(thing(&states[3], "prop.dowel")["is"], "held");
    let down = thing(&states[4], "prop.dowel");
    assert_eq!(down["is"], "resting", "{down}");
    // On the bench, not under it.
    let height = down["at"][1].as_f64().unwrap();
    assert!((0.88..1.0).contains(&height), "{down}");
    for (sound, least) in [("Take", 2), ("PutIn", 1), ("LetGo", 1)] {
        let times = states[4]["sounds"][sound].as_u64().unwrap_or(0);
        assert!(times >= least, "{sound}: {}", states[4]["sounds"]);
    }
}

#[test]
fn every_shader_of_ours_compiles_for_the_screen() {
    if !can_draw("every_shader_of_ours_compiles_for_the_screen") {
        return;
    }
    // A run whose shaders do not compile ends with an error.
    let states = follow("480x300", "samples\nframes 2\nstate", 1);
    assert_eq!(states[0]["session"], "in");
}

#[test]
fn a_gamepad_opens_cards_takes_things_and_presses_buttons() {
    if !can_draw("a_gamepad_opens_cards_takes_things_and_presses_buttons") {
        return;
    }
    let script = "goto poi.enstib\nframes 10\npad a\nframes 4\nstate
pad b\nframes 4\nstate
pad start\nframes 6\nstate
pad start\nframes 6\npad down\nframes 3\nstate
pad a\nframes 6\nstate";
    let states = follow("480x300", script, 5);
    assert_eq!(states[0]["card"], "enstib", "{}", states[0]["nearby"]);
    assert!(states[1]["card"].is_null(), "{}", states[1]["card"]);
    assert!(
        has_button(&states[2], "Resume"),
        "{}",
        states[2]["controls"]
    );
    // The cross has given the focus to a control, and A presses what has it.
    let focused = focus(&states[3]);
    assert!(focused.is_some(), "{}", states[3]["controls"]);
    assert_ne!(states[4]["controls"], states[3]["controls"], "{focused:?}");
}
