//! What the transport costs by itself: a server that tells everybody everybody's newest pose thirty times a second, in
//! absolute fixed point (27 bytes), over quinn as it comes (CUBIC) or over bare UDP. No room, no journal, no choice.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use pleiades_netcode::transport::{self, Certificate, Trust};
use quinn::{Connection, Endpoint, TransportConfig};
use tokio::{net::UdpSocket, task::LocalSet, time::interval};

use crate::{
    Cost, PEOPLE, TIME, WARM_UP,
    common::relay::{Bad, Relay},
    crowd::{self, Ages, Walker},
    machine,
};

const TICK: Duration = Duration::from_nanos(1_000_000_000 / 30);
const FRAME: Duration = Duration::from_micros(16_667);
/// Head and two hands on the same grid as ours, without any prediction.
const POSE_BYTES: usize = 27;
const RECORD_BYTES: usize = 2 + POSE_BYTES;
const DATAGRAM_BYTES: usize = 1_150;
const LOOKING: usize = 5;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Quinn,
    Udp,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Quinn => "raw quinn, CUBIC, 27-byte poses to everybody",
            Self::Udp => "raw UDP, the same poses, no encryption",
        }
    }

    fn flag(self) -> &'static str {
        match self {
            Self::Quinn => "--floor-quinn",
            Self::Udp => "--floor-udp",
        }
    }
}

/// Whether this process was started to serve.
pub(crate) fn asked_to_serve(arguments: &[String]) -> Option<Kind> {
    [Kind::Quinn, Kind::Udp]
        .into_iter()
        .find(|kind| arguments.iter().any(|argument| argument == kind.flag()))
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(LocalSet::new().run_until(work))
}

/// One end of a way.
#[derive(Clone)]
enum Way {
    Quinn(Connection),
    Udp(Arc<UdpSocket>, SocketAddr),
}

impl Way {
    fn send(&self, bytes: Vec<u8>) {
        // What cannot be sent now is not sent: poses.
        match self {
            Self::Quinn(connection) => {
                let _ = connection.send_datagram(bytes.into());
            }
            Self::Udp(socket, to) => {
                let _ = socket.try_send_to(&bytes, *to);
            }
        }
    }
}

#[derive(Default)]
struct Hall {
    newest: BTreeMap<u16, [u8; POSE_BYTES]>,
    ways: BTreeMap<u16, Way>,
}

impl Hall {
    fn hear(&mut self, record: &[u8], way: Way) {
        if let Some((id, pose)) = record.split_first_chunk::<2>()
            && let Ok(pose) = pose.try_into()
        {
            let id = u16::from_le_bytes(*id);
            self.newest.insert(id, pose);
            self.ways.insert(id, way);
        }
    }

    fn tick(&self) {
        for (to, way) in &self.ways {
            let mut bytes = Vec::with_capacity(DATAGRAM_BYTES);
            for (id, pose) in self.newest.iter().filter(|(id, _)| *id != to) {
                if bytes.len() + RECORD_BYTES > DATAGRAM_BYTES {
                    way.send(std::mem::take(&mut bytes));
                }
                bytes.extend_from_slice(&id.to_le_bytes());
                bytes.extend_from_slice(pose);
            }
            way.send(bytes);
        }
    }
}

/// The server's process; prints its port and serves until it is killed.
pub(crate) fn serve(kind: Kind) {
    block_on(async {
        let hall = Arc::new(Mutex::new(Hall::default()));
        let port = match kind {
            Kind::Quinn => listen_quinn(&hall),
            Kind::Udp => listen_udp(&hall).await,
        };
        println!("{port}");
        let mut ticks = interval(TICK);
        loop {
            ticks.tick().await;
            hall.lock().unwrap().tick();
        }
    });
}

