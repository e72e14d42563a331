//! The report's page, to read and to print: without names, unless they are asked for.

use axum::{
    extract::{Query, State},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{
    journal,
    layout::{self, Page},
};
use crate::{
    protocol::{Device, Reaction, Role, StopId},
    report::{Names, PersonReport, Report},
    server::console::{
        clock,
        gate::{Console, Shared},
        routes::{Entered, Reader, gone, html as answer},
        tongue::Tongue,
    },
};

/// What the page is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::server::console) struct Wanted {
    names: String,
}

/// The report as it is now.
pub(in crate::server::console) async fn page(
    State(console): Shared,
    Entered(id): Entered,
    Reader(tongue): Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Response> {
    let names = match wanted.names.as_str() {
        "with" => Names::With,
        _ => Names::Without,
    };
    let report = Report::of(&journal::log(&console, tongue).await?, names);
    let token = console.logins().token(id).map_err(|_| gone(tongue))?;
    let content = content(&console, &report, tongue);
    Ok(answer(layout::page(
        &console,
        tongue,
        Page::Report,
        &token,
        true,
        &content,
    )))
}

fn content(console: &Console, report: &Report, tongue: Tongue) -> Markup {
    html! {
        article.report {
            h1 { (tongue.say("Bilan de la séance", "Report of the session")) }
            p.lead {
                (report.lesson.title.get(tongue.0)) " · "
                (clock::day(report.began_ms)) ", " (clock::moment(report.began_ms))
                @if report.ended_ms.is_none() { " · " (tongue.say("en cours", "going on")) }
            }
            ul.figures {
                (figure(report.learners, tongue.say("élèves", "learners"), ""))
                (figure(report.most_at_once, tongue.say("au plus en même temps", "at once at most"), ""))
                (figure(report.in_headset, tongue.say("en casque", "in a headset"), ""))
                (figure(report.length_ms() / 60_000, tongue.say("minutes", "minutes"), ""))
                (figure(report.hands, tongue.say("mains levées", "hands raised"), ""))
                (figure(report.interruptions, tongue.say("coupures de connexion", "connections lost"), ""))
            }
            h2 { (tongue.say("Étape par étape", "Stop by stop")) }
            (stops(console, report, tongue))
            p.help {
                (tongue.say(
                    "Un élève a atteint une étape s’il s’y est arrêté ; il y est resté tant qu’il s’y tenait, en une ou plusieurs fois, jusqu’à repartir, une coupure, son départ ou la fin de la séance. La moitié de ceux qui l’ont atteinte y est restée au moins le temps médian. Sa carte peut se lire aussi sans s’y arrêter. Ce qu’a fait une personne exclue ne compte pas comme étape atteinte.",
                    "A learner has reached a stop by standing at it, and has stayed as long as they stood there, once or several times, until walking on, a lost connection, leaving, or the end of the session. Half of those who reached it stayed at least the median time. Its card can also be read from elsewhere. What somebody did who was sent out is not counted as reached.",
                ))
            }
            @if !report.reactions.is_empty() {
                h2 { (tongue.say("Réactions", "Reactions")) }
                ul.figures {
                    @for (reaction, times) in &report.reactions {
                        (figure(*times, word(*reaction, tongue), ""))
                    }
                }
            }
            (visited(console, report, tongue))
            @match &report.people {
                Some(people) => {
                    h2 { (tongue.say("Personne par personne", "Person by person")) }
                    (self::people(console, people, tongue))
                    p.no-print { a.button href="/report" { (tongue.say("Retirer les pseudos", "Leave out nicknames")) } }
                }
                None => p.no-print {
                    a.button href="/report?names=with" { (tongue.say("Ajouter les pseudos", "Add nicknames")) }
                    span.help {
                        " " (tongue.say(
                            "Ce bilan ne nomme personne : il peut être partagé.",
                            "This report names nobody: it can be shared.",
                        ))
                    }
                }
            }
            p.no-print { button type="button" data-print hidden { (tongue.say("Imprimer", "Print")) } }
        }
    }
}

fn figure(number: impl std::fmt::Display, word: &str, class: &str) -> Markup {
    html! { li class=(class) { strong { (number) } " " span { (word) } } }
}

fn title<'a>(console: &'a Console, stop: &'a StopId, tongue: Tongue) -> &'a str {
    console
        .place
        .stop(stop)
        .map_or(stop.as_str(), |stop| stop.title.get(tongue.0))
}

fn stops(console: &Console, report: &Report, tongue: Tongue) -> Markup {
    let stay = |ms: Option<u64>| ms.map_or_else(|| "–".to_owned(), clock::span);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(tongue.say("Étapes", "Stops")) {
            table {
                thead {
                    tr {
                        th scope="col" { (tongue.say("Étape", "Stop")) }
                        th.number scope="col" { (tongue.say("Atteinte par", "Reached by")) }
                        th.number scope="col" { (tongue.say("Temps médian", "Median stay")) }
                        th.number scope="col" { (tongue.say("Temps le plus long", "Longest stay")) }
                        th.number scope="col" { (tongue.say("Carte ouverte par", "Card opened by")) }
                        th.number scope="col" { (tongue.say("Chemin montré", "Way shown")) }
                    }
                }
                tbody {
                    @for stop in &report.stops {
                        tr {
                            th scope="row" { (title(console, &stop.stop, tongue)) }
                            td.number {
                                (stop.reached) " / " (report.learners) " "
                                meter min="0" max=(report.learners.max(1)) value=(stop.reached) aria-hidden="true" {}
                            }
                            td.number { (stay(stop.dwell_median_ms)) }
                            td.number { (stay(stop.dwell_longest_ms)) }
                            td.number { (stop.opened) }
                            td.number { (stop.led) }
                        }
                    }
                }
            }
        }
    }
}

