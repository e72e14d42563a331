//! A bad network on loopback: a relay between clients and a server that loses, delays and reorders datagrams by a seed.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    io::ErrorKind,
    net::{Ipv4Addr, SocketAddr, UdpSocket},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How bad, in each direction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bad {
    /// Share of datagrams lost, 0 to 1.
    pub loss: f64,
    /// Every datagram waits this long.
    pub delay: Duration,
    /// And up to this long more, each for itself, so that they overtake each other.
    pub jitter: Duration,
}

/// A relay; dropping it cuts the wire.
pub struct Relay {
    port: u16,
    cut: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Relay {
    /// In front of `server`, the same for the same seed and the same datagrams.
    pub fn new(server: SocketAddr, bad: Bad, seed: u64) -> Self {
        let front = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = front.local_addr().unwrap().port();
        let (cut, stop) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicBool::new(false)),
        );
        let (is_cut, stopped) = (Arc::clone(&cut), Arc::clone(&stop));
        let thread = thread::spawn(move || {
            Wire {
                front,
                server: (Ipv4Addr::LOCALHOST, server.port()).into(),
                backs: HashMap::new(),
                waiting: BinaryHeap::new(),
                bad,
                random: Random(seed),
                order: 0,
            }
            .run(&is_cut, &stopped);
        });
        Self {
            port,
            cut,
            stop,
            thread: Some(thread),
        }
    }

    /// Where clients find it, on loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Cuts the wire, or mends it.
    pub fn cut(&self, cut: bool) {
        self.cut.store(cut, Ordering::Relaxed);
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next() as u8).collect()
    }
}

/// When, in which order, and which way: to a client, or to the server for one.
type Waiting = Reverse<(Instant, u64, SocketAddr, bool, Vec<u8>)>;

struct Wire {
    front: UdpSocket,
    server: SocketAddr,
    /// One socket towards the server for each client.
    backs: HashMap<SocketAddr, UdpSocket>,
    waiting: BinaryHeap<Waiting>,
    bad: Bad,
    random: Random,
    order: u64,
}

impl Wire {
    fn run(mut self, cut: &AtomicBool, stop: &AtomicBool) {
        self.front
            .set_read_timeout(Some(Duration::from_millis(1)))
            .unwrap();
        let mut buffer = vec![0; 65_536];
        while !stop.load(Ordering::Relaxed) {
            let cut = cut.load(Ordering::Relaxed);
            self.take_from_clients(&mut buffer, cut);
            self.take_from_server(&mut buffer, cut);
            self.pass_on();
        }
    }

    fn take_from_clients(&mut self, buffer: &mut [u8], cut: bool) {
        // The first read waits a millisecond, and paces the loop.
        while let Ok((length, client)) = self.front.recv_from(buffer) {
            if !self.backs.contains_key(&client) {
                let back = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
                back.connect(self.server).unwrap();
                back.set_nonblocking(true).unwrap();
                self.backs.insert(client, back);
            }
            self.wait(client, false, buffer[..length].to_vec(), cut);
        }
    }

    fn take_from_server(&mut self, buffer: &mut [u8], cut: bool) {
        let mut came = Vec::new();
        for (client, back) in &self.backs {
            loop {
                match back.recv(buffer) {
                    Ok(length) => came.push((*client, buffer[..length].to_vec())),
                    Err(error) if error.kind() == ErrorKind::ConnectionRefused => {}
                    Err(_) => break,
                }
            }
        }
        for (client, bytes) in came {
            self.wait(client, true, bytes, cut);
        }
    }

    fn wait(&mut self, client: SocketAddr, to_client: bool, bytes: Vec<u8>, cut: bool) {
        let (lost, late) = (self.random.share(), self.random.share());
        if cut || lost < self.bad.loss {
            return;
        }
        let at = Instant::now() + self.bad.delay + self.bad.jitter.mul_f64(late);
        self.order += 1;
        self.waiting
            .push(Reverse((at, self.order, client, to_client, bytes)));
    }

    fn pass_on(&mut self) {
        let now = Instant::now();
        while let Some(Reverse((at, ..))) = self.waiting.peek()
            && *at <= now
        {
            let Some(Reverse((_, _, client, to_client, bytes))) = self.waiting.pop() else {
                return;
            };
            // Whoever is gone does not get it.
            let _ = if to_client {
                self.front.send_to(&bytes, client)
            } else {
                self.backs[&client].send(&bytes)
            };
        }
    }
}
