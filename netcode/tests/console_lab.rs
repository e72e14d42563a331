//! A teacher at the console of a lab: everybody by steps, one notebook, a figure for all, marks, and marks made again.
#![allow(clippy::unwrap_used)]

mod common;

use std::{fs, net::Ipv4Addr, path::Path};

use common::{
    Client,
    bot::Bot,
    browser::Visitor,
    lab::{Student, changed, folder, name},
    outcrop,
};
use pleiades_netcode::{
    protocol::{Command, Deed, LabCommand, LabRefusal, ParticipantId, Refusal, Teaching},
    room::RoomState,
    server::{self, ServerConfig, ServerHandle},
};
use tempfile::TempDir;

fn serve(lesson: &Path) -> ServerHandle {
    server::start(ServerConfig {
        console: Some((Ipv4Addr::LOCALHOST, 0).into()),
        ..ServerConfig::private(lesson.to_owned())
    })
    .unwrap()
}

fn room(client: &Client) -> &RoomState {
    client.link.room().unwrap()
}

/// What the page says became of the last form.
fn went_well(page: &str) -> bool {
    page.contains("data-well=\"true\"") && !page.contains("data-well=\"false\"")
}

#[test]
fn a_figure_is_frozen_and_everyone_sees_it_and_nothing_else_of_the_notebook() {
    let lesson = folder("affleurement");
    let server = serve(lesson.path());
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let mut malo = Client::knock(&server, "Malo").joined();
    outcrop::measure_limbs(&mut ines);
    let mut host = Visitor::host(&server);
    let grid = host.get("/lab").body;
    assert!(
        grid.contains("<a href=\"/lab/1\"><bdi>Inès</bdi></a>"),
        "{grid}"
    );
    assert!(grid.contains("data-state=\"done\"") && grid.contains("data-state=\"untouched\""));
    assert!(
        grid.contains("Sans cahier : <bdi>Malo</bdi>"),
        "who has not begun"
    );
    let notebook = host.get("/lab/1").body;
    assert!(notebook.contains("<svg") && notebook.contains("Stéréogramme"));
    assert_eq!(host.get("/lab/2").status, 404);
    assert_eq!(host.get("/lab/x").status, 404);

    let show = [
        ("attempt", "1"),
        ("plot", "stereogramme"),
        ("page", "/lab/1"),
    ];
    let answer = host.press("show-plot", &show);
    assert_eq!(
        answer.header("location"),
        Some("/lab/1"),
        "back to where it was"
    );
    assert!(went_well(&host.get("/lab/1").body));
    malo.until("the figure", |malo| room(malo).labs().shown().is_some());
    let shown = room(&malo).labs().shown().unwrap().clone();
    assert_eq!(shown.tables[&name("s0-ouest")].len(), 6);
    assert_eq!(room(&malo).labs().attempts().len(), 0, "nothing else of it");
    assert!(host.get("/lab").body.contains("Montré à tout le monde"));

    // Frozen: what is written afterwards is not shown.
    ines.does(Deed::Strike {
        table: name("s0-ouest"),
        row: 5,
    });
    assert_eq!(room(&malo).labs().shown(), Some(&shown));
    host.press("unshow", &[("page", "/lab")]);
    malo.until("it is gone", |malo| room(malo).labs().shown().is_none());

    // A pupil who says the same is refused.
    let act = Teaching::Show {
        plot: name("stereogramme"),
    };
    let attempt = ines.attempt;
    let forged = Command::Lab(LabCommand::Teach { attempt, act });
    assert_eq!(malo.ask(forged.clone()), Err(Refusal::NotAllowed));
    assert_eq!(ines.client.ask(forged), Err(Refusal::NotAllowed));
    assert_eq!(
        malo.ask(Command::Lab(LabCommand::Unshow)),
        Err(Refusal::NotAllowed)
    );
    for (field, value) in [("plot", "verite"), ("attempt", "9"), ("attempt", "-1")] {
        let mut fields = show;
        fields.iter_mut().find(|it| it.0 == field).unwrap().1 = value;
        host.press("show-plot", &fields);
        assert!(!went_well(&host.get("/lab").body), "{field} {value}");
    }
}

