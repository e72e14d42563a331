//! Properties of decide and fold over random sessions.
#![allow(clippy::unwrap_used)]

use pleiades_netcode::protocol::wire::{self, SnapshotDecoder};
use pleiades_netcode::protocol::{
    Appearance, Cause, Command, Device, Event, Grip, Handling, Hold, Motion, Nickname, ObjectId,
    Objects, ParticipantId, Reaction, Role, SessionId, StopId, Text, Whereabouts, pose::Pose,
};
use pleiades_netcode::room::{Actor, Arrival, LessonOutline, LogEntry, Opening, RoomState};
use proptest::prelude::*;

/// Something the world does to a room.
#[derive(Clone, Debug)]
enum Deed {
    Join(Arrival),
    Command(Actor, Command),
    Away(ParticipantId),
    Return(ParticipantId),
    Leave(ParticipantId),
    Recover,
    Wait(u32),
    End,
}

fn names() -> impl Strategy<Value = Nickname> {
    prop_oneof![
        3 => prop::sample::select(vec!["Léa", "LÉA", "Max", "Léa 2", "Zoé"]).prop_map(|name| Nickname::parse(name).unwrap()),
        1 => "[a-zé]{1,24}".prop_map(|name| Nickname::parse(&name).unwrap()),
    ]
}

fn ids() -> impl Strategy<Value = ParticipantId> {
    (0u16..8).prop_map(ParticipantId)
}

fn stops() -> impl Strategy<Value = StopId> {
    prop_oneof![3 => Just(StopId::from("enstib")), 1 => ".{0,8}".prop_map(StopId::from)]
}

const OBJECTS: [&str; 2] = ["prop.ball", "prop.block"];

fn objects() -> impl Strategy<Value = ObjectId> {
    prop_oneof![9 => prop::sample::select(OBJECTS.to_vec()), 1 => Just("")].prop_map(ObjectId::from)
}

fn poses() -> impl Strategy<Value = Pose> {
    let (there, turned) = (
        [-2f32..2.0, -2.0..2.0, -2.0..2.0],
        [-1f32..1.0, -1.0..1.0, -1.0..1.0, -1.0..1.0],
    );
    prop_oneof![
        9 => (there, turned).prop_map(|(position, rotation)| Pose { position, rotation }),
        1 => (any::<[f32; 3]>(), any::<[f32; 4]>()).prop_map(|(position, rotation)| Pose { position, rotation }),
    ]
}

fn handlings() -> impl Strategy<Value = Handling> {
    let grip = prop::sample::select(vec![Grip::Left, Grip::Right, Grip::Both, Grip::Eyes]);
    prop_oneof![
        4 => (grip, poses()).prop_map(|(grip, pose)| Handling::Take(Hold { grip, pose })),
        2 => (poses(), any::<[f32; 3]>(), any::<[f32; 3]>())
            .prop_map(|(pose, velocity, spin)| Handling::LetGo(Motion { pose, velocity, spin })),
        1 => poses().prop_map(Handling::Settle),
        1 => Just(Handling::Lose),
        1 => prop::sample::select(vec!["socket.rack", "nowhere"]).prop_map(|socket| Handling::PutIn(socket.into())),
    ]
}

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        any::<bool>().prop_map(|up| Command::RaiseHand { up }),
        prop::sample::select(Reaction::ALL.to_vec()).prop_map(Command::React),
        stops().prop_map(|stop| Command::OpenStop { stop }),
        stops().prop_map(|stop| Command::LeadTo { stop }),
        (any::<[f32; 3]>(), any::<f32>())
            .prop_map(|(place, facing_deg)| Command::Gather { place, facing_deg }),
        ([-9f32..9.0, 0.0..2.0, -9.0..9.0], -720f32..720.0)
            .prop_map(|(place, facing_deg)| Command::Gather { place, facing_deg }),
        any::<bool>().prop_map(|locked| Command::Lock { locked }),
        any::<u8>().prop_map(|after_min| Command::SetBreaks { after_min }),
        ids().prop_map(|who| Command::SendOut { who }),
        Just(Command::TidyUp),
        (objects(), handlings())
            .prop_map(|(object, handling)| Command::Handle { object, handling }),
        (objects(), handlings())
            .prop_map(|(object, handling)| Command::Handle { object, handling }),
        (objects(), handlings())
            .prop_map(|(object, handling)| Command::Handle { object, handling }),
        names().prop_map(|nickname| Command::Rename { nickname }),
        any::<u8>().prop_map(|colour| Command::SetAppearance(Appearance { colour })),
    ]
}

