//! One client's connection: from the greeting to the goodbye. What breaks the protocol ends this connection and nothing else.

mod allowance;
mod door;

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::Sender,
    },
    time::{Duration, Instant},
};

use quinn::{Connection, Incoming, RecvStream, SendStream, VarInt};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};
use tracing::{debug, info};

use allowance::Allowance;
pub(super) use door::Door;

use super::{
    room::{Comeback, Entered, Line, ToRoom},
    watch::Metrics,
};
use crate::{
    protocol::{
        ClientMessage, Goodbye, Hello, HostKey, Join, JoinCode, Knock, Nickname, ParticipantId,
        Refusal, Role, ServerMessage,
        handshake::{Exporter, ServerHandshake},
        limits,
        wire::{self, FrameDecoder, first},
    },
    room::Arrival,
    transport::exporter_of,
};

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
}

/// Why a connection ends before its client says goodbye.
enum End {
    /// The connection is gone.
    Lost,
    /// The client broke the protocol, or the door stays closed: it is told so.
    Refused(Refusal),
}

impl From<Refusal> for End {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Serves one connection to its end.
pub(super) async fn serve(incoming: Incoming, house: Arc<House>) {
    let address = incoming.remote_address().ip();
    let connection = match timeout(limits::GREETING_TIME, async { incoming.await }).await {
        Ok(Ok(connection)) => connection,
        Ok(Err(error)) => return debug!("{address}: no connection: {error}"),
        Err(_) => return debug!("{address}: no connection in time"),
    };
    let Ok(Ok((mut send, mut receive))) =
        timeout(limits::GREETING_TIME, connection.accept_bi()).await
    else {
        connection.close(VarInt::from_u32(2), b"no stream");
        return;
    };
    let greeted = timeout(
        limits::GREETING_TIME,
        greet(&connection, &mut send, &mut receive, address, &house),
    )
    .await;
    let (me, line, out, entered, frames) = match greeted {
        Ok(Ok(greeted)) => greeted,
        Ok(Err(End::Refused(refusal))) => {
            info!(
                "{address}: refused: {}",
                refusal.sentence(pleiades_scenes::Language::English)
            );
            return part(
                &connection,
                &mut send,
                first::encode(&ServerMessage::Refused(refusal)).ok(),
            )
            .await;
        }
        Ok(Err(End::Lost)) | Err(_) => {
            connection.close(VarInt::from_u32(2), b"no greeting");
            return;
        }
    };
    info!("{address}: participant {me} is in");
    let writer = tokio::spawn(write(connection.clone(), send, entered, out));
    let datagrams = tokio::spawn(take_datagrams(
        connection.clone(),
        me,
        line,
        Arc::clone(&house),
    ));
    let left = listen(receive, frames, me, line, &house).await;
    datagrams.abort();
    let ended = match left {
        Left::Bye => ToRoom::Bye { me, line },
        Left::Lost => ToRoom::Lost { me, line },
        Left::Broke => {
            info!("{address}: participant {me} broke the protocol");
            house.metrics.peers_dropped.inc();
            connection.close(VarInt::from_u32(3), &wire::encode(&Goodbye::Misunderstood));
            ToRoom::Lost { me, line }
        }
    };
    // A room that is gone has no more lines to drop.
    let _ = house.room.send(ended);
    let _ = timeout(Duration::from_secs(2), writer).await;
    connection.close(VarInt::from_u32(0), b"");
}

type Greeted = (
    ParticipantId,
    u64,
    mpsc::Receiver<ServerMessage>,
    Entered,
    FrameDecoder,
);

/// From the first frame to being in.
async fn greet(
    connection: &Connection,
    send: &mut SendStream,
    receive: &mut RecvStream,
    address: IpAddr,
    house: &House,
) -> Result<Greeted, End> {
    let mut frames = FrameDecoder::with_limit(limits::FIRST_MESSAGE_BYTES);
    let greeting = next_frame(receive, &mut frames).await?;
    let hello: Hello =
        first::decode(&greeting).map_err(|error| End::Refused(error.from_client()))?;
    let exporter = exporter_of(connection).ok_or(End::Lost)?;
    debug!("{address}: {} knocks", cut(&hello.application));
    let id = house.lines.fetch_add(1, Ordering::Relaxed);
    let (line, out) = Line::new(id, connection.clone());
    let (reply, answer) = oneshot::channel();
    let request = match hello.knock {
        Knock::Resume {
            session,
            me,
            proof,
            last_seq,
        } => ToRoom::Resume {
            who: Comeback {
                session,
                me,
                proof,
                exporter,
                last_seq,
            },
            line,
            reply,
        },
        Knock::Enter { element } => {
            house.door.admits(address, Instant::now())?;
            if house
                .until
                .is_some_and(|until| until <= super::room::now_ms() / 1000)
            {
                return Err(Refusal::ExpiredTicket.into());
            }
            let (handshake, challenge) = ServerHandshake::answer(&house.code, &element, &exporter)?;
            let challenge =
                first::encode(&ServerMessage::Challenge(challenge)).map_err(|_| End::Lost)?;
            send.write_all(&challenge).await.map_err(|_| End::Lost)?;
            let answer = match next_frame(receive, &mut frames).await {
                Ok(answer) => answer,
                // Who has another code sees at once that ours is not theirs, and goes.
                Err(end) => {
                    house.door.failed(address, Instant::now());
                    return Err(end);
                }
            };
            let Ok(ClientMessage::Join(join)) = wire::decode(&answer) else {
                return Err(Refusal::Malformed.into());
            };
            if let Err(refusal) = handshake.verify(&join.confirmation) {
                house.door.failed(address, Instant::now());
                return Err(refusal.into());
            }
            ToRoom::Enter {
                arrival: arrival(join, &exporter, house)?,
                line,
                reply,
            }
        }
    };
    house
        .room
        .send(request)
        .map_err(|_| End::Refused(Refusal::SessionOver))?;
    let entered = answer.await.map_err(|_| End::Lost)??;
    frames.set_limit(limits::MESSAGE_BYTES);
    Ok((entered.welcome.me, id, out, entered, frames))
}

/// Who wants to come in, with what they have proved.
fn arrival(join: Join, exporter: &Exporter, house: &House) -> Result<Arrival, Refusal> {
    let proved = join
        .host_proof
        .is_some_and(|proof| proof.proves_host_key(&house.host_key, exporter));
    if join.role == Role::Host && !proved {
        return Err(Refusal::WrongHostKey);
    }
    Ok(Arrival {
        nickname: Nickname::parse(&join.nickname).map_err(Refusal::BadNickname)?,
        role: join.role,
        appearance: join.appearance.within_palette(),
        device: join.device,
    })
}

/// The next whole frame of a stranger.
async fn next_frame(receive: &mut RecvStream, frames: &mut FrameDecoder) -> Result<Vec<u8>, End> {
    let mut buffer = [0; 1_024];
    loop {
        match frames.next() {
            Ok(Some(frame)) => return Ok(frame),
            Ok(None) => {}
            Err(_) => return Err(Refusal::Malformed.into()),
        }
        match receive.read(&mut buffer).await {
            Ok(Some(length)) => frames
                .push(&buffer[..length])
                .map_err(|_| End::Refused(Refusal::Malformed))?,
            Ok(None) | Err(_) => return Err(End::Lost),
        }
    }
}

/// Tells the client, in order; ends after a goodbye.
async fn write(
    connection: Connection,
    mut send: SendStream,
    entered: Entered,
    mut out: mpsc::Receiver<ServerMessage>,
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
        send.write_all(&wire::encode_frame(&ServerMessage::Event(entry)).ok()?)
            .await
            .ok()?;
    }
    if let Some(snapshot) = snapshot {
        let mut stream = connection.open_uni().await.ok()?;
        // The room is told of before anything else that is large.
        let _ = stream.set_priority(-1);
        tokio::spawn(async move {
            if stream.write_all(&snapshot).await.is_ok() {
                let _ = stream.finish();
            }
        });
    }
    while let Some(message) = out.recv().await {
        let last = matches!(message, ServerMessage::Goodbye(_));
        send.write_all(&wire::encode_frame(&message).ok()?)
            .await
            .ok()?;
        if last {
            let _ = send.finish();
            let _ = timeout(Duration::from_secs(1), send.stopped()).await;
            connection.close(VarInt::from_u32(0), b"");
            break;
        }
    }
    Some(())
}

