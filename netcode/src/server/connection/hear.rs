//! What a client says once it is in: commands on the control stream, poses in datagrams, within its allowance.

use std::sync::Arc;

use quinn::{Connection, RecvStream};

use super::{House, allowance::Allowance};
use crate::{
    protocol::{
        ClientMessage, ParticipantId, limits,
        wire::{self, FrameDecoder},
    },
    server::{
        room::{PhotoCall, ToRoom},
        watch::Dropped,
    },
};

/// Bytes of datagrams a client may send a second, and at once: 128 kbit/s.
const BYTES_PER_SECOND: u32 = 16_000;
/// A stuck key is told that it is too fast; so many times faster is an attack.
const FLOOD: u32 = 4;

/// What it costs to ask for a photograph, in commands: ten a second are 400 kB.
const PHOTO_COST: u32 = 4;

/// How listening ended.
pub(super) enum Left {
    Bye,
    Lost,
    Broke,
}

/// Hears commands until the client leaves, is lost, or breaks the protocol.
pub(super) async fn commands(
    mut receive: RecvStream,
    mut frames: FrameDecoder,
    me: ParticipantId,
    line: u64,
    house: &House,
) -> Left {
    let mut allowance = Allowance::new(limits::COMMANDS_PER_SECOND, limits::COMMANDS_BURST);
    let mut patience = Allowance::new(
        FLOOD * limits::COMMANDS_PER_SECOND,
        FLOOD * limits::COMMANDS_BURST,
    );
    let mut buffer = vec![0; 16 * 1024];
    loop {
        loop {
            let frame = match frames.next() {
                Ok(Some(frame)) => frame,
                Ok(None) => break,
                Err(_) => return Left::Broke,
            };
            let heard = match wire::decode(&frame) {
                Ok(ClientMessage::Command { number, command }) if allowance.spend(1) => {
                    ToRoom::Command {
                        me,
                        line,
                        number,
                        command,
                    }
                }
                Ok(ClientMessage::Command { number, .. }) => ToRoom::TooFast { me, line, number },
                Ok(ClientMessage::SeePhoto { digest }) if allowance.spend(PHOTO_COST) => {
                    ToRoom::Photo(PhotoCall::See { me, line, digest })
                }
                // Whoever still wants to see it asks again.
                Ok(ClientMessage::SeePhoto { .. }) => continue,
                Ok(ClientMessage::Bye) => return Left::Bye,
                // A second greeting, or nonsense.
                Ok(ClientMessage::Join(_)) | Err(_) => return Left::Broke,
            };
            if !patience.spend(1) {
                return Left::Broke;
            }
            if house.room.send(heard).is_err() {
                return Left::Lost;
            }
        }
        match receive.read(&mut buffer).await {
            Ok(Some(length)) => {
                if frames.push(&buffer[..length]).is_err() {
                    return Left::Broke;
                }
            }
            Ok(None) | Err(_) => return Left::Lost,
        }
    }
}

/// Poses on their way to the room; too many are dropped here.
pub(super) async fn datagrams(
    connection: Connection,
    me: ParticipantId,
    line: u64,
    house: Arc<House>,
) {
    let mut number = Allowance::new(limits::DATAGRAMS_PER_SECOND, limits::DATAGRAMS_PER_SECOND);
    let mut size = Allowance::new(BYTES_PER_SECOND, BYTES_PER_SECOND);
    while let Ok(bytes) = connection.read_datagram().await {
        house.metrics.datagrams_received.inc();
        house.metrics.bytes_received.inc_by(bytes.len() as u64);
        if !number.spend(1) || !size.spend(bytes.len() as u32) {
            house.metrics.dropped(Dropped::TooMany);
            continue;
        }
        if house
            .room
            .send(ToRoom::Datagram {
                me,
                line,
                bytes: bytes.to_vec(),
            })
            .is_err()
        {
            return;
        }
    }
}
