//! What a class's script did, counted as it was done, and what a log or a report says of it.
#![allow(unreachable_pub, clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};

use pleiades_netcode::{
    protocol::StopId,
    report::Report,
    room::{Answerer, RoomState},
};
use pleiades_scenes::lesson::{Lesson, QuizKind};

pub const PUPILS: usize = 30;
pub const STOPS: [&str; 7] = [
    "parvis",
    "enstib",
    "grande-halle",
    "foret",
    "droit",
    "iut",
    "vie-etudiante",
];

/// Who is right in what: every third pupil is wrong in the quizzes, every fourth team in the rally.
pub fn is_right(answerer: usize, rally: bool) -> bool {
    !answerer.is_multiple_of(if rally { 4 } else { 3 })
}

/// What everybody did, counted as it was done.
#[derive(Default)]
pub struct Truth {
    /// By quiz: answers, and right ones.
    pub answers: BTreeMap<String, (u16, u16)>,
    pub interests: BTreeMap<String, usize>,
    pub reached: BTreeMap<String, usize>,
    pub opened: BTreeMap<String, usize>,
    pub stays: BTreeMap<String, Vec<Stay>>,
    /// Where everyone stands, and when each asked to and was told so, ms since 1970.
    pub here: Option<(String, Vec<(u64, u64)>)>,
}

/// The least and the most that a stay can have taken, as the one who stays knows it, ms.
pub type Stay = (u64, u64);

impl Truth {
    /// Everyone walks on, or is cut off: each asked for that at the first time and knew of it at the second, ms since 1970.
    pub fn walked_on(&mut self, when: &[(u64, u64)]) {
        let Some((stop, since)) = self.here.take() else {
            return;
        };
        let stays = since
            .iter()
            .zip(when)
            .map(|((asked, told), (asks, knows))| (asks.saturating_sub(*told), knows - asked));
        self.stays.entry(stop).or_default().extend(stays);
    }
}

pub fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_millis() as u64
}

/// The report is what the script did: not about, but number by number; times lie between what each pupil knows of them.
pub fn report_is_true(report: &Report, truth: &Truth) {
    assert_eq!(
        (report.learners, report.hosts, report.sent_out),
        (PUPILS + 1, 1, 1)
    );
    assert_eq!(report.most_at_once, PUPILS + 1);
    assert!(report.ended_ms.is_some() && report.people.is_none());
    // Two by the wire, then everyone but the troll by the server.
    assert_eq!(report.interruptions, 2 + PUPILS);
    for quiz in &report.quizzes {
        let wanted = truth.answers[quiz.quiz.as_str()];
        assert_eq!((quiz.answered, quiz.right), wanted, "{}", quiz.quiz);
    }
    assert_eq!(report.quizzes.len(), truth.answers.len());
    let interests: BTreeMap<String, usize> = report
        .interests
        .iter()
        .map(|(formation, people)| (formation.as_str().to_owned(), *people))
        .collect();
    assert_eq!(interests, truth.interests);
    for stop in &report.stops {
        let id = stop.stop.as_str();
        assert_eq!(stop.reached, truth.reached[id], "{id}");
        assert_eq!(
            stop.opened,
            truth.opened.get(id).copied().unwrap_or_default(),
            "{id}"
        );
        // The middle and the last of the true stays lie between those of the bounds.
        let stays = &truth.stays[id];
        let mut least: Vec<u64> = stays.iter().map(|(least, _)| *least).collect();
        let mut most: Vec<u64> = stays.iter().map(|(_, most)| *most).collect();
        least.sort_unstable();
        most.sort_unstable();
        let middle = PUPILS / 2;
        let median = stop.dwell_median_ms.unwrap();
        let longest = stop.dwell_longest_ms.unwrap();
        assert!(
            (least[middle]..=most[middle] + 1).contains(&(median + 1)),
            "{id}: {median} ms, between {} and {}",
            least[middle],
            most[middle]
        );
        assert!(
            (least[PUPILS - 1]..=most[PUPILS - 1] + 1).contains(&(longest + 1)),
            "{id}: {longest} ms, between {} and {}",
            least[PUPILS - 1],
            most[PUPILS - 1]
        );
    }
    assert_eq!(report.stops.len(), STOPS.len());
}

pub fn compare(room: &RoomState, lesson: &Lesson, truth: &Truth) {
    for (_, quiz) in lesson.quizzes() {
        let tally = room.tally(&quiz.id.as_str().into());
        assert_eq!(
            (tally.answered, tally.right),
            truth.answers[&quiz.id],
            "{}",
            quiz.id
        );
        if quiz.kind == QuizKind::Single {
            assert_eq!(tally.by_choice.iter().sum::<u16>(), tally.answered);
        }
    }
    let visit = room.visit();
    for (formation, wanted) in &truth.interests {
        let id = formation.as_str().into();
        let likes = visit
            .visitors()
            .filter(|(_, visitor)| visitor.interests.contains(&id));
        assert_eq!(likes.count(), *wanted, "{formation}");
    }
    for (stop, wanted) in &truth.reached {
        let id = StopId::from(stop.as_str());
        let reached = visit
            .visitors()
            .filter(|(_, visitor)| visitor.reached().contains(&id));
        assert_eq!(reached.count(), *wanted, "{stop}");
    }
    let lines = lesson
        .quizzes()
        .filter(|(_, quiz)| quiz.rally.is_some())
        .count();
    let scores = room.scores();
    assert_eq!(scores.len(), PUPILS / 3);
    for score in scores {
        let team = usize::from(score.team.0) - 1;
        assert_eq!(score.answered, lines);
        assert_eq!(score.right, if is_right(team, true) { lines } else { 0 });
        let by = Answerer::Team(score.team);
        let line = visit.answered(&"defis".into(), by).unwrap();
        assert!(line.given.is_some());
        assert_eq!(visit.team(score.team).unwrap().notes.len(), lines);
    }
}
