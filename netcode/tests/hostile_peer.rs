//! A peer that breaks the protocol is dropped; the others do not notice.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::Duration;

use common::{
    Client,
    raw::{Raw, pause, runtime},
    relay::Random,
};
use pleiades_netcode::{
    link::LinkEvent,
    protocol::{
        Appearance, ClientMessage, Command, Device, Join, Role, ServerMessage,
        handshake::{ClientHandshake, Exporter, Proof, ServerHandshake},
        limits,
        pose::{Acks, OwnPoseEncoder, PoseSample},
        wire::{
            self,
            datagram::{Ack, DatagramWriter, Header, SectionKind, Sender},
        },
    },
    server::ServerHandle,
};

/// Two people who are in, see each other and are answered, before and after somebody misbehaves.
fn unaffected(misbehave: impl AsyncFnOnce(&ServerHandle)) {
    let server = common::server();
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    runtime().block_on(misbehave(&server));
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    malo.until("Inès with her hand up, where she is", |malo| {
        ines.poll();
        ines.stand_at(3.0);
        let raised = malo.link.room().unwrap().raised_hands();
        let raised = raised.iter().any(|who| who.nickname.as_str() == "Inès");
        raised && malo.sees("Inès").is_some_and(|x| (x - 3.0).abs() < 0.002)
    });
    for client in [&ines, &malo] {
        assert!(!client.has_seen(&LinkEvent::Interrupted));
    }
}

/// Somebody who is in, by the rules so far.
async fn member(server: &ServerHandle, name: &str) -> Raw {
    let ticket = server.ticket();
    let mut member = Raw::connect(&ticket).await;
    member.greet(&ticket.code, name).await.unwrap();
    member
}

#[test]
fn strangers_who_talk_nonsense_are_dropped() {
    unaffected(async |server| {
        let mut random = Random(1);
        for length in [1, 4, 5, 64, 1_000, 60_000] {
            let mut stranger = Raw::connect(&server.ticket()).await;
            let bytes = random.bytes(length);
            stranger.say_bytes(&bytes).await;
            // What is cut short ends here.
            let _ = stranger.send.finish();
            stranger.is_dropped().await;
        }
    });
}

#[test]
fn strangers_with_frames_that_are_too_long_or_not_greetings_are_dropped() {
    unaffected(async |server| {
        let too_long = u32::MAX.to_le_bytes().to_vec();
        let nothing = wire::frame(&[]).unwrap();
        let command = ClientMessage::Command {
            number: 1,
            command: Command::EndSession,
        };
        let out_of_order = wire::encode_frame(&command).unwrap();
        for bytes in [too_long, nothing, out_of_order] {
            let mut stranger = Raw::connect(&server.ticket()).await;
            stranger.say_bytes(&bytes).await;
            stranger.is_dropped().await;
        }
    });
}

#[test]
fn members_who_talk_nonsense_are_dropped() {
    unaffected(async |server| {
        let mut random = Random(2);
        let too_long = (limits::MESSAGE_BYTES as u32 + 1).to_le_bytes().to_vec();
        let unknown = wire::frame(&[0xff; 9]).unwrap();
        let bye = wire::encode(&ClientMessage::Bye);
        let goes_on = wire::frame(&[bye.as_slice(), &[0]].concat()).unwrap();
        let noise = [
            wire::frame(&random.bytes(300)).unwrap(),
            wire::frame(&random.bytes(60_000)).unwrap(),
        ];
        let mut number = 0;
        for bytes in [too_long, unknown, goes_on].into_iter().chain(noise) {
            number += 1;
            let mut peer = member(server, &format!("Eve {number}")).await;
            peer.say_bytes(&bytes).await;
            peer.is_dropped().await;
        }
    });
}

#[test]
fn a_second_greeting_is_nonsense_too() {
    unaffected(async |server| {
        let mut peer = member(server, "Eve").await;
        // Well formed, of a connection that does not exist.
        let (code, exporter) = (server.ticket().code, Exporter([0; 32]));
        let (client, element) = ClientHandshake::start(&code);
        let (_, challenge) = ServerHandshake::answer(&code, &element, &exporter).unwrap();
        peer.say(&ClientMessage::Join(Join {
            confirmation: client.confirm(&challenge, &exporter).unwrap(),
            host_proof: Some(Proof::of_host_key(&server.host_key(), &exporter)),
            role: Role::Host,
            nickname: "Eve".to_owned(),
            appearance: Appearance { colour: 0 },
            device: Device::Desktop,
            personal_code: None,
        }))
        .await;
        peer.is_dropped().await;
    });
}

