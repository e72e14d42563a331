//! One notebook's page: what is in it, its figures to show to everybody, its marks, and what a teacher does with it.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use maud::{Markup, PreEscaped, html};
use pleiades_scenes::lesson::Lesson;

use super::{
    controls::button,
    lab::{mark, number, state},
    layout::{self, Page},
    photo,
};
use crate::{
    bench,
    protocol::{
        LabName, Role,
        lab::{Attempt, AttemptId},
    },
    server::{
        console::{
            gate::{Console, Shared},
            routes::{Entered, Reader, gone, html as answer, look, nothing},
            tongue::Tongue,
        },
        room::View,
    },
};

/// Shares of a criterion's points a teacher gives, percent.
const SHARES: [u8; 5] = [0, 25, 50, 75, 100];

/// The page.
pub(in crate::server::console) async fn page(
    State(console): Shared,
    Entered(id): Entered,
    Reader(tongue): Reader,
    Path(attempt): Path<String>,
) -> Result<Response, Response> {
    let view = look(&console, tongue).await?;
    let (lesson, attempt) = found(&console, &view, &attempt).ok_or_else(|| nothing(tongue))?;
    let (token, said) = {
        let mut logins = console.logins();
        (logins.token(id), logins.said(id))
    };
    let token = token.map_err(|_| gone(tongue))?;
    let live = format!("/live?attempt={attempt}");
    let parts = of(&lesson, &view, attempt, tongue, &token);
    let content = html! {
        (layout::said(said.as_ref(), tongue))
        p.no-print { a href="/lab" { (tongue.say("← Tous les cahiers", "← All notebooks")) } }
        div.lab data-live=(live) data-token=(token) {
            @for (id, part) in parts {
                section id=(id) data-part aria-label=(label(id, tongue)) { (part) }
            }
        }
        (layout::without_script(tongue))
    };
    Ok(answer(layout::page(
        &console,
        tongue,
        Page::Lab,
        &token,
        true,
        &content,
    )))
}

fn label(part: &str, tongue: Tongue) -> &'static str {
    match part {
        "notebook" => tongue.say("Cahier", "Notebook"),
        _ => tongue.say("Ce que l’on peut en faire", "What can be done with it"),
    }
}

fn found(console: &Console, view: &View, attempt: &str) -> Option<(Arc<Lesson>, AttemptId)> {
    let lesson = console.lab();
    let attempt = attempt.parse().ok().map(AttemptId);
    let attempt = attempt.filter(|attempt| view.state.labs().attempt(*attempt).is_some());
    lesson.zip(attempt)
}

/// The parts that change, by the id of the element they fill.
pub(in crate::server::console) fn parts(
    console: &Console,
    view: &View,
    attempt: AttemptId,
    tongue: Tongue,
    token: &str,
) -> Vec<(&'static str, Markup)> {
    console
        .lab()
        .map(|lesson| of(&lesson, view, attempt, tongue, token))
        .unwrap_or_default()
}

fn of(
    lesson: &Lesson,
    view: &View,
    id: AttemptId,
    tongue: Tongue,
    token: &str,
) -> Vec<(&'static str, Markup)> {
    let Some(attempt) = view.state.labs().attempt(id) else {
        return Vec::new();
    };
    vec![
        ("notebook", notebook(lesson, id, attempt, tongue)),
        (
            "teaching",
            teaching(lesson, view, id, attempt, tongue, token),
        ),
    ]
}

/// What is in it, as its owner takes it home.
fn notebook(lesson: &Lesson, id: AttemptId, attempt: &Attempt, tongue: Tongue) -> Markup {
    let source = |digest| Some(photo::address(id, digest));
    let report = bench::illustrated(lesson, attempt, tongue.0, source);
    let article = report.map(|report| report.article());
    html! {
        @if let Some(article) = article {
            // Made of values by our own code, which escapes what people wrote.
            div.scroll.notebook tabindex="0" role="region" aria-label=(tongue.say("Tableaux et figures", "Tables and figures")) {
                (PreEscaped(article))
            }
        }
    }
}

/// What a teacher does with it.
fn teaching(
    lesson: &Lesson,
    view: &View,
    id: AttemptId,
    attempt: &Attempt,
    tongue: Tongue,
    token: &str,
) -> Markup {
    let number = id.to_string();
    let page = format!("/lab/{id}");
    let here = [("attempt", number.as_str()), ("page", page.as_str())];
    let shown = view.state.labs().shown();
    let over = view.state.is_over();
    html! {
        h2 { (tongue.say("Enseigner", "Teaching")) }
        p { (state(attempt, tongue)) " · " strong { (mark(attempt, tongue)) } }
        @if !over {
            h3 { (tongue.say("Figer et montrer à tout le monde", "Freeze and show to everyone")) }
            ul.stops {
                @for plot in lesson.lab.iter().flat_map(|lab| &lab.plots) {
                    @let now = shown.is_some_and(|shown| shown.attempt == id && shown.plot.as_str() == plot.id);
                    li id=(format!("plot-{}", plot.id)) aria-current=[now.then_some("true")] {
                        span.title {
                            (plot.title.get(tongue.0))
                            @if now { " " span.badge { (tongue.say("montrée", "shown")) } }
                        }
                        span.pair {
                            (button(token, "show-plot", &[here[0], here[1], ("plot", plot.id.as_str())], &html! {
                                @if now { (tongue.say("Montrer telle qu’elle est maintenant", "Show as it is now")) }
                                @else { (tongue.say("Montrer", "Show")) }
                                span.unseen { " : " (plot.title.get(tongue.0)) }
                            }, ""))
                            @if now {
                                (button(token, "unshow", &here[1..], &html! { (tongue.say("Retirer", "Take away")) }, "on"))
                            }
                        }
                    }
                }
            }
            @if attempt.handed_in_ms.is_some() {
                h3 { (tongue.say("Cahier rendu", "Handed in")) }
                span.pair {
                    @if !attempt.released {
                        (button(token, "release-marks", &here, &html! { (tongue.say("Rendre la note", "Release the mark")) }, "primary"))
                    }
                    (button(token, "reopen", &here, &html! { (tongue.say("Rouvrir le cahier", "Open it again")) }, ""))
                }
            }
            (grading(lesson, attempt, &here, tongue, token))
            (sharing(view, attempt, &here, tongue, token))
        }
        h3 { (tongue.say("Emporter", "Take away")) }
        p.downloads {
            @for (file, kind) in [("cahier.html", "HTML"), ("cahier.csv", "CSV"), ("cahier.json", "JSON")] {
                a.button href=(format!("/lab/{id}/{file}")) download { (kind) }
            }
        }
    }
}

