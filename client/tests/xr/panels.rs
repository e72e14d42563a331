//! Panels in the headset: pressing, dragging, writing and touching.

use serde_json::Value;

use crate::{
    apart,
    monado::Monado,
    rig::{Pose, Rig},
    wearer::{Wearer, in_headset, numbers},
};

/// Where the right hand is held while it points.
const HELD: [f32; 3] = [0.2, 1.3, -0.4];

/// The control of a role and name, if it is on a panel. An empty name takes the first of its role.
pub fn find<'a>(state: &'a Value, role: &str, name: &str) -> Option<&'a Value> {
    state["controls"]
        .as_array()
        .unwrap()
        .iter()
        .find(|control| control["role"] == role && (name.is_empty() || control["name"] == name))
}

pub fn control(state: &Value, role: &str, name: &str) -> Value {
    find(state, role, name)
        .unwrap_or_else(|| panic!("no {role} «{name}»: {}", state["controls"]))
        .clone()
}

pub fn is_there(person: &mut Wearer, role: &str, name: &str) -> bool {
    find(&person.state(), role, name).is_some()
}

/// What is turned until it points where it should.
#[derive(Clone, Copy, PartialEq)]
enum Pointer {
    RightHand,
    Head,
}

/// Points at a place in the room, as one does: looking where the ray goes and correcting it.
fn point_at(
    with: Pointer,
    monado: &mut Monado,
    person: &mut Wearer,
    turned: &mut [f32; 2],
    place: &[f64],
) {
    for _ in 0..4 {
        let [left, up] = *turned;
        match with {
            Pointer::RightHand => {
                monado.rig.right.pose = Pose::at(HELD[0], HELD[1], HELD[2]).turned(left, up);
            }
            Pointer::Head => monado.rig.head = Pose::at(0.0, 1.62, 0.0).turned(left, up),
        }
        monado.move_to();
        person.does("frames 4");
        let state = person.state();
        let pointer = &state["xr"]["pointer"];
        let (from, towards) = (numbers(&pointer["from"]), numbers(&pointer["towards"]));
        let wanted: Vec<f64> = place
            .iter()
            .zip(&from)
            .map(|(to, from)| to - from)
            .collect();
        let angles = |way: &[f64]| {
            let level = way[0].hypot(way[2]);
            let left = (-way[0]).atan2(-way[2]).to_degrees();
            [left, way[1].atan2(level).to_degrees()]
        };
        let ([is_left, is_up], [left, up]) = (angles(&towards), angles(&wanted));
        let turn = (left - is_left + 540.0).rem_euclid(360.0) - 180.0;
        if turn.hypot(up - is_up) < 0.15 {
            return;
        }
        turned[0] += turn as f32;
        turned[1] += (up - is_up) as f32;
    }
}

/// Points with the right hand.
pub fn aim_at(monado: &mut Monado, person: &mut Wearer, hand: &mut [f32; 2], place: &[f64]) {
    point_at(Pointer::RightHand, monado, person, hand, place);
}

pub fn pull(monado: &mut Monado, person: &mut Wearer, trigger: f32) {
    monado.rig.right.trigger = trigger;
    monado.move_to();
    person.does("frames 4");
}

/// Points at a control and presses it.
pub fn press(
    monado: &mut Monado,
    person: &mut Wearer,
    hand: &mut [f32; 2],
    role: &str,
    name: &str,
) {
    let place = numbers(&control(&person.state(), role, name)["at"]);
    aim_at(monado, person, hand, &place);
    pull(monado, person, 1.0);
    pull(monado, person, 0.0);
}

