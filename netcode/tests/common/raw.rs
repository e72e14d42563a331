//! A peer that says what it likes: a QUIC connection to a server, without the manners of a link.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::{net::Ipv4Addr, sync::Arc, time::Duration};

use pleiades_netcode::{
    protocol::{
        Appearance, ClientMessage, Device, Hello, Join, JoinCode, Knock, Language, Refusal, Role,
        ServerMessage, Ticket, Welcome,
        handshake::ClientHandshake,
        wire::{self, FrameDecoder, first},
    },
    transport::{Trust, client_config, exporter_of},
};
use quinn::{Connection, Endpoint, EndpointConfig, RecvStream, SendStream, TokioRuntime};

use super::EVENTUALLY;

pub struct Raw {
    pub connection: Connection,
    pub send: SendStream,
    pub receive: RecvStream,
    pub frames: FrameDecoder,
    _endpoint: Endpoint,
}

impl Raw {
    /// Connected, with the control stream open and nothing said.
    pub async fn connect(ticket: &Ticket) -> Self {
        let socket = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let endpoint = Endpoint::new(
            EndpointConfig::default(),
            None,
            socket,
            Arc::new(TokioRuntime),
        )
        .unwrap();
        let config = client_config(Trust::Pinned(ticket.fingerprint)).unwrap();
        let at = (Ipv4Addr::LOCALHOST, ticket.port).into();
        let connection = endpoint
            .connect_with(config, at, "pleiades")
            .unwrap()
            .await
            .unwrap();
        let (send, receive) = connection.open_bi().await.unwrap();
        Self {
            connection,
            send,
            receive,
            frames: FrameDecoder::new(),
            _endpoint: endpoint,
        }
    }

    /// Says bytes as they are; a connection that is closed already is no mistake here.
    pub async fn say_bytes(&mut self, bytes: &[u8]) {
        let _ = self.send.write_all(bytes).await;
    }

    pub async fn say(&mut self, message: &ClientMessage) {
        let frame = wire::encode_frame(message).unwrap();
        self.say_bytes(&frame).await;
    }

    /// Greets with the code and asks for a name, however it is spelt.
    pub async fn greet(&mut self, code: &JoinCode, nickname: &str) -> Result<Welcome, Refusal> {
        let exporter = exporter_of(&self.connection).unwrap();
        let (handshake, element) = ClientHandshake::start(code);
        let hello = Hello {
            application: "raw".to_owned(),
            language: Language::English,
            knock: Knock::Enter { element },
        };
        let hello = first::encode(&hello).unwrap();
        self.say_bytes(&hello).await;
        let challenge = match self.first().await {
            ServerMessage::Challenge(challenge) => challenge,
            ServerMessage::Refused(refusal) => return Err(refusal),
            other => panic!("instead of a challenge: {other:?}"),
        };
        let join = Join {
            confirmation: handshake.confirm(&challenge, &exporter)?,
            host_proof: None,
            role: Role::Learner,
            nickname: nickname.to_owned(),
            appearance: Appearance { colour: 0 },
            device: Device::Desktop,
            personal_code: None,
        };
        self.say(&ClientMessage::Join(join)).await;
        match self.first().await {
            ServerMessage::Welcome(welcome) => Ok(*welcome),
            ServerMessage::Refused(refusal) => Err(refusal),
            other => panic!("instead of a welcome: {other:?}"),
        }
    }

    async fn first(&mut self) -> ServerMessage {
        first::decode(&self.frame().await.unwrap()).unwrap()
    }

    /// The next frame, or nothing if the stream or the connection ends.
    pub async fn frame(&mut self) -> Option<Vec<u8>> {
        let mut buffer = [0; 4_096];
        loop {
            if let Some(frame) = self.frames.next().unwrap() {
                return Some(frame);
            }
            let read = within(self.receive.read(&mut buffer)).await;
            let length = read.ok()??;
            self.frames.push(&buffer[..length]).unwrap();
        }
    }

    /// Waits until the server has closed the connection.
    pub async fn is_dropped(&self) {
        within(self.connection.closed()).await;
    }
}

/// Something that surely happens.
pub async fn within<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(EVENTUALLY, what).await.unwrap()
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

pub async fn pause(time: Duration) {
    tokio::time::sleep(time).await;
}
