//! A lab in a session, over the real link: measured, lost and found again, marked, and marked anew from the journal.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::path::Path;

use common::{
    Client,
    bot::Bot,
    lab::{Student, folder, name},
    outcrop,
    relay::{Bad, Relay},
    request,
};
use pleiades_netcode::{
    link::{Comeback, JoinRequest, LinkEvent, Target},
    protocol::{
        Command, Deed, Done, Event, LabCommand, LabEvent, LabRefusal, Refusal, Teaching,
        lab::AttemptId,
    },
    server::{self, ServerConfig, ServerHandle, remark},
};

fn serve(lesson: &Path, data: &Path) -> ServerHandle {
    let config = ServerConfig {
        data: Some(data.to_owned()),
        ..ServerConfig::private(lesson.to_owned())
    };
    server::start(config).unwrap()
}

fn teach(host: &mut Client, attempt: AttemptId, act: Teaching) -> Result<(), Refusal> {
    host.ask(Command::Lab(LabCommand::Teach { attempt, act }))
}

#[test]
fn a_student_who_measures_well_gets_twenty_whatever_the_network_does() {
    let (lesson, data) = (folder("affleurement"), tempfile::tempdir().unwrap());
    let server = serve(lesson.path(), data.path());
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let relay = Relay::new(server.address(), Bad::default(), 1);
    let by_relay = Target::Ticket(common::by_port(&server.ticket(), relay.port()));
    let mut ines = Bot::begins(Client::start(request(by_relay, "Inès")).joined());
    outcrop::measure_limbs(&mut ines);
    let before = ines.attempt();
    // The wire is cut in the middle, and what is asked meanwhile is done once.
    relay.cut(true);
    ines.client.until("the interruption", |client| {
        client.has_seen(&LinkEvent::Interrupted)
    });
    let note = Deed::Note {
        text: "Écrit pendant la coupure.".to_owned(),
    };
    let asked = ines.client.link.send(Command::Lab(LabCommand::Work {
        attempt: ines.attempt,
        deed: note,
    }));
    relay.cut(false);
    ines.client
        .until("the answer", |client| client.answer(asked) == Some(Ok(())));
    let after = ines.attempt();
    assert_eq!(after.notebook.tables, before.notebook.tables);
    assert_eq!(after.readings, before.readings);
    assert_eq!(after.notebook.note, "Écrit pendant la coupure.");
    // The program dies without a word, and its successor goes on with the same notebook.
    let kept = serde_json::to_string(ines.client.link.comeback().unwrap()).unwrap();
    let comeback: Comeback = serde_json::from_str(&kept).unwrap();
    let attempt = ines.attempt;
    std::mem::forget(ines);
    let again = JoinRequest {
        comeback: Some(comeback.clone()),
        ..request(Target::Ticket(comeback.ticket().unwrap()), "Inès")
    };
    let mut ines = Bot {
        client: Client::start(again).joined(),
        attempt,
    };
    assert_eq!(ines.attempt(), after);
    outcrop::do_all(&mut ines);
    let marks = ines.hands_in();
    assert_eq!(marks.earned, 20.0, "{marks:#?}");
    host.until("the marks", |host| {
        let room = host.link.room().unwrap();
        room.labs()
            .attempt(attempt)
            .is_some_and(|attempt| attempt.marks.is_some())
    });
    let known = host.link.room().unwrap().labs().attempt(attempt).unwrap();
    assert_eq!(*known, ines.attempt(), "the teacher sees the same notebook");
    // Marked again from the journal: the same, and by another rubric another.
    let session = host.link.room().unwrap().session_id();
    drop((ines, host));
    server.shutdown();
    let journal = pleiades_netcode::journal::path_of(&data.path().join("sessions"), session);
    let same = remark(&journal, lesson.path()).unwrap();
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].after, marks);
    assert_eq!(same[0].before, Some(marks));
    assert_eq!(same[0].names, "Inès");
    let strict = common::lab::changed(
        "affleurement",
        |_| {},
        |key| *key = key.replacen("full = 5.0\nzero = 15.0", "full = 0.0\nzero = 0.5", 1),
    );
    let strict = remark(&journal, strict.path()).unwrap();
    assert!(strict[0].after.earned < 20.0);
}

