//! Any bytes through every decoder a stranger can reach. The first byte chooses which; none may panic or keep growing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pleiades_netcode::protocol::wire::datagram::{Datagram, DatagramWriter};
use pleiades_netcode::protocol::wire::{
    FrameDecoder, SnapshotDecoder, decode, encode_frame, first,
};
use pleiades_netcode::protocol::{ClientMessage, Hello, Nickname, ServerMessage, Ticket, limits};
use pleiades_netcode::room::{LogEntry, RoomState};

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    match choice % 7 {
        0 => frames(bytes),
        1 => {
            let _ = first::decode::<Hello>(bytes);
            let _ = first::decode::<ServerMessage>(bytes);
        }
        2 => {
            if let Ok(message) = decode::<ClientMessage>(bytes) {
                encode_frame(&message).expect("what was read can be written");
            }
        }
        3 => {
            let _ = decode::<ServerMessage>(bytes);
        }
        4 => snapshot(bytes),
        5 => datagram(bytes),
        _ => text(bytes),
    }
});

fn frames(bytes: &[u8]) {
    let mut decoder = FrameDecoder::with_limit(256);
    for piece in bytes.chunks(7) {
        if decoder.push(piece).is_err() {
            return;
        }
        while let Ok(Some(payload)) = decoder.next() {
            assert!(payload.len() <= 256);
        }
    }
}

fn snapshot(bytes: &[u8]) {
    let mut decoder = SnapshotDecoder::new();
    if decoder.push(bytes).is_ok() {
        let _ = decoder.finish::<RoomState>();
    }
    let mut room = RoomState::new();
    if let Ok(entry) = decode::<LogEntry>(bytes) {
        let _ = room.fold(&entry);
    }
}

fn datagram(bytes: &[u8]) {
    if let Ok(datagram) = Datagram::parse(bytes) {
        let mut writer = DatagramWriter::new(datagram.header, limits::DATAGRAM_BYTES);
        for section in datagram.sections() {
            writer
                .section(section.kind, section.bytes)
                .expect("what was read fits");
        }
        assert_eq!(writer.finish(), bytes);
    }
}

fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(ticket) = text.parse::<Ticket>() {
        assert_eq!(ticket.to_string().parse(), Ok(ticket));
    }
    if let Ok(name) = Nickname::parse(&text) {
        assert_eq!(Nickname::parse(name.as_str()), Ok(name));
    }
}