#[test]
fn members_whose_datagrams_mean_nothing_are_dropped() {
    unaffected(async |server| {
        let mut random = Random(3);
        let good = own_pose(1);
        let from_server = datagram(Sender::Server, &[0; 6]);
        let no_acks = datagram(Sender::Client, &[0; 3]);
        let noise = datagram(Sender::Client, &random.bytes(200));
        let cut = good[..good.len() - 1].to_vec();
        let wild = random.bytes(1_100);
        let mut number = 0;
        for bytes in [Vec::new(), wild, from_server, no_acks, noise, cut] {
            number += 1;
            let peer = member(server, &format!("Eve {number}")).await;
            peer.connection.send_datagram(bytes.clone().into()).unwrap();
            // What is lost on its way is said again.
            let again = async {
                loop {
                    pause(Duration::from_millis(50)).await;
                    let _ = peer.connection.send_datagram(bytes.clone().into());
                }
            };
            tokio::select! { () = peer.is_dropped() => {}, () = again => {} }
        }
    });
}

#[test]
fn datagrams_out_of_order_and_twice_are_no_crime() {
    unaffected(async |server| {
        let mut peer = member(server, "Late").await;
        let mut encoder = OwnPoseEncoder::new();
        let mut ordered: Vec<Vec<u8>> = (1..=6)
            .map(|tick| {
                let mut section = Acks::default().to_bytes().to_vec();
                let sample = PoseSample::from(common::at(tick as f32));
                section.extend_from_slice(&encoder.write(tick, &sample));
                datagram(Sender::Client, &section)
            })
            .collect();
        ordered.reverse();
        for bytes in ordered.iter().chain(&ordered) {
            peer.connection.send_datagram(bytes.clone().into()).unwrap();
        }
        peer.say(&ClientMessage::Command {
            number: 1,
            command: Command::RaiseHand { up: true },
        })
        .await;
        // Everything before it was heard when the answer comes.
        loop {
            let frame = peer.frame().await.unwrap();
            if let Ok(ServerMessage::Answer { number: 1, result }) = wire::decode(&frame) {
                break result.unwrap();
            }
        }
    });
}

#[test]
fn a_client_may_open_one_stream_and_no_more() {
    unaffected(async |server| {
        let peer = member(server, "Eve").await;
        let most = Duration::from_millis(300);
        let bi = tokio::time::timeout(most, peer.connection.open_bi()).await;
        let uni = tokio::time::timeout(most, peer.connection.open_uni()).await;
        assert!(bi.is_err() && uni.is_err());
    });
}

#[test]
fn a_flood_of_commands_ends_the_connection() {
    unaffected(async |server| {
        let mut flood = member(server, "Flood").await;
        let mut bytes = Vec::new();
        for number in 1..=5_000 {
            let command = Command::RaiseHand {
                up: number % 2 == 0,
            };
            let message = ClientMessage::Command { number, command };
            bytes.extend(wire::encode_frame(&message).unwrap());
        }
        flood.say_bytes(&bytes).await;
        flood.is_dropped().await;
    });
}

fn own_pose(tick: u32) -> Vec<u8> {
    let mut section = Acks::default().to_bytes().to_vec();
    let sample = PoseSample::from(common::at(1.0));
    section.extend_from_slice(&OwnPoseEncoder::new().write(tick, &sample));
    datagram(Sender::Client, &section)
}

fn datagram(sender: Sender, section: &[u8]) -> Vec<u8> {
    let header = Header {
        sender,
        tick: 1,
        clock_ms: 0,
        ack: Ack::default(),
    };
    let mut writer = DatagramWriter::new(header, limits::DATAGRAM_BYTES);
    writer.section(SectionKind::Poses, section).unwrap();
    writer.finish()
}
