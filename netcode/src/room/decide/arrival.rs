//! Opening a session, and coming into it.

use crate::protocol::{
    Appearance, Device, Event, LessonOutline, Nickname, Objects, ParticipantId, Refusal, Role,
    SessionId, limits, message::BadOutline,
};
use crate::room::RoomState;

/// What a session is opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// A random number.
    pub session: SessionId,
    /// What it is about.
    pub lesson: LessonOutline,
    /// The things in it that can be taken, and where they can be put.
    pub objects: Objects,
    /// How many people may be in it; at most [`limits::CAPACITY`], at least one.
    pub capacity: u16,
    /// How long the place of somebody who vanished is kept, milliseconds.
    pub away_time_ms: u64,
}

/// Somebody at the door, whose code and role are already proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// What they would like to be called.
    pub nickname: Nickname,
    /// What they may do; a host's key was proved.
    pub role: Role,
    /// How they look.
    pub appearance: Appearance,
    /// What they see the session through.
    pub device: Device,
}

impl RoomState {
    /// Opens the session: the first entry of its log, and the objects if it has some. Nothing if it is open already.
    ///
    /// # Errors
    /// If the lesson's outline is over the limits.
    pub fn decide_open(&self, opening: Opening) -> Result<Vec<Event>, BadOutline> {
        if self.seq > 0 {
            return Ok(Vec::new());
        }
        let Opening {
            session,
            lesson,
            objects,
            capacity,
            away_time_ms,
        } = opening;
        lesson.check()?;
        let mut events = vec![Event::SessionOpened {
            session,
            lesson,
            capacity: capacity.clamp(1, limits::CAPACITY),
            away_time_ms,
        }];
        let objects = objects.within_limits();
        if objects != Objects::default() {
            events.push(Event::ObjectsLaidOut(objects));
        }
        Ok(events)
    }

    /// Lets somebody in, or says why not. Hosts come in through a closed door and into a full room; one of the same name as a
    /// host who is there already is that host, at a program that was started again or at another device.
    ///
    /// Returns the number they get and the events that make them a participant.
    ///
    /// # Errors
    /// [`Refusal::SessionOver`], [`Refusal::SentOut`], [`Refusal::Locked`], [`Refusal::Full`].
    pub fn decide_join(&self, arrival: &Arrival) -> Result<(ParticipantId, Vec<Event>), Refusal> {
        let Arrival {
            nickname,
            role,
            appearance,
            device,
        } = arrival;
        if !self.is_open() {
            return Err(Refusal::SessionOver);
        }
        if role.is_host()
            && let Some(me) = self.host_of_name(nickname)
        {
            return Ok((me.id, Self::go_on_at(me, *device)));
        }
        let full = Refusal::Full {
            capacity: self.capacity,
        };
        let people = self.participants.len();
        if !role.is_host() {
            if self.locked {
                return Err(Refusal::Locked);
            }
            if people >= usize::from(self.capacity) {
                return Err(full);
            }
        }
        // Even hosts end somewhere: the room's state must fit a snapshot.
        if people >= usize::from(limits::CAPACITY) + usize::from(limits::DEFAULT_CAPACITY) {
            return Err(full);
        }
        let id = self.last_id.checked_add(1).map(ParticipantId).ok_or(full)?;
        let nickname = self.grant_name(nickname, None)?;
        let mut events = vec![Event::ParticipantJoined {
            id,
            nickname,
            role: *role,
            appearance: appearance.within_palette(),
            device: *device,
        }];
        events.extend(self.at_the_door(id, *role).map(Event::Class));
        Ok((id, events))
    }
}
