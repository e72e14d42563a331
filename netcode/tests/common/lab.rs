//! The labs of this repository with a scene made in code; a student who measures; and a bench without a network.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use glam::{DMat3, DQuat, DVec3};
use pleiades_labs::orientation::{Enu, Plane};
use pleiades_netcode::{
    bench::Bench,
    protocol::{
        Appearance, Command, Deed, Device, Event, LabCommand, LabEvent, LabName, LessonOutline,
        Nickname, Objects, ParticipantId, Refusal, Role, SessionId, Text, Writing,
        lab::{Answer, Attempt, AttemptId, Group, Marks, PhotoFile, Placement},
        pose::Pose,
    },
    room::{Actor, Arrival, LogEntry, Opening, RoomState},
};
use pleiades_scenes::{lab::load_key, lesson};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A lab of this repository in a folder of its own, with a scene that has what it names.
pub fn folder(lab: &str) -> TempDir {
    changed(lab, |_| {}, |_| {})
}

/// The same after changes to its lesson and its key.
pub fn changed(
    lab: &str,
    lesson: impl FnOnce(&mut String),
    key: impl FnOnce(&mut String),
) -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../scenes")
        .join(lab);
    let mut texts = ["lesson.toml", "lab-key.toml"].map(|name| {
        fs::read_to_string(from.join(name))
            .unwrap()
            .replace("\r\n", "\n")
    });
    let [lesson_text, key_text] = &mut texts;
    lesson(lesson_text);
    key(key_text);
    let folder = tempfile::tempdir().unwrap();
    let asset = lesson_text
        .lines()
        .find_map(|line| line.strip_prefix("asset = \""))
        .unwrap()
        .trim_end_matches('"');
    let scene = folder.path().join(asset);
    fs::create_dir_all(scene.parent().unwrap()).unwrap();
    fs::write(scene, glb()).unwrap();
    fs::write(folder.path().join("lesson.toml"), &lesson_text).unwrap();
    fs::write(folder.path().join("lab-key.toml"), &key_text).unwrap();
    folder
}

/// Where the nodes of the scene are; three metres from each other.
pub fn places() -> BTreeMap<String, [f32; 3]> {
    let mut places = BTreeMap::new();
    for name in ["spawn.base.1", "spawn.bench.1"] {
        places.insert(name.to_owned(), [0.0, 0.0, 0.0]);
    }
    for number in 1..=8_u8 {
        let along = 3.0 * f32::from(number);
        places.insert(format!("surface.limb_w.{number}"), [-4.0, 1.2, -along]);
        places.insert(format!("surface.limb_e.{number}"), [4.0, 1.2, -along]);
        places.insert(format!("prop.beam.{number}"), [along, 1.0, 2.0]);
    }
    places.insert("poi.log".to_owned(), [0.0, 1.6, -40.0]);
    places.insert("poi.grande-halle".to_owned(), [-27.0, 1.6, -27.6]);
    for instrument in ["press", "dial_gauge", "caliper", "scale", "microphone"] {
        places.insert(format!("instrument.{instrument}"), [1.0, 1.0, 1.0]);
    }
    places
}

fn glb() -> Vec<u8> {
    let nodes: Vec<Value> = places()
        .into_iter()
        .map(|(id, place)| {
            let kind = id.split('.').next().unwrap().replace("instrument", "instrument_mount");
            json!({ "translation": place, "extras": { "pleiades": { "v": 1, "id": id, "kind": kind } } })
        })
        .collect();
    let roots: Vec<usize> = (0..nodes.len()).collect();
    let scene = json!({ "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": roots }], "nodes": nodes });
    let mut text = scene.to_string().into_bytes();
    text.resize(text.len().next_multiple_of(4), b' ');
    let chunk = u32::try_from(text.len()).unwrap();
    let mut bytes = b"glTF".to_vec();
    bytes.extend(2_u32.to_le_bytes());
    bytes.extend((20 + chunk).to_le_bytes());
    bytes.extend(chunk.to_le_bytes());
    bytes.extend(b"JSON");
    bytes.extend(text);
    bytes
}

pub fn name(id: &str) -> LabName {
    LabName::from(id)
}

/// The true planes of the outcrop, which a careful hand finds.
pub fn limb(limb: &str) -> Plane {
    match limb {
        "w" => Plane::from_degrees(20.0, 40.0).unwrap(),
        _ => Plane::from_degrees(180.0, 55.0).unwrap(),
    }
}

