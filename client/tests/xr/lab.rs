//! A lab in the headset: the compass from the belt, held against rock, read and noted; answers on the board, and the mark.

use std::{fs, path::Path};

use bevy::math::{Quat, Vec3};
use pleiades_labs::orientation::Plane;
use serde_json::{Value, json};

use crate::{
    common,
    monado::{Monado, is_here},
    outcrop::{self, place},
    panels::{aim_at, control, find, press, pull},
    rig::Pose,
    things::{Hand, grasp, reach},
    wearer::{Wearer, keep, numbers},
};

/// A limb of the fold.
struct Limb {
    /// In the names of its surfaces.
    letter: &'static str,
    table: &'static str,
    strike: f64,
    dip: f64,
    /// What its planes are worth.
    points: f64,
}

const LIMBS: [Limb; 2] = [
    Limb {
        letter: "w",
        table: "s0-ouest",
        strike: 20.0,
        dip: 40.0,
        points: 5.0,
    },
    Limb {
        letter: "e",
        table: "s0-est",
        strike: 180.0,
        dip: 55.0,
        points: 4.0,
    },
];

impl Limb {
    fn plane(&self) -> Plane {
        Plane::from_degrees(self.strike, self.dip).unwrap()
    }

    fn normal(&self) -> Vec3 {
        let normal = self.plane().normal();
        Vec3::new(normal.east as f32, normal.up as f32, -normal.north as f32)
    }

    /// A compass flat on it, its edge along the strike.
    fn level(&self) -> Quat {
        let (sin, cos) = (self.strike as f32).to_radians().sin_cos();
        let (edge, normal) = (Vec3::new(sin, 0.0, -cos), self.normal());
        Quat::from_mat3(&bevy::math::Mat3::from_cols(
            edge.cross(normal),
            normal,
            -edge,
        ))
    }

    /// Where one stands before one of its surfaces, and the heading to it, degrees.
    fn before(&self, at: Vec3) -> (Vec3, f32) {
        let out = self.normal().with_y(0.0).normalize();
        let feet = (at + out * 0.62).with_y(0.0);
        (feet, (-out.x).atan2(out.z).to_degrees())
    }

    /// The share of its points that measured planes earn: the median of their angles to the true one counts.
    fn share(&self, planes: &[Plane]) -> f64 {
        let mut errors: Vec<f64> = planes
            .iter()
            .map(|plane| plane.angle_deg(self.plane()))
            .collect();
        errors.sort_by(f64::total_cmp);
        let median = (errors[2] + errors[3]) / 2.0;
        ((15.0 - median) / 10.0).clamp(0.0, 1.0)
    }
}

fn vector(value: &Value) -> Vec3 {
    let numbers = numbers(value);
    Vec3::new(numbers[0] as f32, numbers[1] as f32, numbers[2] as f32)
}

fn rotation(value: &Value) -> Quat {
    let n = numbers(value);
    Quat::from_xyzw(n[0] as f32, n[1] as f32, n[2] as f32, n[3] as f32).normalize()
}

/// From the room to the frame of tracking: the head looks straight ahead there.
fn to_tracking(state: &Value) -> Quat {
    let heading = state["body"]["heading_deg"].as_f64().unwrap() as f32;
    Quat::from_rotation_y(heading.to_radians())
}

/// Turns the right hand until the compass in it is turned as wanted, in the air.
fn turn(monado: &mut Monado, person: &mut Wearer, wanted: Quat) {
    let state = person.state();
    let now = rotation(&state["compass"]["turned"]);
    let frame = to_tracking(&state);
    let pose = &mut monado.rig.right.pose;
    let by = frame * (wanted * now.inverse()) * frame.inverse();
    pose.rotation = (by * Quat::from_array(pose.rotation))
        .normalize()
        .to_array();
    monado.move_to();
    person.does("frames 3");
}

/// Moves the right hand until the compass in it is there.
fn carry(monado: &mut Monado, person: &mut Wearer, there: Vec3) {
    let state = person.state();
    let by = to_tracking(&state) * (there - vector(&state["compass"]["at"]));
    for (at, by) in monado.rig.right.pose.position.iter_mut().zip(by.to_array()) {
        *at += by;
    }
    monado.move_to();
    person.does("frames 3");
}

