//! The room as a server begins with it: new, or as its journal has it.

use std::{collections::BTreeMap, path::Path, sync::Arc, time::SystemTime};

use pleiades_scenes::{
    lab::{KeyFile, Lab, load_key},
    lesson::Lesson,
    problem::Problems,
};
use tracing::{info, warn};

use super::{Identity, visit::outline_of};
use crate::{
    bench::Bench,
    journal::{self, Journal, JournalWriter},
    protocol::message::BadOutline,
    protocol::{Event, LessonOutline, ObjectId, Objects, SocketId, StopId, Text, VisitOutline},
    room::{AnswerKey, LogEntry, Opening, RoomState},
    server::{ServerConfig, ServerError},
};

/// The room as it begins: new, or as its journal has it.
pub(in crate::server) struct Prepared {
    pub(in crate::server) state: RoomState,
    /// The end of its log.
    pub(in crate::server) recent: Vec<LogEntry>,
    pub(in crate::server) journal: JournalWriter,
    pub(in crate::server) events: Vec<Event>,
    /// What is true in the session's lab, if it has one.
    pub(in crate::server) bench: Option<Bench>,
    pub(in crate::server) key: AnswerKey,
}

pub(in crate::server) fn prepare(
    config: &ServerConfig,
    content: Content,
    identity: &Identity,
    sessions: &Path,
) -> Result<Prepared, ServerError> {
    if let Some(days) = config.retention_days {
        match journal::expired(sessions, SystemTime::now(), days.into()) {
            Ok(expired) => {
                for session in expired
                    .into_iter()
                    .filter(|session| *session != identity.session)
                {
                    match journal::erase(sessions, session) {
                        Ok(_) => info!("session {session} is older than {days} days: erased"),
                        Err(error) => warn!("session {session} cannot be erased: {error}"),
                    }
                }
            }
            Err(error) => warn!("old sessions cannot be looked for: {error}"),
        }
    }
    let key = content.key.clone();
    let path = journal::path_of(sessions, identity.session);
    if path.exists() {
        let journal = Journal::open(&path)?;
        let bench = bench(content.lab.clone(), &journal)?;
        let state = journal.recover()?;
        let log = journal.read_all()?;
        let events = if state.seq() == 0 {
            opening(config, content, identity)?
        } else {
            info!(
                "session {} goes on after entry {}",
                identity.session,
                state.seq()
            );
            state.decide_recovered()
        };
        return Ok(Prepared {
            state,
            recent: log,
            journal: JournalWriter::new(journal),
            events,
            bench,
            key,
        });
    }
    let journal = Journal::create(sessions, identity.session)?;
    if let Some(days) = config.retention_days {
        journal::keep_for(sessions, identity.session, days)?;
    }
    let bench = bench(content.lab.clone(), &journal)?;
    let events = opening(config, content, identity)?;
    Ok(Prepared {
        state: RoomState::new(),
        recent: Vec::new(),
        journal: JournalWriter::new(journal),
        events,
        bench,
        key,
    })
}

/// The bench of a lab. Its secret lies beside the log, so that a session goes on, and is marked again, with the same readings.
fn bench(lab: Option<LabContent>, journal: &Journal) -> Result<Option<Bench>, ServerError> {
    let Some(lab) = lab else { return Ok(None) };
    let secret = match noted_secret(journal)? {
        Some(secret) => secret,
        None => {
            let mut secret = [0; 32];
            getrandom::fill(&mut secret).map_err(|error| ServerError::Lesson(error.to_string()))?;
            let text: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
            journal.note(SECRET, &text)?;
            secret
        }
    };
    Ok(Some(lab.bench(secret)))
}

/// What the secret is called beside the log.
const SECRET: &str = "lab-secret";

/// The secret of the session's lab, if it ever had one.
pub(in crate::server) fn noted_secret(journal: &Journal) -> Result<Option<[u8; 32]>, ServerError> {
    let noted = journal.noted(SECRET)?;
    Ok(noted.and_then(|text| {
        let mut secret = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, pair) in secret.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        Some(secret)
    }))
}

