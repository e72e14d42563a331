//! What a client is told, in order: the welcome, what it lacks, then everything that happens.

use std::time::Duration;

use quinn::{Connection, SendStream};
use tokio::{sync::mpsc, time::timeout};

use super::code;
use crate::{
    protocol::{
        ServerMessage,
        wire::{self, first},
    },
    server::room::{Entered, ToTell},
};

/// Tells until the line or the connection ends; ends both after a goodbye.
pub(super) async fn tell(
    connection: Connection,
    mut send: SendStream,
    entered: Entered,
    mut out: mpsc::Receiver<ToTell>,
) -> Option<()> {
    let Entered {
        welcome,
        tail,
        snapshot,
    } = entered;
    // Who resumes hears nothing before this; who entered has had the challenge in a first frame already.
    let welcome = first::encode(&ServerMessage::Welcome(Box::new(welcome))).ok()?;
    send.write_all(&welcome).await.ok()?;
    for entry in tail {
        say(&mut send, &ServerMessage::Event(entry)).await?;
    }
    if let Some(snapshot) = snapshot {
        show(&connection, snapshot).await?;
    }
    while let Some(told) = out.recv().await {
        let message = match told {
            ToTell::Message(message) => message,
            ToTell::Known { seq, snapshot } => {
                say(&mut send, &ServerMessage::Known { seq }).await?;
                show(&connection, snapshot).await?;
                continue;
            }
        };
        say(&mut send, &message).await?;
        if matches!(message, ServerMessage::Goodbye(_)) {
            let _ = send.finish();
            let _ = timeout(Duration::from_secs(1), send.stopped()).await;
            connection.close(code::DONE, b"");
            break;
        }
    }
    Some(())
}

/// Sends a snapshot on a stream of its own, beside what is said meanwhile.
async fn show(connection: &Connection, snapshot: Vec<u8>) -> Option<()> {
    let mut stream = connection.open_uni().await.ok()?;
    // Events go first.
    let _ = stream.set_priority(-1);
    tokio::spawn(async move {
        if stream.write_all(&snapshot).await.is_ok() {
            let _ = stream.finish();
        }
    });
    Some(())
}

async fn say(send: &mut SendStream, message: &ServerMessage) -> Option<()> {
    let frame = wire::encode_frame(message).ok()?;
    send.write_all(&frame).await.ok()
}