/// Points by hand, criterion by criterion.
fn grading(
    lesson: &Lesson,
    attempt: &Attempt,
    here: &[(&str, &str)],
    tongue: Tongue,
    token: &str,
) -> Markup {
    let criteria = lesson.lab.iter().flat_map(|lab| &lab.marking.criteria);
    html! {
        details #grading {
            summary { (tongue.say("Donner des points à la main", "Give points by hand")) }
            p.help {
                (tongue.say(
                    "Ce que vous donnez remplace ce qui a été calculé ; « calculé » le rétablit.",
                    "What you give goes before what was computed; “computed” brings that back.",
                ))
            }
            @for criterion in criteria {
                @let given = attempt.by_hand.get(&LabName::from(criterion.id.as_str())).copied();
                @let field = format!("grade-{}", criterion.id);
                form.inline method="post" action="/do" {
                    input type="hidden" name="token" value=(token);
                    input type="hidden" name="what" value="grade";
                    @for (name, value) in here { input type="hidden" name=(name) value=(value); }
                    input type="hidden" name="criterion" value=(criterion.id);
                    label for=(field) { (criterion.title.get(tongue.0)) " (" (number(criterion.points, tongue)) ")" }
                    select id=(field) name="number" {
                        option value="" selected[given.is_none()] { (tongue.say("calculé", "computed")) }
                        @for share in SHARES {
                            @let points = criterion.points * f64::from(share) / 100.0;
                            option value=(share) selected[given == Some(f64::from(share) / 100.0)] { (share) " % · " (number(points, tongue)) }
                        }
                    }
                    button type="submit" { (tongue.say("Noter", "Give")) span.unseen { " : " (criterion.title.get(tongue.0)) } }
                }
            }
        }
    }
}

/// Somebody else may work on it: who came back under another number, or a partner.
fn sharing(
    view: &View,
    attempt: &Attempt,
    here: &[(&str, &str)],
    tongue: Tongue,
    token: &str,
) -> Markup {
    let others: Vec<_> = view
        .state
        .let_in()
        .filter(|somebody| somebody.role == Role::Learner && !attempt.is_of(somebody.id))
        .collect();
    html! {
        @if !others.is_empty() {
            details #sharing {
                summary { (tongue.say("Partager le cahier", "Share the notebook")) }
                form.inline method="post" action="/do" {
                    input type="hidden" name="token" value=(token);
                    input type="hidden" name="what" value="assign";
                    @for (name, value) in here { input type="hidden" name=(name) value=(value); }
                    label for="assign" { (tongue.say("Y travaillera aussi", "Works on it too")) }
                    select #assign name="who" {
                        @for somebody in others { option value=(somebody.id) { (somebody.nickname) } }
                    }
                    button type="submit" { (tongue.say("Partager", "Share")) }
                }
            }
        }
    }
}

/// The notebook as a file.
pub(in crate::server::console) async fn file(
    State(console): Shared,
    _: Entered,
    Reader(tongue): Reader,
    Path((attempt, file)): Path<(String, String)>,
) -> Result<Response, Response> {
    let view = look(&console, tongue).await?;
    let (lesson, id) = found(&console, &view, &attempt).ok_or_else(|| nothing(tongue))?;
    let attempt = view.state.labs().attempt(id);
    let attempt = attempt.ok_or_else(|| nothing(tongue))?;
    let photos = photo::files(&console, &attempt.notebook.photos).await;
    let source = |digest| photos.get(&digest).map(bench::embedded);
    let report = bench::illustrated(&lesson, attempt, tongue.0, source);
    let report = report.ok_or_else(|| nothing(tongue))?;
    let (kind, text) = match file.as_str() {
        "cahier.html" => ("text/html; charset=utf-8", report.html()),
        "cahier.csv" => ("text/csv; charset=utf-8", report.csv()),
        "cahier.json" => ("application/json", report.json()),
        _ => return Err(nothing(tongue)),
    };
    let name = format!(
        "attachment; filename=\"{}\"",
        file.replace("cahier", &format!("cahier-{id}"))
    );
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}