/// Quizzes and interests, where the visit has some.
fn visited(console: &Console, report: &Report, tongue: Tongue) -> Markup {
    let lesson = console.place.lesson.as_ref();
    html! {
        @if !report.quizzes.is_empty() {
            h2 { (tongue.say("Quiz", "Quizzes")) }
            div.scroll tabindex="0" role="region" aria-label=(tongue.say("Quiz", "Quizzes")) {
                table {
                    thead {
                        tr {
                            th scope="col" { (tongue.say("Question", "Question")) }
                            th.number scope="col" { (tongue.say("Réponses", "Answers")) }
                            th.number scope="col" { (tongue.say("Justes", "Right")) }
                        }
                    }
                    tbody {
                        @for quiz in &report.quizzes {
                            tr {
                                th scope="row" {
                                    (lesson.and_then(|lesson| lesson.quiz(quiz.quiz.as_str()))
                                        .map_or(quiz.quiz.as_str(), |(_, written)| written.question.get(tongue.0)))
                                }
                                td.number { (quiz.answered) }
                                td.number { (quiz.right) }
                            }
                        }
                    }
                }
            }
        }
        @if !report.interests.is_empty() {
            h2 { (tongue.say("Ce qui intéresse", "What interests people")) }
            ul.figures {
                @for (formation, people) in &report.interests {
                    (figure(*people, lesson.and_then(|lesson| lesson.formation(formation.as_str()))
                        .map_or(formation.as_str(), |formation| formation.title.get(tongue.0)), ""))
                }
            }
        }
    }
}

fn people(console: &Console, people: &[PersonReport], tongue: Tongue) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(tongue.say("Personnes", "People")) {
            table {
                thead {
                    tr {
                        th scope="col" { (tongue.say("Pseudo", "Nickname")) }
                        th scope="col" { (tongue.say("Rôle", "Role")) }
                        th.number scope="col" { (tongue.say("Présence", "Stayed")) }
                        th.number scope="col" { (tongue.say("Mains levées", "Hands raised")) }
                        th scope="col" { (tongue.say("Étapes atteintes", "Stops reached")) }
                        th.number scope="col" { (tongue.say("Cartes ouvertes", "Cards opened")) }
                    }
                }
                tbody {
                    @for person in people {
                        tr {
                            th scope="row" { bdi { (person.nickname) } }
                            td { (role(person, tongue)) }
                            td.number { (clock::span(person.stayed_ms)) }
                            td.number { (person.hands) }
                            td {
                                @for (number, stop) in person.reached.iter().enumerate() {
                                    @if number > 0 { ", " }
                                    (title(console, stop, tongue))
                                }
                            }
                            td.number { (person.opened.len()) }
                        }
                    }
                }
            }
        }
    }
}

fn role(person: &PersonReport, tongue: Tongue) -> &'static str {
    match (person.role, person.device) {
        (Role::Host, _) => tongue.say("accueil", "host"),
        (Role::Observer, _) => tongue.say("observe", "observer"),
        (Role::Learner, Device::Headset) => tongue.say("élève, casque", "learner, headset"),
        (Role::Learner, Device::Desktop) => tongue.say("élève, écran", "learner, screen"),
    }
}

/// A reaction by its name.
pub(super) const fn word(reaction: Reaction, tongue: Tongue) -> &'static str {
    match reaction {
        Reaction::Wave => tongue.say("saluts", "waves"),
        Reaction::Applause => tongue.say("applaudissements", "applause"),
        Reaction::Heart => tongue.say("cœurs", "hearts"),
        Reaction::Laughter => tongue.say("rires", "laughter"),
        Reaction::Question => tongue.say("« je n’ai pas compris »", "“I did not understand”"),
        Reaction::Agree => tongue.say("pouces levés", "thumbs up"),
    }
}
