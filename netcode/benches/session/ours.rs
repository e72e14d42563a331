//! The session server's own program, and links as clients have them.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use pleiades_netcode::{
    link::{JoinRequest, Link, LinkEvent, Target},
    protocol::Ticket,
};

use crate::{
    Cost, PEOPLE, TIME, WARM_UP,
    common::{
        self, process,
        process::Process,
        relay::{Bad, Relay},
    },
    crowd::{self, Ages, Walker},
    machine,
};

/// A desktop's frame.
const FRAME: Duration = Duration::from_micros(16_667);
/// So many of the clients look at everybody in each frame; all of them receive.
const LOOKING: usize = 5;
/// How long a killed server stays away.
pub(crate) const DOWN: Duration = Duration::from_millis(300);

/// A link, and what its person does.
struct Someone {
    link: Link,
    walker: Walker,
    index: usize,
    resumed: Option<Instant>,
}

impl Someone {
    fn new(ticket: &Ticket, index: usize) -> Self {
        let request = common::request(Target::Ticket(ticket.clone()), &name(index));
        Self {
            link: Link::start(JoinRequest {
                application: "bench".to_owned(),
                comeback: None,
                ..request
            }),
            walker: Walker::new(index),
            index,
            resumed: None,
        }
    }

    /// A frame of a client: what arrived, and where one is.
    fn frame(&mut self, since: Instant) {
        while let Some(event) = self.link.poll() {
            match event {
                LinkEvent::Resumed => self.resumed = Some(Instant::now()),
                LinkEvent::Ended(ending) => panic!("{} is out: {ending:?}", name(self.index)),
                _ => {}
            }
        }
        self.link
            .set_pose(self.walker.at(since.elapsed().as_secs_f64()));
    }

    /// Who is shown where: index and x of each other.
    fn sight(&self) -> Vec<(usize, f32)> {
        let Some(room) = self.link.room() else {
            return Vec::new();
        };
        let poses = self.link.remote_poses(Instant::now());
        poses
            .iter()
            .filter_map(|remote| {
                let person = room.participants().find(|person| person.id == remote.id)?;
                let index = person.nickname.as_str().strip_prefix("Élève ")?;
                Some((index.parse().ok()?, remote.pose.head.position[0]))
            })
            .collect()
    }
}

fn name(index: usize) -> String {
    format!("Élève {index}")
}

struct Server {
    process: Process,
    folder: tempfile::TempDir,
}

impl Server {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            process: started(folder.path(), 0),
            folder,
        }
    }
}

fn started(folder: &std::path::Path, port: u16) -> Process {
    let command = process::command(folder, port);
    let mut command = machine::on_server_core(&command);
    command
        .env("RUST_LOG", "warn")
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null());
    Process::start(command)
}

fn crowd(ticket: &Ticket) -> Vec<Someone> {
    (0..PEOPLE)
        .map(|index| Someone::new(ticket, index))
        .collect()
}

/// Lives frame by frame until `wanted` says so.
fn live(people: &mut [Someone], since: Instant, mut wanted: impl FnMut(&mut [Someone]) -> bool) {
    let mut next = Instant::now();
    loop {
        for someone in &mut *people {
            someone.frame(since);
        }
        if wanted(people) {
            return;
        }
        assert!(since.elapsed() < Duration::from_secs(120), "it never came");
        next += FRAME;
        sleep(next.saturating_duration_since(Instant::now()));
    }
}

