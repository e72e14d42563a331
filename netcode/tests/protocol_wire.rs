//! Frames, first frames, snapshots and datagrams: round trips, and any bytes whatever.
#![allow(clippy::unwrap_used)]

use pleiades_netcode::protocol::handshake::{Confirmation, Element};
use pleiades_netcode::protocol::wire::datagram::{
    Ack, AckWindow, Datagram, DatagramError, DatagramWriter, Header, NoRoom, SectionKind, Sender,
};
use pleiades_netcode::protocol::wire::first::{self, FirstError};
use pleiades_netcode::protocol::wire::{
    FrameDecoder, FrameError, SnapshotDecoder, SnapshotError, decode, encode, encode_frame,
    encode_snapshot, frame,
};
use pleiades_netcode::protocol::{
    Appearance, ClientMessage, Command, Device, Hello, Join, Knock, Language, PROTOCOL_VERSION,
    ParticipantId, Reaction, Refusal, Role, ServerMessage, limits,
};
use pleiades_netcode::room::RoomState;
use proptest::prelude::*;

fn hello() -> Hello {
    Hello {
        application: "test".into(),
        language: Language::French,
        knock: Knock::Enter {
            element: Element([5; 32]),
        },
    }
}

#[test]
fn a_first_frame_of_another_version_says_which() {
    let frame = first::encode(&hello()).unwrap();
    let payload = &frame[4..];
    assert_eq!(first::decode::<Hello>(payload), Ok(hello()));
    let mut newer = payload.to_vec();
    newer[4..6].copy_from_slice(&(PROTOCOL_VERSION + 7).to_le_bytes());
    // A later version may say anything after the six bytes.
    newer.truncate(6);
    newer.extend_from_slice(b"\xFF\xFFwhatever");
    let error = first::decode::<Hello>(&newer).unwrap_err();
    assert_eq!(error, FirstError::OtherVersion(PROTOCOL_VERSION + 7));
    assert_eq!(
        error.from_client(),
        Refusal::OtherVersion {
            server: PROTOCOL_VERSION,
            client: PROTOCOL_VERSION + 7
        }
    );
    assert_eq!(
        error.from_server(),
        Refusal::OtherVersion {
            server: PROTOCOL_VERSION + 7,
            client: PROTOCOL_VERSION
        }
    );
    assert_eq!(
        first::decode::<Hello>(b"GET / HTTP/1.1"),
        Err(FirstError::NotPleiades)
    );
    assert_eq!(
        first::decode::<Hello>(&payload[..9]),
        Err(FirstError::Malformed)
    );
}

#[test]
fn an_oversized_frame_is_refused_by_its_length_alone() {
    let mut decoder = FrameDecoder::with_limit(limits::FIRST_MESSAGE_BYTES);
    let length = (limits::FIRST_MESSAGE_BYTES as u32 + 1).to_le_bytes();
    decoder.push(&length[..3]).unwrap();
    let error = FrameError::TooLong {
        bytes: 1025,
        most: 1024,
    };
    assert_eq!(decoder.push(&length[3..]), Err(error.clone()));
    assert_eq!(
        decoder.push(&[0; 4]),
        Err(error.clone()),
        "there is no way back"
    );
    assert_eq!(decoder.next(), Err(error));
    assert!(frame(&vec![0; limits::MESSAGE_BYTES + 1]).is_err());
    assert!(frame(&vec![0; limits::MESSAGE_BYTES]).is_ok());
}

#[test]
fn frames_nobody_takes_are_not_kept_for_ever() {
    let mut decoder = FrameDecoder::with_limit(16);
    let frame = frame(&[1; 16]).unwrap();
    let mut pushes = 0;
    while decoder.push(&frame).is_ok() {
        pushes += 1;
        assert!(pushes < 4);
    }
}

#[test]
fn a_command_with_something_after_it_is_no_command() {
    let mut bytes = encode(&ClientMessage::Command {
        number: 1,
        command: Command::React(Reaction::Wave),
    });
    assert!(decode::<ClientMessage>(&bytes).is_ok());
    bytes.push(0);
    assert!(decode::<ClientMessage>(&bytes).is_err());
}

#[test]
fn a_bad_nickname_in_a_join_is_still_a_join() {
    let join = ClientMessage::Join(Join {
        confirmation: Confirmation([0; 32]),
        host_proof: None,
        role: Role::Learner,
        nickname: "\u{202E}".into(),
        appearance: Appearance { colour: 200 },
        device: Device::Headset,
        personal_code: None,
    });
    assert_eq!(decode::<ClientMessage>(&encode(&join)), Ok(join));
}