#[test]
fn marks_of_an_exam_are_released_given_by_hand_and_made_again_from_the_console() {
    let lesson = changed(
        "affleurement",
        |lesson| *lesson = lesson.replacen("mode = \"training\"", "mode = \"exam\"", 1),
        |_| {},
    );
    let server = serve(lesson.path());
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    outcrop::do_all(&mut ines);
    ines.does(Deed::HandIn);
    let marks = |ines: &Bot| ines.attempt().marks.map(|marks| marks.earned);
    assert_eq!(marks(&ines), None, "an exam's mark waits");
    let mut host = Visitor::host(&server);
    let here = [("attempt", "1"), ("page", "/lab/1")];
    assert!(host.get("/lab").body.contains("rendu, note à rendre"));
    assert!(host.get("/lab/1").body.contains("20 / 20"));
    assert!(host.get("/lab/class.csv").body.contains(";20;0;20"));
    host.press("release-marks", &here);
    ines.client.until("the mark", |client| {
        let attempt = client.link.room().unwrap().labs().attempt(ines.attempt);
        attempt.is_some_and(|attempt| attempt.released)
    });
    assert_eq!(marks(&ines), Some(20.0));

    let give = |number| {
        [
            here[0],
            here[1],
            ("criterion", "m-ouest"),
            ("number", number),
        ]
    };
    let reads = |ines: &mut Bot, wanted: f64| {
        let attempt = ines.attempt;
        ines.client.until("another mark", |client| {
            let attempt = client.link.room().unwrap().labs().attempt(attempt);
            let marks = attempt.and_then(|attempt| attempt.marks.as_ref());
            marks.is_some_and(|marks| (marks.earned - wanted).abs() < 1e-9)
        });
    };
    let points = {
        let attempt = ines.attempt();
        let marks = attempt.marks.unwrap();
        let line = marks
            .lines
            .iter()
            .find(|line| line.criterion == name("m-ouest"));
        line.unwrap().points
    };
    host.press("grade", &give("50"));
    reads(&mut ines, 20.0 - points / 2.0);
    host.press("grade", &give("101"));
    assert!(!went_well(&host.get("/lab").body), "no share is above all");
    host.press("grade", &give(""));
    reads(&mut ines, 20.0);

    // The rubric becomes stricter in the file, and notebooks are marked by it.
    let key = lesson.path().join("lab-key.toml");
    let text = fs::read_to_string(&key).unwrap();
    let strict = text.replacen("full = 5.0\nzero = 15.0", "full = 0.0\nzero = 0.5", 1);
    assert_ne!(strict, text);
    fs::write(&key, &strict).unwrap();
    host.press("remark", &[("page", "/lab")]);
    let page = host.get("/lab").body;
    assert!(
        went_well(&page) && page.contains("1 note a changé"),
        "{page}"
    );
    ines.client.until("a lower mark", |client| {
        let attempt = client.link.room().unwrap().labs().attempt(ines.attempt);
        let marks = attempt.and_then(|attempt| attempt.marks.as_ref());
        marks.is_some_and(|marks| marks.earned < 20.0)
    });
    let lower = marks(&ines);
    // Another truth is no rubric: nothing changes, and the page says why.
    fs::write(&key, strict.replacen("dip_deg = 40.0", "dip_deg = 41.0", 1)).unwrap();
    host.press("remark", &[("page", "/lab")]);
    let page = host.get("/lab").body;
    assert!(
        !went_well(&page) && page.contains("autre qu’au début"),
        "{page}"
    );
    fs::write(&key, "lesson = 3").unwrap();
    host.press("remark", &[("page", "/lab")]);
    assert!(!went_well(&host.get("/lab").body), "a broken file is told");
    assert_eq!(marks(&ines), lower);
    host.press("reopen", &here);
    ines.client.until("open again", |client| {
        let attempt = client.link.room().unwrap().labs().attempt(ines.attempt);
        attempt.is_some_and(|attempt| attempt.handed_in_ms.is_none())
    });
}