fn opening(
    config: &ServerConfig,
    content: Content,
    identity: &Identity,
) -> Result<Vec<Event>, ServerError> {
    let room = RoomState::new();
    let refused = |error: BadOutline| ServerError::Lesson(error.to_string());
    let mut events = room
        .decide_open(Opening {
            session: identity.session,
            lesson: content.lesson,
            objects: content.objects,
            capacity: config.capacity,
            away_time_ms: config.away.as_millis() as u64,
        })
        .map_err(refused)?;
    events.extend(room.decide_visit_prepared(content.visit).map_err(refused)?);
    events.extend(room.decide_admission(config.admission));
    events.extend(room.decide_house_rules(config.microphones, config.break_after_min));
    Ok(events)
}

/// What the room has to know of a lesson and its scene.
pub(in crate::server) struct Content {
    pub(in crate::server) lesson: LessonOutline,
    objects: Objects,
    pub(in crate::server) lab: Option<LabContent>,
    visit: VisitOutline,
    /// What is right in its quizzes: it stays here.
    key: AnswerKey,
    /// Its texts, for the cards people take home.
    pub(in crate::server) texts: Arc<Lesson>,
}

/// What a bench is made of.
#[derive(Clone, Debug)]
pub(in crate::server) struct LabContent {
    lesson: String,
    lab: Lab,
    key: KeyFile,
    nodes: BTreeMap<String, [f32; 3]>,
}

impl LabContent {
    pub(in crate::server) fn bench(self, secret: [u8; 32]) -> Bench {
        Bench::new(self.lesson, self.lab, self.key, secret, self.nodes)
    }

    /// A bench with this grid of marks, if nothing else is other than it was.
    pub(in crate::server) fn rubric_for(self, bench: &Bench) -> Option<Bench> {
        bench.with_rubric(self.lab, self.key)
    }
}

pub(in crate::server) fn content(folder: &Path) -> Result<Content, ServerError> {
    use pleiades_scenes::{Language, lesson, scene::Kind};
    let wrong = |problems: Problems| ServerError::Lesson(problems.render(Language::French));
    let loaded = lesson::load(folder).map_err(wrong)?;
    let lab_key = load_key(&loaded).map_err(wrong)?;
    let key = AnswerKey::new(lesson::load_key(&loaded).map_err(wrong)?);
    let texts = Arc::new(loaded.lesson.clone());
    let lesson = loaded.lesson;
    let of_kind = |kind| {
        loaded
            .scene
            .nodes()
            .filter(move |node| node.kind == kind)
            .map(|node| node.id.as_str())
    };
    let objects = Objects {
        objects: of_kind(Kind::Prop).map(ObjectId::from).collect(),
        sockets: of_kind(Kind::Socket).map(SocketId::from).collect(),
    };
    let lab = lesson
        .lab
        .clone()
        .zip(lab_key)
        .map(|(lab, key)| LabContent {
            lesson: lesson.id.clone(),
            lab,
            key,
            nodes: loaded
                .scene
                .nodes()
                .map(|node| (node.id.clone(), node.position))
                .collect(),
        });
    let visit = outline_of(&lesson);
    let lesson = LessonOutline {
        id: lesson.id.clone(),
        version: version_number(&lesson.version),
        title: Text {
            fr: lesson.title.get(Language::French).to_owned(),
            en: lesson.title.get(Language::English).to_owned(),
        },
        stops: lesson
            .stops
            .iter()
            .map(|stop| StopId::from(stop.id.as_str()))
            .collect(),
    };
    Ok(Content {
        lesson,
        objects,
        lab,
        visit,
        key,
        texts,
    })
}

/// A lesson's version as one number: 1.2.3 is 1 002 003.
fn version_number(version: &str) -> u32 {
    version
        .split('.')
        .chain(std::iter::repeat("0"))
        .take(3)
        .fold(0, |number: u32, part| {
            number
                .saturating_mul(1_000)
                .saturating_add(part.parse::<u32>().unwrap_or(0).min(999))
        })
}
