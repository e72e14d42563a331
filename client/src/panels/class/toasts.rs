//! Short sentences about how the class is led, to those they concern.

use pleiades_netcode::{
    protocol::{ClassEvent, Device, ParticipantId, Role},
    room::RoomState,
};

use crate::{language::Phrases, panels::Toasts};

/// Whether somebody who has just come will be told of as one who waits: hosts hear of them with the next entry.
pub(in crate::panels) fn waits(room: &RoomState, who: ParticipantId) -> bool {
    use pleiades_netcode::protocol::Admission;
    let class = room.class();
    let newcomer = room
        .participant(who)
        .is_some_and(|person| !person.role.is_host());
    class.is_waiting(who)
        || newcomer
            && match class.admission() {
                Admission::Everyone => false,
                Admission::WithHost => !room.has_host(),
                Admission::OneByOne => true,
            }
}

/// Tells of what happened, if it concerns one.
pub(in crate::panels) fn tell(
    event: &ClassEvent,
    room: &RoomState,
    me: Option<ParticipantId>,
    phrases: &Phrases,
    toasts: &mut Toasts,
) {
    let host = me
        .and_then(|me| room.participant(me))
        .is_some_and(|person| person.role.is_host());
    let is_me = |id: &ParticipantId| me == Some(*id);
    let name = |id: &ParticipantId| {
        room.participant(*id)
            .map(|person| person.nickname.to_string())
            .unwrap_or_default()
    };
    let named = |key: &str, id: &ParticipantId| phrases.with(key, &[("name", name(id).into())]);
    match event {
        ClassEvent::Waits { who } if host => toasts.tell(named("toast-waits", who)),
        ClassEvent::RoleSet {
            whom,
            role: Role::Host,
            ..
        } if is_me(whom) => toasts.tell(phrases.get("toast-co-host")),
        ClassEvent::RoleSet { whom, .. } if is_me(whom) => {
            toasts.tell(phrases.get("toast-no-co-host"));
        }
        ClassEvent::GuidePassed { to, .. } if is_me(to) => toasts.tell(phrases.get("toast-guide")),
        ClassEvent::GuidePassed { to, .. } => toasts.tell(named("toast-other-guide", to)),
        ClassEvent::CalledUpon {
            whom: Some(whom), ..
        } if is_me(whom) => toasts.tell(phrases.get("toast-your-turn")),
        ClassEvent::NameGiven { whom, nickname, .. } if is_me(whom) => {
            let name = nickname.to_string();
            toasts.alert(phrases.with("toast-renamed", &[("name", name.into())]));
        }
        ClassEvent::CameBack { who, .. } if !is_me(who) => toasts.tell(named("toast-back", who)),
        ClassEvent::DeviceChanged { who, device } if host && !is_me(who) => {
            let key = match device {
                Device::Desktop => "toast-at-desk",
                Device::Headset => "toast-in-headset",
            };
            toasts.tell(named(key, who));
        }
        ClassEvent::MuteReleased { .. } if !host => toasts.tell(phrases.get("toast-released")),
        _ => {}
    }
}
