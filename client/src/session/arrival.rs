//! Arriving: the session says which lesson it is about, and one stands on its spawn point.

use std::fs;

use bevy::prelude::*;
use pleiades_netcode::protocol::{ParticipantId, SessionId};

use super::{Phase, Session};
use crate::{
    app::{Content, sets::FrameSet},
    body::Arrive,
    language::Phrases,
    world::{Place, heading_deg},
};

/// The session one has already arrived in, so that coming back after a cut leaves one where one was.
#[derive(Resource, Default)]
struct Arrived(Option<(SessionId, ParticipantId)>);

/// Where one stood before the program was restarted: feet in the room frame, metres, and degrees clockwise from north.
#[derive(Resource, Default)]
pub(crate) struct Back(pub(crate) Option<(Vec3, f32)>);

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Arrived>().add_systems(
        Update,
        (stand_at_first, arrive).chain().in_set(FrameSet::Receive),
    );
}

/// Before any session the campus is there to be looked at.
fn stand_at_first(
    place: Option<Res<Place>>,
    mut stood: Local<bool>,
    mut arrive: MessageWriter<Arrive>,
) {
    if let Some(place) = place
        && !*stood
    {
        *stood = true;
        let spawn = place.spawn(0);
        arrive.write(Arrive {
            feet: spawn.translation,
            heading_deg: heading_deg(&spawn),
        });
    }
}

fn arrive(
    mut session: ResMut<Session>,
    mut arrived: ResMut<Arrived>,
    mut back: ResMut<Back>,
    place: Option<Res<Place>>,
    content: Res<Content>,
    phrases: Res<Phrases>,
    mut arrive: MessageWriter<Arrive>,
    mut commands: Commands,
) {
    if !matches!(session.phase(), Phase::In) {
        if matches!(
            session.phase(),
            Phase::Idle | Phase::Ended(_) | Phase::Failed(_)
        ) {
            arrived.0 = None;
        }
        return;
    }
    let (Some(room), Some(me)) = (session.room(), session.me()) else {
        return;
    };
    let here = (room.session_id(), me);
    if arrived.0 == Some(here) {
        return;
    }
    let lesson = room.lesson().id.clone();
    let place = match place {
        Some(place) if place.lesson.lesson.id == lesson => place.clone(),
        _ => match find(&content, &lesson, &phrases) {
            Ok(place) => {
                commands.insert_resource(place.clone());
                place
            }
            Err(sentence) => {
                session.leave();
                session.phase = Phase::Failed(sentence);
                return;
            }
        },
    };
    arrived.0 = Some(here);
    let (feet, heading_deg) = back.0.take().unwrap_or_else(|| {
        let spawn = place.spawn(usize::from(me.0));
        (spawn.translation, heading_deg(&spawn))
    });
    arrive.write(Arrive { feet, heading_deg });
}

/// The lesson called `id` among those that came with this program.
fn find(content: &Content, id: &str, phrases: &Phrases) -> Result<Place, String> {
    let missing = || {
        phrases.with(
            "session-lesson-missing",
            &[("lesson", id.to_owned().into())],
        )
    };
    let folders = fs::read_dir(content.root.join("scenes")).map_err(|_| missing())?;
    folders
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| folder.join("lesson.toml").is_file())
        .filter_map(|folder| Place::open(&folder, &content.root, phrases.language()).ok())
        .find(|place| place.lesson.lesson.id == id)
        .ok_or_else(missing)
}
