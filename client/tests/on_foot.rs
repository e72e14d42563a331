//! On foot: the ground holds, walls stop, a click is a way, and nobody falls out of the world.
#![allow(clippy::unwrap_used)]

mod common;

use common::{can_draw, capture};
use serde_json::Value;

/// Follows a script alone on the campus; the state lines it asked for.
fn walk(script: &str, states: usize) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let script = format!("wait scene\nwait joined\n{script}");
    let alone = ["--companions", "0", "--size", "64x64", "--fps", "20"];
    let (process, _) = capture(folder.path(), "walker", &script, &alone);
    let told = (0..states)
        .map(|_| process.wait_for_json("a state line", |line| line.get("body").is_some()))
        .collect();
    assert!(process.finish());
    told
}

/// Where the feet are, metres.
fn feet(state: &Value) -> [f64; 3] {
    std::array::from_fn(|axis| state["body"]["feet"][axis].as_f64().unwrap())
}

#[test]
fn one_lands_on_the_ground_and_comes_back_from_the_abyss() {
    if !can_draw("one_lands_on_the_ground_and_comes_back_from_the_abyss") {
        return;
    }
    let script = "stand 0 3 10 0\nframes 30\nstate\nframes 1\nstand 0 -4 10 0\nframes 80\nstate";
    let states = walk(script, 2);
    for state in &states {
        let [_, y, _] = feet(state);
        assert!((-0.1..0.5).contains(&y), "{state}");
    }
}

#[test]
fn walls_stop_who_walks_against_them() {
    if !can_draw("walls_stop_who_walks_against_them") {
        return;
    }
    // Before ENSTIB, facing its front some twelve metres away; ten seconds would lead far into it.
    let script = "stand -9.5 0 -18 0\nwalk 0 1 200\nstate\nwalk 0 1 40\nstate";
    let states = walk(script, 2);
    let [end, later] = [0, 1].map(|index| feet(&states[index]));
    assert!(end[2] < -22.0, "never got to the wall: {}", states[0]);
    let after = (later[2] - end[2]).abs();
    assert!(after < 0.05, "still walks on, {after} m: {}", states[1]);
}

#[test]
fn a_click_leads_there() {
    if !can_draw("a_click_leads_there") {
        return;
    }
    let script = "stand 0 0 14 0\nwalkto 3 0 11\nframes 100\nstate";
    let [x, _, z] = feet(&walk(script, 1)[0]);
    assert!((x - 3.0).hypot(z - 11.0) < 0.3, "at {x}, {z}");
}

#[test]
fn the_world_has_an_edge_one_cannot_fall_from() {
    if !can_draw("the_world_has_an_edge_one_cannot_fall_from") {
        return;
    }
    // South, away from the buildings, for more than a hundred metres.
    let south = "stand 0 0 33 180\nwalk 0 1 450\nwalk 0 1 450\nstate";
    let states = walk(south, 1);
    let [_, y, z] = feet(&states[0]);
    assert!(y > -0.5, "fell to {y} m at {z} m: {}", states[0]);
}