fn until(person: &mut Wearer, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..60 {
        let state = person.state();
        if wanted(&state) {
            return state;
        }
        person.does("frames 2");
    }
    let state = person.state();
    panic!("never: {what}: {:#} {:#}", state["lab"], state["compass"]);
}

/// Scrolls the board with the stick until this control is well on it.
fn scroll_to(
    monado: &mut Monado,
    person: &mut Wearer,
    hand: &mut [f32; 2],
    name: &str,
    beside: &str,
) {
    let place = numbers(&control(&person.state(), "button", beside)["at"]);
    // Beneath the tabs: on the page.
    let below: Vec<f64> = vec![place[0], place[1] - 0.25, place[2]];
    aim_at(monado, person, hand, &below);
    for _ in 0..20 {
        let state = person.state();
        let y = find(&state, "button", name).map(|found| numbers(&found["points"])[1]);
        if y.is_some_and(|y| (150.0..420.0).contains(&y)) {
            break;
        }
        monado.rig.right.stick = [0.0, -1.0];
        monado.move_to();
        person.does("frames 3");
        monado.rig.right.stick = [0.0, 0.0];
        monado.move_to();
        person.does("frames 2");
    }
}

/// Brings the compass in the hand flat onto a surface.
fn lay(monado: &mut Monado, person: &mut Wearer, limb: &Limb, surface: Vec3) {
    let (feet, heading) = limb.before(surface);
    monado.rig.right.pose = Pose::at(0.15, 1.35, -0.25);
    monado.move_to();
    person.does(&format!("stand {} 0.05 {} {heading}", feet.x, feet.z));
    person.does("frames 6");
    turn(monado, person, limb.level());
    carry(monado, person, surface + limb.normal() * 0.2);
    turn(monado, person, limb.level());
    carry(monado, person, surface + limb.normal() * 0.02);
    let touching = until(person, "on the rock", |state| {
        state["compass"]["is"] == "rock"
    });
    let off = rotation(&touching["compass"]["turned"]).angle_between(limb.level());
    assert!(off < 0.05, "turned {off} rad off");
}

