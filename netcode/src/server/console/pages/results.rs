//! Quizzes, the rally and what interests people: how it stands, as it stands, for hosts only.

use maud::{Markup, html};

use super::controls::button;
use crate::{
    protocol::{QuizOutline, Role, Tally},
    report::interests,
    server::{
        console::{gate::Console, tongue::Tongue},
        room::View,
    },
};

/// People in a team where the lesson says nothing else.
const TEAM: u8 = 3;

/// All results; nothing for a lesson without quizzes and courses of study.
pub(super) fn results(console: &Console, view: &View, tongue: Tongue, token: &str) -> Markup {
    let outline = view.state.visit().outline();
    html! {
        @if !outline.quizzes.is_empty() {
            @if outline.has_rally() { (rally(view, tongue, token)) }
            h3 { (tongue.say("Quiz", "Quizzes")) }
            ol.quizzes {
                @for quiz in &outline.quizzes { (self::quiz(console, view, quiz, tongue, token)) }
            }
        }
        @if !outline.formations.is_empty() { (interesting(console, view, tongue)) }
        @if outline.quizzes.is_empty() && outline.formations.is_empty() {
            p.help { (tongue.say("Cette visite n’a pas de quiz.", "This visit has no quiz.")) }
        }
    }
}

fn quiz(console: &Console, view: &View, quiz: &QuizOutline, tongue: Tongue, token: &str) -> Markup {
    let tally = view.state.tally(&quiz.quiz);
    let id = [("quiz", quiz.quiz.as_str())];
    let open = view.state.visit().is_open(quiz);
    html! {
        li id=(format!("quiz-{}", quiz.quiz)) {
            p.title { (question(console, quiz, tongue)) }
            p.tally {
                (tongue.count(tally.answered.into(), ["réponse", "réponses"], ["answer", "answers"]))
                @if tally.answered > 0 {
                    " · " (tongue.count(tally.right.into(), ["juste", "justes"], ["right", "right"]))
                    " " meter min="0" max=(tally.answered) value=(tally.right) aria-hidden="true" {}
                }
            }
            (choices(console, quiz, &tally, tongue))
            @if !view.state.is_over() {
                span.pair {
                    @if !quiz.rally {
                        @if open {
                            (button(token, "close-quiz", &id, &html! { (tongue.say("Fermer le quiz", "Close the quiz")) span.unseen { " " (quiz.quiz.as_str()) } }, ""))
                        } @else {
                            (button(token, "open-quiz", &id, &html! { (tongue.say("Ouvrir le quiz", "Open the quiz")) span.unseen { " " (quiz.quiz.as_str()) } }, ""))
                        }
                    }
                    @if tally.answered > 0 {
                        (button(token, "show-results", &id, &html! { (tongue.say("Montrer à la classe", "Show to the class")) span.unseen { " " (quiz.quiz.as_str()) } }, ""))
                    }
                }
            }
        }
    }
}

/// How many chose what, with the words of the lesson.
fn choices(console: &Console, quiz: &QuizOutline, tally: &Tally, tongue: Tongue) -> Markup {
    let lesson = console.place.lesson.as_ref();
    let written = lesson.and_then(|lesson| lesson.quiz(quiz.quiz.as_str()));
    html! {
        @if let Some((_, written)) = written.filter(|_| tally.answered > 0 && !tally.by_choice.is_empty()) {
            ul.choices {
                @for (choice, count) in written.choices.iter().zip(&tally.by_choice) {
                    li { span { (choice.text.get(tongue.0)) } strong { (count) } }
                }
            }
        }
    }
}

fn rally(view: &View, tongue: Tongue, token: &str) -> Markup {
    let visit = view.state.visit();
    let size = visit.outline().team_size.max(TEAM).to_string();
    let scores = view.state.scores();
    let lines = visit
        .outline()
        .quizzes
        .iter()
        .filter(|quiz| quiz.rally)
        .count();
    html! {
        h3 { (tongue.say("Rallye", "Rally")) }
        @if !view.state.is_over() {
            span.pair {
                @if visit.rally_is_on() {
                    (button(token, "no-rally", &[], &html! { (tongue.say("Terminer le rallye", "End the rally")) }, "on"))
                } @else {
                    (button(token, "teams", &[("number", &size)], &html! { (tongue.say("Former les équipes", "Make teams")) }, ""))
                    @if visit.teams().len() > 0 {
                        (button(token, "rally", &[], &html! { (tongue.say("Lancer le rallye", "Begin the rally")) }, "primary"))
                    }
                }
                @if visit.teams().len() > 0 && without_team(view) > 0 {
                    (button(token, "fill-teams", &[], &html! { (tongue.say("Répartir ceux qui n’ont pas d’équipe", "Give a team to who has none")) }, ""))
                }
            }
        }
        @if !scores.is_empty() {
            ol.scores {
                @for score in scores {
                    li {
                        span { (tongue.say("Équipe ", "Team ")) (score.team.to_string()) }
                        span { (score.answered) " / " (lines) ", " (tongue.count(score.right, ["juste", "justes"], ["right", "right"])) }
                    }
                }
            }
        }
    }
}

/// How many who learn are in no team.
fn without_team(view: &View) -> usize {
    let visit = view.state.visit();
    view.state
        .let_in()
        .filter(|somebody| somebody.role == Role::Learner && visit.team_of(somebody.id).is_none())
        .count()
}

fn interesting(console: &Console, view: &View, tongue: Tongue) -> Markup {
    let lesson = console.place.lesson.as_ref();
    let marked = interests(&view.state);
    html! {
        h3 { (tongue.say("Ce qui intéresse", "What interests people")) }
        @if marked.is_empty() {
            p.help { (tongue.say("Rien n’est encore marqué.", "Nothing is marked yet.")) }
        } @else {
            ul.choices {
                @for (formation, people) in marked {
                    li {
                        span {
                            (lesson.and_then(|lesson| lesson.formation(formation.as_str()))
                                .map_or(formation.as_str(), |formation| formation.title.get(tongue.0)))
                        }
                        strong { (people) }
                    }
                }
            }
        }
    }
}

/// A quiz by its question.
pub(super) fn question(console: &Console, quiz: &QuizOutline, tongue: Tongue) -> String {
    console
        .place
        .lesson
        .as_ref()
        .and_then(|lesson| lesson.quiz(quiz.quiz.as_str()))
        .map_or_else(
            || quiz.quiz.to_string(),
            |(_, written)| written.question.get(tongue.0).to_owned(),
        )
}
