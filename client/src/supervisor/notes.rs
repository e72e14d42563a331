//! What a run keeps for the one after it: the session, who one is in it, and where one stands.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use bevy::{prelude::*, time::common_conditions::on_real_timer};
use pleiades_netcode::{
    link::{Comeback, Target},
    protocol::Nickname,
    server::ServerConfig,
};
use serde::{Deserialize, Serialize};

use crate::{
    body::Body,
    session::{Begin, Invite, Opening, Session},
    world::heading_deg,
};

/// Between two looks at what there is to note.
const EVERY: Duration = Duration::from_millis(500);

/// All that is needed to come back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Notes {
    comeback: Comeback,
    nickname: String,
    colour: u8,
    /// The session's server, if it ran inside the program.
    served: Option<Served>,
    /// Where one stood, room frame, metres.
    feet: [f32; 3],
    /// Where one looked, degrees clockwise from north.
    heading_deg: f32,
}

/// A server to start again, on its journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Served {
    lesson: PathBuf,
    listen: SocketAddr,
    data: PathBuf,
    /// The data was to go with the server.
    scratch: bool,
    /// Open to others.
    public: bool,
    companions: usize,
}

impl Notes {
    /// Of the session one is in; nothing in none.
    fn of(session: &Session, place: &Transform) -> Option<Self> {
        let me = session.myself()?;
        Some(Self {
            comeback: session.comeback()?.clone(),
            nickname: me.nickname.to_string(),
            colour: me.appearance.colour,
            served: session.hosted().map(|hosted| Served {
                lesson: hosted.lesson.clone(),
                listen: hosted.server.address(),
                data: hosted.server.data().to_owned(),
                scratch: hosted.server.is_scratch(),
                public: hosted.public,
                companions: hosted.companions(),
            }),
            feet: place.translation.to_array(),
            heading_deg: heading_deg(place),
        })
    }

    /// How to begin in the same session; nothing if the notes make no sense.
    pub(crate) fn begin(&self) -> Option<Begin> {
        let opening = match self.served.clone() {
            Some(served) => {
                let config = if served.public {
                    ServerConfig::open(served.lesson)
                } else {
                    ServerConfig::private(served.lesson)
                };
                Opening::Serve {
                    config: Box::new(ServerConfig {
                        listen: served.listen,
                        data: Some(served.data),
                        ..config
                    }),
                    companions: served.companions,
                    invite: Invite::default(),
                }
            }
            None => Opening::Join {
                target: Target::Ticket(self.comeback.ticket()?),
                host_key: None,
                personal_code: None,
            },
        };
        Some(Begin {
            opening,
            nickname: Nickname::parse(&self.nickname).ok()?,
            colour: self.colour,
            comeback: Some(self.comeback.clone()),
        })
    }

    /// The folder of the lesson one's own server was about.
    pub(crate) fn lesson(&self) -> Option<&Path> {
        self.served.as_ref().map(|served| served.lesson.as_path())
    }

    /// Where one stood: feet in the room frame, metres, and degrees clockwise from north.
    pub(crate) fn place(&self) -> (Vec3, f32) {
        (Vec3::from_array(self.feet), self.heading_deg)
    }

    /// The folder that was to go with the server.
    pub(super) fn into_scratch(self) -> Option<PathBuf> {
        self.served
            .filter(|served| served.scratch)
            .map(|served| served.data)
    }
}

/// Where the notes are.
#[derive(Resource, Clone, Debug)]
pub(crate) struct NotesFile(PathBuf);

impl NotesFile {
    pub(super) const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// The notes of the run before; nothing if there are none, or none that can be read.
    pub(crate) fn read(&self) -> Option<Notes> {
        serde_json::from_slice(&fs::read(&self.0).ok()?).ok()
    }

    /// Keeps the notes, or that there are none any more. A run that dies meanwhile leaves the former ones whole.
    fn write(&self, notes: Option<&Notes>) -> std::io::Result<()> {
        match notes {
            Some(notes) => {
                let beside = self.0.with_extension("new");
                fs::write(&beside, serde_json::to_vec(notes)?)?;
                fs::rename(beside, &self.0)
            }
            None if self.0.exists() => fs::remove_file(&self.0),
            None => Ok(()),
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Last,
        note.run_if(resource_exists::<NotesFile>.and_then(on_real_timer(EVERY))),
    );
}

fn note(
    file: Res<NotesFile>,
    session: Res<Session>,
    body: Query<&Transform, With<Body>>,
    mut written: Local<Option<Notes>>,
    mut failed: Local<bool>,
) {
    // Between a session and the next, or before the first, the former notes stay: who is coming back may fall again.
    if session.is_beginning() {
        return;
    }
    let notes = body
        .single()
        .ok()
        .and_then(|place| Notes::of(&session, place));
    if notes == *written {
        return;
    }
    match file.write(notes.as_ref()) {
        Ok(()) => *written = notes,
        Err(error) if !*failed => {
            *failed = true;
            warn!("what is needed to come back after a fault cannot be kept: {error}");
        }
        Err(_) => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn notes_that_are_no_notes_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = NotesFile::at(folder.path().join("notes.json"));
        assert_eq!(file.read(), None);
        for nonsense in ["", "{", "{\"comeback\":3}"] {
            fs::write(&file.0, nonsense).unwrap();
            assert_eq!(file.read(), None, "{nonsense}");
        }
        file.write(None).unwrap();
        assert!(!file.0.exists());
        file.write(None).unwrap();
    }
}
