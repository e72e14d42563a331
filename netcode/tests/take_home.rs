//! The card to take home: everything of the visit of Épinal, in both languages, small, dated, and nobody's.
#![allow(clippy::unwrap_used)]

mod common;

use pleiades_netcode::{
    protocol::Text,
    takehome::{Quizzed, Visited, page},
};
use pleiades_scenes::{
    Language,
    lesson::{self, Date, Lesson},
};

fn lesson() -> Lesson {
    lesson::load(&common::lesson()).unwrap().lesson
}

fn everything(lesson: &Lesson) -> Visited {
    Visited {
        stops: lesson
            .stops
            .iter()
            .map(|stop| stop.id.as_str().into())
            .collect(),
        interests: lesson
            .formations
            .iter()
            .map(|formation| formation.id.as_str().into())
            .collect(),
        quizzes: lesson
            .quizzes()
            .map(|(_, quiz)| Quizzed {
                quiz: quiz.id.as_str().into(),
                right: true,
                why: Text {
                    fr: "<script>alert(1)</script>".into(),
                    en: "\"><img src=x onerror=alert(1)>".into(),
                },
            })
            .collect(),
    }
}

#[test]
fn it_has_everything_and_needs_nothing() {
    let lesson = lesson();
    let visited = everything(&lesson);
    for language in Language::ALL {
        let page = page(
            &lesson,
            &visited,
            language,
            Date::new(2026, 11, 26).unwrap(),
        );
        assert!(page.len() < 200_000, "{} bytes", page.len());
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        for formation in &lesson.formations {
            assert!(page.contains(&formation.link), "{}", formation.id);
        }
        for source in &lesson.sources {
            assert!(page.contains(&source.checked.to_string()), "{}", source.id);
        }
        // Nothing is loaded from anywhere, nothing runs, nothing that was written becomes markup.
        for foreign in ["<script", "<img", "<link", " src=\"", "url(", "onerror=\""] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert!(page.contains("onerror=alert") || page.contains("&lt;script&gt;"));
        assert!(!page.contains("⚠"), "nothing has expired yet");
    }
}

#[test]
fn what_has_expired_says_so() {
    let lesson = lesson();
    let visited = everything(&lesson);
    let today = Date::new(2027, 9, 2).unwrap();
    let page = page(&lesson, &visited, Language::French, today);
    let ageing = lesson
        .stops
        .iter()
        .flat_map(|stop| &stop.facts)
        .filter(|fact| fact.is_expired(today))
        .count()
        + lesson
            .formations
            .iter()
            .filter(|formation| formation.is_expired(today))
            .count();
    assert!(ageing > 5);
    assert_eq!(page.matches("⚠ À vérifier").count(), ageing);
}

#[test]
fn who_has_seen_nothing_gets_a_page_that_says_so_kindly() {
    let lesson = lesson();
    let today = Date::new(2026, 11, 26).unwrap();
    let page = page(&lesson, &Visited::default(), Language::French, today);
    assert!(page.contains("la visite t’attend"));
    assert!(!page.contains("<h3>"));
}
