//! The room as a server begins with it: new, or as its journal has it.

use std::{path::Path, time::SystemTime};

use tracing::{info, warn};

use super::Identity;
use crate::{
    journal::{self, Journal, JournalWriter},
    protocol::{Event, LessonOutline, ObjectId, Objects, SocketId, StopId, Text},
    room::{LogEntry, Opening, RoomState},
    server::{ServerConfig, ServerError},
};

/// The room as it begins: new, or as its journal has it.
pub(in crate::server) struct Prepared {
    pub(in crate::server) state: RoomState,
    /// The end of its log.
    pub(in crate::server) recent: Vec<LogEntry>,
    pub(in crate::server) journal: JournalWriter,
    pub(in crate::server) events: Vec<Event>,
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
    let path = journal::path_of(sessions, identity.session);
    if path.exists() {
        let journal = Journal::open(&path)?;
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
        });
    }
    let journal = Journal::create(sessions, identity.session)?;
    let events = opening(config, content, identity)?;
    Ok(Prepared {
        state: RoomState::new(),
        recent: Vec::new(),
        journal: JournalWriter::new(journal),
        events,
    })
}

fn opening(
    config: &ServerConfig,
    content: Content,
    identity: &Identity,
) -> Result<Vec<Event>, ServerError> {
    let room = RoomState::new();
    let mut events = room
        .decide_open(Opening {
            session: identity.session,
            lesson: content.lesson,
            objects: content.objects,
            capacity: config.capacity,
            away_time_ms: config.away.as_millis() as u64,
        })
        .map_err(|error| ServerError::Lesson(error.to_string()))?;
    events.extend(room.decide_admission(config.admission));
    Ok(events)
}

/// What the room has to know of a lesson and its scene.
pub(in crate::server) struct Content {
    pub(in crate::server) lesson: LessonOutline,
    objects: Objects,
}

pub(in crate::server) fn content(folder: &Path) -> Result<Content, ServerError> {
    use pleiades_scenes::{Language, lesson, scene::Kind};
    let loaded = lesson::load(folder)
        .map_err(|problems| ServerError::Lesson(problems.render(Language::French)))?;
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
    Ok(Content { lesson, objects })
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
