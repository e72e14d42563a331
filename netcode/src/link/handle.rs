//! The link as a client holds it.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Instant,
};

use pleiades_scenes::Language;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{
    Comeback, Ending, LinkStats, RemotePose,
    shared::Shared,
    task::{self, FromTask, ToTask},
};
use crate::{
    protocol::{
        Appearance, Command, Device, HostKey, JoinCode, Nickname, Notice, ParticipantId,
        PersonalCode, Refusal, Role, Ticket,
        lab::{PhotoDigest, PhotoFile},
        pose::AvatarPose,
    },
    room::{LogEntry, RoomState},
};

/// Where a session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// As the host's ticket says; its certificate is pinned.
    Ticket(Ticket),
    /// Somewhere on this network, under this code.
    Code(JoinCode),
    /// At this address, under this code.
    Address {
        /// Name or address.
        host: String,
        /// UDP port.
        port: u16,
        /// The code.
        code: JoinCode,
    },
}

/// Who wants to be where.
#[derive(Clone, Debug)]
pub struct JoinRequest {
    /// Where.
    pub target: Target,
    /// Name the others see.
    pub nickname: Nickname,
    /// Look.
    pub appearance: Appearance,
    /// What the session is seen through.
    pub device: Device,
    /// Language of the person.
    pub language: Language,
    /// To be a host.
    pub host_key: Option<HostKey>,
    /// Name and version of the program, for the server's log.
    pub application: String,
    /// The place one had before the program was restarted; without it, or where it is kept no longer, one comes in anew.
    pub comeback: Option<Comeback>,
    /// The personal code read at another device, where one has been in the session: one goes on here as who one was there.
    pub personal_code: Option<PersonalCode>,
}

impl JoinRequest {
    /// The role asked for: host with a host key, learner without.
    pub(super) fn role(&self) -> Role {
        if self.host_key.is_some() {
            Role::Host
        } else {
            Role::Learner
        }
    }
}

/// Something that happened on the link.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkEvent {
    /// One is in; [`Link::room`] is there.
    Joined {
        /// Who one is.
        me: ParticipantId,
    },
    /// An entry of the log, already folded into [`Link::room`].
    Event(LogEntry),
    /// What one may know has changed with one's role: [`Link::room`] is the whole of it.
    Known,
    /// The answer to a command.
    Answer {
        /// The command's number.
        number: u32,
        /// Whether it was done.
        result: Result<(), Refusal>,
    },
    /// A photograph that was asked for; nothing if one may not see it, or it cannot be read.
    Photo {
        /// Which.
        digest: PhotoDigest,
        /// Its file.
        file: Option<PhotoFile>,
    },
    /// Something the person should know.
    Notice(Notice),
    /// The connection broke; the link makes a new one.
    Interrupted,
    /// The connection is back; [`Link::room`] is up to date.
    Resumed,
    /// It is over; nothing follows.
    Ended(Ending),
}

/// A session at the other end of a network. Dropping it leaves the session.
#[derive(Debug)]
pub struct Link {
    events: UnboundedReceiver<FromTask>,
    orders: UnboundedSender<ToTask>,
    shared: Arc<Mutex<Shared>>,
    thread: Option<JoinHandle<()>>,
    room: Option<RoomState>,
    me: Option<ParticipantId>,
    next_number: u32,
    comeback: Option<Comeback>,
    personal_code: Option<PersonalCode>,
    ended: bool,
}

