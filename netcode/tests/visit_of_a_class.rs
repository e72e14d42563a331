//! A host and thirty pupils make the whole visit of Épinal: rally, quizzes, a troll sent out, two reconnects, and a server
//! that is killed and restarted from its journal. What the log amounts to is what they did.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "support/truth.rs"]
mod truth;

use common::{
    Client, by_port,
    process::{self, Process, get},
    relay::{Bad, Relay},
    request, together,
};
use pleiades_netcode::{
    journal::{self, Journal},
    link::{LinkEvent, Target},
    protocol::{Answer, Command, Event, QuizId, Refusal, VisitCommand, VisitEvent},
    report::{Names, Report},
    room::RoomState,
    takehome::Visited,
};
use pleiades_scenes::lesson::{self, Lesson, Quiz, Solution, Solutions};
use truth::{PUPILS, STOPS, Truth, compare, is_right, now_ms, report_is_true};

fn visit(command: VisitCommand) -> Command {
    Command::Visit(command)
}

/// An answer that is right, or one that is not.
fn answer(quiz: &Quiz, solutions: &Solutions, right: bool) -> Answer {
    let choices = quiz.choices.len() as u8;
    match (&solutions[&quiz.id].solution, right) {
        (Solution::Single(choice), true) => Answer::Single(*choice),
        (Solution::Single(choice), false) => Answer::Single((choice + 1) % choices),
        (Solution::Multiple(chosen), true) => Answer::Multiple(chosen.clone()),
        (Solution::Multiple(_), false) => Answer::Multiple((0..choices).collect()),
        (Solution::Number { value, .. }, true) => Answer::Number(*value),
        (Solution::Number { value, .. }, false) => Answer::Number(value * 10.0),
        (Solution::Order(order), true) => Answer::Order(order.clone()),
        (Solution::Order(order), false) => Answer::Order(order.iter().rev().copied().collect()),
        (Solution::Point { at, .. }, right) => {
            let from = [0.0, 1.6, 9.0];
            let sign = if right { 1.0 } else { -1.0 };
            let towards = [0, 1, 2].map(|axis| sign * (at[axis] - from[axis]));
            Answer::Point { from, towards }
        }
    }
}

/// Everybody answers the quizzes of a stop that each answers alone.
fn alone(class: &mut [Client], lesson: &Lesson, stop: &str, key: &Solutions, truth: &mut Truth) {
    for quiz in lesson.stop(stop).unwrap().quizzes.iter() {
        if quiz.rally.is_some() {
            continue;
        }
        for (number, pupil) in class.iter_mut().enumerate() {
            let right = is_right(number, false);
            let ask = visit(VisitCommand::Answer {
                quiz: quiz.id.as_str().into(),
                answer: answer(quiz, key, right),
            });
            pupil.ask_in_time(&ask).unwrap();
            // Once more: the first answer is kept, unless there is another try and it was wrong.
            let again = pupil.ask_in_time(&ask);
            let kept = quiz.tries == 1 || right;
            assert_eq!(again.is_err(), kept, "{} {number}", quiz.id);
            let count = truth.answers.entry(quiz.id.clone()).or_default();
            count.0 += 1;
            count.1 += u16::from(right);
        }
    }
}

/// One of each team fills in the rally's lines of a stop.
fn as_teams(class: &mut [Client], lesson: &Lesson, stop: &str, key: &Solutions, truth: &mut Truth) {
    for quiz in lesson.stop(stop).unwrap().quizzes.iter() {
        if quiz.rally.is_none() {
            continue;
        }
        for team in 0..PUPILS / 3 {
            let right = is_right(team, true);
            let id = QuizId::from(quiz.id.as_str());
            // Another one of the three writes each time.
            let hand = &mut class[3 * team + quiz.id.len() % 3];
            hand.ask_in_time(&visit(VisitCommand::WriteNote {
                quiz: id.clone(),
                text: format!("{} vu par nous {team}", quiz.id),
            }))
            .unwrap();
            hand.ask_in_time(&visit(VisitCommand::Answer {
                quiz: id,
                answer: answer(quiz, key, right),
            }))
            .unwrap();
            let count = truth.answers.entry(quiz.id.clone()).or_default();
            count.0 += 1;
            count.1 += u16::from(right);
        }
    }
}

