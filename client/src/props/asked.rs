//! What one asked the room for and has not heard of yet: shown at once, and taken back if the room refuses.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use pleiades_netcode::protocol::{Command, Event, Handling, ObjectId, Whereabouts};

use crate::{
    app::sets::FrameSet,
    session::{Happened, Session, Told},
};

/// A question this old was lost on the way: what the room says counts.
const FORGET_AFTER: Duration = Duration::from_secs(3);

/// Questions on their way, by thing.
#[derive(Resource, Default, Debug)]
pub(crate) struct Asked(HashMap<ObjectId, (Whereabouts, Instant)>);

impl Asked {
    /// Asks for something to be done with a thing.
    pub(super) fn ask(&mut self, session: &mut Session, object: &ObjectId, handling: Handling) {
        let Some(by) = session.me() else { return };
        let then = match &handling {
            Handling::Take(hold) => Whereabouts::Held { by, hold: *hold },
            Handling::LetGo(motion) => Whereabouts::Loose {
                by,
                motion: *motion,
                at_ms: 0,
            },
            Handling::Settle(pose) => Whereabouts::Resting { pose: *pose },
            Handling::Lose => Whereabouts::Home,
            Handling::PutIn(socket) => Whereabouts::In {
                socket: socket.clone(),
            },
        };
        self.0.insert(object.clone(), (then, Instant::now()));
        session.send(Command::Handle {
            object: object.clone(),
            handling,
        });
    }

    /// Where a thing is for the person who asked; at home where no session says otherwise.
    pub(crate) fn place(&self, session: &Session, object: &ObjectId) -> Whereabouts {
        if let Some((place, _)) = self.0.get(object) {
            return place.clone();
        }
        session
            .room()
            .and_then(|room| room.object(object))
            .cloned()
            .unwrap_or(Whereabouts::Home)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Asked>()
        .add_systems(Update, hear.after(FrameSet::Receive).before(FrameSet::Move));
}

fn hear(
    mut happened: MessageReader<Happened>,
    mut told: MessageReader<Told>,
    session: Res<Session>,
    mut asked: ResMut<Asked>,
) {
    let me = session.me();
    for Happened(entry) in happened.read() {
        match &entry.event {
            // Others may have been first; an older answer of one's own does not take back a newer wish.
            Event::ObjectHandled {
                who,
                object,
                handling,
            } => {
                let answered = asked
                    .0
                    .get(object)
                    .is_some_and(|(place, _)| Some(*who) != me || is_that(place, handling));
                if answered {
                    asked.0.remove(object);
                }
            }
            Event::TidiedUp { .. } => asked.0.clear(),
            _ => {}
        }
    }
    if told.read().any(|told| matches!(told, Told::Refused(_))) {
        asked.0.clear();
    }
    if !asked.0.is_empty() {
        asked
            .0
            .retain(|_, (_, since)| since.elapsed() < FORGET_AFTER);
    }
}

/// Whether what happened is what was asked for; the room may have shortened a motion or squared a rotation.
fn is_that(place: &Whereabouts, handling: &Handling) -> bool {
    match (place, handling) {
        (Whereabouts::Held { hold, .. }, Handling::Take(taken)) => hold.grip == taken.grip,
        (Whereabouts::Loose { .. }, Handling::LetGo(_))
        | (Whereabouts::Resting { .. }, Handling::Settle(_))
        | (Whereabouts::Home, Handling::Lose) => true,
        (Whereabouts::In { socket }, Handling::PutIn(put)) => socket == put,
        _ => false,
    }
}
