//! What a lab costs the server: time by command, bytes by notebook. `cargo bench -p pleiades-netcode --bench lab`
#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/common/lab.rs"]
mod lab;
#[path = "../tests/common/outcrop.rs"]
mod outcrop;
#[path = "../tests/common/timber.rs"]
mod timber;

use std::hint::black_box;
use std::time::{Duration, Instant};

use lab::{Hand, STUDENT, Student};
use pleiades_labs::{instrument::Surroundings, orientation::Declination};
use pleiades_netcode::bench::{progress, report};
use pleiades_netcode::protocol::lab::{AttemptId, Group};
use pleiades_netcode::protocol::{LabCommand, wire};
use pleiades_scenes::{
    Language,
    lab::{Bench, load_key},
    lesson,
};

/// Pupils of a class.
const PUPILS: u16 = 30;

fn main() {
    println!("| what | outcrop | timber |");
    println!("|---|---|---|");
    let columns = [
        column("affleurement", outcrop::do_all),
        column("flexion-bois", timber::do_all),
    ];
    let [outcrop, timber] = columns;
    for ((what, outcrop), (_, timber)) in outcrop.into_iter().zip(timber) {
        println!("| {what} | {outcrop} | {timber} |");
    }
}

fn column(name: &str, work: fn(&mut Hand)) -> Vec<(&'static str, String)> {
    let folder = lab::folder(name);
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut hand = Hand::in_folder(folder.path(), 1);
    for pupil in 1..=PUPILS {
        if pupil > 1 {
            // One person may not begin so many; a host may.
            let begin = LabCommand::Begin {
                group: Group::Alone,
            };
            let who = if pupil <= 6 { STUDENT } else { lab::HOST };
            hand.asks(who, begin).unwrap();
        }
        hand.attempt = AttemptId(pupil);
        if pupil > 6 {
            let assign = pleiades_netcode::protocol::Teaching::Assign { who: STUDENT };
            let attempt = hand.attempt;
            hand.asks(
                lab::HOST,
                LabCommand::Teach {
                    attempt,
                    act: assign,
                },
            )
            .unwrap();
        }
        work(&mut hand);
    }
    let entries = hand.log.len();
    // The last pupil's whole work again, without the student's own arithmetic: decide and fold each command.
    let again = |_| {
        let mut hand = Hand::in_folder(folder.path(), 1);
        let begun = Instant::now();
        work(&mut hand);
        (begun.elapsed(), hand)
    };
    let (whole, alone) = (0..20).map(again).min_by_key(|(time, _)| *time).unwrap();
    let commands = alone.number;
    let (reading, hand_in) = (
        timed(2_000, || {
            let attempt = alone.attempt();
            black_box(alone.bench.marked(alone.attempt, &attempt).unwrap());
        }),
        timed(200, || {
            black_box(
                report(&lesson, &alone.attempt(), Language::French)
                    .unwrap()
                    .html(),
            );
        }),
    );
    let step = model_step(folder.path());
    let attempt = alone.attempt();
    let notebook = wire::encode(&attempt.notebook).len();
    let whole_attempt = wire::encode(&attempt).len();
    let events: usize = alone
        .log
        .iter()
        .map(|entry| wire::encode(entry).len())
        .sum();
    let html = report(&lesson, &attempt, Language::French).unwrap().html();
    let hash = timed(200, || {
        black_box(hand.room.hash());
    });
    let own = timed(200, || {
        black_box(hand.room.seen_by(STUDENT).into_owned());
    });
    let grid = timed(200, || {
        black_box(progress(lesson.lab.as_ref().unwrap(), hand.room.labs()));
    });
    let snapshot = wire::encode_snapshot(hand.room.seq(), &hand.room)
        .unwrap()
        .len();
    vec![
        ("commands of one student's lab", commands.to_string()),
        (
            "decide and fold, all of them (the student's own arithmetic included)",
            shown(whole),
        ),
        ("the same by command", shown(whole / commands)),
        (
            "server CPU of one student, over the lab's usual duration",
            share(whole, lesson.duration_min),
        ),
        ("one reading of the model alone", shown(step)),
        ("marking one notebook", shown(reading)),
        (
            "its HTML page",
            format!("{}, {} KiB", shown(hand_in), html.len() / 1024),
        ),
        ("notebook on the wire", format!("{notebook} B")),
        (
            "attempt on the wire (readings and instruments too)",
            format!("{whole_attempt} B"),
        ),
        ("log entries of one student", format!("{events} B")),
        ("30 students: log entries", entries.to_string()),
        (
            "30 students: a host's snapshot, packed",
            format!("{} KiB", snapshot / 1024),
        ),
        ("30 students: the room's hash (every 30 s)", shown(hash)),
        ("30 students: one member's view of the room", shown(own)),
        ("30 students: the teacher's grid", shown(grid)),
    ]
}

/// What the model itself takes to be read once: a compass on a surface, or a gauge on a loaded beam.
fn model_step(folder: &std::path::Path) -> Duration {
    let loaded = lesson::load(folder).unwrap();
    let key = load_key(&loaded).unwrap().unwrap();
    let lab = loaded.lesson.lab.as_ref().unwrap();
    let model = Bench::new(&loaded.lesson.id, lab, &key, "bench");
    let mut index = 0;
    timed(20_000, || {
        index += 1;
        if lab.instrument("compass").is_some() {
            let around = Surroundings::default();
            let ring = Declination { east_deg: 8.0 };
            let read = model.compass("compass", "flanc-ouest", ring, around, false, index);
            black_box(read.unwrap());
        } else {
            let loaded = Some(("poutre-1", 400.0));
            black_box(model.gauge("dial", None, loaded, index).unwrap());
        }
    })
}

/// A time as a share of a duration, in millionths of a core.
fn share(time: Duration, minutes: u16) -> String {
    let millionths = 1e6 * time.as_secs_f64() / (60.0 * f64::from(minutes));
    format!("{millionths:.1} millionths of a core")
}

/// The least of several times: what it takes when nothing else is in the way.
fn timed(times: u32, mut work: impl FnMut()) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    };
    (0..times).map(once).min().unwrap_or_default()
}

fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1_000.0 {
        format!("{micros:.1} µs")
    } else {
        format!("{:.2} ms", micros / 1e3)
    }
}