fn deeds() -> impl Strategy<Value = Deed> {
    let role = prop::sample::select(vec![
        Role::Host,
        Role::Learner,
        Role::Learner,
        Role::Observer,
    ]);
    let device = prop::sample::select(vec![Device::Desktop, Device::Headset]);
    prop_oneof![
        20 => (names(), role, any::<u8>(), device).prop_map(|(nickname, role, colour, device)| {
            Deed::Join(Arrival { nickname, role, appearance: Appearance { colour }, device })
        }),
        60 => (ids(), 0u32..40, commands()).prop_map(|(id, number, command)| Deed::Command(Actor { id, number }, command)),
        5 => ids().prop_map(Deed::Away),
        5 => ids().prop_map(Deed::Return),
        3 => ids().prop_map(Deed::Leave),
        2 => Just(Deed::Recover),
        8 => (0u32..100_000).prop_map(Deed::Wait),
        1 => (ids(), 0u32..40).prop_map(|(id, number)| Deed::Command(Actor { id, number }, Command::EndSession)),
        1 => Just(Deed::End),
    ]
}

fn opened() -> (RoomState, Vec<LogEntry>) {
    let lesson = LessonOutline {
        id: "l".into(),
        version: 1,
        title: Text::default(),
        stops: vec!["enstib".into()],
    };
    let opening = Opening {
        session: SessionId(1),
        lesson,
        objects: Objects {
            objects: OBJECTS.map(ObjectId::from).to_vec(),
            sockets: vec!["socket.rack".into()],
        },
        capacity: 5,
        away_time_ms: 60_000,
    };
    let mut room = RoomState::new();
    let log = room.entries(room.decide_open(opening).unwrap(), 5, None);
    log.iter().for_each(|entry| room.fold(entry).unwrap());
    (room, log)
}

/// What a deed leads to in a room, and which command caused it.
fn decide(room: &RoomState, now_ms: u64, deed: &Deed) -> (Vec<Event>, Option<Cause>) {
    let events = match deed {
        Deed::Join(arrival) => room
            .decide_join(arrival)
            .map(|(_, events)| events)
            .unwrap_or_default(),
        Deed::Command(actor, command) => {
            let cause = Cause {
                who: actor.id,
                number: actor.number,
            };
            return (
                room.decide(*actor, command).unwrap_or_default(),
                Some(cause),
            );
        }
        Deed::Away(id) => room.decide_away(*id),
        Deed::Return(id) => room.decide_return(*id).unwrap_or_default(),
        Deed::Leave(id) => room.decide_leave(*id),
        Deed::Recover => room.decide_recovered(),
        Deed::Wait(_) => room.decide_timeouts(now_ms),
        Deed::End => room.decide_end(),
    };
    (events, None)
}

/// Lets the deeds happen and returns the room and its log.
fn play(deeds: &[Deed]) -> (RoomState, Vec<LogEntry>) {
    let (mut room, mut log) = opened();
    let mut now_ms = 10;
    for deed in deeds {
        if let Deed::Wait(ms) = deed {
            now_ms += u64::from(*ms);
        }
        let (events, cause) = decide(&room, now_ms, deed);
        for entry in room.entries(events, now_ms, cause) {
            room.fold(&entry).unwrap();
            log.push(entry);
        }
    }
    (room, log)
}

fn folded(mut room: RoomState, log: &[LogEntry]) -> RoomState {
    log.iter().for_each(|entry| room.fold(entry).unwrap());
    room
}

