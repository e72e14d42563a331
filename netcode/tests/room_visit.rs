//! What the room decides on a visit, and who gets to see it.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/visit.rs"]
mod support;

use pleiades_netcode::protocol::{
    Answer, Correct, Event, LeaveReason, ParticipantId, Refusal, Role, TeamId, VisitCommand,
    VisitEvent, limits, wire,
};
use pleiades_netcode::room::{Answerer, RoomState};
use pleiades_netcode::takehome::Visited;

use support::*;

#[test]
fn an_answer_is_marked_kept_and_told_to_who_gave_it_and_to_hosts_alone() {
    let mut session = Session::open(false);
    let host = session.join("Mme Petit", Role::Host);
    let [lea, max] = ["Léa", "Max"].map(|name| session.join(name, Role::Learner));
    session.answer(lea, "single", Answer::Single(1)).unwrap();
    assert_eq!(
        session.answer(lea, "single", Answer::Single(0)),
        Err(Refusal::AlreadyAnswered)
    );
    let by = Answerer::Person(lea);
    assert_eq!(session.knows(lea, "single", by), Some(true));
    assert_eq!(session.knows(host, "single", by), Some(true));
    assert_eq!(
        session.knows(max, "single", by),
        Some(false),
        "that, not what"
    );
    let given = session.clients[&lea].visit().answered(&"single".into(), by);
    let mark = given.unwrap().given.clone().unwrap().mark.unwrap();
    assert!(mark.right);
    let told = mark.told.unwrap();
    assert_eq!(
        (told.correct, told.why.en.as_str()),
        (Correct::Single(1), SECRET)
    );
    // Nothing a pupil is sent has it, not even as bytes.
    let bytes = wire::encode(&session.clients[&max]);
    assert!(
        !bytes
            .windows(SECRET.len())
            .any(|part| part == SECRET.as_bytes())
    );
    // And a snapshot is the same as the log was.
    for who in [lea, max, host] {
        let folded = session.clients[&who].clone();
        session.look_again(who);
        assert_eq!(session.clients[&who], folded);
    }
}

#[test]
fn what_is_right_is_told_only_when_nothing_more_can_be_answered() {
    let mut session = Session::open(false);
    let lea = session.join("Léa", Role::Learner);
    let mark = |session: &Session| {
        let visit = session.clients[&lea].visit();
        let answered = visit
            .answered(&"order".into(), Answerer::Person(lea))
            .unwrap();
        let mark = answered.given.clone().unwrap().mark.unwrap();
        (answered.tries_left, mark.right, mark.told.is_some())
    };
    session
        .answer(lea, "order", Answer::Order(vec![0, 1, 2]))
        .unwrap();
    assert_eq!(mark(&session), (1, false, false));
    session
        .answer(lea, "order", Answer::Order(vec![1, 0, 2]))
        .unwrap();
    assert_eq!(mark(&session), (0, false, true));
    assert_eq!(
        session.answer(lea, "order", Answer::Order(vec![2, 0, 1])),
        Err(Refusal::AlreadyAnswered)
    );
}

#[test]
fn a_team_has_one_answer_and_one_sheet_that_other_teams_do_not_see() {
    let mut session = Session::open(false);
    let host = session.join("Mme Petit", Role::Host);
    let people: Vec<_> = (0..6)
        .map(|number| session.join(&format!("Élève {number}"), Role::Learner))
        .collect();
    let note = |text: &str| VisitCommand::WriteNote {
        quiz: "number".into(),
        text: text.to_owned(),
    };
    assert_eq!(
        session.ask(people[0], note("à l'œil, 25")),
        Err(Refusal::NoTeam)
    );
    session
        .ask(host, VisitCommand::MakeTeams { size: 3 })
        .unwrap();
    assert_eq!(
        session.answer(people[0], "number", Answer::Number(28.0)),
        Err(Refusal::QuizClosed),
        "not before the rally"
    );
    session
        .ask(host, VisitCommand::SetRally { on: true })
        .unwrap();
    assert_eq!(
        session.ask(host, VisitCommand::MakeTeams { size: 2 }),
        Err(Refusal::RallyRuns)
    );
    session.ask(people[0], note("à l'œil, 25")).unwrap();
    session
        .answer(people[1], "number", Answer::Number(28.0))
        .unwrap();
    assert_eq!(
        session.answer(people[2], "number", Answer::Number(30.0)),
        Err(Refusal::AlreadyAnswered),
        "right already"
    );
    let first = Answerer::Team(TeamId(1));
    let sees = |session: &Session, who| {
        let notes = &session.clients[&who].visit().team(TeamId(1)).unwrap().notes;
        (session.knows(who, "number", first), notes.len())
    };
    assert_eq!(sees(&session, people[2]), (Some(true), 1));
    assert_eq!(sees(&session, host), (Some(true), 1));
    assert_eq!(sees(&session, people[3]), (Some(false), 0));
    // Who changes over gets to see the sheet, and no other.
    session
        .ask(
            host,
            VisitCommand::PutInTeam {
                whom: people[3],
                team: Some(TeamId(1)),
            },
        )
        .unwrap();
    assert_eq!(sees(&session, people[3]), (Some(true), 1));
    assert_eq!(session.room.scores()[0].right, 1);
    // Somebody who comes late goes where fewest are.
    let late = session.join("Tard", Role::Learner);
    session.ask(host, VisitCommand::FillTeams).unwrap();
    assert_eq!(session.room.visit().team_of(late), Some(TeamId(2)));
}

