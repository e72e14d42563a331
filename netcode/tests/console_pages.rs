//! What the console shows is what happens in the room, and what it does happens there.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Client, browser::Visitor};
use pleiades_netcode::{
    journal::Journal,
    link::{Ending, LinkEvent},
    protocol::{Command, Event, Goodbye, LogEntry, Nickname, ParticipantId, StopId},
    report::{Names, Report},
    room::RoomState,
    server::{self, ServerConfig},
};

#[test]
fn the_host_sees_who_is_here_and_in_which_order_hands_went_up() {
    let server = common::server_with_console();
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    malo.ask(Command::RaiseHand { up: true }).unwrap();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    let stop = StopId::from("enstib");
    ines.ask(Command::OpenStop { stop }).unwrap();
    let mut host = Visitor::host(&server);
    let page = host.get("/").body;
    let queue = page.split_once("<ol class=\"hands\">").unwrap().1;
    let queue = queue.split_once("</ol>").unwrap().0;
    assert!(queue.find("Malo").unwrap() < queue.find("Inès").unwrap());
    assert!(page.contains(&server.ticket().code.to_string()));
    assert!(page.contains("1 carte ouverte"), "Inès has opened one card");
    assert!(page.contains("<html lang=\"fr\">"));
    host.headers
        .push(("Accept-Language".to_owned(), "en-GB,fr;q=0.5".to_owned()));
    assert!(host.get("/").body.contains("<html lang=\"en\">"));
    assert_eq!(host.get("/language/fr").status, 303);
    assert!(
        host.get("/").body.contains("<html lang=\"fr\">"),
        "what was chosen goes first"
    );
    assert_eq!(host.get("/language/xx").status, 404);
}

#[test]
fn what_the_host_presses_happens_to_everyone() {
    let server = common::server_with_console();
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut troll = Client::knock(&server, "Troll").joined();
    let mut host = Visitor::host(&server);
    let enstib = [("stop", "enstib")];
    assert_eq!(host.press("lead", &enstib).status, 303);
    assert_eq!(host.press("gather", &enstib).status, 303);
    assert_eq!(host.press("lock", &[]).status, 303);
    assert_eq!(host.press("breaks", &[("number", "10")]).status, 303);
    let id = troll.link.me().unwrap().to_string();
    assert_eq!(host.press("send-out", &[("who", &id)]).status, 303);
    assert_eq!(troll.ending(), Ending::Goodbye(Goodbye::SentOut));
    ines.until("all of it", |ines| {
        ines.link.room().is_some_and(|room| {
            room.led_to() == Some(&StopId::from("enstib"))
                && room.gathering().is_some()
                && room.is_locked()
                && room.break_after_min() == 10
                && room.participants().len() == 1
        })
    });
    let by: Vec<_> = ines
        .entries()
        .filter_map(|entry| match &entry.event {
            Event::LedTo { who, .. } | Event::Gathered { who, .. } => Some(*who),
            _ => None,
        })
        .collect();
    assert_eq!(by, [ParticipantId::CONSOLE; 2]);
    assert_eq!(host.press("end", &[]).status, 303);
    assert_eq!(ines.ending(), Ending::Goodbye(Goodbye::SessionEnded));
    let page = host.get("/").body;
    assert!(page.contains("Séance terminée"));
    assert!(
        !page.contains("value=\"gather\""),
        "nothing is left to be done"
    );
    host.get("/report");
}

#[test]
fn a_script_is_answered_with_the_next_token() {
    let server = common::server_with_console();
    let mut host = Visitor::host(&server);
    let token = host.get("/").token();
    host.headers
        .push(("Accept".to_owned(), "application/json".to_owned()));
    let answer = host.post("/do", &[("token", &token), ("what", "lock")]);
    let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["well"], true);
    let next = told["token"].as_str().unwrap();
    let answer = host.post(
        "/do",
        &[("token", next), ("what", "send-out"), ("who", "9")],
    );
    let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["well"], false);
    assert!(
        told["said"].as_str().unwrap().len() > 10,
        "a sentence says why"
    );
}