#[test]
fn training_becomes_an_exam_at_the_console_and_every_mark_is_released_at_once() {
    let lesson = folder("affleurement");
    let server = serve(lesson.path());
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let mut malo = Bot::begins(Client::knock(&server, "Malo").joined());
    let hint = || Deed::Hint {
        step: name("ouest"),
    };
    ines.does(hint());
    let mut host = Visitor::host(&server);
    let page = host.get("/lab").body;
    assert!(page.contains("<strong>Entraînement</strong>") && page.contains("value=\"exam\""));
    let here = [("page", "/lab")];
    assert_eq!(
        host.press("exam", &here).header("location"),
        Some("/lab"),
        "back to where it was"
    );
    let page = host.get("/lab").body;
    assert!(went_well(&page) && page.contains("<strong>Examen</strong>"));
    let exam = |client: &mut Client, wanted| {
        client.until("the mode", |client| {
            room(client).labs().exam() == Some(wanted)
        });
    };
    exam(&mut ines.client, true);
    assert_eq!(
        ines.try_to(hint()),
        Err(Refusal::Lab(LabRefusal::NoHint)),
        "no help in an exam"
    );
    assert!(
        !host.get("/lab").body.contains("value=\"release-all\""),
        "nothing waits"
    );
    for student in [&mut ines, &mut malo] {
        student.does(Deed::HandIn);
        assert_eq!(student.attempt().marks, None, "an exam's mark waits");
    }
    // Who comes late knows as well, and cannot change it.
    let mut late = Client::knock(&server, "Zoé").joined();
    exam(&mut late, true);
    let training = Command::Lab(LabCommand::SetExam { on: false });
    assert_eq!(late.ask(training), Err(Refusal::NotAllowed));
    assert!(host.get("/lab").body.contains("2 notes à rendre"));
    host.press("release-all", &here);
    assert!(!host.get("/lab").body.contains("notes à rendre"));
    for student in [&mut ines, &mut malo] {
        let attempt = student.attempt;
        student.client.until("the mark", |client| {
            let attempt = room(client).labs().attempt(attempt);
            attempt.is_some_and(|attempt| attempt.marks.is_some() && attempt.released)
        });
    }

    // And back: help again, the mark at once.
    host.press("training", &here);
    exam(&mut malo.client, false);
    host.press("reopen", &[("attempt", "2"), ("page", "/lab/2")]);
    let attempt = malo.attempt;
    malo.client.until("open again", |client| {
        let attempt = room(client).labs().attempt(attempt);
        attempt.is_some_and(|attempt| attempt.handed_in_ms.is_none())
    });
    malo.does(hint());
    malo.does(Deed::HandIn);
    assert!(malo.attempt().marks.is_some());
    let told = host.get("/timeline").body;
    assert!(told.contains("passe en examen") && told.contains("passe à l’entraînement"));
}

#[test]
fn the_class_at_work_is_held_still_and_shown_a_figure_from_the_same_page() {
    let lesson = folder("affleurement");
    let server = serve(lesson.path());
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    outcrop::measure_limbs(&mut ines);
    let mut host = Visitor::host(&server);
    let page = host.get("/lab").body;
    assert!(page.contains("<option value=\"stereogramme\">"), "{page}");
    assert!(page.contains("<option value=\"1\">Inès</option>"));
    for (what, fields) in [
        ("freeze", &[][..]),
        ("attention", &[]),
        ("show-plot", &[("attempt", "1"), ("plot", "stereogramme")]),
    ] {
        let fields = [fields, &[("page", "/lab")]].concat();
        let answer = host.press(what, &fields);
        assert_eq!(answer.header("location"), Some("/lab"), "{what}");
        assert!(went_well(&host.get("/lab").body), "{what}");
    }
    ines.client.until("all of it", |client| {
        let class = room(client).class();
        class.is_frozen() && class.attention().is_some() && room(client).labs().shown().is_some()
    });
    host.press("no-freeze", &[("page", "/lab")]);
    ines.client
        .until("free", |client| !room(client).class().is_frozen());
}

