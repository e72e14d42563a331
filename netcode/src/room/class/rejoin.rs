//! Coming in and coming back: who waits at the door, who goes on at another device, whose name a host key proves.

use crate::protocol::{
    Admission, ClassEvent, Device, Event, Nickname, ParticipantId, Refusal, Role, Whom,
};
use crate::room::{Participant, RoomState};

impl RoomState {
    /// The host, proved by the host key, who bears this name; or who asked for it and bears it with a number, because somebody
    /// else had it.
    pub(in crate::room) fn host_of_name(&self, name: &Nickname) -> Option<&Participant> {
        let of = |key: String| {
            self.participants().find(|somebody| {
                somebody.role.is_host()
                    && !self.class.is_co_host(somebody.id)
                    && somebody.nickname.key() == key
            })
        };
        let most = self.participants().len() as u32 + 1;
        of(name.key()).or_else(|| (2..=most).find_map(|number| of(name.numbered(number).key())))
    }

    /// Whether somebody who has just come has to wait, or lets those in who do.
    pub(in crate::room) fn at_the_door(
        &self,
        who: ParticipantId,
        role: Role,
    ) -> Option<ClassEvent> {
        let admission = self.class.admission();
        if role.is_host() {
            let waited_for = admission == Admission::WithHost && self.class.waiting().len() > 0;
            return waited_for.then_some(ClassEvent::Admitted {
                who,
                whom: Whom::Everyone,
            });
        }
        let waits = match admission {
            Admission::Everyone => false,
            Admission::WithHost => !self.has_host(),
            Admission::OneByOne => true,
        };
        waits.then_some(ClassEvent::Waits { who })
    }

    /// Somebody's personal code was typed at another device: they go on there with everything they had.
    ///
    /// A co-host is a participant from then on, since the code is shorter than a host key; a host has no use for one.
    ///
    /// # Errors
    /// [`Refusal::WrongPersonalCode`], [`Refusal::SentOut`], [`Refusal::Full`], [`Refusal::SessionOver`].
    pub fn decide_rejoin(&self, id: ParticipantId, device: Device) -> Result<Vec<Event>, Refusal> {
        if self.was_sent_out(id) {
            return Err(Refusal::SentOut);
        }
        if !self.is_open() {
            return Err(Refusal::SessionOver);
        }
        if let Some(me) = self.participant(id) {
            let mut events = Vec::new();
            if self.class.is_co_host(id) {
                events.push(Event::Class(ClassEvent::RoleSet {
                    who: None,
                    whom: id,
                    role: Role::Learner,
                }));
            } else if me.role.is_host() {
                return Err(Refusal::WrongPersonalCode);
            }
            events.extend(Self::go_on_at(me, device));
            return Ok(events);
        }
        let me = self
            .class
            .former
            .get(&id)
            .ok_or(Refusal::WrongPersonalCode)?;
        if self.participants().len() >= usize::from(self.capacity) {
            return Err(Refusal::Full {
                capacity: self.capacity,
            });
        }
        Ok(vec![Event::Class(ClassEvent::CameBack {
            who: id,
            nickname: self.grant_name(&me.nickname, None)?,
            device,
        })])
    }

    /// What it takes for somebody who is in the room to go on at a device.
    pub(in crate::room) fn go_on_at(me: &Participant, device: Device) -> Vec<Event> {
        let returned = (!me.is_here()).then_some(Event::ParticipantReturned { id: me.id });
        let changed = Event::Class(ClassEvent::DeviceChanged { who: me.id, device });
        returned.into_iter().chain([changed]).collect()
    }
}
