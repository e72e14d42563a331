//! A lab on the desktop: measured in the world with a scripted mouse, answered on the panel, kept when the server dies in the middle,
//! and marked as the bot's own arithmetic predicts.
#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub)]

mod common;
#[path = "lab/outcrop.rs"]
mod outcrop;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{ChildStdin, Command},
};

use pleiades_labs::{
    orientation::{Line, Plane, Projection},
    plot::{Limb, Net},
};
use serde_json::Value;

use common::{Process, can_draw, server_at, server_program};
use outcrop::{content, place};

/// What the key of the lesson says.
const WEST: (f64, f64) = (20.0, 40.0);
const EAST: (f64, f64) = (180.0, 55.0);

/// A windowless client that does what it is told, at the outcrop.
struct Student {
    process: Process,
    orders: Option<ChildStdin>,
    told: u64,
}

impl Student {
    fn start(folder: &Path, ticket: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pleiades"));
        command
            .args(["capture", "--flat", "--size", "960x800", "--lang", "fr"])
            .args(["--name", "Inès", "--join", ticket, "--script", "-", "--out"])
            .arg(folder.join("out"))
            .env("PLEIADES_CONTENT", folder);
        let (process, orders) = Process::start_told(&mut command);
        Self {
            process,
            orders: Some(orders),
            told: 0,
        }
    }

    fn does(&mut self, line: &str) {
        self.told += 1;
        let told = self.told;
        if let Some(orders) = &mut self.orders {
            writeln!(orders, "{line}").unwrap();
        }
        self.process
            .wait_for_json(line, |said| said["done"] == told);
    }

    fn state(&mut self) -> Value {
        self.told += 1;
        if let Some(orders) = &mut self.orders {
            writeln!(orders, "state").unwrap();
        }
        let state = self
            .process
            .wait_for_json("a state line", |said| said.get("lab").is_some());
        let told = self.told;
        self.process
            .wait_for_json("state", |said| said["done"] == told);
        state
    }

    /// Presses the `nth` control of this role whose name begins so, once it is there.
    fn presses(&mut self, role: &str, name: &str, nth: usize) {
        for _ in 0..40 {
            let state = self.state();
            let named = state["controls"].as_array().unwrap().iter();
            let mut named = named.filter(|control| {
                let called = control["name"].as_str().unwrap_or_default();
                control["role"] == role && control["enabled"] == true && called.starts_with(name)
            });
            if let Some(control) = named.nth(nth) {
                let points = &control["points"];
                self.does(&format!("point {} {}", points[0], points[1]));
                self.does("click");
                self.does("frames 1");
                return;
            }
            self.does("frames 2");
        }
        panic!(
            "no {role} “{name}” to press: {:#}",
            self.state()["controls"]
        );
    }

    /// Writes into the `nth` field of the panel, in reading order.
    fn writes(&mut self, nth: usize, text: &str) {
        self.presses("text", "", nth);
        self.does(&format!("type {text}"));
    }

    /// Waits until this is so.
    fn until(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..100 {
            let state = self.state();
            if wanted(&state) {
                return state;
            }
            self.does("frames 2");
        }
        let state = self.state();
        panic!("never: {what}: {:#} {:#}", state["lab"], state["compass"]);
    }

    /// Lays the compass on a surface by a click, turns it level by the wheel, reads and notes by a click on it; what it showed.
    fn measures(&mut self, limb: &str, number: usize, table: &str, readings: usize) -> Plane {
        let (at, node) = (place(limb, number), format!("surface.limb_{limb}.{number}"));
        let (aside, heading) = if limb == "w" { (1.5, 270) } else { (-1.5, 90) };
        self.does(&format!("stand {} 0.05 {} {heading}", at.x + aside, at.z));
        self.does("frames 2");
        self.does(&format!("point {node}"));
        self.does("click");
        self.until("laid down", |state| {
            state["compass"]["node"] == node && state["compass"]["asked"] == 0
        });
        // Put down 24° off the strike; two degrees for each line.
        self.does("wheel -12");
        self.does(&format!("point {node}"));
        self.does("click");
        let state = self.until("noted", |state| {
            state["lab"][0]["readings"] == readings && state["lab"][0]["rows"][table] == number
        });
        let shown = |index: usize| state["compass"]["shows"][index].as_f64().unwrap();
        Plane::from_degrees(shown(0), shown(1)).unwrap()
    }
}

/// Share of the points for an error.
fn ramp(error: f64, full: f64, zero: f64) -> f64 {
    ((zero - error) / (zero - full)).clamp(0.0, 1.0)
}