/// A compass laid flat on `plane` at `position`, its edge `turn_deg` from the strike within the plane.
pub fn laid(plane: Plane, position: [f32; 3], turn_deg: f64) -> Pose {
    let room = |enu: Enu| DVec3::new(enu.east, enu.up, -enu.north);
    let normal = room(plane.normal());
    let strike = plane.strike.radians();
    let along = room(Enu::new(strike.sin(), strike.cos(), 0.0));
    let edge = DQuat::from_axis_angle(normal, -turn_deg.to_radians()) * along;
    let back = -edge;
    let turn = DQuat::from_mat3(&DMat3::from_cols(normal.cross(back), normal, back)).normalize();
    Pose {
        position,
        rotation: turn.as_quat().to_array(),
    }
}

/// A photograph of so many bytes: the head and the end of a JPEG, which is all a server looks at.
pub fn photo(number: u8, bytes: usize) -> PhotoFile {
    let mut jpeg = vec![0xff, 0xd8, 0xff, 0xc0, 0, 11, 8];
    // 480 rows of 640 points, three channels.
    jpeg.extend([1, 224, 2, 128, 3, 1, 0x11, 0, 0xff, 0xda]);
    jpeg.resize(bytes - 2, number);
    jpeg.extend([0xff, 0xd9]);
    PhotoFile::new(jpeg)
}

/// Puts a photograph into the notebook.
pub fn add_photo(caption: &str, file: &PhotoFile) -> Deed {
    Deed::AddPhoto {
        caption: caption.to_owned(),
        file: file.clone(),
    }
}

/// Holds an instrument to a node.
pub fn hold(instrument: &str, specimen: &str, node: &str, pose: Option<Pose>) -> Deed {
    let pose = pose.unwrap_or(Pose {
        position: places()[node],
        ..Pose::IDENTITY
    });
    Deed::Place {
        instrument: name(instrument),
        at: Some(Placement {
            specimen: name(specimen),
            node: name(node),
            pose,
        }),
    }
}

pub fn dial(instrument: &str, dial: &str, value: f64) -> Deed {
    Deed::Dial {
        instrument: name(instrument),
        dial: name(dial),
        value,
    }
}

pub fn read(instrument: &str) -> Deed {
    Deed::Read {
        instrument: name(instrument),
    }
}

pub fn from_reading(column: &str, number: usize, channel: &str) -> (LabName, Writing) {
    let writing = Writing::Reading {
        number: u32::try_from(number).unwrap(),
        channel: channel.to_owned(),
    };
    (name(column), writing)
}

pub fn write(table: &str, row: usize, cells: Vec<(LabName, Writing)>) -> Deed {
    Deed::Write {
        table: name(table),
        row: u16::try_from(row).unwrap(),
        cells,
    }
}

pub fn answer(id: &str, value: Answer) -> Deed {
    Deed::Answer {
        answer: name(id),
        value: Some(value),
    }
}

/// Whoever can do things in an attempt and look at it: over a link, or at a bench without a network.
pub trait Student {
    /// Does it, or says why not.
    fn try_to(&mut self, deed: Deed) -> Result<(), Refusal>;
    /// The attempt as this student knows it.
    fn attempt(&self) -> Attempt;

    fn does(&mut self, deed: Deed) {
        let what = format!("{deed:?}");
        if let Err(refusal) = self.try_to(deed) {
            panic!("{what}: {refusal}");
        }
    }

    /// Reads, and gives the reading's number.
    fn reads(&mut self, instrument: &str) -> usize {
        self.does(read(instrument));
        self.attempt().readings.len() - 1
    }

    /// Lays the compass on a surface, turned from the strike, and records what it shows.
    fn measures(&mut self, table: &str, row: usize, side: &str, number: usize, turn_deg: f64) {
        let node = format!("surface.limb_{side}.{number}");
        let specimen = if side == "w" {
            "flanc-ouest"
        } else {
            "flanc-est"
        };
        let pose = laid(limb(side), places()[&node], turn_deg);
        self.does(hold("compass", specimen, &node, Some(pose)));
        let reading = self.reads("compass");
        let cells = ["strike", "dip", "east", "north"];
        let cells = cells.map(|column| from_reading(column, reading, column));
        self.does(write(table, row, cells.to_vec()));
    }