fn stand(class: &mut [Client], stop: Option<&str>, truth: &mut Truth) {
    let mut when = Vec::new();
    for pupil in class.iter_mut() {
        let asks = now_ms();
        pupil
            .ask_in_time(&visit(VisitCommand::Arrive {
                stop: stop.map(Into::into),
            }))
            .unwrap();
        when.push((asks, now_ms()));
    }
    truth.walked_on(&when);
    truth.here = stop.map(|stop| (stop.to_owned(), when));
    if let Some(stop) = stop {
        *truth.reached.entry(stop.to_owned()).or_default() += class.len();
    }
}

#[test]
fn a_class_makes_the_whole_visit_and_the_log_tells_the_truth() {
    let loaded = lesson::load(&common::lesson()).unwrap();
    let key = lesson::load_key(&loaded).unwrap();
    let lesson = &loaded.lesson;
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(process::command(folder.path(), 0));
    let ticket = server.ticket.clone();
    let target = || Target::Ticket(ticket.clone());
    let mut truth = Truth::default();

    let mut host =
        Client::host_with(server.host_key.clone(), request(target(), "Mme Lenoir")).joined();
    // Two of the thirty come by a wire that will be cut.
    let relay = Relay::new(([127, 0, 0, 1], ticket.port).into(), Bad::default(), 1);
    let mut class: Vec<Client> = (0..PUPILS)
        .map(|number| {
            let target = if number < 2 {
                Target::Ticket(by_port(&ticket, relay.port()))
            } else {
                target()
            };
            Client::start(request(target, &format!("Élève {number}"))).joined()
        })
        .collect();

    // A troll, after the teams are made of the others.
    host.ask(visit(VisitCommand::MakeTeams { size: 3 }))
        .unwrap();
    let mut troll = Client::start(request(target(), "Troll")).joined();
    let liar = visit(VisitCommand::Answer {
        quiz: "lycees".into(),
        answer: Answer::Single(0),
    });
    troll.ask(liar).unwrap();
    for hostile in [
        VisitCommand::SetRally { on: true },
        VisitCommand::OpenQuiz {
            quiz: "lycees".into(),
            open: false,
        },
    ] {
        assert_eq!(troll.ask(visit(hostile)), Err(Refusal::NotAllowed));
    }
    for (hostile, refusal) in [
        (
            VisitCommand::Answer {
                quiz: "qui-paie".into(),
                answer: Answer::Multiple(vec![0; 10_000]),
            },
            Refusal::BadAnswer,
        ),
        (
            VisitCommand::Answer {
                quiz: "<script>alert(1)</script>".into(),
                answer: Answer::Single(0),
            },
            Refusal::UnknownQuiz,
        ),
        (
            VisitCommand::WriteNote {
                quiz: "defis".into(),
                text: "💣".repeat(2_500),
            },
            Refusal::NoTeam,
        ),
        (
            VisitCommand::MarkInterest {
                formation: "piraterie".into(),
                on: true,
            },
            Refusal::UnknownFormation,
        ),
    ] {
        assert_eq!(troll.ask(visit(hostile)), Err(refusal));
    }
    let whom = troll.link.me().unwrap();
    host.ask(Command::SendOut { who: whom }).unwrap();
    troll.ending();

    // The first three stops with the rally on.
    host.ask(visit(VisitCommand::SetRally { on: true }))
        .unwrap();
    for stop in &STOPS[..3] {
        stand(&mut class, Some(stop), &mut truth);
        alone(&mut class, lesson, stop, &key, &mut truth);
        as_teams(&mut class, lesson, stop, &key, &mut truth);
    }
    // Nobody's answer has gone to anybody it does not concern.
    let first = class[0].link.me().unwrap();
    let foreign = class[3].entries().filter(|entry| {
        matches!(&entry.event, Event::Visit(VisitEvent::Answered { who, given: Some(_), .. }) if *who == first)
    });
    assert_eq!(foreign.count(), 0);

    // The wire of two is cut and mended. Where one stands ends with the connection; those left stay until the server dies.
    let cut_at = now_ms();
    relay.cut(true);
    for pupil in &mut class[..2] {
        pupil.until("a cut", |pupil| pupil.has_seen(&LinkEvent::Interrupted));
    }
    relay.cut(false);
    for pupil in &mut class[..2] {
        pupil.until("back", |pupil| pupil.has_seen(&LinkEvent::Resumed));
    }

    // The computer of the host goes down and comes up again.
    let before = host.link.room().unwrap().seq();
    server.kill();
    let server = Process::start(process::command(folder.path(), ticket.port));
    for client in class.iter_mut().skip(2).chain([&mut host]) {
        client.until("back", |client| client.has_seen(&LinkEvent::Resumed));
    }
    let (early, _) = class.split_at_mut(2);
    let [one, other] = early else { unreachable!() };
    together(&mut [one, other, &mut host], "everybody", |all| {
        let here = |client: &Client| client.link.room().unwrap().present().count();
        all.iter().all(|client| here(client) == PUPILS + 1)
    });
    assert!(host.link.room().unwrap().seq() > before);
    truth.walked_on(&[(cut_at, now_ms()); PUPILS]);

    for stop in &STOPS[3..] {
        stand(&mut class, Some(stop), &mut truth);
        alone(&mut class, lesson, stop, &key, &mut truth);
        as_teams(&mut class, lesson, stop, &key, &mut truth);
    }
    stand(&mut class, None, &mut truth);
    // Cards are read by some, wherever they stand.
    for (stop, readers) in [("foret", 7), ("iut", 2)] {
        for pupil in &mut class[..readers] {
            pupil
                .ask_in_time(&Command::OpenStop { stop: stop.into() })
                .unwrap();
        }
        truth.opened.insert(stop.to_owned(), readers);
    }
    for (number, pupil) in class.iter_mut().enumerate() {
        let formation = &lesson.formations[number % lesson.formations.len()];
        pupil
            .ask_in_time(&visit(VisitCommand::MarkInterest {
                formation: formation.id.as_str().into(),
                on: true,
            }))
            .unwrap();
        *truth.interests.entry(formation.id.clone()).or_default() += 1;
    }
    host.ask(visit(VisitCommand::ShowResults {
        quiz: "lycees".into(),
    }))
    .unwrap();
    let shown = truth.answers["lycees"];
    class[5].until("the results", |pupil| {
        let visit = pupil.link.room().unwrap().visit();
        visit
            .shown(&"lycees".into())
            .is_some_and(|tally| (tally.answered, tally.right) == shown)
    });

    // Everybody still has the same room, and the host sees it as it was done.
    let seq = host.link.room().unwrap().seq();
    for pupil in &mut class {
        pupil.until("the last entry", |pupil| {
            pupil.link.room().unwrap().seq() >= seq
        });
        assert_eq!(
            pupil.link.room().unwrap().hash(),
            host.link.room().unwrap().hash()
        );
    }
    compare(host.link.room().unwrap(), lesson, &truth);

    // A card at its address: what was seen, no name.
    let card = class[4].link.comeback().unwrap().card();
    let page = get(server.http.as_ref().unwrap(), &card.path());
    let pupil = class[4].link.me().unwrap();
    let liked = &lesson.formations[4 % lesson.formations.len()];
    assert!(
        page.contains("Ma visite") && page.contains(liked.link.as_str()),
        "{page}"
    );
    assert!(!page.contains("Élève"));
    let nobody = get(
        server.http.as_ref().unwrap(),
        "/carte/00000000000000000000000000",
    );
    assert!(!nobody.contains("Ma visite"));

    host.link.send(Command::EndSession);
    host.ending();
    drop(class);
    drop(server);

    // And the journal alone gives the same.
    let sessions = folder.path().join("sessions");
    let session = journal::sessions(&sessions).unwrap()[0];
    let log = Journal::open(&journal::path_of(&sessions, session))
        .unwrap()
        .read_all()
        .unwrap();
    let mut room = RoomState::new();
    for entry in &log {
        room.fold(entry).unwrap();
    }
    compare(&room, lesson, &truth);
    let report = Report::of(&log, Names::Without);
    report_is_true(&report, &truth);
    let visited = Visited::from_log(&log, pupil);
    assert_eq!(visited.stops.len(), STOPS.len());
    assert_eq!(visited.interests, [liked.id.as_str().into()]);
}
