//! From a connection to a seat in the session: the client's side of the greeting.

use quinn::{Connection, RecvStream, SendStream};

use super::{Ending, JoinRequest};
use crate::{
    protocol::{
        ClientMessage, Fingerprint, Hello, Join, JoinCode, Knock, ParticipantId, Refusal,
        ResumeToken, ServerMessage, SessionId, Welcome,
        handshake::{ClientHandshake, Exporter, Proof},
        wire::{self, FrameDecoder, first},
    },
    transport::{exporter_of, fingerprint_of},
};

/// What one comes back with.
#[derive(Clone)]
pub(super) struct Seat {
    pub(super) session: SessionId,
    pub(super) me: ParticipantId,
    pub(super) token: ResumeToken,
    pub(super) last_seq: u64,
    /// The server's key, proved at the first greeting.
    pub(super) pin: Option<Fingerprint>,
}

/// One is in.
pub(super) struct Greeted {
    pub(super) connection: Connection,
    pub(super) send: SendStream,
    pub(super) receive: RecvStream,
    pub(super) frames: FrameDecoder,
    pub(super) welcome: Welcome,
}

/// Why one is not.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// Trying again would end the same way.
    Final(Ending),
    /// It may work later.
    Passing(Ending),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Final(Ending::Refused(refusal))
    }
}

/// The server's key, as its certificate shows it.
pub(super) fn pin_of(connection: &Connection) -> Option<Fingerprint> {
    let identity = connection.peer_identity()?;
    let certificates =
        identity.downcast_ref::<Vec<rustls::pki_types::CertificateDer<'static>>>()?;
    fingerprint_of(certificates.first()?)
}

/// Greets, proves the code or the seat, and is welcomed or refused.
pub(super) async fn greet(
    connection: Connection,
    code: &JoinCode,
    request: &JoinRequest,
    seat: Option<&Seat>,
) -> Result<Greeted, Failure> {
    let broken = || Failure::Passing(Ending::Lost);
    let exporter = exporter_of(&connection).ok_or_else(broken)?;
    let (mut send, mut receive) = connection.open_bi().await.map_err(|_| broken())?;
    let mut frames = FrameDecoder::new();
    let (handshake, knock) = knock(code, seat, &exporter);
    let hello = Hello {
        application: request.application.clone(),
        language: request.language,
        knock,
    };
    let hello = first::encode(&hello).map_err(|_| Failure::Final(Ending::Misunderstood))?;
    send.write_all(&hello).await.map_err(|_| broken())?;
    let mut answer = next_first(&mut receive, &mut frames).await?;
    if let Some(handshake) = handshake {
        let ServerMessage::Challenge(challenge) = answer else {
            return Err(unexpected(answer));
        };
        let confirmation = handshake.confirm(&challenge, &exporter)?;
        let join = Join {
            confirmation,
            host_proof: request
                .host_key
                .as_ref()
                .map(|key| Proof::of_host_key(key, &exporter)),
            role: request.role(),
            nickname: request.nickname.as_str().to_owned(),
            appearance: request.appearance,
            device: request.device,
            personal_code: request.personal_code,
        };
        let join = wire::encode_frame(&ClientMessage::Join(join))
            .map_err(|_| Failure::Final(Ending::Misunderstood))?;
        send.write_all(&join).await.map_err(|_| broken())?;
        answer = next_first(&mut receive, &mut frames).await?;
    }
    match answer {
        ServerMessage::Welcome(welcome) => Ok(Greeted {
            connection,
            send,
            receive,
            frames,
            welcome: *welcome,
        }),
        other => Err(unexpected(other)),
    }
}

fn knock(
    code: &JoinCode,
    seat: Option<&Seat>,
    exporter: &Exporter,
) -> (Option<ClientHandshake>, Knock) {
    match seat {
        Some(seat) => (
            None,
            Knock::Resume {
                session: seat.session,
                me: seat.me,
                proof: Proof::of_token(&seat.token, exporter),
                last_seq: seat.last_seq,
            },
        ),
        None => {
            let (handshake, element) = ClientHandshake::start(code);
            (Some(handshake), Knock::Enter { element })
        }
    }
}

fn unexpected(message: ServerMessage) -> Failure {
    match message {
        ServerMessage::Refused(refusal) => refusal.into(),
        _ => Failure::Final(Ending::Misunderstood),
    }
}

/// The next message of a server that has not let one in yet.
async fn next_first(
    receive: &mut RecvStream,
    frames: &mut FrameDecoder,
) -> Result<ServerMessage, Failure> {
    let mut buffer = [0; 4_096];
    loop {
        match frames.next() {
            Ok(Some(frame)) => {
                return first::decode(&frame)
                    .map_err(|error| Failure::Final(Ending::Refused(error.from_server())));
            }
            Ok(None) => {}
            Err(_) => return Err(Failure::Final(Ending::Misunderstood)),
        }
        match receive.read(&mut buffer).await {
            Ok(Some(length)) => frames
                .push(&buffer[..length])
                .map_err(|_| Failure::Final(Ending::Misunderstood))?,
            Ok(None) | Err(_) => return Err(Failure::Passing(Ending::Lost)),
        }
    }
}