fn listen_quinn(hall: &Arc<Mutex<Hall>>) -> u16 {
    let certificate = Certificate::from_pem(&Certificate::new_pem().unwrap()).unwrap();
    let mut config = transport::server_config(&certificate).unwrap();
    config.transport_config(Arc::new(TransportConfig::default()));
    let endpoint = Endpoint::server(config, (Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let port = endpoint.local_addr().unwrap().port();
    let hall = Arc::clone(hall);
    tokio::task::spawn_local(async move {
        while let Some(incoming) = endpoint.accept().await {
            let hall = Arc::clone(&hall);
            tokio::task::spawn_local(async move {
                let Ok(connection) = incoming.await else {
                    return;
                };
                while let Ok(record) = connection.read_datagram().await {
                    let way = Way::Quinn(connection.clone());
                    hall.lock().unwrap().hear(&record, way);
                }
            });
        }
    });
    port
}

async fn listen_udp(hall: &Arc<Mutex<Hall>>) -> u16 {
    let socket = Arc::new(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap());
    let port = socket.local_addr().unwrap().port();
    let hall = Arc::clone(hall);
    tokio::task::spawn_local(async move {
        let mut buffer = [0; 2_048];
        loop {
            if let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                let way = Way::Udp(Arc::clone(&socket), from);
                hall.lock().unwrap().hear(&buffer[..length], way);
            }
        }
    });
    port
}

/// A server in a process of its own, ended with this.
struct Process {
    child: Child,
    port: u16,
}

impl Process {
    fn start(kind: Kind) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(kind.flag());
        let mut child = machine::on_server_core(&command)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let output = child.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut line).unwrap();
        Self {
            child,
            port: line.trim().parse().unwrap(),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a client knows: x of each other, and bytes received.
#[derive(Default)]
struct Known {
    x: BTreeMap<u16, f32>,
    bytes: u64,
}

impl Known {
    fn hear(&mut self, datagram: &[u8]) {
        self.bytes += datagram.len() as u64;
        for record in datagram.chunks_exact(RECORD_BYTES) {
            let id = u16::from_le_bytes([record[0], record[1]]);
            let x = f32::from_le_bytes([record[2], record[3], record[4], record[5]]);
            self.x.insert(id, x);
        }
    }
}

async fn connect_quinn(port: u16) -> (Endpoint, Connection) {
    let mut config = transport::client_config(Trust::UntilProved).unwrap();
    config.transport_config(Arc::new(TransportConfig::default()));
    let endpoint = Endpoint::client((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let to = (Ipv4Addr::LOCALHOST, port).into();
    let connecting = endpoint.connect_with(config, to, "localhost").unwrap();
    let connection = connecting.await.unwrap();
    (endpoint, connection)
}

async fn come_in(kind: Kind, port: u16, known: Arc<Mutex<Known>>) -> Way {
    match kind {
        Kind::Quinn => {
            let (endpoint, connection) = connect_quinn(port).await;
            let own = connection.clone();
            tokio::task::spawn_local(async move {
                while let Ok(datagram) = own.read_datagram().await {
                    known.lock().unwrap().hear(&datagram);
                }
                drop(endpoint);
            });
            Way::Quinn(connection)
        }
        Kind::Udp => {
            let socket = Arc::new(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap());
            let own = Arc::clone(&socket);
            tokio::task::spawn_local(async move {
                let mut buffer = [0; 2_048];
                while let Ok((length, _)) = own.recv_from(&mut buffer).await {
                    known.lock().unwrap().hear(&buffer[..length]);
                }
            });
            Way::Udp(socket, (Ipv4Addr::LOCALHOST, port).into())
        }
    }
}

pub(crate) fn cost(kind: Kind, bad: Option<Bad>) -> Cost {
    let server = Process::start(kind);
    let to = (Ipv4Addr::LOCALHOST, server.port).into();
    let relay = bad.map(|bad| Relay::new(to, bad, 1));
    let port = relay.as_ref().map_or(server.port, Relay::port);
    block_on(crowd_around(kind, port, server.child.id(), relay.is_some()))
}

async fn crowd_around(kind: Kind, port: u16, server: u32, relayed: bool) -> Cost {
    let since = Instant::now();
    let everybody: Vec<Arc<Mutex<Known>>> = (0..PEOPLE).map(|_| Arc::default()).collect();
    for (index, known) in everybody.iter().enumerate() {
        let known = Arc::clone(known);
        tokio::task::spawn_local(async move {
            let way = come_in(kind, port, known).await;
            let mut walker = Walker::new(index);
            let mut ticks = interval(TICK);
            loop {
                ticks.tick().await;
                let pose = walker.at(since.elapsed().as_secs_f64());
                let mut record = vec![0x5a; RECORD_BYTES];
                record[..2].copy_from_slice(&(index as u16).to_le_bytes());
                record[2..6].copy_from_slice(&pose.head.position[0].to_le_bytes());
                way.send(record);
            }
        });
    }
    tokio::time::sleep(WARM_UP).await;
    let told = || -> u64 {
        everybody
            .iter()
            .map(|known| known.lock().unwrap().bytes)
            .sum()
    };
    let (cpu, wire_before, bytes) = (machine::cpu_time(server), machine::loopback_bytes(), told());
    let begun = Instant::now();
    let mut ages = Ages::default();
    let mut frames = interval(FRAME);
    while begun.elapsed() < TIME {
        frames.tick().await;
        let now = since.elapsed().as_secs_f64();
        for known in everybody.iter().take(LOOKING) {
            for (id, x) in &known.lock().unwrap().x {
                ages.note(crowd::age(usize::from(*id), *x, now));
            }
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let receivers = PEOPLE as f64;
    Cost {
        cpu: (machine::cpu_time(server) - cpu).as_secs_f64() / seconds,
        resident_mib: machine::resident_mib(server),
        wire_bytes_per_s: (!relayed)
            .then(|| (machine::loopback_bytes() - wire_before) as f64 / seconds / receivers),
        bytes_per_s_per_avatar: (told() - bytes) as f64 / seconds / receivers / (receivers - 1.0),
        ages,
    }
}

/// Times of handshakes one after the other.
pub(crate) fn one_by_one() -> Vec<Duration> {
    let server = Process::start(Kind::Quinn);
    block_on(async {
        let mut times = Vec::new();
        let mut open = Vec::new();
        for _ in 0..PEOPLE {
            let begun = Instant::now();
            open.push(connect_quinn(server.port).await);
            times.push(begun.elapsed());
        }
        times
    })
}
