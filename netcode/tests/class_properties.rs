//! Properties of leading a class over random sessions.
#![allow(clippy::unwrap_used)]

#[path = "support/session.rs"]
mod session;

use pleiades_netcode::protocol::wire::{self, SnapshotDecoder};
use pleiades_netcode::protocol::{
    Admission, Area, ClassCommand as Class, ClassEvent, Command, Device, Event, LogEntry, Nickname,
    ParticipantId, Role, Spot, Whom,
};
use pleiades_netcode::room::{RoomState, Voice};
use proptest::prelude::*;
use session::Session;

/// Something the world does to a class.
#[derive(Clone, Debug)]
enum Deed {
    Join(Nickname, Role),
    Command(ParticipantId, Command),
    Rejoin(ParticipantId, Device),
    Away(ParticipantId),
    Return(ParticipantId),
    Leave(ParticipantId),
    Wait(u32),
}

fn ids() -> impl Strategy<Value = ParticipantId> {
    (0u16..8).prop_map(ParticipantId)
}

fn names() -> impl Strategy<Value = Nickname> {
    prop::sample::select(vec!["Léa", "Max", "Mme Petit", "<b>é</b>", "⭐"])
        .prop_map(|name| Nickname::parse(name).unwrap())
}

fn whom() -> impl Strategy<Value = Whom> {
    prop_oneof![2 => ids().prop_map(Whom::One), 1 => Just(Whom::Everyone)]
}

fn spots() -> impl Strategy<Value = Spot> {
    prop_oneof![
        2 => ids().prop_map(Spot::Person),
        1 => prop::sample::select(vec![session::BALL, "prop.moon"]).prop_map(|object| Spot::Object(object.into())),
        1 => prop::sample::select(vec![session::STOPS[0], ""]).prop_map(|stop| Spot::Stop(stop.into())),
    ]
}

fn areas() -> impl Strategy<Value = Area> {
    prop_oneof![
        1 => ([-50f32..50.0, 0.0..2.0, -50.0..50.0], 0f32..100.0).prop_map(|(centre, radius_m)| Area { centre, radius_m }),
        1 => (any::<[f32; 3]>(), any::<f32>()).prop_map(|(centre, radius_m)| Area { centre, radius_m }),
    ]
}

fn leading() -> impl Strategy<Value = Class> {
    let admissions = vec![
        Admission::Everyone,
        Admission::WithHost,
        Admission::OneByOne,
    ];
    prop_oneof![
        prop::sample::select(admissions).prop_map(Class::SetAdmission),
        whom().prop_map(Class::Admit),
        (ids(), any::<bool>()).prop_map(|(whom, on)| Class::SetCoHost { whom, on }),
        ids().prop_map(|to| Class::PassGuide { to }),
        prop::option::of(areas()).prop_map(Class::SetRoam),
        any::<bool>().prop_map(|on| Class::FollowMe { on }),
        any::<bool>().prop_map(|on| Class::CallAttention { on }),
        any::<bool>().prop_map(|on| Class::Freeze { on }),
        prop::option::of(spots()).prop_map(Class::Spotlight),
        any::<bool>().prop_map(|on| Class::Point { on }),
        whom().prop_map(Class::LowerHands),
        prop::option::of(ids()).prop_map(|whom| Class::CallUpon { whom }),
        (whom(), any::<bool>()).prop_map(|(whom, hold)| Class::Mute { whom, hold }),
        whom().prop_map(Class::ReleaseMute),
        (ids(), names()).prop_map(|(whom, nickname)| Class::NameOther { whom, nickname }),
        any::<u16>().prop_map(|seconds| Class::StartTimer { seconds }),
        Just(Class::StopTimer),
        any::<bool>().prop_map(|forward| Class::Step { forward }),
        any::<bool>().prop_map(|on| Class::Evacuate { on }),
    ]
}

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        12 => leading().prop_map(Command::Class),
        3 => any::<bool>().prop_map(|open| Command::Class(Class::OpenMicrophone { open })),
        2 => any::<bool>().prop_map(|on| Command::Class(Class::Wear { on })),
        2 => Just(Command::Class(Class::Acknowledge)),
        2 => any::<bool>().prop_map(|up| Command::RaiseHand { up }),
        1 => names().prop_map(|nickname| Command::Rename { nickname }),
        1 => ids().prop_map(|whom| Command::Class(Class::Ban { whom })),
    ]
}