fn through_a_snapshot(room: &RoomState) -> RoomState {
    let mut decoder = SnapshotDecoder::new();
    decoder
        .push(&wire::encode_snapshot(room.seq(), room).unwrap())
        .unwrap();
    decoder.finish().unwrap().1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_same_log_gives_the_same_room(deeds in prop::collection::vec(deeds(), 0..120)) {
        let (room, log) = play(&deeds);
        let bytes: Vec<Vec<u8>> = log.iter().map(wire::encode).collect();
        let read: Vec<LogEntry> = bytes.iter().map(|bytes| wire::decode(bytes).unwrap()).collect();
        prop_assert_eq!(&read, &log);
        let again = folded(RoomState::new(), &read);
        prop_assert_eq!(again.hash(), room.hash());
        prop_assert_eq!(again, room);
    }

    #[test]
    fn a_snapshot_and_the_tail_are_the_whole_log_wherever_it_is_cut(deeds in prop::collection::vec(deeds(), 0..60)) {
        let (room, log) = play(&deeds);
        let mut head = RoomState::new();
        for cut in 0..=log.len() {
            prop_assert_eq!(&folded(through_a_snapshot(&head), &log[cut..]), &room);
            if let Some(entry) = log.get(cut) {
                head.fold(entry).unwrap();
            }
        }
    }

    #[test]
    fn what_holds_in_every_room(deeds in prop::collection::vec(deeds(), 0..120)) {
        let (_, log) = play(&deeds);
        let mut room = RoomState::new();
        let mut before_ms = 0;
        for (index, entry) in log.iter().enumerate() {
            prop_assert_eq!(entry.seq, index as u64 + 1);
            prop_assert!(entry.at_ms >= before_ms && !room.is_over());
            before_ms = entry.at_ms;
            room.fold(entry).unwrap();
            let mut keys: Vec<String> = room.participants().map(|somebody| somebody.nickname.key()).collect();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), room.participants().len(), "two people with one name");
            prop_assert!(room.participants().filter(|somebody| !somebody.role.is_host()).count() <= 5);
            prop_assert!(room.participants().all(|somebody| somebody.appearance.colour < 12));
            prop_assert_eq!(room.objects().len(), if entry.seq > 1 { OBJECTS.len() } else { 0 });
            let held: Vec<(ParticipantId, Grip)> = room.objects().filter_map(|(_, place)| match place {
                Whereabouts::Held { by, hold } => Some((*by, hold.grip)),
                _ => None,
            }).collect();
            for (index, (who, grip)) in held.iter().enumerate() {
                prop_assert!(held[..index].iter().all(|(other, with)| other != who || !with.meets(*grip)), "one hand, two things");
            }
            for (_, place) in room.objects() {
                prop_assert!(place.person().is_none_or(|who| room.participant(who).is_some()), "who left kept something");
                let (Whereabouts::Held { hold: Hold { pose, .. }, .. }
                    | Whereabouts::Loose { motion: Motion { pose, .. }, .. }
                    | Whereabouts::Resting { pose }) = place else { continue };
                let length: f32 = pose.rotation.iter().map(|part| part * part).sum();
                prop_assert!((length - 1.0).abs() < 1e-4 && pose.position.iter().all(|metres| metres.abs() <= 2_000.0));
                if let Whereabouts::Loose { motion, .. } = place {
                    prop_assert!(motion.velocity.iter().map(|part| part * part).sum::<f32>() <= 25.1f32.powi(2));
                }
            }
            prop_assert!(room.objects().filter(|(_, place)| matches!(place, Whereabouts::In { .. })).count() <= 1, "two in one socket");
            if let Some(gathering) = room.gathering() {
                prop_assert!((0.0..360.0).contains(&gathering.facing_deg));
            }
        }
    }

    #[test]
    fn who_is_no_host_causes_nothing_only_hosts_may(deeds in prop::collection::vec(deeds(), 0..120)) {
        let (_, log) = play(&deeds);
        let mut room = RoomState::new();
        for entry in &log {
            let role = entry.cause.and_then(|cause| room.participant(cause.who)).map(|somebody| somebody.role);
            let for_hosts = match &entry.event {
                Event::LedTo { who, .. } | Event::Gathered { who, .. } | Event::Locked { who, .. }
                | Event::BreaksSet { who, .. } | Event::TidiedUp { who } | Event::SessionEnded { who: Some(who) } => {
                    prop_assert_eq!(entry.cause.map(|cause| cause.who), Some(*who));
                    true
                }
                Event::ParticipantLeft { .. } => entry.cause.is_some(),
                _ => false,
            };
            if for_hosts {
                prop_assert_eq!(role, Some(Role::Host));
            }
            prop_assert_ne!(role, Some(Role::Observer));
            room.fold(entry).unwrap();
        }
    }

    #[test]
    fn everything_sent_again_changes_nothing(deeds in prop::collection::vec(deeds(), 0..80)) {
        let (room, log) = play(&deeds);
        // Each participant's last commands, as a client sends them again after the server was killed.
        for entry in &log {
            let Some(cause) = entry.cause else { continue };
            let recent = room.participant(cause.who).is_some_and(|somebody| somebody.last_command() - cause.number.min(somebody.last_command()) < 64);
            // The number of somebody's command is in the log once its events are, and only then.
            let joined = log.iter().rposition(|other| matches!(other.event, Event::ParticipantJoined { id, .. } if id == cause.who));
            if recent && joined.is_some_and(|joined| (joined as u64) < entry.seq) {
                let actor = Actor { id: cause.who, number: cause.number };
                prop_assert_eq!(room.decide(actor, &Command::React(Reaction::Wave)), Ok(vec![]));
            }
        }
    }

    #[test]
    fn any_log_folds(events in prop::collection::vec((deeds(), ids(), any::<u32>()), 0..60)) {
        // Entries no room would decide, about people who are not there: a damaged or foreign log must not panic.
        let (mut room, _) = opened();
        let (foreign, _) = play(&events.iter().map(|(deed, _, _)| deed.clone()).collect::<Vec<_>>());
        for (deed, who, number) in &events {
            let (events, _) = decide(&foreign, u64::MAX, deed);
            for entry in room.entries(events, 0, Some(Cause { who: *who, number: *number })) {
                prop_assert!(room.fold(&entry).is_ok());
            }
        }
        prop_assert_eq!(through_a_snapshot(&room), room);
    }
}
