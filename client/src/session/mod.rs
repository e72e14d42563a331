//! The session one is in: its link, its own server if we host it, and what happened in it.

mod arrival;
mod companions;
mod house;
mod invite;
mod opening;
mod pose;

use std::{
    collections::HashMap,
    path::PathBuf,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use pleiades_netcode::{
    link::{Comeback, Ending, Link, LinkEvent, LinkStats, RemotePose},
    protocol::{
        Command, Event, HostKey, Notice, ParticipantId, PersonalCode, Reaction, Refusal, Ticket,
        lab::{PhotoDigest, PhotoFile},
        pose::AvatarPose,
    },
    room::{LogEntry, Participant, RoomState},
    server::ServerHandle,
};

pub(crate) use arrival::Back;
pub(crate) use companions::Companions;
pub(crate) use house::House;
pub(crate) use invite::Invite;
pub(crate) use opening::{Begin, Opening};
pub(crate) use pose::{from_pose, to_pose};

use crate::app::sets::FrameSet;

/// How long a reaction is shown.
const REACTION_SHOWN: Duration = Duration::from_secs(4);

/// Something entered the session's log.
#[derive(Message, Clone, Debug)]
pub(crate) struct Happened(pub(crate) LogEntry);

/// A photograph that was asked for; nothing if one may not see it.
#[derive(Message, Clone, Debug)]
pub(crate) struct PhotoCame {
    pub(crate) digest: PhotoDigest,
    pub(crate) file: Option<PhotoFile>,
}

/// Something the person should be told in a sentence.
#[derive(Message, Clone, Debug)]
pub(crate) enum Told {
    /// The server says so: a journal that cannot be written, a server about to stop.
    Notice(Notice),
    /// A command was refused.
    Refused(Refusal),
    /// The way to the server is interrupted; the link tries again by itself.
    Interrupted,
    /// The way is back, with the same place and state.
    Resumed,
}

/// How far one is into a session.
#[derive(Clone, Debug, Default)]
pub(crate) enum Phase {
    /// In none.
    #[default]
    Idle,
    /// The own server starts.
    Starting,
    /// The door was knocked at.
    Joining,
    /// In.
    In,
    /// In, but the server does not answer now.
    Interrupted,
    /// Over; why, for the person to read.
    Ended(Ending),
    /// It never began; why, in the interface's language.
    Failed(String),
}

/// The session one is in, or was in last.
#[derive(Resource, Default)]
pub(crate) struct Session {
    link: Option<Link>,
    hosted: Option<Hosted>,
    phase: Phase,
    /// A time of the server's clock and when it was heard of.
    clock: Option<(u64, Instant)>,
    reactions: HashMap<ParticipantId, (Reaction, Instant)>,
}

/// A session whose server runs inside this program.
pub(crate) struct Hosted {
    pub(crate) server: ServerHandle,
    pub(crate) ticket: Ticket,
    pub(crate) host_key: HostKey,
    /// Folder of the lesson it is about.
    pub(crate) lesson: PathBuf,
    /// Open to others on the network, not only to this program.
    pub(crate) public: bool,
    companions: Option<Companions>,
}

impl Hosted {
    /// Number of scripted companions.
    pub(crate) fn companions(&self) -> usize {
        self.companions.as_ref().map_or(0, Companions::count)
    }
}

impl Session {
    /// Whether it is not known yet what one will be in.
    pub(crate) fn is_beginning(&self) -> bool {
        matches!(self.phase, Phase::Starting | Phase::Joining)
    }

    /// What to come back with, should the program be restarted.
    pub(crate) fn comeback(&self) -> Option<&Comeback> {
        self.link.as_ref().and_then(Link::comeback)
    }

    /// How far one is in.
    pub(crate) fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Everything the room knows; nothing before joining.
    pub(crate) fn room(&self) -> Option<&RoomState> {
        self.link.as_ref().and_then(Link::room)
    }

    /// Who one is in the room.
    pub(crate) fn me(&self) -> Option<ParticipantId> {
        self.link.as_ref().and_then(Link::me)
    }

    /// One's own entry in the room.
    pub(crate) fn myself(&self) -> Option<&Participant> {
        self.room()?.participant(self.me()?)
    }

    /// Whether one leads this session.
    pub(crate) fn i_host(&self) -> bool {
        self.myself().is_some_and(|person| person.role.is_host())
    }

    /// Whether one waits at the door to be let in.
    pub(crate) fn waits(&self) -> bool {
        self.room()
            .zip(self.me())
            .is_some_and(|(room, me)| room.class().is_waiting(me))
    }

    /// What to type at another device to go on there; nothing for hosts.
    pub(crate) fn personal_code(&self) -> Option<PersonalCode> {
        self.link.as_ref().and_then(Link::personal_code)
    }

    /// The server's clock now, milliseconds since 1970 (UTC), as near as the log tells it: behind by the way here at most.
    pub(crate) fn server_now_ms(&self) -> u64 {
        self.clock.map_or(0, |(told_ms, at)| {
            told_ms.saturating_add(at.elapsed().as_millis() as u64)
        })
    }

    /// The server wrote something at this time; what came fastest tells it best.
    fn set_clock(&mut self, told_ms: u64, now: Instant) {
        if told_ms > self.server_now_ms() {
            self.clock = Some((told_ms, now));
        }
    }

    /// The own server, if one hosts here.
    pub(crate) fn hosted(&self) -> Option<&Hosted> {
        self.hosted.as_ref()
    }

    /// How good the way to the server is.
    pub(crate) fn stats(&self) -> Option<LinkStats> {
        self.link.as_ref().map(Link::stats)
    }

    /// Where the others are at `now`, room frame.
    pub(crate) fn remote_poses(&mut self, now: Instant) -> Vec<RemotePose> {
        self.link
            .as_mut()
            .map(|link| link.remote_poses(now))
            .unwrap_or_default()
    }

    /// Asks the room for something; the answer is an event, or [`Told::Refused`].
    pub(crate) fn send(&mut self, command: Command) {
        if let Some(link) = &mut self.link {
            link.send(command);
        }
    }

    /// Asks for a photograph; [`PhotoCame`] answers, unless the connection breaks.
    pub(crate) fn see_photo(&self, digest: PhotoDigest) {
        if let Some(link) = &self.link {
            link.see_photo(digest);
        }
    }

    /// Says where one is now.
    pub(crate) fn set_pose(&mut self, pose: AvatarPose) {
        if let Some(link) = &mut self.link {
            link.set_pose(pose);
        }
    }

    /// The reaction a person shows just now.
    pub(crate) fn reaction(&self, id: ParticipantId) -> Option<Reaction> {
        self.reactions.get(&id).map(|(reaction, _)| *reaction)
    }

    /// Whether a person waves just now.
    pub(crate) fn is_waving(&self, id: ParticipantId) -> bool {
        self.reaction(id) == Some(Reaction::Wave)
    }

    /// Leaves, and closes the own server if there is one.
    pub(crate) fn leave(&mut self) {
        if let Some(link) = self.link.take() {
            link.leave();
        }
        if let Some(Hosted {
            server, companions, ..
        }) = self.hosted.take()
        {
            drop(companions);
            server.shutdown();
        }
        self.reactions.clear();
        self.clock = None;
        self.phase = Phase::Idle;
    }

    fn note(&mut self, entry: &LogEntry, now: Instant) {
        if let Event::Reacted { who, reaction } = &entry.event {
            self.reactions.insert(*who, (*reaction, now));
        }
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Session>()
        .add_message::<Happened>()
        .add_message::<Told>()
        .add_message::<PhotoCame>()
        .add_plugins((opening::plugin, arrival::plugin, pose::plugin))
        .add_systems(
            Update,
            (drain, forget_reactions).chain().in_set(FrameSet::Receive),
        )
        .add_systems(Last, leave_on_exit);
}

/// Everything that arrived since the last frame.
fn drain(
    mut session: ResMut<Session>,
    mut happened: MessageWriter<Happened>,
    mut told: MessageWriter<Told>,
    mut photos: MessageWriter<PhotoCame>,
) {
    let now = Instant::now();
    while let Some(event) = session.link.as_mut().and_then(Link::poll) {
        match event {
            LinkEvent::Joined { me } => {
                info!("joined as participant {}", me.0);
                session.phase = Phase::In;
                let told_ms = session.room().map_or(0, RoomState::at_ms);
                session.set_clock(told_ms, now);
            }
            LinkEvent::Event(entry) => {
                session.note(&entry, now);
                session.set_clock(entry.at_ms, now);
                happened.write(Happened(entry));
            }
            // Panels read the room each frame.
            LinkEvent::Known => {}
            LinkEvent::Answer {
                result: Err(refusal),
                ..
            } => {
                told.write(Told::Refused(refusal));
            }
            LinkEvent::Answer { result: Ok(_), .. } => {}
            LinkEvent::Photo { digest, file } => {
                photos.write(PhotoCame { digest, file });
            }
            LinkEvent::Notice(notice) => {
                told.write(Told::Notice(notice));
            }
            LinkEvent::Interrupted => {
                session.phase = Phase::Interrupted;
                told.write(Told::Interrupted);
            }
            LinkEvent::Resumed => {
                session.phase = Phase::In;
                told.write(Told::Resumed);
            }
            LinkEvent::Ended(ending) => {
                info!("the session ended: {ending:?}");
                session.leave();
                session.phase = Phase::Ended(ending);
            }
        }
    }
}

fn forget_reactions(mut session: ResMut<Session>) {
    if !session.reactions.is_empty() {
        session
            .reactions
            .retain(|_, (_, since)| since.elapsed() < REACTION_SHOWN);
    }
}

fn leave_on_exit(mut exits: MessageReader<AppExit>, mut session: ResMut<Session>) {
    if exits.read().next().is_some() {
        session.leave();
    }
}