fn deeds() -> impl Strategy<Value = Deed> {
    let roles = vec![Role::Host, Role::Learner, Role::Learner, Role::Observer];
    let device = prop::sample::select(vec![Device::Desktop, Device::Headset]);
    prop_oneof![
        20 => (names(), prop::sample::select(roles)).prop_map(|(name, role)| Deed::Join(name, role)),
        60 => (ids(), commands()).prop_map(|(id, command)| Deed::Command(id, command)),
        6 => (ids(), device).prop_map(|(id, device)| Deed::Rejoin(id, device)),
        4 => ids().prop_map(Deed::Away),
        4 => ids().prop_map(Deed::Return),
        3 => ids().prop_map(Deed::Leave),
        6 => (0u32..40_000).prop_map(Deed::Wait),
    ]
}

fn play(deeds: &[Deed]) -> Session {
    let mut session = Session::open(6);
    for deed in deeds {
        match deed {
            Deed::Join(name, role) => drop(session.try_join(name.as_str(), *role)),
            Deed::Command(id, command) => drop(session.send(*id, command)),
            Deed::Rejoin(id, device) => {
                let events = session.room.decide_rejoin(*id, *device);
                session.append(events.unwrap_or_default(), None);
            }
            Deed::Away(id) => session.is_lost(*id),
            Deed::Return(id) => {
                let events = session.room.decide_return(*id);
                session.append(events.unwrap_or_default(), None);
            }
            Deed::Leave(id) => session.leaves(*id),
            Deed::Wait(ms) => session.wait(u64::from(*ms)),
        }
    }
    session
}

fn through_a_snapshot(room: &RoomState) -> RoomState {
    let mut decoder = SnapshotDecoder::new();
    decoder
        .push(&wire::encode_snapshot(room.seq(), room).unwrap())
        .unwrap();
    decoder.finish().unwrap().1
}

fn is_host(room: &RoomState, id: ParticipantId) -> bool {
    room.participant(id).is_some_and(|it| it.role.is_host())
}