#[test]
fn a_snapshot_that_unpacks_to_more_than_it_says_is_refused() {
    let bomb = encode_snapshot(1, &vec![0u8; 4 << 20]).unwrap();
    let mut lying = bomb.clone();
    lying[13..17].copy_from_slice(&100u32.to_le_bytes());
    let mut decoder = SnapshotDecoder::new();
    decoder.push(&lying).unwrap();
    assert_eq!(decoder.finish::<Vec<u8>>(), Err(SnapshotError::Damaged));
    let mut huge = bomb;
    huge[13..17].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(
        SnapshotDecoder::new().push(&huge),
        Err(SnapshotError::TooLong)
    );
    assert_eq!(
        encode_snapshot(1, &vec![0u8; limits::SNAPSHOT_BYTES + 1]),
        Err(SnapshotError::TooLong)
    );
}

#[test]
fn a_snapshot_in_pieces_is_whole_or_refused() {
    let bytes = encode_snapshot(42, &RoomState::new()).unwrap();
    let mut decoder = SnapshotDecoder::new();
    for piece in bytes.chunks(5) {
        decoder.push(piece).unwrap();
    }
    assert_eq!(decoder.clone().finish(), Ok((42, RoomState::new())));
    assert_eq!(decoder.push(&[0]), Err(SnapshotError::TooLong));
    let mut cut = SnapshotDecoder::new();
    cut.push(&bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(cut.finish::<RoomState>(), Err(SnapshotError::CutShort));
}

#[test]
fn a_datagram_never_grows_past_the_path() {
    let header = Header {
        sender: Sender::Server,
        tick: 3,
        clock_ms: 9,
        ack: Ack::default(),
    };
    let mut writer = DatagramWriter::new(header, 64);
    assert_eq!(writer.room(), 64 - 8 - 3);
    assert_eq!(writer.section(SectionKind::Voice, &[0; 54]), Err(NoRoom));
    writer.section(SectionKind::Poses, &[7; 53]).unwrap();
    assert_eq!(writer.room(), 0);
    let bytes = writer.finish();
    assert_eq!(bytes.len(), 64);
    let datagram = Datagram::parse(&bytes).unwrap();
    assert_eq!(datagram.section(SectionKind::Poses), Some(&[7; 53][..]));
    assert_eq!(datagram.section(SectionKind::Voice), None);
    assert_eq!(Datagram::parse(&bytes[..63]), Err(DatagramError::CutShort));
    assert_eq!(Datagram::parse(&[0; 2000]), Err(DatagramError::TooLong));
    assert_eq!(Datagram::parse(&[0x20; 8]), Err(DatagramError::Format));
}

#[test]
fn datagrams_have_the_documented_bytes() {
    let header = Header {
        sender: Sender::Client,
        tick: 0x0201,
        clock_ms: 0x0403,
        ack: Ack {
            newest: 5,
            mask: 0x0706,
        },
    };
    let mut writer = DatagramWriter::new(header, 1150);
    writer.section(SectionKind::Poses, &[9]).unwrap();
    assert_eq!(writer.finish(), [0x10, 1, 2, 3, 4, 5, 6, 7, 1, 1, 0, 9]);
}

/// What a receiver of these ticks should say, the plain way.
fn expected(ticks: &[u16]) -> Option<(u16, u16)> {
    let mut newest = *ticks.first()?;
    for &tick in ticks {
        if tick.wrapping_sub(newest) < 0x8000 {
            newest = tick;
        }
    }
    Some((
        newest,
        (1..=16)
            .map(|back| u16::from(ticks.contains(&newest.wrapping_sub(back))) << (back - 1))
            .sum(),
    ))
}

proptest! {
    #[test]
    fn frames_survive_however_they_are_cut(
        payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..20), cut in 1usize..64,
    ) {
        let bytes: Vec<u8> = payloads.iter().flat_map(|payload| frame(payload).unwrap()).collect();
        let (mut decoder, mut found) = (FrameDecoder::new(), Vec::new());
        for piece in bytes.chunks(cut) {
            decoder.push(piece).unwrap();
            while let Some(payload) = decoder.next().unwrap() {
                found.push(payload);
            }
        }
        prop_assert_eq!(found, payloads);
        prop_assert!(!decoder.is_amid_frame());
    }

    #[test]
    fn any_bytes_are_frames_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2000), cut in 1usize..200) {
        let mut decoder = FrameDecoder::with_limit(256);
        for piece in bytes.chunks(cut) {
            if decoder.push(piece).is_err() {
                break;
            }
            while let Ok(Some(payload)) = decoder.next() {
                prop_assert!(payload.len() <= 256);
            }
        }
    }

    #[test]
    fn any_bytes_are_a_message_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(message) = decode::<ClientMessage>(&bytes) {
            prop_assert!(encode_frame(&message).is_ok());
        }
        let _ = decode::<ServerMessage>(&bytes);
        let _ = first::decode::<Hello>(&bytes);
        let mut decoder = SnapshotDecoder::new();
        if decoder.push(&bytes).is_ok() {
            let _ = decoder.finish::<RoomState>();
        }
    }

    #[test]
    fn any_bytes_in_a_snapshot_are_a_room_or_an_error(body in prop::collection::vec(any::<u8>(), 0..600), plain in 0u32..2000) {
        let mut bytes = vec![1];
        bytes.extend_from_slice(&7u64.to_le_bytes());
        bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&plain.to_le_bytes());
        bytes.extend_from_slice(&body);
        let mut decoder = SnapshotDecoder::new();
        decoder.push(&bytes).unwrap();
        let _ = decoder.finish::<RoomState>();
        let _ = decode::<RoomState>(&body);
    }

    #[test]
    fn any_bytes_are_a_datagram_or_an_error(mut bytes in prop::collection::vec(any::<u8>(), 0..1300), ours: bool) {
        if ours && !bytes.is_empty() {
            bytes[0] = 0x11;
        }
        if let Ok(datagram) = Datagram::parse(&bytes) {
            // What is read is what would be written.
            let mut writer = DatagramWriter::new(datagram.header, limits::DATAGRAM_BYTES);
            for section in datagram.sections() {
                writer.section(section.kind, section.bytes).unwrap();
            }
            prop_assert_eq!(writer.finish(), bytes);
        }
    }

    #[test]
    fn datagrams_survive(
        tick: u16, clock_ms: u16, newest: u8, mask: u16, server: bool,
        sections in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..60)), 0..16),
    ) {
        let sender = if server { Sender::Server } else { Sender::Client };
        let header = Header { sender, tick, clock_ms, ack: Ack { newest, mask } };
        let mut writer = DatagramWriter::new(header, limits::DATAGRAM_BYTES);
        for (kind, bytes) in &sections {
            writer.section(SectionKind::from_number(*kind), bytes).unwrap();
        }
        let bytes = writer.finish();
        let datagram = Datagram::parse(&bytes).unwrap();
        prop_assert_eq!(datagram.header, header);
        let read: Vec<(u8, Vec<u8>)> = datagram.sections().map(|section| (section.kind.number(), section.bytes.to_vec())).collect();
        prop_assert_eq!(read, sections);
    }

    #[test]
    fn acknowledgements_say_what_arrived(start: u16, steps in prop::collection::vec(-20i16..25, 1..40)) {
        let mut window = AckWindow::default();
        let mut ticks = Vec::new();
        let mut tick = start;
        for step in steps {
            tick = tick.wrapping_add_signed(step);
            ticks.push(tick);
            let before = window.newest();
            let newer = window.note(tick);
            prop_assert_eq!(newer, before.is_none_or(|newest| tick != newest && tick.wrapping_sub(newest) < 0x8000));
        }
        let (newest, mask) = expected(&ticks).unwrap();
        prop_assert_eq!(window.newest(), Some(newest));
        let ack = window.ack();
        prop_assert_eq!(ack.newest_tick(newest.wrapping_add(30)), newest);
        // A tick may have left the mask and come again from behind: the mask never claims what did not arrive.
        prop_assert_eq!(ack.mask & !mask, 0);
        for acknowledged in ack.ticks(newest.wrapping_add(3)) {
            prop_assert!(ticks.contains(&acknowledged));
        }
    }

    #[test]
    fn ticks_in_order_are_all_acknowledged(start: u16, lost in prop::collection::vec(any::<bool>(), 17..60)) {
        let mut window = AckWindow::default();
        let arrived: Vec<u16> = lost.iter().enumerate()
            .filter(|(_, lost)| !**lost)
            .map(|(index, _)| start.wrapping_add(index as u16))
            .collect();
        for &tick in &arrived {
            prop_assert!(window.note(tick));
        }
        if let Some((newest, mask)) = expected(&arrived) {
            prop_assert_eq!(window.newest(), Some(newest));
            prop_assert_eq!(window.ack().mask, mask);
        }
    }
}

#[test]
fn ids_on_the_wire_stay_small() {
    let message = ClientMessage::Command {
        number: 9,
        command: Command::SendOut {
            who: ParticipantId(3),
        },
    };
    assert_eq!(encode(&message), [1, 9, 6, 3]);
}