    fn hands_in(&mut self) -> Marks {
        self.does(Deed::HandIn);
        self.attempt()
            .marks
            .expect("training tells the marks at once")
    }

    /// The numbers of a column.
    fn column(&self, table: &str, column: &str) -> Vec<f64> {
        self.attempt().notebook.evidence().tables[table].numbers(column)
    }

    fn planes(&self, table: &str) -> Vec<Plane> {
        let strikes = self.column(table, "strike");
        let dips = self.column(table, "dip");
        strikes
            .into_iter()
            .zip(dips)
            .map(|(strike, dip)| Plane::from_degrees(strike, dip).unwrap())
            .collect()
    }
}

/// A session in the hand: a room, a bench, a host (1) and a student (2), no network and no clock.
pub struct Hand {
    pub room: RoomState,
    pub bench: Bench,
    pub log: Vec<LogEntry>,
    pub number: u32,
    pub attempt: AttemptId,
    _folder: Option<TempDir>,
}

pub const HOST: ParticipantId = ParticipantId(1);
pub const STUDENT: ParticipantId = ParticipantId(2);

pub fn bench(folder: &Path, secret: u8) -> Bench {
    let loaded = lesson::load(folder).unwrap();
    let key = load_key(&loaded).unwrap().unwrap();
    Bench::new(
        loaded.lesson.id.clone(),
        loaded.lesson.lab.unwrap(),
        key,
        [secret; 32],
        places(),
    )
}

impl Hand {
    /// A session about a lab of this repository, in which the student has begun an attempt.
    pub fn of(lab: &str, secret: u8) -> Self {
        let folder = folder(lab);
        let mut hand = Self::in_folder(folder.path(), secret);
        hand._folder = Some(folder);
        hand
    }

    pub fn in_folder(folder: &Path, secret: u8) -> Self {
        let mut hand = Self {
            room: RoomState::new(),
            bench: bench(folder, secret),
            log: Vec::new(),
            number: 0,
            attempt: AttemptId(1),
            _folder: None,
        };
        let opening = Opening {
            session: SessionId(1),
            lesson: LessonOutline {
                id: "lab".to_owned(),
                version: 1,
                title: Text::default(),
                stops: Vec::new(),
            },
            objects: Objects::default(),
            capacity: 40,
            away_time_ms: 1_000,
        };
        let events = hand.room.decide_open(opening).unwrap();
        hand.fold(events);
        for (nickname, role) in [("Mme Lenoir", Role::Host), ("Inès", Role::Learner)] {
            hand.enters(nickname, role);
        }
        hand.asks(
            STUDENT,
            LabCommand::Begin {
                group: Group::Alone,
            },
        )
        .unwrap();
        hand
    }

    pub fn enters(&mut self, nickname: &str, role: Role) -> ParticipantId {
        let arrival = Arrival {
            nickname: Nickname::parse(nickname).unwrap(),
            role,
            appearance: Appearance { colour: 0 },
            device: Device::Desktop,
        };
        let (id, events) = self.room.decide_join(&arrival).unwrap();
        self.fold(events);
        id
    }

    pub fn fold(&mut self, events: Vec<Event>) {
        let at_ms = 1_000 * (self.log.len() as u64 + 1);
        for entry in self.room.entries(events, at_ms, None) {
            self.room.fold(&entry).unwrap();
            self.log.push(entry);
        }
    }

    pub fn asks(
        &mut self,
        who: ParticipantId,
        command: LabCommand,
    ) -> Result<Vec<LabEvent>, Refusal> {
        self.number += 1;
        let actor = Actor {
            id: who,
            number: self.number,
        };
        let command = Command::Lab(command);
        let events = self.room.decide_at(Some(&self.bench), actor, &command)?;
        self.fold(events.clone());
        Ok(events
            .into_iter()
            .filter_map(|event| match event {
                Event::Lab(event) => Some(event),
                _ => None,
            })
            .collect())
    }
}

impl Student for Hand {
    fn try_to(&mut self, deed: Deed) -> Result<(), Refusal> {
        let command = LabCommand::Work {
            attempt: self.attempt,
            deed,
        };
        self.asks(STUDENT, command).map(|_| ())
    }

    fn attempt(&self) -> Attempt {
        self.room.labs().attempt(self.attempt).unwrap().clone()
    }
}

/// The folder of a lab of this repository.
pub fn repository(lab: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../scenes")
        .join(lab)
}