#[test]
fn a_led_visit_opens_its_quizzes_one_by_one_and_shows_numbers_without_names() {
    let mut session = Session::open(true);
    let host = session.join("Mme Petit", Role::Host);
    let pupils: Vec<_> = (0..4)
        .map(|number| session.join(&format!("Élève {number}"), Role::Learner))
        .collect();
    assert_eq!(
        session.answer(pupils[0], "single", Answer::Single(1)),
        Err(Refusal::QuizClosed)
    );
    let open = |open| VisitCommand::OpenQuiz {
        quiz: "single".into(),
        open,
    };
    assert_eq!(session.ask(pupils[0], open(true)), Err(Refusal::NotAllowed));
    session.ask(host, open(true)).unwrap();
    let show = VisitCommand::ShowResults {
        quiz: "single".into(),
    };
    for (pupil, choice) in pupils.iter().zip([1, 1, 0]) {
        session
            .answer(*pupil, "single", Answer::Single(choice))
            .unwrap();
        session.ask(host, show.clone()).unwrap();
        let shown = session.clients[&pupils[3]]
            .visit()
            .shown(&"single".into())
            .unwrap()
            .clone();
        // With two answers, each would know the other's.
        let expected: &[u16] = if shown.answered < 3 { &[] } else { &[1, 2, 0] };
        assert_eq!(shown.by_choice, expected);
    }
    // The host's own try does not count.
    session.answer(host, "single", Answer::Single(0)).unwrap();
    let tally = session.room.tally(&"single".into());
    assert_eq!((tally.answered, tally.right), (3, 2));
    session.ask(host, open(false)).unwrap();
    assert_eq!(
        session.answer(pupils[3], "single", Answer::Single(1)),
        Err(Refusal::QuizClosed)
    );
}

#[test]
fn time_at_a_stop_counts_while_one_is_there_and_connected() {
    let mut session = Session::open(false);
    let lea = session.join("Léa", Role::Learner);
    let at = |stop: Option<&str>| VisitCommand::Arrive {
        stop: stop.map(Into::into),
    };
    session.ask(lea, at(Some("enstib"))).unwrap();
    assert_eq!(session.ask(lea, at(Some("enstib"))), Ok(0));
    session.now_ms += 6_000;
    assert_eq!(session.room.progress(lea, session.now_ms).seen, 0);
    let events = session.room.decide_away(lea);
    session.append(events, None);
    session.now_ms += 60_000;
    let events = session.room.decide_return(lea).unwrap();
    session.append(events, None);
    let dwell = |session: &Session| {
        let visitor = session.room.visit().visitor(lea).unwrap();
        visitor.dwell_ms(&"enstib".into(), session.now_ms)
    };
    assert_eq!(dwell(&session), 6_000);
    session.ask(lea, at(Some("enstib"))).unwrap();
    session.now_ms += 4_000;
    assert_eq!(dwell(&session), 10_000);
    let progress = session.room.progress(lea, session.now_ms);
    assert_eq!((progress.seen, progress.stops, progress.missing), (1, 2, 1));
    assert_eq!(
        session.ask(lea, at(Some("piscine"))),
        Err(Refusal::UnknownStop {
            stop: "piscine".into()
        })
    );
}

#[test]
fn interests_are_ones_own() {
    let mut session = Session::open(false);
    let host = session.join("Mme Petit", Role::Host);
    let [lea, max] = ["Léa", "Max"].map(|name| session.join(name, Role::Learner));
    let mark = |on| VisitCommand::MarkInterest {
        formation: "licence".into(),
        on,
    };
    session.ask(lea, mark(true)).unwrap();
    assert_eq!(session.ask(lea, mark(true)), Ok(0));
    let likes = |session: &Session, viewer: ParticipantId| {
        let visitor = session.clients[&viewer].visit().visitor(lea);
        visitor.is_some_and(|visitor| !visitor.interests.is_empty())
    };
    assert_eq!(
        [lea, host, max].map(|viewer| likes(&session, viewer)),
        [true, true, false]
    );
    assert_eq!(
        Visited::from_log(&session.log, lea).interests,
        ["licence".into()]
    );
    assert_eq!(Visited::from_log(&session.log, max), Visited::default());
}