#[test]
fn a_button_is_pressed_and_a_slider_dragged_by_the_ray() {
    let Some((mut monado, mut person)) = in_headset(
        "a_button_is_pressed_and_a_slider_dragged_by_the_ray",
        Rig::default(),
        &["--lang", "en"],
    ) else {
        return;
    };
    let mut hand = [0.0, 0.0];
    for line in ["screen menu", "frames 6"] {
        person.does(line);
    }
    press(&mut monado, &mut person, &mut hand, "button", "Settings");
    let before = control(&person.state(), "slider", "");
    let from = numbers(&before["at"]);
    // The slider's own direction in the room: from its middle to that of the number beside it.
    let number = numbers(&control(&person.state(), "number", "")["at"]);
    let length = apart(&from, &number);
    let to: Vec<f64> = from
        .iter()
        .zip(&number)
        .map(|(from, beside)| from + (beside - from) / length * 0.12)
        .collect();
    aim_at(&mut monado, &mut person, &mut hand, &from);
    pull(&mut monado, &mut person, 1.0);
    let held = control(&person.state(), "slider", "")["value"]
        .as_f64()
        .unwrap();
    aim_at(&mut monado, &mut person, &mut hand, &to);
    let dragged = control(&person.state(), "slider", "")["value"]
        .as_f64()
        .unwrap();
    pull(&mut monado, &mut person, 0.0);
    assert!(dragged > held + 0.3, "{held} to {dragged}");
    // Let go, it stays when the hand goes on.
    aim_at(&mut monado, &mut person, &mut hand, &from);
    let after = control(&person.state(), "slider", "")["value"]
        .as_f64()
        .unwrap();
    assert!((after - dragged).abs() < 1e-3, "{dragged} to {after}");

    // The menu button closes it, and nobody was moved by all this.
    assert!(!person.state()["controls"].as_array().unwrap().is_empty());
    person.leaves();
}