pub(crate) fn cost(bad: Option<Bad>) -> Cost {
    let server = Server::new();
    let relay = bad.map(|bad| Relay::new(address(&server.process.ticket), bad, 1));
    let ticket = relay.as_ref().map_or_else(
        || server.process.ticket.clone(),
        |relay| common::by_port(&server.process.ticket, relay.port()),
    );
    let mut people = crowd(&ticket);
    let since = Instant::now();
    live(&mut people, since, |_| since.elapsed() > WARM_UP);
    assert!(people.iter().all(|someone| someone.link.room().is_some()));
    let id = server.process.id();
    let told = |people: &[Someone]| -> u64 {
        people
            .iter()
            .map(|someone| someone.link.stats().bytes_in)
            .sum()
    };
    let (cpu, wire_before, bytes) = (
        machine::cpu_time(id),
        machine::loopback_bytes(),
        told(&people),
    );
    let begun = Instant::now();
    let mut ages = Ages::default();
    live(&mut people, since, |people| {
        let now = since.elapsed().as_secs_f64();
        for someone in people.iter().take(LOOKING) {
            for (index, x) in someone.sight() {
                ages.note(crowd::age(index, x, now));
            }
        }
        begun.elapsed() > TIME
    });
    let seconds = begun.elapsed().as_secs_f64();
    let receivers = PEOPLE as f64;
    Cost {
        cpu: (machine::cpu_time(id) - cpu).as_secs_f64() / seconds,
        resident_mib: machine::resident_mib(id),
        wire_bytes_per_s: bad
            .is_none()
            .then(|| (machine::loopback_bytes() - wire_before) as f64 / seconds / receivers),
        bytes_per_s_per_avatar: (told(&people) - bytes) as f64
            / seconds
            / receivers
            / (receivers - 1.0),
        ages,
    }
}

fn address(ticket: &Ticket) -> std::net::SocketAddr {
    (std::net::Ipv4Addr::LOCALHOST, ticket.port).into()
}

/// Times of people who come in one after the other.
pub(crate) fn one_by_one() -> Vec<Duration> {
    let server = Server::new();
    let since = Instant::now();
    let mut people = Vec::new();
    for index in 0..PEOPLE {
        people.push(Someone::new(&server.process.ticket, index));
        live(&mut people, since, |people| {
            people[index].link.room().is_some()
        });
    }
    joined(&people)
}

fn joined(people: &[Someone]) -> Vec<Duration> {
    let times = people.iter().map(|someone| someone.link.stats().join_time);
    times.map(Option::unwrap).collect()
}

/// Times until each is in, and until each sees everybody, of people who all come at once.
pub(crate) fn all_at_once() -> (Vec<Duration>, Vec<Duration>) {
    let server = Server::new();
    let since = Instant::now();
    let mut people = crowd(&server.process.ticket);
    let mut seen = vec![None; PEOPLE];
    live(&mut people, since, |people| {
        for (someone, seen) in people.iter().zip(&mut seen) {
            if seen.is_none() && someone.sight().len() == PEOPLE - 1 {
                *seen = Some(since.elapsed());
            }
        }
        seen.iter().all(Option::is_some)
    });
    (joined(&people), seen.into_iter().flatten().collect())
}

/// How long a killed server is felt.
pub(crate) struct Recovery {
    pub(crate) server_ready: Duration,
    pub(crate) resumed: Vec<Duration>,
    pub(crate) moving: Vec<Duration>,
}

pub(crate) fn recovery() -> Recovery {
    let mut server = Server::new();
    let ticket = server.process.ticket.clone();
    let mut people = crowd(&ticket);
    let since = Instant::now();
    live(&mut people, since, |_| since.elapsed() > WARM_UP);
    server.process.kill();
    let killed = Instant::now();
    live(&mut people, since, |_| killed.elapsed() > DOWN);
    let folder = server.folder.path().to_owned();
    let starting = std::thread::spawn(move || {
        let process = started(&folder, ticket.port);
        (process, killed.elapsed())
    });
    let mut moving = vec![None; PEOPLE];
    live(&mut people, since, |people| {
        let now = since.elapsed().as_secs_f64();
        for (someone, moving) in people.iter().zip(&mut moving) {
            let fresh = |(index, x): &(usize, f32)| crowd::age(*index, *x, now) < 0.3;
            if moving.is_none() && someone.resumed.is_some() {
                let sight = someone.sight();
                if sight.len() == PEOPLE - 1 && sight.iter().all(fresh) {
                    *moving = Some(killed.elapsed());
                }
            }
        }
        moving.iter().all(Option::is_some)
    });
    let (_process, server_ready) = starting.join().unwrap();
    let resumed = people.iter().filter_map(|someone| someone.resumed);
    Recovery {
        server_ready,
        resumed: resumed.map(|at| at - killed).collect(),
        moving: moving.into_iter().flatten().collect(),
    }
}