#[test]
fn hostile_answers_and_notes_are_refused_and_change_nothing() {
    let mut session = Session::open(false);
    let host = session.join("Mme Petit", Role::Host);
    let troll = session.join("Troll", Role::Learner);
    session
        .ask(host, VisitCommand::MakeTeams { size: 2 })
        .unwrap();
    session
        .ask(host, VisitCommand::SetRally { on: true })
        .unwrap();
    for (quiz, answer) in [
        ("single", Answer::Single(3)),
        ("single", Answer::Number(1.0)),
        ("order", Answer::Order(vec![0; 10_000])),
        ("order", Answer::Order(vec![0, 0, 1])),
        ("order", Answer::Multiple(vec![2, 0, 1])),
        ("number", Answer::Number(f64::NAN)),
        ("number", Answer::Number(f64::INFINITY)),
        ("number", Answer::Number(1e300)),
        (
            "number",
            Answer::Point {
                from: [f32::NAN; 3],
                towards: [0.0; 3],
            },
        ),
    ] {
        let refused = session.answer(troll, quiz, answer.clone());
        assert_eq!(refused, Err(Refusal::BadAnswer), "{answer:?}");
    }
    assert_eq!(
        session.answer(troll, "<script>", Answer::Single(0)),
        Err(Refusal::UnknownQuiz)
    );
    let note = |quiz: &str, text: String| VisitCommand::WriteNote {
        quiz: quiz.into(),
        text,
    };
    for long in [10_000, limits::NOTE_CHARACTERS + 1] {
        assert_eq!(
            session.ask(troll, note("number", "é".repeat(long))),
            Err(Refusal::NoteTooLong)
        );
    }
    assert_eq!(
        session.ask(troll, note("single", "x".to_owned())),
        Err(Refusal::UnknownQuiz),
        "no line of a sheet"
    );
    // What is no text is taken out; what looks like markup is text, for whoever shows it to escape.
    session
        .ask(
            troll,
            note("number", "\u{202e}<b>\u{0}30°\n🌲\u{200b}".to_owned()),
        )
        .unwrap();
    let team = session.room.visit().team(TeamId(1)).unwrap();
    assert_eq!(team.notes[&"number".into()], "<b> 30° 🌲");
    for command in [
        VisitCommand::MakeTeams { size: 3 },
        VisitCommand::SetRally { on: false },
        VisitCommand::FillTeams,
        VisitCommand::PutInTeam {
            whom: troll,
            team: None,
        },
    ] {
        assert_eq!(session.ask(troll, command), Err(Refusal::NotAllowed));
    }
    assert_eq!(
        session.ask(
            host,
            VisitCommand::PutInTeam {
                whom: troll,
                team: Some(TeamId(9))
            }
        ),
        Err(Refusal::UnknownTeam)
    );
    session.answer(troll, "single", Answer::Single(0)).unwrap();
    // Who is sent out takes nothing along and leaves nothing behind.
    session.append(
        vec![Event::ParticipantLeft {
            id: troll,
            reason: LeaveReason::SentOut,
        }],
        None,
    );
    assert_eq!(session.room.tally(&"single".into()).answered, 0);
    assert_eq!(session.room.visit().team_of(troll), None);
}

#[test]
fn the_log_gives_the_same_state_again_and_anybody_sees_no_secret() {
    let mut session = Session::open(false);
    let lea = session.join("Léa", Role::Learner);
    session.answer(lea, "single", Answer::Single(1)).unwrap();
    let mut again = RoomState::new();
    for entry in &session.log {
        again.fold(entry).unwrap();
    }
    assert_eq!(again, session.room);
    // Who is not in the session sees what everyone sees.
    let stranger = ParticipantId(99);
    let seen = session.room.seen_by(stranger).into_owned();
    assert_eq!(seen.hash(), session.room.hash());
    assert_eq!(*seen.seen_by(stranger), seen);
    assert_ne!(seen, session.room);
    assert!(matches!(
        session.log.last().unwrap().event,
        Event::Visit(VisitEvent::Answered { given: Some(_), .. })
    ));
}

#[test]
fn a_place_is_shown_to_ones_team_and_a_hosts_to_everyone() {
    let mut session = Session::open(false);
    let host = session.join("Mme Petit", Role::Host);
    let [lea, max, zoe] = ["Léa", "Max", "Zoé"].map(|name| session.join(name, Role::Learner));
    let place = [12.0, 0.0, -30.5];
    let mark = VisitCommand::MarkPlace { place };
    assert_eq!(session.ask(lea, mark.clone()), Err(Refusal::NoTeam));
    for (whom, team) in [(lea, 1), (max, 1), (zoe, 2)] {
        let put = VisitCommand::PutInTeam {
            whom,
            team: Some(TeamId(team)),
        };
        session.ask(host, put).unwrap();
    }
    let told = |session: &Session, who| {
        let entry = session.log.last().unwrap();
        match &session.room.told_to(who, entry).event {
            Event::Visit(VisitEvent::PlaceMarked { place, .. }) => *place,
            other => panic!("{other:?}"),
        }
    };
    session.ask(lea, mark.clone()).unwrap();
    for (who, seen) in [(lea, true), (max, true), (host, true), (zoe, false)] {
        assert_eq!(told(&session, who), seen.then_some(place), "{who}");
    }
    session.ask(host, mark).unwrap();
    assert_eq!(told(&session, zoe), Some(place));
    for nowhere in [[f32::NAN, 0.0, 0.0], [0.0, 0.0, 1e9]] {
        let mark = VisitCommand::MarkPlace { place: nowhere };
        assert_eq!(session.ask(lea, mark), Err(Refusal::UnknownPlace));
    }
}