#[test]
fn a_word_is_typed_on_the_keyboard_beneath_the_board() {
    let Some((mut monado, mut person)) = in_headset(
        "a_word_is_typed_on_the_keyboard_beneath_the_board",
        Rig::default(),
        &["--lang", "fr"],
    ) else {
        return;
    };
    let mut hand = [0.0, 0.0];
    for line in ["screen start", "frames 6"] {
        person.does(line);
    }
    press(
        &mut monado,
        &mut person,
        &mut hand,
        "button",
        "Rejoindre une session",
    );
    let door = |person: &mut Wearer| {
        control(&person.state(), "text", "")["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    press(&mut monado, &mut person, &mut hand, "text", "");
    let before = door(&mut person);
    for key in ["b", "o", "n", "é", "7", "⌫"] {
        press(&mut monado, &mut person, &mut hand, "button", key);
    }
    assert_eq!(door(&mut person), format!("{before}boné"));
    person.leaves();
}

#[test]
fn a_fingertip_touches_what_it_reaches() {
    let Some((mut monado, mut person)) = in_headset(
        "a_fingertip_touches_what_it_reaches",
        Rig::default(),
        &["--lang", "en"],
    ) else {
        return;
    };
    for line in ["screen menu", "frames 6"] {
        person.does(line);
    }
    assert!(!is_there(&mut person, "slider", ""));
    touch(&mut monado, &mut person, "button", "Settings");
    assert!(
        is_there(&mut person, "slider", ""),
        "{}",
        person.state()["xr"]["pointer"]
    );
    person.leaves();
}

/// Touches a control with the tip of the right hand's index: from before it through its surface and back.
pub fn touch(monado: &mut Monado, person: &mut Wearer, role: &str, name: &str) {
    let place = numbers(&control(&person.state(), role, name)["at"]);
    let mut at = HELD.map(f64::from);
    monado.rig.right.pose = Pose::at(HELD[0], HELD[1], HELD[2]);
    monado.move_to();
    person.does("frames 4");
    let state = person.state();
    let head = numbers(&state["xr"]["head"][0]);
    let heading = state["body"]["heading_deg"].as_f64().unwrap().to_radians();
    // Room to stage: the stage lies under the head, turned by the heading.
    let stage = |point: &[f64]| {
        let (x, z) = (point[0] - head[0], point[2] - head[2]);
        let (sin, cos) = heading.sin_cos();
        [x * cos + z * sin, point[1], z * cos - x * sin]
    };
    let target = stage(&place);
    // The fingers point away from the person.
    for depth in [-0.06, -0.03, 0.02, -0.05] {
        let state = person.state();
        let hand = stage(&numbers(&state["xr"]["right"][0]));
        let tip = stage(&numbers(&state["xr"]["right_tip"]));
        assert!(apart(&hand, &tip) < 0.16, "{hand:?} {tip:?}");
        for axis in 0..3 {
            let wanted = target[axis] - if axis == 2 { depth } else { 0.0 };
            at[axis] += wanted - tip[axis];
        }
        monado.rig.right.pose = Pose::at(at[0] as f32, at[1] as f32, at[2] as f32);
        monado.move_to();
        person.does("frames 4");
    }
}

#[test]
fn a_newcomer_is_asked_how_it_suits_them_before_anything_moves() {
    let Some((mut monado, mut person)) = in_headset(
        "a_newcomer_is_asked_how_it_suits_them_before_anything_moves",
        Rig::default(),
        &["--lang", "en"],
    ) else {
        return;
    };
    let mut hand = [0.0, 0.0];
    assert!(!is_there(&mut person, "button", "Let's go"));
    for line in ["set newcomer on", "frames 6"] {
        person.does(line);
    }
    let before = numbers(&person.state()["xr"]["head"][0]);
    press(&mut monado, &mut person, &mut hand, "button", "sitting");
    press(&mut monado, &mut person, &mut hand, "button", "Let's go");
    assert!(!is_there(&mut person, "button", "Let's go"));
    // Who sits is lifted to where they would stand: the head was measured 1.62 m up and standing eyes are 1.62 m up.
    let after = numbers(&person.state()["xr"]["head"][0]);
    assert!(apart(&before, &after) < 0.1, "{before:?} to {after:?}");
    person.leaves();
}

#[test]
fn without_hands_a_look_that_rests_presses_once() {
    let Some((mut monado, mut person)) = in_headset(
        "without_hands_a_look_that_rests_presses_once",
        Rig::without_hands(),
        &["--lang", "en"],
    ) else {
        return;
    };
    for line in ["screen menu", "frames 6"] {
        person.does(line);
    }
    let place = numbers(&control(&person.state(), "button", "Settings")["at"]);
    assert_eq!(person.state()["xr"]["pointer"]["source"], "Gaze");
    let mut head = [0.0, 0.0];
    point_at(Pointer::Head, &mut monado, &mut person, &mut head, &place);
    // A second and a fifth, at thirty frames a second.
    person.does("frames 40");
    assert!(
        is_there(&mut person, "slider", ""),
        "{}",
        person.state()["xr"]["pointer"]
    );
    person.leaves();
}

#[test]
fn a_break_is_proposed_after_the_minutes_the_host_allows() {
    // Two frames a second: a minute passes in a hundred and twenty.
    let Some((mut monado, mut person)) = in_headset(
        "a_break_is_proposed_after_the_minutes_the_host_allows",
        Rig::default(),
        &["--lang", "en", "--fps", "2"],
    ) else {
        return;
    };
    let proposed = |person: &mut Wearer| is_there(person, "button", "Another 5 minutes");
    for line in ["breaks 1", "frames 60"] {
        person.does(line);
    }
    assert!(!proposed(&mut person));
    person.does("frames 70");
    assert!(proposed(&mut person));
    // The board's button takes the headset off, and the visit goes on.
    let mut hand = [0.0, 0.0];
    press(
        &mut monado,
        &mut person,
        &mut hand,
        "button",
        "Back to the screen",
    );
    person.does("wait vr off");
    let state = person.state();
    assert_eq!(state["xr"]["state"], "off", "{state}");
    assert_eq!(state["session"], "in", "{state}");
    person.leaves();
}
