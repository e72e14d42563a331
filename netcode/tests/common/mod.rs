//! A session server on loopback, and clients that wait for what surely happens.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

pub mod bot;
pub mod browser;
pub mod driver;
pub mod lab;
pub mod outcrop;
pub mod process;
pub mod raw;
pub mod relay;
pub mod timber;

use std::{
    net::Ipv4Addr,
    path::PathBuf,
    time::{Duration, Instant},
};

use pleiades_netcode::{
    link::{JoinRequest, Link, LinkEvent, Target},
    protocol::{
        Appearance, Command, Device, Host, HostKey, Language, LogEntry, Nickname, Refusal, Ticket,
        limits,
        pose::{AvatarPose, Pose},
    },
    server::{self, ServerConfig, ServerHandle},
};

/// A generous time for what surely happens; nothing is measured by it.
pub const EVENTUALLY: Duration = Duration::from_secs(60);

pub fn lesson() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenes/campus-epinal")
}

pub fn config() -> ServerConfig {
    ServerConfig::private(lesson())
}

pub fn server() -> ServerHandle {
    server::start(config()).unwrap()
}

pub fn request(target: Target, name: &str) -> JoinRequest {
    JoinRequest {
        target,
        nickname: Nickname::parse(name).unwrap(),
        appearance: Appearance { colour: 3 },
        device: Device::Desktop,
        language: Language::French,
        host_key: None,
        application: "test".to_owned(),
        comeback: None,
        personal_code: None,
    }
}

/// A client, and everything that happened to it so far.
pub struct Client {
    pub link: Link,
    pub seen: Vec<LinkEvent>,
}

impl Client {
    pub fn knock(server: &ServerHandle, name: &str) -> Self {
        Self::start(request(Target::Ticket(server.ticket()), name))
    }

    pub fn host(server: &ServerHandle, name: &str) -> Self {
        Self::host_with(
            server.host_key(),
            request(Target::Ticket(server.ticket()), name),
        )
    }

    pub fn host_with(key: HostKey, request: JoinRequest) -> Self {
        Self::start(JoinRequest {
            host_key: Some(key),
            ..request
        })
    }

    pub fn start(request: JoinRequest) -> Self {
        Self {
            link: Link::start(request),
            seen: Vec::new(),
        }
    }

    /// In, or the test fails.
    pub fn joined(mut self) -> Self {
        self.until("joined", |client| client.link.room().is_some());
        self
    }

    pub fn poll(&mut self) {
        while let Some(event) = self.link.poll() {
            self.seen.push(event);
        }
    }

    /// Lives until `wanted`, sending poses if it has any.
    pub fn until(&mut self, what: &str, mut wanted: impl FnMut(&mut Self) -> bool) {
        let end = Instant::now() + EVENTUALLY;
        loop {
            self.poll();
            if wanted(self) {
                return;
            }
            assert!(
                Instant::now() < end,
                "never: {what}; of {} events, the last are {:#?}",
                self.seen.len(),
                &self.seen[self.seen.len().saturating_sub(12)..],
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// How it ended.
    pub fn ending(&mut self) -> pleiades_netcode::link::Ending {
        self.until("an ending", |client| {
            matches!(client.seen.last(), Some(LinkEvent::Ended(_)))
        });
        match self.seen.last() {
            Some(LinkEvent::Ended(ending)) => ending.clone(),
            _ => unreachable!(),
        }
    }

    pub fn stand_at(&self, x: f32) {
        self.link.set_pose(at(x));
    }

    /// Where it sees the head of somebody by name.
    pub fn sees(&self, name: &str) -> Option<f32> {
        let id = self
            .link
            .room()?
            .present()
            .find(|person| person.nickname.as_str() == name)?
            .id;
        let poses = self.link.remote_poses(Instant::now());
        poses
            .iter()
            .find(|remote| remote.id == id)
            .map(|remote| remote.pose.head.position[0])
    }

    /// Asks as often as one may, and waits for the answer.
    pub fn ask_in_time(&mut self, command: &Command) -> Result<(), Refusal> {
        loop {
            match self.ask(command.clone()) {
                Err(Refusal::TooFast) => {
                    std::thread::sleep(Duration::from_secs(1) / limits::COMMANDS_PER_SECOND);
                }
                answer => return answer,
            }
        }
    }

    /// Asks, and waits for the answer.
    pub fn ask(&mut self, command: Command) -> Result<(), Refusal> {
        let number = self.link.send(command);
        self.until("an answer", |client| client.answer(number).is_some());
        self.answer(number).unwrap()
    }

    pub fn answer(&self, wanted: u32) -> Option<Result<(), Refusal>> {
        self.seen.iter().find_map(|event| match event {
            LinkEvent::Answer { number, result } if *number == wanted => Some(result.clone()),
            _ => None,
        })
    }

    /// Every entry it heard of.
    pub fn entries(&self) -> impl Iterator<Item = &LogEntry> {
        self.seen.iter().filter_map(|event| match event {
            LinkEvent::Event(entry) => Some(entry),
            _ => None,
        })
    }

    pub fn has_seen(&self, wanted: &LinkEvent) -> bool {
        self.seen.contains(wanted)
    }

    pub fn knows(&self, name: &str) -> bool {
        self.link.room().is_some_and(|room| {
            room.present()
                .any(|person| person.nickname.as_str() == name)
        })
    }
}

/// A ticket to the same session by another port of this machine, such as a relay's.
pub fn by_port(ticket: &Ticket, port: u16) -> Ticket {
    Ticket {
        hosts: vec![Host::from(std::net::IpAddr::from(Ipv4Addr::LOCALHOST))],
        port,
        ..ticket.clone()
    }
}

/// Lets all of them live until `wanted`.
pub fn together(
    clients: &mut [&mut Client],
    what: &str,
    mut wanted: impl FnMut(&[&mut Client]) -> bool,
) {
    let end = Instant::now() + EVENTUALLY;
    loop {
        for client in clients.iter_mut() {
            client.poll();
        }
        if wanted(clients) {
            return;
        }
        assert!(Instant::now() < end, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A head at `x` metres east.
pub fn at(x: f32) -> AvatarPose {
    AvatarPose {
        head: Pose {
            position: [x, 1.6, 0.0],
            rotation: [0.0, 0.0, 0.0, 1.0],
        },
        left_hand: None,
        right_hand: None,
    }
}

/// A server whose console is open on loopback.
pub fn server_with_console() -> ServerHandle {
    server::start(ServerConfig {
        console: Some((Ipv4Addr::LOCALHOST, 0).into()),
        ..config()
    })
    .unwrap()
}
