//! Things in the hand: taken, passed on, thrown, put into a place, and seen by others where they are.

use serde_json::Value;

use crate::{
    apart, common,
    monado::{Monado, is_here},
    rig::{Controller, Pose, Rig},
    wearer::{Wearer, in_headset, numbers},
};

/// Two small beams on the table before the school of wood, and a place in its rack.
const BEAM: &str = "prop.beam.spruce";
const OTHER: &str = "prop.beam.oak";
const SOCKET: &str = "socket.rack.2";

/// The inside of a hand in the frame of its palm, as the client has it.
const INSIDE: [f64; 3] = [0.0, -0.05, -0.04];

#[derive(Clone, Copy)]
pub enum Hand {
    Left,
    Right,
}

impl Hand {
    fn of(self, rig: &mut Rig) -> &mut Controller {
        match self {
            Self::Left => &mut rig.left,
            Self::Right => &mut rig.right,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

fn thing<'a>(state: &'a Value, id: &str) -> &'a Value {
    &state["things"]["props"][id]
}

fn place_of(state: &Value, id: &str) -> Vec<f64> {
    numbers(&thing(state, id)["at"])
}

/// A vector turned by a quaternion x, y, z, w.
fn turned(by: &[f64], v: [f64; 3]) -> [f64; 3] {
    let cross = |a: [f64; 3], b: [f64; 3]| {
        [
            a[1] * b[2] - a[2] * b[1],
            a[2] * b[0] - a[0] * b[2],
            a[0] * b[1] - a[1] * b[0],
        ]
    };
    let axis = [by[0], by[1], by[2]];
    let once = cross(axis, v).map(|part| 2.0 * part);
    let twice = cross(axis, once);
    [0, 1, 2].map(|index| v[index] + by[3] * once[index] + twice[index])
}

/// Brings the inside of a hand to a place of the room, looking where it is and correcting it.
pub fn reach(monado: &mut Monado, person: &mut Wearer, hand: Hand, place: &[f64]) {
    for _ in 0..3 {
        let state = person.state();
        let palm = &state["xr"][hand.name()];
        let (at, rotation) = (numbers(&palm[0]), numbers(&palm[1]));
        let inside = turned(&rotation, INSIDE);
        let off: Vec<f64> = (0..3)
            .map(|axis| place[axis] - at[axis] - inside[axis])
            .collect();
        // The head looks straight ahead in the tracking frame: the body's heading is the frame's.
        let heading = state["body"]["heading_deg"].as_f64().unwrap().to_radians();
        let (sin, cos) = heading.sin_cos();
        let step = [
            off[0] * cos + off[2] * sin,
            off[1],
            off[2] * cos - off[0] * sin,
        ];
        let pose = &mut hand.of(&mut monado.rig).pose;
        for (at, by) in pose.position.iter_mut().zip(step) {
            *at += by as f32;
        }
        monado.move_to();
        person.does("frames 4");
    }
}

pub fn grasp(monado: &mut Monado, person: &mut Wearer, hand: Hand, squeeze: f32) {
    hand.of(&mut monado.rig).squeeze = squeeze;
    monado.move_to();
    person.does("frames 6");
}

/// Stands before the table, within reach of what lies on it.
fn stand_at_the_table(person: &mut Wearer) {
    let state = person.state();
    let (a, b) = (place_of(&state, BEAM), place_of(&state, OTHER));
    let x = (a[0] + b[0]) / 2.0;
    let z = a[2].max(b[2]) + 0.62;
    person.does(&format!("stand {x} 0.05 {z} 0"));
    person.does("frames 12");
}

#[test]
fn a_thing_is_taken_passed_on_thrown_and_another_put_in_its_place() {
    let test = "a_thing_is_taken_passed_on_thrown_and_another_put_in_its_place";
    let Some((mut monado, mut person)) = in_headset(test, Rig::default(), &[]) else {
        return;
    };
    stand_at_the_table(&mut person);
    let beam = place_of(&person.state(), BEAM);
    reach(&mut monado, &mut person, Hand::Right, &beam);
    let near = person.state();
    assert_eq!(
        near["things"]["hands"][1]["near"], BEAM,
        "{}",
        near["things"]
    );

    // Taken, it goes with the hand.
    grasp(&mut monado, &mut person, Hand::Right, 1.0);
    let held = person.state();
    assert_eq!(thing(&held, BEAM)["grip"], "Right", "{}", held["things"]);
    assert!(
        apart(&place_of(&held, BEAM), &beam) < 0.01,
        "it leapt into the hand"
    );
    monado.rig.right.pose.position[1] += 0.25;
    monado.move_to();
    person.does("frames 4");
    let lifted = person.state();
    let rise = place_of(&lifted, BEAM)[1] - place_of(&held, BEAM)[1];
    assert!((rise - 0.25).abs() < 0.002, "{rise} m");

    // The other hand takes it as well, the first lets go: passed on without moving.
    let in_the_air = place_of(&lifted, BEAM);
    reach(&mut monado, &mut person, Hand::Left, &in_the_air);
    grasp(&mut monado, &mut person, Hand::Left, 1.0);
    let both = person.state();
    assert_eq!(thing(&both, BEAM)["grip"], "Both", "{}", both["things"]);
    grasp(&mut monado, &mut person, Hand::Right, 0.0);
    let passed = person.state();
    assert_eq!(thing(&passed, BEAM)["grip"], "Left", "{}", passed["things"]);
    assert!(apart(&place_of(&passed, BEAM), &in_the_air) < 0.005);

    // Thrown: it leaves with the hand's speed, falls, and lies somewhere in that direction.
    monado.rig.left.velocity = [0.0, 1.5, -3.0];
    grasp(&mut monado, &mut person, Hand::Left, 0.0);
    monado.rig.left.velocity = [0.0; 3];
    monado.move_to();
    let flying = person.state();
    assert_eq!(thing(&flying, BEAM)["is"], "loose", "{}", flying["things"]);
    let mut lies = flying;
    for _ in 0..20 {
        if thing(&lies, BEAM)["is"] == "resting" {
            break;
        }
        person.does("frames 20");
        lies = person.state();
    }
    assert_eq!(thing(&lies, BEAM)["is"], "resting", "{}", lies["things"]);
    let landed = place_of(&lies, BEAM);
    assert!(
        in_the_air[2] - landed[2] > 0.8,
        "{in_the_air:?} to {landed:?}"
    );
    assert!(landed[1] < in_the_air[1] - 0.1, "{landed:?}");

    // Another beam into the rack.
    let other = place_of(&person.state(), OTHER);
    reach(&mut monado, &mut person, Hand::Right, &other);
    grasp(&mut monado, &mut person, Hand::Right, 1.0);
    assert_eq!(thing(&person.state(), OTHER)["grip"], "Right");
    let rack = numbers(&person.state()["things"]["sockets"][SOCKET]);
    for _ in 0..3 {
        let state = person.state();
        let hand = numbers(&state["xr"]["right"][0]);
        let inside = turned(&numbers(&state["xr"]["right"][1]), INSIDE);
        let at = place_of(&state, OTHER);
        let goal: Vec<f64> = (0..3)
            .map(|axis| hand[axis] + inside[axis] + rack[axis] - at[axis])
            .collect();
        reach(&mut monado, &mut person, Hand::Right, &goal);
    }
    grasp(&mut monado, &mut person, Hand::Right, 0.0);
    person.does("frames 20");
    let put = person.state();
    assert_eq!(thing(&put, OTHER)["is"], SOCKET, "{}", put["things"]);
    assert!(apart(&place_of(&put, OTHER), &rack) < 0.002);
    assert!(
        put["sounds"]["PutIn"].as_u64().is_some(),
        "{}",
        put["sounds"]
    );
    person.leaves();
}

#[test]
fn hands_show_what_they_can_do() {
    let more = ["--eyes", "640x640"];
    let Some((mut monado, mut person)) =
        in_headset("hands_show_what_they_can_do", Rig::default(), &more)
    else {
        return;
    };
    monado.rig.head = Pose::at(0.0, 1.62, 0.0).turned(0.0, -30.0);
    // As one holds a controller: its tube upwards, the fingers forward.
    for hand in [Hand::Left, Hand::Right] {
        let pose = &mut hand.of(&mut monado.rig).pose;
        *pose = pose.turned(0.0, 60.0);
    }
    monado.move_to();
    stand_at_the_table(&mut person);
    let shape = |state: &Value, side: usize| state["xr"]["hands"][side]["shape"].clone();
    assert!(shape(&person.state(), 1).is_null());
    monado.rig.left.trigger = 1.0;
    let beam = place_of(&person.state(), BEAM);
    reach(&mut monado, &mut person, Hand::Right, &beam);
    let near = person.state();
    assert_eq!(shape(&near, 1), "flat", "{}", near["xr"]["hands"]);
    assert_eq!(shape(&near, 0), "pinch", "{}", near["xr"]["hands"]);
    person.sees("near");
    grasp(&mut monado, &mut person, Hand::Right, 1.0);
    monado.rig.right.pose = monado.rig.right.pose.turned(20.0, 70.0);
    monado.rig.right.pose.position[1] += 0.22;
    monado.rig.left.trigger = 0.0;
    monado.rig.left.squeeze = 1.0;
    monado.move_to();
    person.does("frames 8");
    let held = person.state();
    assert_eq!(shape(&held, 1), "grip", "{}", held["xr"]["hands"]);
    assert_eq!(shape(&held, 0), "fist", "{}", held["xr"]["hands"]);
    person.sees("held");
    grasp(&mut monado, &mut person, Hand::Right, 0.0);
    // Aiming where to go, a finger is out.
    monado.rig.head = Pose::at(0.0, 1.62, 0.0);
    monado.rig.right.pose = Pose::at(0.2, 1.35, -0.45).turned(-35.0, 5.0);
    monado.rig.right.stick = [0.0, 1.0];
    monado.rig.left.squeeze = 0.0;
    monado.move_to();
    person.does("frames 8");
    let aiming = person.state();
    assert_eq!(shape(&aiming, 1), "point", "{}", aiming["xr"]["hands"]);
    person.sees("arc");
    person.leaves();
}

#[test]
fn what_one_holds_is_seen_by_others_where_it_is_and_kept_when_the_headset_goes() {
    let test = "what_one_holds_is_seen_by_others_where_it_is_and_kept_when_the_headset_goes";
    if !is_here(test) {
        return;
    }
    let mut monado = Monado::start();
    let folder = tempfile::tempdir().unwrap();
    let (_server, told) = common::server(folder.path());
    let ticket = told["ticket"].as_str().unwrap();
    let mut person = Wearer::start(
        Some(&monado),
        &["--xr", "--name", "Anaïs", "--join", ticket],
    );
    person.gets_ready();
    stand_at_the_table(&mut person);
    let beam = place_of(&person.state(), BEAM);
    reach(&mut monado, &mut person, Hand::Right, &beam);
    grasp(&mut monado, &mut person, Hand::Right, 1.0);
    monado.rig.right.pose = monado.rig.right.pose.turned(30.0, 20.0);
    monado.rig.right.pose.position[1] += 0.2;
    monado.move_to();
    person.does("frames 10");
    let mut other = Wearer::start(None, &["--flat", "--name", "Basile", "--join", ticket]);
    for line in ["wait scene", "wait joined", "wait people 1", "frames 60"] {
        other.does(line);
    }
    person.does("frames 10");
    let own = person.state();
    other.does("frames 20");
    let seen = other.state();
    assert_eq!(thing(&seen, BEAM)["by"], own["me"], "{}", seen["things"]);
    let off_mm = apart(&place_of(&own, BEAM), &place_of(&seen, BEAM)) * 1000.0;
    assert!(off_mm <= 4.0, "{off_mm} mm");
    let dot: f64 = numbers(&thing(&own, BEAM)["turned"])
        .iter()
        .zip(numbers(&thing(&seen, BEAM)["turned"]))
        .map(|(a, b)| a * b)
        .sum();
    let off_deg = 2.0 * dot.abs().min(1.0).acos().to_degrees();
    assert!(off_deg <= 0.3, "{off_deg}°");

    // The runtime dies: on the screen one still has it.
    monado.kill();
    for line in ["wait vr off", "frames 20"] {
        person.does(line);
    }
    let flat = person.state();
    assert_eq!(thing(&flat, BEAM)["grip"], "Eyes", "{}", flat["things"]);
    assert_eq!(thing(&flat, BEAM)["by"], flat["me"]);
    person.leaves();
    other.leaves();
}