#[test]
fn what_students_write_is_text_on_every_page_and_in_every_file() {
    let lesson = folder("affleurement");
    let server = serve(lesson.path());
    let mut troll = Bot::begins(Client::knock(&server, "<b>Zoé</b>").joined());
    let note = "<script>x()</script>=1+1 🦊\u{202E}".to_owned() + &"é".repeat(1_000);
    troll.does(Deed::Note { text: note });
    let long = Deed::Note {
        text: "💣".repeat(10_240),
    };
    assert!(troll.try_to(long).is_err(), "forty kilobytes stay outside");
    let mut host = Visitor::host(&server);
    for page in ["/lab", "/lab/1", "/lab/1/cahier.html"] {
        let body = host.get(page).body;
        assert!(
            !body.contains("<script>x") && !body.contains("<b>Zoé"),
            "{page}"
        );
        assert!(body.contains("&lt;b&gt;Zoé"), "{page}");
    }
    assert!(host.get("/lab/1").body.contains("&lt;script&gt;x()"));
    let file = host.get("/lab/1/cahier.json");
    assert!(
        file.header("content-disposition")
            .unwrap()
            .contains("cahier-1.json")
    );
    assert_eq!(host.get("/lab/1/..%2Fkey.toml").status, 404);
    // Without the key there is no page.
    let mut stranger = Visitor::at(&server);
    for page in ["/lab", "/lab/1", "/lab/class.csv", "/lab/1/cahier.csv"] {
        assert_eq!(stranger.get(page).status, 303, "{page}");
    }
    assert_eq!(stranger.get("/live?attempt=1").status, 401);
}

/// The visit of the campus as it is without the five minutes at the press.
fn campus_without_its_bench() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let from = root.join("scenes/campus-epinal");
    let text = fs::read_to_string(from.join("lesson.toml")).unwrap();
    let (visit, _) = text.split_once("\n[lab]").unwrap();
    let visit: Vec<&str> = visit
        .lines()
        .filter(|line| !line.starts_with("lab ="))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lesson.toml"), visit.join("\n")).unwrap();
    let medias = fs::read_dir(from.join("medias")).unwrap();
    for (file, beside) in medias
        .map(|media| (media.unwrap().path(), "medias"))
        .chain([
            (from.join("key.toml"), "."),
            (
                root.join("assets/campus-epinal/campus.glb"),
                "campus-epinal",
            ),
        ])
    {
        let beside = folder.path().join(beside);
        fs::create_dir_all(&beside).unwrap();
        fs::copy(&file, beside.join(file.file_name().unwrap())).unwrap();
    }
    folder
}

#[test]
fn a_lesson_without_a_lab_has_no_such_page() {
    let lesson = campus_without_its_bench();
    let server = serve(lesson.path());
    let mut host = Visitor::host(&server);
    assert_eq!(host.get("/lab").status, 404);
    assert!(!host.get("/").body.contains("href=\"/lab\""));
    host.press("remark", &[]);
    assert!(host.get("/").body.contains("pas de travaux pratiques"));
}

#[test]
fn a_teacher_gives_a_notebook_to_who_came_back_as_somebody_else() {
    let lesson = folder("affleurement");
    let server = serve(lesson.path());
    let ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let mut late = Client::knock(&server, "Inès").joined();
    let me = late.link.me().unwrap();
    assert_ne!(me, ParticipantId(1));
    let mut host = Visitor::host(&server);
    host.press("assign", &[("attempt", "1"), ("who", &me.to_string())]);
    late.until("the notebook", |late| {
        room(late).labs().attempt(ines.attempt).is_some()
    });
}
