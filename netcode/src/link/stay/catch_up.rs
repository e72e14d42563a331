//! Getting to what one may know: at the welcome, and when one's role becomes another.

use quinn::{Connection, RecvStream, SendStream};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{Ending, FromTask, Parting, Stay, ToTask, gather, say};
use crate::{
    protocol::{
        CatchUp, ClientMessage, ServerMessage, Welcome, limits,
        wire::{self, FrameDecoder, SnapshotDecoder},
    },
    room::RoomState,
};

impl Stay {
    /// Gets from what one knows to what the room knew at the welcome.
    pub(super) async fn catch_up(
        &mut self,
        connection: &Connection,
        receive: &mut RecvStream,
        frames: &mut FrameDecoder,
        welcome: &Welcome,
    ) -> bool {
        if let CatchUp::Snapshot { seq } = welcome.catch_up {
            let Some(room) = shown(connection, seq).await else {
                return false;
            };
            self.room = room;
            self.partial = false;
            if self.joined {
                self.tell(FromTask::Resumed {
                    room: Some(Box::new(self.room.clone())),
                });
            }
            return true;
        }
        let mut buffer = vec![0; 16 * 1024];
        while self.room.seq() < welcome.seq {
            match frames.next() {
                Ok(Some(frame)) => match wire::decode(&frame) {
                    Ok(ServerMessage::Event(entry)) => {
                        if !self.fold(entry) {
                            return false;
                        }
                    }
                    _ => return false,
                },
                Ok(None) => match receive.read(&mut buffer).await {
                    Ok(Some(length)) if frames.push(&buffer[..length]).is_ok() => {}
                    _ => return false,
                },
                Err(_) => return false,
            }
        }
        if self.joined {
            self.tell(FromTask::Resumed { room: None });
        }
        true
    }

    /// Every whole message so far, and the snapshots that some of them announce.
    pub(super) async fn hear_all(
        &mut self,
        connection: &Connection,
        frames: &mut FrameDecoder,
        send: &mut SendStream,
        orders: &mut UnboundedReceiver<ToTask>,
    ) -> Option<Parting> {
        loop {
            if let Some(parting) = self.hear(frames) {
                return Some(parting);
            }
            let seq = self.announced.take()?;
            let mut early = Vec::new();
            let room = tokio::select! {
                room = shown(connection, seq) => room,
                () = gather(orders, &mut early) => {
                    say(send, &ClientMessage::Bye).await;
                    connection.close(quinn::VarInt::from_u32(0), b"bye");
                    return Some(Parting::Ended(Ending::Left));
                }
            };
            let Some(room) = room.filter(|room| room.seq() == self.room.seq()) else {
                return Some(Parting::Broken);
            };
            self.room = room;
            self.partial = false;
            self.tell(FromTask::Known(Box::new(self.room.clone())));
            for (number, command) in early {
                if self.keep(number, command.clone())
                    && !say(send, &ClientMessage::Command { number, command }).await
                {
                    return Some(Parting::Broken);
                }
            }
        }
    }
}

/// The room on the next stream, if it is there whole and at this entry.
async fn shown(connection: &Connection, seq: u64) -> Option<RoomState> {
    let mut stream = connection.accept_uni().await.ok()?;
    let mut snapshot = SnapshotDecoder::new();
    let mut buffer = vec![0; limits::SNAPSHOT_CHUNK_BYTES];
    while let Some(length) = stream.read(&mut buffer).await.ok()? {
        snapshot.push(&buffer[..length]).ok()?;
    }
    match snapshot.finish::<RoomState>() {
        Ok((got, room)) if got == seq => Some(room),
        _ => None,
    }
}
