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
    link::{Comeback, JoinRequest, Link, Target},
    protocol::{Appearance, Device, HostKey, Nickname, PersonalCode},
    server::{self, ServerConfig},
};
use pleiades_scenes::Language;

use super::{Companions, Hosted, House, Invite, Phase, Session};
use crate::{app::sets::FrameSet, language::Phrases, world::Place};

/// What one wants to be in.
#[derive(Clone, Debug)]
pub(crate) enum Opening {
    /// A session of one's own.
    Serve {
        /// Server settings; its lesson folder says what it is about.
        config: Box<ServerConfig>,
        /// Number of scripted companions.
        companions: usize,
        /// What is handed out once it is open.
        invite: Invite,
    },
    /// Somebody's session.
    Join {
        /// Where it is.
        target: Target,
        /// To come back as its host.
        host_key: Option<HostKey>,
        /// To go on as who one is at another device.
        personal_code: Option<PersonalCode>,
    },
}

impl Opening {
    /// The lesson in this folder for oneself, on a server that nobody else can reach.
    pub(crate) fn demo(lesson: PathBuf, companions: usize) -> Self {
        Self::Serve {
            config: Box::new(ServerConfig::private(lesson)),
            companions,
            invite: Invite::default(),
        }
    }

    /// The lesson in this folder, open to the local network, by the rules of the house.
    pub(crate) fn host(lesson: PathBuf, house: House) -> Self {
        Self::Serve {
            config: Box::new(house.applied(ServerConfig::open(lesson))),
            companions: 0,
            invite: Invite::default(),
        }
    }
}

/// Begin a session, leaving the one there is.
#[derive(Message, Clone, Debug)]
pub(crate) struct Begin {
    pub(crate) opening: Opening,
    pub(crate) nickname: Nickname,
    pub(crate) colour: u8,
    /// The place one had in it before the program was restarted.
    pub(crate) comeback: Option<Comeback>,
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
    let (config, companions, invite) = match &wish.opening {
        Opening::Join {
            target,
            host_key,
            personal_code,
        } => {
            session.link = Some(Link::start(JoinRequest {
                personal_code: *personal_code,
                ..request(&wish, target.clone(), host_key.clone(), phrases.language())
            }));
            session.phase = Phase::Joining;
            return;
        }
        Opening::Serve {
            config,
            companions,
            invite,
        } => ((**config).clone(), *companions, invite.clone()),
    };
    let (public, lesson) = (config.announce, config.lesson.clone());
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
                    lesson,
                    public,
                    companions,
                }
            })
            .and_then(|hosted| match invite.hand_out(&hosted) {
                Ok(()) => Ok(hosted),
                Err(error) => Err(no_card(&invite, &error, language)),
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

/// The sentence about a card that cannot be written.
fn no_card(invite: &Invite, error: &std::io::Error, language: Language) -> String {
    let file = invite.card.clone().unwrap_or_default();
    let file = file.display();
    match language {
        Language::French => {
            format!("{file} : la carte des élèves n’a pas pu être écrite ({error}).")
        }
        Language::English => format!("{file}: the pupils’ card cannot be written ({error})."),
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
        comeback: wish.comeback.clone(),
        personal_code: None,
    }
}