/// How listening ended.
enum Left {
    Bye,
    Lost,
    Broke,
}

/// Hears commands until the client leaves, is lost, or breaks the protocol.
async fn listen(
    mut receive: RecvStream,
    mut frames: FrameDecoder,
    me: ParticipantId,
    line: u64,
    house: &House,
) -> Left {
    let mut allowance = Allowance::new(limits::COMMANDS_PER_SECOND, limits::COMMANDS_BURST);
    let mut buffer = vec![0; 16 * 1024];
    loop {
        loop {
            let frame = match frames.next() {
                Ok(Some(frame)) => frame,
                Ok(None) => break,
                Err(_) => return Left::Broke,
            };
            match wire::decode(&frame) {
                Ok(ClientMessage::Command { number, command }) if allowance.spend() => {
                    if house
                        .room
                        .send(ToRoom::Command {
                            me,
                            line,
                            number,
                            command,
                        })
                        .is_err()
                    {
                        return Left::Lost;
                    }
                }
                Ok(ClientMessage::Bye) => return Left::Bye,
                // A second greeting, nonsense, or a flood.
                _ => return Left::Broke,
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
async fn take_datagrams(connection: Connection, me: ParticipantId, line: u64, house: Arc<House>) {
    let mut allowance = Allowance::new(limits::DATAGRAMS_PER_SECOND, limits::DATAGRAMS_PER_SECOND);
    while let Ok(bytes) = connection.read_datagram().await {
        house.metrics.datagrams_received.inc();
        house.metrics.bytes_received.inc_by(bytes.len() as u64);
        if !allowance.spend() {
            house.metrics.datagrams_dropped.inc();
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

/// Says a last thing and ends the connection once it has arrived.
async fn part(connection: &Connection, send: &mut SendStream, last: Option<Vec<u8>>) {
    if let Some(last) = last {
        let _ = send.write_all(&last).await;
        let _ = send.finish();
        let _ = timeout(Duration::from_secs(2), send.stopped()).await;
    }
    connection.close(VarInt::from_u32(1), b"refused");
}

/// A stranger's text, short enough and safe for a log.
fn cut(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(limits::APPLICATION_BYTES)
        .collect()
}