fn what_holds(room: &RoomState, opened_ms: u64) -> Result<(), TestCaseError> {
    let class = room.class();
    let here = |id: ParticipantId| room.participant(id).is_some();
    for id in class.waiting() {
        prop_assert!(here(id) && !is_host(room, id));
    }
    for id in class
        .guide()
        .into_iter()
        .chain(class.called_upon())
        .chain(class.followed())
    {
        prop_assert!(here(id));
    }
    if let Some(Spot::Person(id)) = class.spotlight() {
        prop_assert!(here(*id));
    }
    prop_assert!(class.attention().is_none_or(|id| is_host(room, id)));
    prop_assert!(
        class
            .pointing()
            .is_none_or(|id| is_host(room, id) || class.guide() == Some(id))
    );
    prop_assert!(!class.is_frozen() || room.has_host());
    prop_assert!(
        class
            .roam()
            .is_none_or(|area| area.checked() == Some(*area))
    );
    for former in class.former() {
        prop_assert!(!here(former.id) && !former.role.is_host() && !room.was_sent_out(former.id));
    }
    let elapsed = room.at_ms() - opened_ms;
    for somebody in room.participants() {
        let worn = class.worn(somebody.id);
        prop_assert!(!worn.is_on() || somebody.is_here());
        let (total, stretch) = (worn.total_ms(room.at_ms()), worn.stretch_ms(room.at_ms()));
        prop_assert!(stretch <= total && total <= elapsed);
        let keyed = somebody.role.is_host() && !class.is_co_host(somebody.id);
        prop_assert!(!keyed || class.voice(somebody.id) != Voice::Held);
        prop_assert!(!class.is_co_host(somebody.id) || somebody.role.is_host());
    }
    let missing = room.unacknowledged();
    prop_assert!(missing.iter().all(|somebody| somebody.is_here()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_same_log_gives_the_same_class(deeds in prop::collection::vec(deeds(), 0..120)) {
        let session = play(&deeds);
        let bytes: Vec<Vec<u8>> = session.log.iter().map(wire::encode).collect();
        let mut again = RoomState::new();
        for bytes in &bytes {
            let entry: LogEntry = wire::decode(bytes).unwrap();
            again.fold(&entry).unwrap();
        }
        prop_assert_eq!(again.hash(), session.room.hash());
        prop_assert_eq!(&through_a_snapshot(&again), &session.room);
    }

    #[test]
    fn what_holds_in_every_class(deeds in prop::collection::vec(deeds(), 0..120)) {
        let session = play(&deeds);
        let mut room = RoomState::new();
        for entry in &session.log {
            room.fold(entry).unwrap();
            what_holds(&room, session.log[0].at_ms)?;
        }
    }

    #[test]
    fn only_who_may_leads_and_only_its_owner_opens_a_microphone(deeds in prop::collection::vec(deeds(), 0..120)) {
        let session = play(&deeds);
        let mut room = RoomState::new();
        for entry in &session.log {
            let before = room.clone();
            room.fold(entry).unwrap();
            let by = entry.cause.map(|cause| cause.who);
            for somebody in room.participants() {
                let opened = room.class().voice(somebody.id) == Voice::Open
                    && before.class().voice(somebody.id) != Voice::Open;
                let own = Event::Class(ClassEvent::MicrophoneOpened { who: somebody.id, open: true });
                prop_assert!(!opened || entry.event == own && by == Some(somebody.id));
            }
            let (Event::Class(event), Some(by)) = (&entry.event, by) else { continue };
            let (host, guide) = (is_host(&before, by), before.class().guide() == Some(by));
            let may = match event {
                ClassEvent::MicrophoneOpened { who, .. } | ClassEvent::Acknowledged { who } | ClassEvent::Worn { who, .. } => *who == by,
                ClassEvent::Pointing { who, on } => *who == by && (host || guide || !on),
                ClassEvent::GuidePassed { .. } | ClassEvent::Following { .. } | ClassEvent::SpotlightSet { .. } => host || guide,
                ClassEvent::RoleSet { .. } => host && !before.class().is_co_host(by),
                _ => host,
            };
            prop_assert!(may, "{event:?}");
            let for_health = matches!(event, ClassEvent::Acknowledged { .. } | ClassEvent::Worn { .. });
            prop_assert!(for_health || !before.class().is_waiting(by));
        }
    }

    #[test]
    fn what_is_asked_for_twice_is_done_once(deeds in prop::collection::vec(deeds(), 0..60), command in leading(), who in ids()) {
        let mut session = play(&deeds);
        let command = Command::Class(command);
        let once = matches!(&command, Command::Class(Class::StartTimer { .. } | Class::Step { .. }));
        // A timer starts anew and a step is another step; everything else is a state one asks for.
        if session.send(who, &command).is_ok() && !once {
            prop_assert_eq!(session.send(who, &command), Ok(0));
        }
    }

    #[test]
    fn any_log_folds(deeds in prop::collection::vec(deeds(), 0..80)) {
        // Entries no room would decide, about people who are not there: a damaged or foreign log must not panic.
        let foreign = play(&deeds);
        let mut room = RoomState::new();
        for entry in &foreign.log {
            if !matches!(entry.event, Event::ParticipantJoined { id: ParticipantId(2 | 3), .. }) {
                for entry in room.entries(vec![entry.event.clone()], entry.at_ms, entry.cause) {
                    prop_assert!(room.fold(&entry).is_ok());
                }
            }
        }
        prop_assert_eq!(through_a_snapshot(&room), room);
    }
}