/// The median angle of planes to the true one, degrees.
fn median_error(planes: &[Plane], (strike, dip): (f64, f64)) -> f64 {
    let truth = Plane::from_degrees(strike, dip).unwrap();
    let mut errors: Vec<f64> = planes.iter().map(|plane| plane.angle_deg(truth)).collect();
    errors.sort_by(f64::total_cmp);
    (errors[2] + errors[3]) / 2.0
}

#[test]
fn six_planes_on_each_limb_make_the_mark_the_bot_predicts() {
    if !can_draw("six_planes_on_each_limb_make_the_mark_the_bot_predicts") {
        return;
    }
    let content = content();
    let folder = content.path();
    let lesson = folder.join("scenes/affleurement");
    let (mut host, told) = server_at(folder, &lesson, 0);
    let ticket = told["ticket"].as_str().unwrap().to_owned();
    let mut student = Student::start(folder, &ticket);
    for line in ["wait scene", "wait joined", "frames 4"] {
        student.does(line);
    }
    student.presses("button", "Travail pratique", 0);
    student.presses("button", "Travailler seul", 0);
    student.until("a notebook", |state| state["lab"][0]["attempt"] == 1);
    student.presses("button", "Instruments", 0);
    student.writes(0, "8");
    student.presses("button", "Régler", 0);
    student.presses("button", "×", 0);
    let mut west = Vec::new();
    for number in 1..=6 {
        west.push(student.measures("w", number, "s0-ouest", number));
    }

    // The server dies and comes again: the notebook is as it was.
    host.kill();
    let port = ticket
        .rsplit_once('/')
        .unwrap()
        .0
        .rsplit_once(':')
        .unwrap()
        .1;
    let (mut host, _) = server_at(folder, &lesson, port.parse().unwrap());
    let back = student.until("back in the session", |state| state["session"] == "in");
    assert_eq!(back["lab"][0]["rows"]["s0-ouest"], 6, "{:#}", back["lab"]);
    let mut east = Vec::new();
    for number in 1..=6 {
        east.push(student.measures("e", number, "s0-est", 6 + number));
    }

    // The axis the bot finds, and answers with a slip of the pencil: twelve degrees.
    let net = Net {
        title: String::new(),
        limbs: [west.clone(), east.clone()]
            .map(|planes| Limb {
                title: String::new(),
                planes,
            })
            .into(),
        projection: Projection::EqualArea,
    };
    let axis = net.axis().unwrap();
    let (trend, plunge) = (
        (axis.trend.degrees() + 12.0).round(),
        axis.plunge.degrees().round(),
    );
    student.presses("button", "Travail pratique", 0);
    student.presses("button", "Réponses", 0);
    student.writes(0, &format!("{trend}"));
    student.writes(1, &format!("{plunge}"));
    // After the field for the apparent dip.
    student.writes(3, "104");
    student.writes(4, "46");
    student.presses("button", "une synforme", 0);
    student.until("three answers", |state| state["lab"][0]["answers"] == 3);
    student.presses("button", "Rendre le cahier", 0);
    let state = student.until("the mark", |state| state["lab"][0]["earned"].is_number());

    let plane = |(strike, dip)| Plane::from_degrees(strike, dip).unwrap();
    let truth = plane(WEST).intersection(plane(EAST)).unwrap();
    let off = Line::from_degrees(trend, plunge).unwrap().angle_deg(truth);
    // 5 and 4 for the limbs, 3 for the axis, 1 for the shape, 3 for the three points; nothing for what was left out.
    let predicted = 5.0 * ramp(median_error(&west, WEST), 5.0, 15.0)
        + 4.0 * ramp(median_error(&east, EAST), 5.0, 15.0)
        + 3.0 * ramp(off, 5.0, 20.0)
        + 1.0
        + 3.0;
    let earned = state["lab"][0]["earned"].as_f64().unwrap();
    assert!(
        (earned - predicted).abs() < 1e-9,
        "{earned}, not {predicted}"
    );
    assert!((13.0..16.0).contains(&earned), "the slip costs: {earned}");
    assert_eq!(state["lab"][0]["slips"], 0, "{:#}", state["lab"]);
    student.orders = None;
    drop(student);
    host.kill();

    // Marked again from the journal, the mark is the same.
    let journal = fs::read_dir(folder.join("data/sessions"))
        .unwrap()
        .flatten()
        .find_map(|file| {
            let name = file.file_name().into_string().ok()?;
            name.split_once('.').map(|(session, _)| session.to_owned())
        })
        .unwrap();
    let again = server_program()
        .args(["remark", &journal, "--json", "--data"])
        .arg(folder.join("data"))
        .arg("--lesson")
        .arg(&lesson)
        .output()
        .unwrap();
    assert!(again.status.success(), "{again:?}");
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(
        again[0]["after"]["earned"].as_f64(),
        Some(earned),
        "{again:#}"
    );
}
