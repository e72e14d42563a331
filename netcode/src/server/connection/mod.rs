//! One client's connection: from the greeting to the goodbye. What breaks the protocol ends this connection and nothing else.

mod allowance;
mod door;
mod greet;
mod hear;
mod tell;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
        mpsc::Sender,
    },
    time::Duration,
};

use quinn::{Connection, Incoming, SendStream};
use tokio::time::timeout;
use tracing::{debug, info};

pub(super) use door::Door;
use greet::{Greeted, Unwelcome, greet};
use hear::Left;

use super::{room::ToRoom, watch::Metrics};
use crate::protocol::{
    Goodbye, HostKey, JoinCode, Language, Refusal, ServerMessage, limits,
    wire::{self, first},
};

/// Reason codes of closed connections, for logs at the other end.
mod code {
    use quinn::VarInt;

    pub(super) const DONE: VarInt = VarInt::from_u32(0);
    pub(super) const REFUSED: VarInt = VarInt::from_u32(1);
    pub(super) const NO_GREETING: VarInt = VarInt::from_u32(2);
    pub(super) const BROKE: VarInt = VarInt::from_u32(3);
}

/// What every connection needs of its server.
pub(super) struct House {
    pub(super) code: JoinCode,
    pub(super) host_key: HostKey,
    /// Unix seconds after which tickets are no longer good; nobody new comes in then.
    pub(super) until: Option<u64>,
    pub(super) room: Sender<ToRoom>,
    pub(super) door: Door,
    pub(super) metrics: Metrics,
    pub(super) lines: AtomicU64,
    /// Connections that are not in yet.
    pub(super) strangers: AtomicUsize,
}

impl House {
    /// A house without visitors.
    pub(super) fn new(
        code: JoinCode,
        host_key: HostKey,
        until: Option<u64>,
        room: Sender<ToRoom>,
        metrics: Metrics,
    ) -> Self {
        Self {
            code,
            host_key,
            until,
            room,
            door: Door::default(),
            metrics,
            lines: AtomicU64::new(1),
            strangers: AtomicUsize::new(0),
        }
    }
}

/// Counts a stranger for as long as it is one.
struct Stranger<'a>(&'a AtomicUsize);

impl<'a> Stranger<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Stranger<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Serves one connection to its end.
pub(super) async fn serve(incoming: Incoming, house: Arc<House>) {
    let address = incoming.remote_address().ip();
    let stranger = Stranger::new(&house.strangers);
    let connection = match timeout(limits::GREETING_TIME, async { incoming.await }).await {
        Ok(Ok(connection)) => connection,
        Ok(Err(error)) => return debug!("{address}: no connection: {error}"),
        Err(_) => return debug!("{address}: no connection in time"),
    };
    let Ok(Ok((mut send, mut receive))) =
        timeout(limits::GREETING_TIME, connection.accept_bi()).await
    else {
        return connection.close(code::NO_GREETING, b"no stream");
    };
    let greeting = greet(&connection, &mut send, &mut receive, address, &house);
    let greeted = timeout(limits::GREETING_TIME, greeting).await;
    drop(stranger);
    let Greeted {
        me,
        line,
        out,
        entered,
        frames,
    } = match greeted {
        Ok(Ok(greeted)) => greeted,
        Ok(Err(Unwelcome::Refused(refusal))) => {
            info!(
                "{address}: refused: {}",
                refusal.sentence(Language::English)
            );
            if refusal == Refusal::Malformed {
                house.metrics.peers_dropped.inc();
            }
            let last = first::encode(&ServerMessage::Refused(refusal)).ok();
            return part(&connection, &mut send, last).await;
        }
        Ok(Err(Unwelcome::Lost)) | Err(_) => {
            return connection.close(code::NO_GREETING, b"no greeting");
        }
    };
    info!("{address}: participant {me} is in");
    let writer = tokio::spawn(tell::tell(connection.clone(), send, entered, out));
    let datagrams = tokio::spawn(hear::datagrams(
        connection.clone(),
        me,
        line,
        Arc::clone(&house),
    ));
    let left = hear::commands(receive, frames, me, line, &house).await;
    datagrams.abort();
    let ended = match left {
        Left::Bye => ToRoom::Bye { me, line },
        Left::Lost => ToRoom::Lost { me, line },
        Left::Broke => {
            info!("{address}: participant {me} broke the protocol");
            house.metrics.peers_dropped.inc();
            connection.close(code::BROKE, &wire::encode(&Goodbye::Misunderstood));
            ToRoom::Lost { me, line }
        }
    };
    // A room that is gone has no more lines to drop.
    let _ = house.room.send(ended);
    let _ = timeout(Duration::from_secs(2), writer).await;
    connection.close(code::DONE, b"");
}

/// Says a last thing and ends the connection once it has arrived.
async fn part(connection: &Connection, send: &mut SendStream, last: Option<Vec<u8>>) {
    if let Some(last) = last {
        let _ = send.write_all(&last).await;
        let _ = send.finish();
        let _ = timeout(Duration::from_secs(2), send.stopped()).await;
    }
    connection.close(code::REFUSED, b"refused");
}
