//! What a pupil's program receives, searched for what is true: in training and in an exam neither the key nor an answer crosses the wire.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::path::Path;

use common::{
    Client,
    lab::{Student, answer, changed, name},
    outcrop, timber,
};
use pleiades_labs::marking::Truth;
use pleiades_netcode::{
    protocol::{
        Command, Deed, LabCommand, Refusal,
        lab::{Answer, Attempt, AttemptId, Group},
        wire,
    },
    server::{self, ServerConfig},
};
use pleiades_scenes::{
    lab::{Bench, load_key},
    lesson,
};

/// A pupil over the real link.
struct Pupil {
    client: Client,
    attempt: AttemptId,
}

impl Pupil {
    fn begins(mut client: Client) -> Self {
        let group = Group::Alone;
        let begin = Command::Lab(LabCommand::Begin { group });
        client.ask(begin).unwrap();
        let me = client.link.me().unwrap();
        let (attempt, _) = client.link.room().unwrap().labs().of(me).last().unwrap();
        Self { client, attempt }
    }

    /// Everything that arrived: as words, and as the bytes it travelled in.
    fn received(&mut self) -> (String, Vec<u8>) {
        self.client.poll();
        let room = self.client.link.room().unwrap();
        let words = format!("{:?} {room:?}", self.client.seen);
        let mut bytes = wire::encode(room);
        for entry in self.client.entries() {
            bytes.extend(wire::encode(entry));
        }
        (words, bytes)
    }
}

impl Student for Pupil {
    fn try_to(&mut self, deed: Deed) -> Result<(), Refusal> {
        let attempt = self.attempt;
        self.client
            .ask_in_time(&Command::Lab(LabCommand::Work { attempt, deed }))
    }

    fn attempt(&self) -> Attempt {
        let room = self.client.link.room().unwrap();
        room.labs().attempt(self.attempt).unwrap().clone()
    }
}

/// The numbers of every truth of the key in `folder`, whose seed is fixed.
fn truths(folder: &Path) -> Vec<f64> {
    let loaded = lesson::load(folder).unwrap();
    let key = load_key(&loaded).unwrap().unwrap();
    let lab = loaded.lesson.lab.as_ref().unwrap();
    let known = Bench::new(&loaded.lesson.id, lab, &key, "whichever")
        .truths()
        .unwrap();
    let numbers = |(id, truth): (&String, &Truth)| match truth {
        Truth::Number { .. } | Truth::ApparentDip { .. } => vec![known.number(id).unwrap().0],
        Truth::Plane { .. } | Truth::Points { .. } => {
            let plane = known.plane(id).unwrap();
            vec![plane.strike.degrees(), plane.dip.degrees()]
        }
        Truth::Line { .. } | Truth::Intersection { .. } => {
            let line = known.line(id).unwrap();
            vec![line.trend.degrees(), line.plunge.degrees()]
        }
    };
    known.truths.iter().flat_map(numbers).collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// A number's first six digits, as words would show it however it was rounded behind them.
fn digits(number: f64) -> String {
    let shown = format!("{number:?}");
    let end = shown
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .nth(5)
        .map_or(shown.len(), |(at, _)| at + 1);
    shown[..end].to_owned()
}

#[track_caller]
fn nothing_of(pupil: &mut Pupil, numbers: &[f64], words: &[&str]) {
    let (said, bytes) = pupil.received();
    for number in numbers {
        let shown = digits(*number);
        assert!(!said.contains(&shown), "{shown} crossed the wire");
        assert!(!holds(&bytes, &number.to_le_bytes()), "{number} crossed");
        let short = *number as f32;
        assert!(!holds(&bytes, &short.to_le_bytes()), "{short} crossed");
    }
    for word in words {
        assert!(!said.contains(word), "“{word}” crossed the wire");
        assert!(!holds(&bytes, word.as_bytes()), "“{word}” crossed");
    }
}

/// The key with truths that no instrument shows by chance.
fn odd(key: &mut String) {
    for (from, to) in [
        ("per-attempt", "fixed:424242"),
        ("strike_deg = 20.0", "strike_deg = 21.371_713"),
        ("dip_deg = 40.0", "dip_deg = 41.131_313"),
        ("strike_deg = 180.0", "strike_deg = 181.717_137"),
        ("dip_deg = 55.0", "dip_deg = 54.313_131"),
        ("value = 2.73", "value = 2.734_171_7"),
        ("thickness_m = 1.12", "thickness_m = 1.124_171_7"),
    ] {
        assert!(key.contains(from), "{from}");
        *key = key.replacen(from, to, 1);
    }
}

#[test]
fn no_truth_of_the_outcrop_crosses_the_wire() {
    for mode in ["training", "exam"] {
        let folder = changed(
            "affleurement",
            |lesson| *lesson = lesson.replacen("\"training\"", &format!("\"{mode}\""), 1),
            odd,
        );
        let server = server::start(ServerConfig::private(folder.path().to_owned())).unwrap();
        let mut ines = Pupil::begins(Client::knock(&server, "Inès").joined());
        let mut malo = Pupil::begins(Client::knock(&server, "Malo").joined());
        outcrop::measure_limbs(&mut ines);
        outcrop::draw_section(&mut ines);
        outcrop::measure_log(&mut ines);
        // A wrong answer: what is right must not come back with the mark.
        let option = name("antiforme");
        ines.does(answer("forme", Answer::Choice { option }));
        ines.does(Deed::HandIn);
        assert_eq!(ines.attempt().marks.is_some(), mode == "training");
        let mut secrets = truths(folder.path());
        secrets.extend([1.124_171_7, 424_242.0]);
        for pupil in [&mut ines, &mut malo] {
            let words = ["synforme", "424242", "plan-ouest", "charbon"];
            nothing_of(pupil, &secrets, &words);
        }
        // The search finds what did cross: a reading, and a word.
        let reading = ines.attempt().readings[0].values[0].value;
        let (said, bytes) = ines.received();
        assert!(holds(&bytes, &reading.to_le_bytes()) && said.contains("antiforme"));
    }
}

#[test]
fn no_truth_of_the_beams_crosses_the_wire() {
    let folder = changed(
        "flexion-bois",
        |lesson| *lesson = lesson.replacen("\"training\"", "\"exam\"", 1),
        |key| *key = key.replacen("per-attempt", "fixed:424242", 1),
    );
    let server = server::start(ServerConfig::private(folder.path().to_owned())).unwrap();
    let mut ines = Pupil::begins(Client::knock(&server, "Inès").joined());
    timber::load_steps(&mut ines);
    timber::hear_the_lot(&mut ines);
    ines.does(Deed::HandIn);
    assert_eq!(ines.attempt().marks, None);
    nothing_of(&mut ines, &truths(folder.path()), &["424242", "C24"]);
}