#[test]
fn a_notebook_is_nobody_elses_business() {
    let lesson = folder("affleurement");
    let server = server::start(ServerConfig::private(lesson.path().to_owned())).unwrap();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let mut malo = Bot::begins(Client::knock(&server, "Malo").joined());
    ines.measures("s0-ouest", 0, "w", 1, 0.0);
    let spied = Deed::Note {
        text: "Moi".to_owned(),
    };
    let theirs = LabCommand::Work {
        attempt: ines.attempt,
        deed: spied,
    };
    assert_eq!(
        malo.client.ask(Command::Lab(theirs)),
        Err(Refusal::Lab(LabRefusal::NotYours))
    );
    let labs = |client: &Client| client.link.room().unwrap().labs().attempts().len();
    assert_eq!((labs(&malo.client), labs(&ines.client)), (1, 1));
    // What Malo's program was told of it is that something happened.
    let told = |client: &Client| {
        let entries = client.entries().filter(|entry| {
            matches!(
                &entry.event,
                Event::Lab(LabEvent::Worked {
                    done: Done::Read(_),
                    ..
                })
            )
        });
        entries.count()
    };
    assert_eq!((told(&malo.client), told(&ines.client)), (0, 1));
    host.until("both notebooks", |host| labs(host) == 2);
    // Who comes late knows nothing of either, and still the same room.
    let mut late = Client::knock(&server, "Zoé").joined();
    assert_eq!(labs(&late), 0);
    common::together(
        &mut [&mut host, &mut ines.client, &mut malo.client, &mut late],
        "the same room",
        |all| {
            let hash = |client: &Client| client.link.room().unwrap().hash();
            all.iter().all(|client| hash(client) == hash(all[0]))
        },
    );
    // A teacher may look, show how, and give a notebook to a second pair of hands.
    let me = late.link.me().unwrap();
    teach(&mut host, ines.attempt, Teaching::Assign { who: me }).unwrap();
    late.until("the notebook", |late| labs(late) == 1);
    ines.client.until("a second pair of hands", |ines| {
        let attempt = AttemptId(1);
        let room = ines.link.room().unwrap();
        room.labs().attempt(attempt).unwrap().members.len() == 2
    });
    assert_eq!(
        *late
            .link
            .room()
            .unwrap()
            .labs()
            .attempt(ines.attempt)
            .unwrap(),
        ines.attempt()
    );
}

#[test]
fn a_figure_is_frozen_and_shown_to_everybody() {
    let lesson = folder("affleurement");
    let server = server::start(ServerConfig::private(lesson.path().to_owned())).unwrap();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    ines.measures("s0-ouest", 0, "w", 1, 0.0);
    let plot = name("stereogramme");
    teach(&mut host, ines.attempt, Teaching::Show { plot }).unwrap();
    ines.measures("s0-ouest", 1, "w", 2, 0.0);
    let rows = |client: &Client| {
        let shown = client.link.room().unwrap().labs().shown()?;
        Some(shown.tables[&name("s0-ouest")].len())
    };
    malo.until("the figure", |malo| rows(malo).is_some());
    assert_eq!(rows(&malo), Some(1), "as it was when it was shown");
    host.ask(Command::Lab(LabCommand::Unshow)).unwrap();
    malo.until("it is away", |malo| rows(malo).is_none());
}

#[test]
fn in_an_exam_all_have_the_same_noise_no_help_and_no_marks_before_they_are_released() {
    let lesson = common::lab::changed(
        "affleurement",
        |lesson| *lesson = lesson.replacen("mode = \"training\"", "mode = \"exam\"", 1),
        |key| *key = key.replacen("per-attempt", "fixed:42", 1),
    );
    let server = server::start(ServerConfig::private(lesson.path().to_owned())).unwrap();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let mut malo = Bot::begins(Client::knock(&server, "Malo").joined());
    for bot in [&mut ines, &mut malo] {
        bot.measures("s0-ouest", 0, "w", 1, 0.0);
    }
    assert_eq!(ines.attempt().readings, malo.attempt().readings);
    assert_eq!(
        ines.try_to(Deed::Hint {
            step: name("ouest")
        }),
        Err(Refusal::Lab(LabRefusal::NoHint))
    );
    ines.does(Deed::HandIn);
    assert_eq!(ines.attempt().marks, None);
    let marked = |client: &Client, attempt| {
        let labs = client.link.room().unwrap().labs();
        labs.attempt(attempt)
            .is_some_and(|attempt| attempt.marks.is_some())
    };
    let attempt = ines.attempt;
    host.until("the marks", |host| marked(host, attempt));
    assert_eq!(
        ines.try_to(Deed::Note {
            text: "trop tard".to_owned()
        }),
        Err(Refusal::Lab(LabRefusal::HandedIn))
    );
    teach(&mut host, attempt, Teaching::Release).unwrap();
    ines.client
        .until("the marks", |client| marked(client, attempt));
    assert!(!marked(&malo.client, attempt));
}
