//! Beginning a session: the demonstration, one's own, or somebody else's. Servers start beside the frame, never in it.

use std::{
    path::PathBuf,
    sync::{
        Mutex,
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use bevy::prelude::*;
use pleiades_netcode::{
    link::{JoinRequest, Link, Target},
    protocol::{Appearance, Device, HostKey, Nickname},
    server::{self, ServerConfig},
};
use pleiades_scenes::Language;

use super::{Companions, Hosted, Phase, Session};
use crate::{app::sets::FrameSet, language::Phrases, world::Place};

/// What one wants to be in.
#[derive(Clone, Debug)]
pub(crate) enum Opening {
    /// The campus for oneself, with scripted companions, on a server of one's own that nobody else can reach.
    Demo {
        /// Folder of the lesson.
        lesson: PathBuf,
        /// Number of companions.
        companions: usize,
    },
    /// A session of one's own, open to the local network.
    Host {
        /// Server settings; its lesson folder says what it is about.
        config: Box<ServerConfig>,
    },
    /// Somebody's session.
    Join {
        /// Where it is.
        target: Target,
        /// To come back as its host.
        host_key: Option<HostKey>,
    },
}

/// Begin a session, leaving the one there is.
#[derive(Message, Clone, Debug)]
pub(crate) struct Begin {
    pub(crate) opening: Opening,
    pub(crate) nickname: Nickname,
    pub(crate) colour: u8,
}

/// A server being started on a thread of its own.
#[derive(Resource)]
struct Started(Mutex<Receiver<Result<Hosted, String>>>, Begin);

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<Begin>()
        .add_systems(Update, (begin, welcome).chain().in_set(FrameSet::Receive));
}

fn begin(
    mut wishes: MessageReader<Begin>,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    place: Option<Res<Place>>,
    mut commands: Commands,
) {
    let Some(wish) = wishes.read().last().cloned() else {
        return;
    };
    session.leave();
    let (config, companions) = match &wish.opening {
        Opening::Join { target, host_key } => {
            session.link = Some(Link::start(request(
                &wish,
                target.clone(),
                host_key.clone(),
                phrases.language(),
            )));
            session.phase = Phase::Joining;
            return;
        }
        Opening::Demo { lesson, companions } => {
            (ServerConfig::private(lesson.clone()), *companions)
        }
        Opening::Host { config } => ((**config).clone(), 0),
    };
    let public = matches!(wish.opening, Opening::Host { .. });
    let round = place
        .map(|place| from_nearest(place.round(), place.spawn(0).translation))
        .unwrap_or_default();
    let (sender, receiver) = channel();
    let language = phrases.language();
    thread::spawn(move || {
        let hosted = server::start(config)
            .map_err(|error| error.sentence(language))
            .map(|server| {
                let (ticket, host_key) = (server.ticket(), server.host_key());
                let companions =
                    (companions > 0).then(|| Companions::join(&ticket, companions, round));
                Hosted {
                    server,
                    ticket,
                    host_key,
                    public,
                    companions,
                }
            });
        // Nobody waits any more if the person chose something else meanwhile; dropping the server closes it.
        let _ = sender.send(hosted);
    });
    session.phase = Phase::Starting;
    commands.insert_resource(Started(Mutex::new(receiver), wish));
}

/// Joins one's own server as its host once it runs.
fn welcome(
    started: Option<Res<Started>>,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    mut commands: Commands,
) {
    let Some(started) = started else { return };
    let received = match started.0.lock() {
        Ok(receiver) => receiver.try_recv(),
        Err(_) => Err(TryRecvError::Disconnected),
    };
    let hosted = match received {
        Err(TryRecvError::Empty) => return,
        Err(TryRecvError::Disconnected) => Err(phrases.get("session-server-died").into_owned()),
        Ok(hosted) => hosted,
    };
    commands.remove_resource::<Started>();
    if !matches!(session.phase, Phase::Starting) {
        return;
    }
    match hosted {
        Ok(hosted) => {
            let target = Target::Ticket(hosted.ticket.clone());
            let request = request(
                &started.1,
                target,
                Some(hosted.host_key.clone()),
                phrases.language(),
            );
            session.link = Some(Link::start(request));
            session.hosted = Some(hosted);
            session.phase = Phase::Joining;
        }
        Err(sentence) => {
            error!("{sentence}");
            session.phase = Phase::Failed(sentence);
        }
    }
}

/// The same closed way, begun where it passes `point`: companions are near whoever arrives.
fn from_nearest(mut round: Vec<Vec3>, point: Vec3) -> Vec<Vec3> {
    let nearest = round
        .iter()
        .enumerate()
        .min_by(|(_, here), (_, there)| here.distance(point).total_cmp(&there.distance(point)));
    if let Some((first, _)) = nearest {
        round.rotate_left(first);
    }
    round
}

fn request(
    wish: &Begin,
    target: Target,
    host_key: Option<HostKey>,
    language: Language,
) -> JoinRequest {
    JoinRequest {
        target,
        nickname: wish.nickname.clone(),
        appearance: Appearance {
            colour: wish.colour,
        },
        device: Device::Desktop,
        language,
        host_key,
        application: concat!("pleiades ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}
