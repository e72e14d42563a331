//! The greeting: a stranger proves the code, or the place it had, and asks the room to be let in.

use std::{
    net::IpAddr,
    sync::atomic::Ordering,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use quinn::{Connection, RecvStream, SendStream};
use tokio::sync::{mpsc, oneshot};
use tracing::debug;

use super::House;
use crate::{
    protocol::{
        ClientMessage, Hello, Join, Knock, Nickname, ParticipantId, Refusal, Role, ServerMessage,
        handshake::{Element, Exporter, ServerHandshake},
        limits,
        wire::{self, FrameDecoder, first},
    },
    room::Arrival,
    server::room::{Comeback, Entered, Line, ToRoom, ToTell},
    transport::exporter_of,
};

/// Why a stranger is not in.
pub(super) enum Unwelcome {
    /// The connection is gone.
    Lost,
    /// The client broke the protocol, or the door stays closed: it is told so.
    Refused(Refusal),
}

impl From<Refusal> for Unwelcome {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Somebody who is in.
pub(super) struct Greeted {
    pub(super) me: ParticipantId,
    pub(super) line: u64,
    pub(super) out: mpsc::Receiver<ToTell>,
    pub(super) entered: Entered,
    pub(super) frames: FrameDecoder,
}

/// From the first frame to being in.
pub(super) async fn greet(
    connection: &Connection,
    send: &mut SendStream,
    receive: &mut RecvStream,
    address: IpAddr,
    house: &House,
) -> Result<Greeted, Unwelcome> {
    let mut frames = FrameDecoder::with_limit(limits::FIRST_MESSAGE_BYTES);
    let greeting = next_frame(receive, &mut frames).await?;
    let hello: Hello = first::decode(&greeting).map_err(|error| error.from_client())?;
    let exporter = exporter_of(connection).ok_or(Unwelcome::Lost)?;
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
            if house.until.is_some_and(|until| until <= now_s()) {
                return Err(Refusal::ExpiredTicket.into());
            }
            let guess = house.door.guess(address);
            let join = prove(send, receive, &mut frames, &element, &exporter, house).await?;
            guess.was_right();
            let personal_code = join.personal_code;
            ToRoom::Enter {
                arrival: arrival(join, &exporter, house)?,
                personal_code,
                line,
                reply,
            }
        }
    };
    house.room.send(request).map_err(|_| Refusal::Stopping)?;
    let answer = answer.await.map_err(|_| Unwelcome::Lost)?;
    if matches!(answer, Err(Refusal::WrongPersonalCode)) {
        // Guessing these costs as much as guessing the session's.
        drop(house.door.guess(address));
    }
    let entered = answer?;
    frames.set_limit(limits::MESSAGE_BYTES);
    Ok(Greeted {
        me: entered.welcome.me,
        line: id,
        out,
        entered,
        frames,
    })
}

/// The exchange over the code, to the client's half of the proof.
async fn prove(
    send: &mut SendStream,
    receive: &mut RecvStream,
    frames: &mut FrameDecoder,
    element: &Element,
    exporter: &Exporter,
    house: &House,
) -> Result<Join, Unwelcome> {
    let (handshake, challenge) = ServerHandshake::answer(&house.code, element, exporter)?;
    let challenge =
        first::encode(&ServerMessage::Challenge(challenge)).map_err(|_| Unwelcome::Lost)?;
    send.write_all(&challenge)
        .await
        .map_err(|_| Unwelcome::Lost)?;
    let answer = next_frame(receive, frames).await?;
    let Ok(ClientMessage::Join(join)) = wire::decode(&answer) else {
        return Err(Refusal::Malformed.into());
    };
    handshake.verify(&join.confirmation)?;
    Ok(join)
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
async fn next_frame(
    receive: &mut RecvStream,
    frames: &mut FrameDecoder,
) -> Result<Vec<u8>, Unwelcome> {
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
                .map_err(|_| Refusal::Malformed)?,
            Ok(None) | Err(_) => return Err(Unwelcome::Lost),
        }
    }
}

/// A stranger's text, short enough and safe for a log.
fn cut(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(limits::APPLICATION_BYTES)
        .collect()
}

/// Seconds since 1970, UTC.
fn now_s() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
