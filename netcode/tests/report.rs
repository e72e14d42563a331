//! The report of a session tells what happened in it, and names nobody unasked.
#![allow(clippy::unwrap_used)]

mod common;

use std::process::Command as Program;

use common::process::{Process, command};
use pleiades_netcode::{
    journal::{Journal, path_of},
    protocol::{
        Appearance, Device, Event, LeaveReason, LessonOutline, LogEntry, Nickname, ParticipantId,
        Reaction, Role, SessionId, StopId, VisitEvent,
    },
    report::{Names, Report, csv, json},
};

const SESSION: SessionId = SessionId(0xC0FFEE);

/// A log with times, seconds after its beginning.
fn log(events: Vec<(u64, Event)>) -> Vec<LogEntry> {
    (1..)
        .zip(events)
        .map(|(seq, (second, event))| LogEntry {
            seq,
            at_ms: 1_000 * (1_000 + second),
            event,
            cause: None,
        })
        .collect()
}

fn joins(id: u16, name: &str, role: Role, device: Device) -> Event {
    Event::ParticipantJoined {
        id: ParticipantId(id),
        nickname: Nickname::parse(name).unwrap(),
        role,
        appearance: Appearance::default(),
        device,
    }
}

fn opens(id: u16, stop: &str) -> Event {
    Event::StopOpened {
        who: ParticipantId(id),
        stop: StopId::from(stop),
    }
}

fn stands(id: u16, stop: Option<&str>) -> Event {
    Event::Visit(VisitEvent::Arrived {
        who: ParticipantId(id),
        stop: stop.map(StopId::from),
    })
}

fn likes(id: u16, formation: &str) -> Event {
    Event::Visit(VisitEvent::InterestMarked {
        who: ParticipantId(id),
        what: Some((formation.into(), true)),
    })
}

/// A host, three learners of whom one is sent out, and an observer, for five minutes.
fn visit() -> Vec<LogEntry> {
    let (host, ines, malo) = (ParticipantId(1), ParticipantId(2), ParticipantId(3));
    let lesson = LessonOutline {
        id: "visit".into(),
        stops: vec!["hall".into(), "lab".into(), "roof".into()],
        ..LessonOutline::default()
    };
    let opened = Event::SessionOpened {
        session: SESSION,
        lesson,
        capacity: 40,
        away_time_ms: 20_000,
    };
    let led = Event::LedTo {
        who: ParticipantId::CONSOLE,
        stop: "lab".into(),
    };
    log(vec![
        (0, opened),
        (10, joins(1, "Mme Lenoir", Role::Host, Device::Desktop)),
        (20, joins(2, "Inès", Role::Learner, Device::Headset)),
        (30, joins(3, "Malo", Role::Learner, Device::Desktop)),
        (35, joins(4, "Inspection", Role::Observer, Device::Desktop)),
        (36, joins(5, "Zoé", Role::Learner, Device::Desktop)),
        (38, stands(2, Some("hall"))),
        (40, opens(2, "hall")),
        (44, stands(1, Some("roof"))),
        (45, opens(1, "roof")),
        (46, likes(1, "geology")),
        (48, stands(3, Some("hall"))),
        (50, opens(3, "hall")),
        // A card read from afar is no visit of its stop.
        (52, opens(5, "roof")),
        (55, stands(5, Some("hall"))),
        (57, likes(5, "timber")),
        (
            60,
            Event::HandRaised {
                who: ines,
                up: true,
            },
        ),
        (
            61,
            Event::HandRaised {
                who: ines,
                up: false,
            },
        ),
        (
            62,
            Event::HandRaised {
                who: host,
                up: true,
            },
        ),
        (
            63,
            Event::Reacted {
                who: malo,
                reaction: Reaction::Heart,
            },
        ),
        (65, stands(5, None)),
        (70, led),
        (98, stands(2, Some("lab"))),
        (100, opens(2, "lab")),
        (110, Event::ParticipantAway { id: ines }),
        (120, Event::ParticipantReturned { id: ines }),
        // Once more in the hall, where she was for a minute.
        (130, stands(2, Some("hall"))),
        (
            150,
            Event::ParticipantLeft {
                id: malo,
                reason: LeaveReason::SentOut,
            },
        ),
        (
            160,
            Event::ParticipantLeft {
                id: host,
                reason: LeaveReason::Left,
            },
        ),
        (300, Event::SessionEnded { who: None }),
    ])
}