impl Link {
    /// Knocks at the door. Returns at once; [`Link::poll`] tells how it goes.
    pub fn start(request: JoinRequest) -> Self {
        let (to_handle, events) = unbounded_channel();
        let (orders, from_handle) = unbounded_channel();
        let shared = Arc::new(Mutex::new(Shared::new(Instant::now())));
        let for_task = Arc::clone(&shared);
        let failed = to_handle.clone();
        let spawned = thread::Builder::new()
            .name("link".to_owned())
            .spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                let ending = match runtime {
                    Ok(runtime) => runtime.block_on(task::run(
                        request,
                        for_task,
                        to_handle.clone(),
                        from_handle,
                    )),
                    Err(error) => Ending::NoNetwork(error.to_string()),
                };
                // A handle that was dropped does not ask how it ended.
                let _ = to_handle.send(FromTask::Ended(ending));
            });
        let thread = match spawned {
            Ok(thread) => Some(thread),
            Err(error) => {
                // The receiver is in our hands.
                let _ = failed.send(FromTask::Ended(Ending::NoNetwork(error.to_string())));
                None
            }
        };
        Self {
            events,
            orders,
            shared,
            thread,
            room: None,
            me: None,
            next_number: 1,
            comeback: None,
            personal_code: None,
            ended: false,
        }
    }

    /// The next thing that happened, if any. Call it until it says nothing, once a frame.
    pub fn poll(&mut self) -> Option<LinkEvent> {
        if self.ended {
            return None;
        }
        match self.events.try_recv().ok()? {
            FromTask::Joined {
                me,
                room,
                last_command,
                comeback,
                personal_code,
            } => {
                self.me = Some(me);
                self.personal_code = personal_code;
                self.room = Some(*room);
                self.comeback = comeback;
                // Numbers go on where the program before left off.
                self.next_number = self.next_number.max(last_command.saturating_add(1));
                Some(LinkEvent::Joined { me })
            }
            FromTask::Resumed { room } => {
                if let Some(room) = room {
                    self.room = Some(*room);
                }
                Some(LinkEvent::Resumed)
            }
            FromTask::Known(room) => {
                self.room = Some(*room);
                Some(LinkEvent::Known)
            }
            FromTask::Entry(entry) => {
                if let Some(room) = &mut self.room
                    && let Err(error) = room.fold(&entry)
                {
                    tracing::warn!("an entry of the log is out of order: {error}");
                }
                Some(LinkEvent::Event(entry))
            }
            FromTask::Answer { number, result } => Some(LinkEvent::Answer { number, result }),
            FromTask::Photo { digest, file } => Some(LinkEvent::Photo { digest, file }),
            FromTask::Notice(notice) => Some(LinkEvent::Notice(notice)),
            FromTask::Interrupted => Some(LinkEvent::Interrupted),
            FromTask::Ended(ending) => {
                self.ended = true;
                Some(LinkEvent::Ended(ending))
            }
        }
    }

    /// Everything the room knows; nothing before one is in.
    pub fn room(&self) -> Option<&RoomState> {
        self.room.as_ref()
    }

    /// Who one is; nothing before one is in.
    pub fn me(&self) -> Option<ParticipantId> {
        self.me
    }

    /// What to come back with, should this program be restarted; nothing before one is in.
    pub fn comeback(&self) -> Option<&Comeback> {
        self.comeback.as_ref()
    }

    /// What to type at another device to go on there; nothing for hosts, and before one is in.
    pub fn personal_code(&self) -> Option<PersonalCode> {
        self.personal_code
    }

    /// Asks the room for something; the number of the answer. Kept through interruptions.
    ///
    /// Who comes back after a restart asks once [`LinkEvent::Joined`] is told: earlier numbers may be used up.
    pub fn send(&mut self, command: Command) -> u32 {
        let number = self.next_number;
        self.next_number += 1;
        // After the end nobody answers.
        let _ = self.orders.send(ToTask::Command { number, command });
        number
    }

    /// Asks for a photograph of a notebook: [`LinkEvent::Photo`] answers. While the connection is interrupted nobody hears this.
    pub fn see_photo(&self, digest: PhotoDigest) {
        // After the end nobody answers.
        let _ = self.orders.send(ToTask::SeePhoto(digest));
    }

    /// Says where one is. The newest is sent, in the middle of the server's tick.
    pub fn set_pose(&self, pose: AvatarPose) {
        self.shared().own = Some((pose, Instant::now()));
    }

    /// Where the others are at `now`.
    pub fn remote_poses(&self, now: Instant) -> Vec<RemotePose> {
        self.shared().play(now)
    }

    /// How good the way is.
    pub fn stats(&self) -> LinkStats {
        let shared = self.shared();
        let mut stats = shared.stats.clone();
        if let Some(playback) = &shared.playback {
            stats.interpolation_delay = playback.delay();
            stats.loss = playback.loss();
        }
        stats
    }

    /// Leaves, and waits until the server has heard of it (a second at most).
    pub fn leave(self) {}

    fn shared(&self) -> MutexGuard<'_, Shared> {
        // Nothing in it can be half done: a thread that panicked leaves poses and figures as they were.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        let _ = self.orders.send(ToTask::Leave);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::warn!("the link's thread had panicked");
        }
    }
}