#[test]
fn planes_are_measured_by_hand_and_marked_as_predicted() {
    if !is_here("planes_are_measured_by_hand_and_marked_as_predicted") {
        return;
    }
    let mut monado = Monado::start();
    monado.move_to();
    let content = outcrop::content();
    let folder = content.path();
    let lesson = folder.join("scenes/affleurement");
    let (mut server, told) = common::server_at(folder, &lesson, 0);
    let ticket = told["ticket"].as_str().unwrap();
    let mut person = Wearer::start_with(
        Some(&monado),
        &[
            "--xr", "--lang", "fr", "--name", "Inès", "--join", ticket, "--eyes", "640x640",
        ],
        &[("PLEIADES_CONTENT", folder.to_str().unwrap())],
    );
    person.gets_ready();
    let mut hand = [0.0, 0.0];
    for name in ["Travail pratique (L)", "Travailler seul"] {
        press(&mut monado, &mut person, &mut hand, "button", name);
    }
    until(&mut person, "a notebook", |state| {
        state["lab"][0]["attempt"] == 1
    });
    press(&mut monado, &mut person, &mut hand, "button", "Instruments");
    press(&mut monado, &mut person, &mut hand, "text", "");
    person.does("type 8");
    press(&mut monado, &mut person, &mut hand, "button", "Régler");
    person.sees("lab-instruments");
    press(&mut monado, &mut person, &mut hand, "button", "×");

    // From the belt into the hand.
    let belt = until(&mut person, "at the belt", |state| {
        state["compass"]["is"] == "belt"
    });
    let at = numbers(&belt["compass"]["at"]);
    reach(&mut monado, &mut person, Hand::Right, &at);
    grasp(&mut monado, &mut person, Hand::Right, 1.0);
    let held = person.state();
    assert_eq!(held["compass"]["is"], "hand", "{:#}", held["compass"]);

    let mut earned_by_planes = 0.0;
    for limb in &LIMBS {
        let mut planes = Vec::new();
        for nth in 0..6 {
            let surface = place(limb.letter, nth + 1);
            lay(&mut monado, &mut person, limb, surface);
            let first = limb.letter == "w" && nth == 0;
            if !first {
                // The first is read because it rests; the others by the trigger.
                pull(&mut monado, &mut person, 1.0);
                pull(&mut monado, &mut person, 0.0);
            }
            let state = until(&mut person, "noted", |state| {
                state["lab"][0]["rows"][limb.table] == nth + 1
            });
            let shown = |index: usize| state["compass"]["shows"][index].as_f64().unwrap();
            planes.push(Plane::from_degrees(shown(0), shown(1)).unwrap());
            if first {
                // Looked at from above, as one reads it.
                monado.rig.head = Pose::at(0.0, 1.62, -0.05).turned(0.0, -42.0);
                monado.move_to();
                person.does("frames 20");
                person.sees("lab-compass-on-rock");
                monado.rig.head = Pose::at(0.0, 1.62, 0.0);
                monado.move_to();
            }
            carry(&mut monado, &mut person, surface + limb.normal() * 0.25);
        }
        earned_by_planes += limb.points * limb.share(&planes);
        if limb.letter == "w" {
            // The server dies between the limbs and comes again: nothing is lost, and the compass is still in the hand.
            server.kill();
            let port = ticket.rsplit_once('/').unwrap().0;
            let port = port.rsplit_once(':').unwrap().1.parse().unwrap();
            (server, _) = common::server_at(folder, &lesson, port);
            let back = until(&mut person, "back in the session", |state| {
                state["session"] == "in"
            });
            assert_eq!(back["lab"][0]["rows"]["s0-ouest"], 6, "{:#}", back["lab"]);
            assert_eq!(back["compass"]["is"], "hand", "{:#}", back["compass"]);
        }
    }
    grasp(&mut monado, &mut person, Hand::Right, 0.0);
    until(&mut person, "at the belt again", |state| {
        state["compass"]["is"] == "belt"
    });

    // What was noted is on the board; the answers are given and the notebook handed in there.
    person.does("stand -1 0.05 6 0");
    person.does("frames 12");
    press(
        &mut monado,
        &mut person,
        &mut hand,
        "button",
        "Travail pratique (L)",
    );
    press(&mut monado, &mut person, &mut hand, "button", "Cahier");
    person.sees("lab-notebook");
    let take = "Photographier dans 3 secondes";
    press(&mut monado, &mut person, &mut hand, "button", take);
    until(&mut person, "the photograph", |state| {
        state["lab"][0]["photos"] == json!(["Photo 1"])
    });
    press(&mut monado, &mut person, &mut hand, "button", "Figures");
    person.sees("lab-stereonet");
    let away = "Emporter le cahier (page, tableaux, figures)";
    press(&mut monado, &mut person, &mut hand, "button", away);
    press(&mut monado, &mut person, &mut hand, "button", "Réponses");
    for name in ["une synforme", "Rendre le cahier"] {
        scroll_to(&mut monado, &mut person, &mut hand, name, "Réponses");
        press(&mut monado, &mut person, &mut hand, "button", name);
    }
    let state = until(&mut person, "the mark", |state| {
        state["lab"][0]["earned"].is_number()
    });
    person.sees("lab-mark");

    let predicted = earned_by_planes + 1.0;
    let earned = state["lab"][0]["earned"].as_f64().unwrap();
    assert!(
        (earned - predicted).abs() < 1e-9,
        "{earned}, not {predicted}"
    );
    assert!(earned > 8.0, "measured well: {earned}");
    looked_at_without_a_board(person.leaves().path());
    drop(server);
}

/// What was taken home of the photograph: the bright world, and no board with panels before it.
fn looked_at_without_a_board(pictures: &Path) {
    let mut taken = fs::read_dir(pictures).unwrap().flatten();
    let folder = taken.find(|entry| entry.path().is_dir()).unwrap();
    let path = folder.path().join("photo-1.jpg");
    keep(&path);
    let picture = image::open(path).unwrap().to_luma8();
    assert_eq!(picture.dimensions(), (640, 480));
    let dark = picture.pixels().filter(|point| point.0[0] < 48).count();
    assert!(dark < 640 * 480 / 50, "{dark} dark points");
}