#[test]
fn a_report_counts_what_learners_did() {
    let report = Report::of(&visit(), Names::Without);
    assert_eq!(report.session, SESSION);
    assert_eq!(report.length_ms(), 300_000);
    assert_eq!(
        (report.learners, report.in_headset, report.hosts),
        (3, 1, 1)
    );
    assert_eq!(
        (report.most_at_once, report.interruptions, report.sent_out),
        (3, 1, 1)
    );
    assert_eq!((report.hands, report.reactions[&Reaction::Heart]), (1, 1));
    let stops: Vec<_> = report
        .stops
        .iter()
        .map(|stop| {
            (
                stop.stop.as_str(),
                stop.reached,
                stop.dwell_median_ms,
                stop.dwell_longest_ms,
                (stop.opened, stop.led),
            )
        })
        .collect();
    // In the hall Zoé stays 10 s, Inès 60 s and, come back, to the end; Malo, who is sent out, does not count. In the lab
    // Inès's connection breaks after 12 s. The roof's card is read from the hall; the host, who has left since, stood there.
    assert_eq!(
        stops,
        [
            ("hall", 2, Some(230_000), Some(230_000), (2, 0)),
            ("lab", 1, Some(12_000), Some(12_000), (1, 1)),
            ("roof", 0, None, None, (1, 0)),
        ]
    );
    let likes: Vec<_> = report.interests.iter().collect();
    assert_eq!(likes, [(&"timber".into(), &1)]);
    assert_eq!(report.people, None);
    let told = format!("{report}{}", serde_json::to_string(&report).unwrap());
    for name in ["Inès", "Malo", "Zoé", "Lenoir", "Inspection"] {
        assert!(!told.contains(name), "{name} is named");
    }
}

#[test]
fn names_are_there_for_who_asks() {
    let report = Report::of(&visit(), Names::With);
    let people = report.people.clone().unwrap();
    assert_eq!(people.len(), 5);
    assert_eq!(people[1].nickname.as_str(), "Inès");
    assert_eq!((people[1].stayed_ms, people[1].hands), (280_000, 1));
    assert_eq!(people[2].stayed_ms, 120_000);
    assert_eq!(people[1].reached, ["hall".into(), "lab".into()]);
    assert_eq!(
        (&people[4].reached[..], &people[4].opened[..]),
        (&["hall".into()][..], &["roof".into()][..])
    );
    assert!(report.to_string().contains("Malo"));
}

#[test]
fn a_session_that_goes_on_is_counted_so_far() {
    let mut going_on = visit();
    going_on.pop();
    let report = Report::of(&going_on, Names::With);
    assert_eq!((report.ended_ms, report.length_ms()), (None, 160_000));
    assert_eq!(report.people.unwrap()[1].stayed_ms, 140_000);
    assert_eq!(Report::of(&[], Names::With).learners, 0);
}

#[test]
fn the_table_has_a_line_for_each_entry_with_the_name_of_that_moment() {
    let renamed = Event::Renamed {
        who: ParticipantId(1),
        nickname: Nickname::parse("-2+3").unwrap(),
    };
    let hand = Event::HandRaised {
        who: ParticipantId(1),
        up: true,
    };
    let log = log(vec![
        (1, joins(1, "Inès; \"x\"", Role::Learner, Device::Desktop)),
        (2, hand.clone()),
        (3, renamed),
        (4, hand),
    ]);
    let table = csv(&log);
    let lines: Vec<&str> = table.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines[0], "seq;at_ms;event;who;nickname;details");
    assert_eq!(
        lines[2],
        "2;1002000;hand-raised;1;\"Inès; \"\"x\"\"\";\"{\"\"up\"\":true}\""
    );
    assert!(
        lines[4].starts_with("4;1004000;hand-raised;1;\"'-2+3\";"),
        "{}",
        lines[4]
    );
    let again: Vec<LogEntry> = serde_json::from_str(&json(&log).unwrap()).unwrap();
    assert_eq!(again, log);
}

#[test]
fn the_program_reports_a_session_that_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = folder.path().join("sessions");
    let mut journal = Journal::create(&sessions, SESSION).unwrap();
    journal.append(&visit()).unwrap();
    assert!(path_of(&sessions, SESSION).exists());
    drop(journal);
    let report = |arguments: &[&str]| {
        let output = Program::new(env!("CARGO_BIN_EXE_pleiades-server"))
            .args(["report", &SESSION.to_string(), "--data"])
            .arg(folder.path())
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(report(&[]).contains("learners        3"));
    assert!(!report(&[]).contains("Malo"));
    assert!(report(&["--names"]).contains("Malo"));
    let told: serde_json::Value = serde_json::from_str(&report(&["--form", "json"])).unwrap();
    assert_eq!(told["learners"], 3);
    assert_eq!(
        report(&["--form", "log-csv"]).trim_end(),
        csv(&visit()).trim_end()
    );
    assert_eq!(
        report(&["--form", "log-json"]).trim_end(),
        json(&visit()).unwrap()
    );
}

#[test]
fn the_program_writes_the_card_and_says_where_the_console_is() {
    let folder = tempfile::tempdir().unwrap();
    let card = folder.path().join("carte.html");
    let mut server = command(&folder.path().join("data"), 0);
    server.arg("--card").arg(&card);
    let process = Process::start(server);
    let page = std::fs::read_to_string(&card).unwrap();
    assert!(page.contains(&process.ticket.code.to_string()));
    assert!(page.contains("<svg") && page.contains("<style>"));
    assert!(
        !page.contains("src=") && !page.contains("href="),
        "it needs no other file"
    );
    assert!(!page.contains(&process.host_key.to_string()));
    assert!(
        process
            .console
            .as_ref()
            .unwrap()
            .starts_with("http://127.0.0.1:")
    );
}