#[test]
fn hostile_nicknames_are_text_and_nothing_else() {
    let server = common::server_with_console();
    let names = [
        "<b>Zoé</b>&\"'",
        "<script>x()</script>",
        "=HYPERLINK(1)",
        "🦊\u{200D}🔥 Léo",
    ];
    let clients: Vec<Client> = names
        .iter()
        .filter(|name| Nickname::parse(name).is_ok())
        .map(|name| Client::knock(&server, name).joined())
        .collect();
    assert!(clients.len() >= 3);
    assert!(
        Nickname::parse(&"x".repeat(10_240)).is_err(),
        "ten kilobytes stay outside"
    );
    let mut host = Visitor::host(&server);
    for path in ["/", "/timeline", "/report?names=with", "/card"] {
        let body = host.get(path).body;
        assert!(
            !body.contains("<b>Zoé") && !body.contains("<script>x"),
            "{path}"
        );
    }
    assert!(host.get("/").body.contains("&lt;b&gt;Zoé"));
    assert!(
        !host.get("/report").body.contains("Zoé"),
        "nobody is named unasked"
    );
    let table = host.get("/journal.csv").body;
    assert!(table.contains("\"'=HYPERLINK(1)\""), "{table}");
    assert!(!table.contains(";=HYPERLINK"));
}

#[test]
fn the_downloads_are_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let server = server::start(ServerConfig {
        data: Some(folder.path().to_owned()),
        console: Some(([127, 0, 0, 1], 0).into()),
        ..common::config()
    })
    .unwrap();
    let mut ines = Client::knock(&server, "Inès").joined();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    let mut host = Visitor::host(&server);
    host.press("lead", &[("stop", "enstib")]);
    host.press("end", &[]);
    let told = host.get("/journal.json");
    assert!(
        told.header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    let told: Vec<LogEntry> = serde_json::from_str(&told.body).unwrap();
    let table = host.get("/journal.csv").body;
    let shown = host.get("/report").body;
    assert!(ines.ending() == Ending::Goodbye(Goodbye::SessionEnded));
    server.shutdown();
    let sessions = pleiades_netcode::journal::sessions(&folder.path().join("sessions")).unwrap();
    let path = pleiades_netcode::journal::path_of(&folder.path().join("sessions"), sessions[0]);
    let log = Journal::open_to_read(&path).unwrap().read_all().unwrap();
    assert_eq!(told, log);
    assert_eq!(table.trim_end().lines().count(), 1 + log.len());
    let report = Report::of(&log, Names::Without);
    assert_eq!((report.learners, report.hands, report.people), (1, 1, None));
    assert!(shown.contains("Bilan"));
    let mut again = RoomState::new();
    log.iter().for_each(|entry| again.fold(entry).unwrap());
    assert!(again.is_over());
}

#[test]
fn the_page_is_told_of_changes_while_it_is_open() {
    use std::io::{BufRead, BufReader, Write};
    let server = common::server_with_console();
    let mut ines = Client::knock(&server, "Inès").joined();
    let host = Visitor::host(&server);
    let mut stream = std::net::TcpStream::connect(&host.authority).unwrap();
    stream.set_read_timeout(Some(common::EVENTUALLY)).unwrap();
    let (name, value) = &host.cookies[0];
    write!(
        stream,
        "GET /live HTTP/1.1\r\nHost: {}\r\nCookie: {name}={value}\r\n\r\n",
        host.authority
    )
    .unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    lines.find(|line| line.contains("person-1")).unwrap();
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    lines.find(|line| line.contains("hand-1")).unwrap();
    lines
        .find(|line| line.contains("Inès lève la main"))
        .unwrap();
    ines.stand_at(30.0);
    lines
        .find(|line| line.contains("translate(30.0 0.0)"))
        .unwrap();
    assert!(
        !ines
            .seen
            .iter()
            .any(|event| matches!(event, LinkEvent::Ended(_)))
    );
}
