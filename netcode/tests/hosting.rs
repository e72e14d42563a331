//! Hosting in two minutes, and again next week: how a session begins, when a new one does, and how long each is kept.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    net::Ipv4Addr,
    path::Path,
    time::{Duration, SystemTime},
};

use common::{Client, browser::Visitor};
use pleiades_netcode::{
    journal::{self, Journal},
    link::{Ending, JoinRequest, Target},
    protocol::{Admission, Command, Event, LessonOutline, LogEntry, Refusal},
    room::{Microphones, Voice},
    server::{self, ServerConfig, ServerHandle},
};

fn serve(data: &Path, change: impl FnOnce(&mut ServerConfig)) -> ServerHandle {
    let mut config = ServerConfig {
        data: Some(data.to_owned()),
        console: Some((Ipv4Addr::LOCALHOST, 0).into()),
        ..common::config()
    };
    change(&mut config);
    server::start(config).unwrap()
}

#[test]
fn a_session_begins_as_its_host_chose() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path(), |config| {
        config.admission = Admission::OneByOne;
        config.microphones = Microphones::Held;
        config.break_after_min = Some(10);
        config.retention_days = Some(7);
    });
    let mut ines = Client::knock(&server, "Inès").joined();
    let me = ines.link.me().unwrap();
    let room = ines.link.room().unwrap();
    assert!(room.class().is_waiting(me));
    assert_eq!(room.class().voice(me), Voice::Held);
    assert_eq!(room.break_after_min(), 10);
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    host.link.send(Command::EndSession);
    ines.ending();
    server.shutdown();
    // It is kept for seven days, whatever the next start says of others.
    let sessions = folder.path().join("sessions");
    let session = journal::sessions(&sessions).unwrap()[0];
    let after = |days: u64| SystemTime::now() + Duration::from_secs(days * 24 * 60 * 60);
    assert!(
        journal::expired(&sessions, after(6), 30)
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        journal::expired(&sessions, after(8), 30).unwrap(),
        [session]
    );
    assert!(journal::erase(&sessions, session).unwrap());
    assert_eq!(
        std::fs::read_dir(&sessions).unwrap().count(),
        0,
        "nothing is left beside it"
    );
}

#[test]
fn what_has_ended_or_is_about_something_else_is_not_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let start = || serve(folder.path(), |_| {});
    let first = start();
    let (code, key) = (first.ticket().code, first.host_key());
    let print = first.ticket().fingerprint;
    first.shutdown();
    let again = start();
    assert_eq!(
        (again.ticket().code, again.host_key()),
        (code, key),
        "it goes on"
    );
    let mut host = Client::host(&again, "Mme Lenoir").joined();
    host.link.send(Command::EndSession);
    host.ending();
    again.shutdown();

    let next = start();
    assert_ne!(next.ticket().code, code, "another class, another code");
    assert_eq!(
        next.ticket().fingerprint,
        print,
        "browsers know the certificate"
    );
    Client::knock(&next, "Inès").joined().link.leave();
    next.shutdown();
    assert_eq!(
        journal::sessions(&folder.path().join("sessions"))
            .unwrap()
            .len(),
        2
    );

    let code = start().ticket().code;
    let lab = common::lab::folder("affleurement");
    let other = serve(folder.path(), |config| {
        config.lesson = lab.path().to_owned();
    });
    assert_ne!(other.ticket().code, code, "another lesson, another session");
    let ines = Client::knock(&other, "Inès").joined();
    assert!(
        ines.link
            .room()
            .unwrap()
            .lesson()
            .id
            .contains("affleurement")
    );
}

#[test]
fn what_was_left_yesterday_is_past() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path(), |_| {});
    let code = server.ticket().code;
    server.shutdown();
    let sessions = folder.path().join("sessions");
    let session = journal::sessions(&sessions).unwrap()[0];
    let lesson = LessonOutline {
        id: pleiades_scenes::lesson::load(&common::lesson())
            .unwrap()
            .lesson
            .id,
        ..LessonOutline::default()
    };
    journal::erase(&sessions, session).unwrap();
    let mut old = Journal::create(&sessions, session).unwrap();
    let opened = Event::SessionOpened {
        session,
        lesson,
        capacity: 40,
        away_time_ms: 20_000,
    };
    let day_ms = 24 * 60 * 60 * 1_000;
    let now_ms = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap()
        .as_millis() as u64;
    old.append(&[LogEntry {
        seq: 1,
        at_ms: now_ms - day_ms,
        event: opened,
        cause: None,
    }])
    .unwrap();
    drop(old);
    assert_ne!(serve(folder.path(), |_| {}).ticket().code, code);
}

#[test]
fn a_session_is_erased_from_the_console_once_it_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path(), |_| {});
    let mut ines = Client::knock(&server, "Inès").joined();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    let mut host = Visitor::host(&server);
    host.press("erase", &[]);
    let page = host.get("/").body;
    assert!(page.contains("terminez-la d’abord") && page.contains("Inès"));
    host.press("end", &[]);
    ines.ending();
    let sessions = folder.path().join("sessions");
    assert_eq!(journal::sessions(&sessions).unwrap().len(), 1);
    assert!(host.get("/").body.contains("id=\"erasing\""));
    host.press("erase", &[]);
    let page = host.get("/").body;
    assert!(
        page.contains("La séance est effacée") && !page.contains("Inès"),
        "{page}"
    );
    assert_eq!(std::fs::read_dir(&sessions).unwrap().count(), 0);
    for path in [
        "/timeline",
        "/report?names=with",
        "/journal.csv",
        "/journal.json",
    ] {
        let answer = host.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.body.contains("Inès"), "{path}");
    }
    // Nothing begins in it any more, and nothing is written.
    host.press("lock", &[]);
    assert_eq!(
        Client::knock(&server, "Malo").ending(),
        Ending::Refused(Refusal::SessionOver)
    );
    server.shutdown();
    assert_eq!(std::fs::read_dir(&sessions).unwrap().count(), 0);
    assert!(!folder.path().join("identity.toml").exists());
}

#[test]
fn a_personal_code_read_at_the_console_takes_a_pupil_to_another_device() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path(), |_| {});
    let ines = Client::knock(&server, "Inès").joined();
    let code = ines.link.personal_code().unwrap();
    let me = ines.link.me();
    let key = Client::host(&server, "Mme Lenoir").joined();
    assert_eq!(key.link.personal_code(), None);
    let mut host = Visitor::host(&server);
    assert!(
        host.get("/")
            .body
            .contains(&format!("<strong>{code}</strong>"))
    );
    ines.link.leave();
    let mut page = host.get("/").body;
    while !page.contains("id=\"former\"") {
        page = host.get("/").body;
    }
    assert!(
        page.contains(&format!("<bdi>Inès</bdi><strong>{code}</strong>")),
        "{page}"
    );
    let again = JoinRequest {
        personal_code: Some(code),
        ..common::request(Target::Ticket(server.ticket()), "Quelqu'un")
    };
    let back = Client::start(again).joined();
    assert_eq!(back.link.me(), me);
    assert!(!host.get("/").body.contains("id=\"former\""));
}
