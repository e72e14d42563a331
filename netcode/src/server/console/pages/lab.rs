//! The lab's page: pupils by steps, the figure that everybody sees, and marking once more.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use maud::{Markup, PreEscaped, html};
use pleiades_scenes::{
    lab::{Lab, Plot},
    lesson::Lesson,
};

use super::{
    classwork::classwork,
    controls::button,
    layout::{self, Page},
};
use crate::{
    bench::{self, StepState},
    protocol::{
        LabName, Role,
        lab::{Attempt, Shown},
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

/// The page.
pub(in crate::server::console) async fn page(
    State(console): Shared,
    Entered(id): Entered,
    Reader(tongue): Reader,
) -> Result<Response, Response> {
    let view = look(&console, tongue).await?;
    let lesson = console.lab().ok_or_else(|| nothing(tongue))?;
    let (token, said) = {
        let mut logins = console.logins();
        (logins.token(id), logins.said(id))
    };
    let token = token.map_err(|_| gone(tongue))?;
    let content = html! {
        (layout::said(said.as_ref(), tongue))
        h1 { (tongue.say("Travaux pratiques", "Lab")) }
        p.lead { (lesson.title.get(tongue.0)) }
        div.lab data-live="/live?lab=" data-token=(token) {
            @for (id, part) in of(&lesson, &view, tongue, &token) {
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
        "lab-shown" => tongue.say("Figure montrée à tous", "Figure shown to everyone"),
        "lab-class" => tongue.say("La classe", "The class"),
        "lab-grid" => tongue.say("Avancement", "Progress"),
        _ => tongue.say("Notation", "Marking"),
    }
}

/// The parts that change, by the id of the element they fill.
pub(in crate::server::console) fn parts(
    console: &Console,
    view: &View,
    tongue: Tongue,
    token: &str,
) -> Vec<(&'static str, Markup)> {
    console
        .lab()
        .map(|lesson| of(&lesson, view, tongue, token))
        .unwrap_or_default()
}

fn of(lesson: &Lesson, view: &View, tongue: Tongue, token: &str) -> Vec<(&'static str, Markup)> {
    vec![
        ("lab-shown", shown(lesson, view, tongue, token)),
        ("lab-class", classwork(lesson, view, tongue, token)),
        ("lab-grid", grid(lesson, view, tongue)),
        ("lab-marking", marking(view, tongue, token)),
    ]
}

/// The figure everybody sees, as it was when it was frozen.
fn shown(lesson: &Lesson, view: &View, tongue: Tongue, token: &str) -> Markup {
    let Some(shown) = view.state.labs().shown() else {
        return html! {};
    };
    let names = view
        .state
        .labs()
        .attempt(shown.attempt)
        .map(Attempt::names)
        .unwrap_or_default();
    let lab = lesson.lab.as_ref();
    let plot = lab.and_then(|lab| lab.plots.iter().find(|plot| plot.id == shown.plot.as_str()));
    html! {
        div.projected {
            h2 { (tongue.say("Montré à tout le monde", "Shown to everyone")) }
            p {
                @if let Some(plot) = plot { (plot.title.get(tongue.0)) " · " }
                bdi { (names) }
                span.faint { " (" (tongue.say("le nom n’est pas montré", "the name is not shown")) ")" }
            }
            @if let Some(svg) = plot.and_then(|plot| frozen(lesson, view, shown, plot, tongue)) {
                figure.drawn { (PreEscaped(svg)) }
            }
            (button(token, "unshow", &[("page", "/lab")], &html! { (tongue.say("Retirer la figure", "Take the figure away")) }, "on"))
        }
    }
}

/// The shown figure, drawn from its own rows.
fn frozen(
    lesson: &Lesson,
    view: &View,
    shown: &Shown,
    plot: &Plot,
    tongue: Tongue,
) -> Option<String> {
    let mut attempt = view.state.labs().attempt(shown.attempt)?.clone();
    attempt.notebook.tables = shown.tables.clone();
    let report = bench::report(lesson, &attempt, tongue.0)?;
    Some(report.figure(plot).svg())
}

/// Everybody by steps.
fn grid(lesson: &Lesson, view: &View, tongue: Tongue) -> Markup {
    let Some(lab) = &lesson.lab else {
        return html! {};
    };
    let labs = view.state.labs();
    html! {
        h2 { (tongue.say("Avancement", "Progress")) }
        ol.legend.steps-legend {
            @for step in &lab.steps { li { (step.title.get(tongue.0)) } }
        }
        p.help {
            span aria-hidden="true" {
                "✓ " (tongue.say("fait", "done")) " · … " (tongue.say("commencé", "begun")) " · – " (tongue.say("pas commencé", "not begun"))
                " · ? " (tongue.say("aides prises", "help taken"))
            }
        }
        @if labs.attempts().len() == 0 {
            p.empty { (tongue.say("Aucun cahier n’est commencé.", "No notebook is begun.")) }
        } @else {
            div.scroll tabindex="0" role="region" aria-label=(tongue.say("Cahiers", "Notebooks")) {
                table.grid {
                    thead {
                        tr {
                            th scope="col" { (tongue.say("Cahier de", "Notebook of")) }
                            @for (number, step) in lab.steps.iter().enumerate() {
                                th.step scope="col" { span aria-hidden="true" { (number + 1) } span.unseen { (step.title.get(tongue.0)) } }
                            }
                            th.number scope="col" { (tongue.say("Lectures", "Readings")) }
                            th scope="col" { (tongue.say("État", "State")) }
                            th.number scope="col" { (tongue.say("Note", "Mark")) }
                        }
                    }
                    tbody {
                        @for (line, (id, attempt)) in bench::progress(lab, labs).iter().zip(labs.attempts()) {
                            tr id=(format!("attempt-{id}")) {
                                th scope="row" { a href=(format!("/lab/{id}")) { bdi { (line.names) } } }
                                @for (state, step) in line.steps.iter().zip(&lab.steps) {
                                    @let hints = attempt.hints.get(&LabName::from(step.id.as_str())).copied().unwrap_or_default();
                                    td.step data-state=(word(*state, tongue).0) {
                                        span aria-hidden="true" { (word(*state, tongue).1) }
                                        span.unseen { (word(*state, tongue).2) }
                                        @if hints > 0 {
                                            span.hints { " " span aria-hidden="true" { "?" (hints) } span.unseen { (tongue.count(hints.into(), ["aide", "aides"], ["help", "helps"])) } }
                                        }
                                    }
                                }
                                td.number { (line.readings) }
                                td { (state(attempt, tongue)) }
                                td.number { (mark(attempt, tongue)) }
                            }
                        }
                    }
                }
            }
        }
        (without(view, tongue))
    }
}

/// Who has no notebook yet.
fn without(view: &View, tongue: Tongue) -> Markup {
    let labs = view.state.labs();
    let idle: Vec<_> = view
        .state
        .let_in()
        .filter(|somebody| somebody.role == Role::Learner && labs.of(somebody.id).next().is_none())
        .collect();
    html! {
        @if !idle.is_empty() {
            p.help {
                (tongue.say("Sans cahier : ", "Without a notebook: "))
                @for (number, somebody) in idle.iter().enumerate() {
                    @if number > 0 { ", " }
                    bdi { (somebody.nickname) }
                }
            }
        }
    }
}

/// A state of a step: for styles, as a sign, and as a word.
const fn word(state: StepState, tongue: Tongue) -> (&'static str, &'static str, &'static str) {
    match state {
        StepState::Done => ("done", "✓", tongue.say("fait", "done")),
        StepState::Begun => ("begun", "…", tongue.say("commencé", "begun")),
        StepState::Untouched => ("untouched", "–", tongue.say("pas commencé", "not begun")),
    }
}

/// How a notebook stands.
pub(super) fn state(attempt: &Attempt, tongue: Tongue) -> &'static str {
    match (&attempt.marks, attempt.handed_in_ms) {
        (Some(_), _) if attempt.released => tongue.say("note rendue", "mark released"),
        (Some(_), _) => tongue.say("rendu, note à rendre", "handed in, mark not released"),
        (None, Some(_)) => tongue.say("rendu", "handed in"),
        (None, None) => tongue.say("en cours", "going on"),
    }
}

/// The mark, and what a teacher has still to give.
pub(super) fn mark(attempt: &Attempt, tongue: Tongue) -> String {
    let Some(marks) = &attempt.marks else {
        return "–".to_owned();
    };
    let pending = if marks.pending > 0.0 {
        format!(" (+ {} ?)", number(marks.pending, tongue))
    } else {
        String::new()
    };
    format!(
        "{} / {}{pending}",
        number(marks.earned, tongue),
        number(marks.total, tongue)
    )
}

/// Points as the language writes them: at most two decimals.
pub(super) fn number(value: f64, tongue: Tongue) -> String {
    // Nothing at all added up is -0.
    let text = format!("{:.2}", value + 0.0);
    let short = text.trim_end_matches('0').trim_end_matches('.');
    short.replace('.', tongue.say(",", "."))
}

fn marking(view: &View, tongue: Tongue, token: &str) -> Markup {
    html! {
        h2 { (tongue.say("Notation", "Marking")) }
        p.downloads {
            a.button href="/lab/class.csv" download { (tongue.say("Notes de la classe (CSV)", "Marks of the class (CSV)")) }
        }
        @if !view.state.is_over() {
            details #remarking {
                summary { (tongue.say("Noter de nouveau", "Mark again")) }
                p.help {
                    (tongue.say(
                        "Relit le barème et les tolérances dans le dossier de la leçon, et note de nouveau chaque cahier rendu. Les mesures restent celles des élèves.",
                        "Reads the rubric and its tolerances in the lesson’s folder once more, and marks each notebook handed in again. Measurements stay the students’.",
                    ))
                }
                (button(token, "remark", &[("page", "/lab")], &html! { (tongue.say("Relire le barème et noter", "Read the rubric and mark")) }, ""))
            }
        }
    }
}

/// Everybody's marks as a table for spreadsheets.
pub(in crate::server::console) async fn table(
    State(console): Shared,
    _: Entered,
    Reader(tongue): Reader,
) -> Result<Response, Response> {
    let view = look(&console, tongue).await?;
    let lesson = console.lab().ok_or_else(|| nothing(tongue))?;
    let text = lesson
        .lab
        .as_ref()
        .map(|lab| class_csv(lab, &view, tongue))
        .unwrap_or_default();
    let code = console.ticket.code.to_string();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"notes-{code}.csv\""),
        ),
    ];
    Ok((headers, text).into_response())
}

fn class_csv(lab: &Lab, view: &View, tongue: Tongue) -> String {
    let labs = view.state.labs();
    let mut head = vec![
        tongue.say("cahier", "notebook"),
        tongue.say("noms", "names"),
    ];
    head.extend(lab.steps.iter().map(|step| step.title.get(tongue.0)));
    head.extend([
        tongue.say("lectures", "readings"),
        tongue.say("aides", "help"),
        tongue.say("état", "state"),
        tongue.say("points", "points"),
        tongue.say("à donner", "to give"),
        tongue.say("sur", "out of"),
    ]);
    let mut lines = vec![head.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    for (line, (id, attempt)) in bench::progress(lab, labs).iter().zip(labs.attempts()) {
        let mut cells = vec![id.to_string(), line.names.clone()];
        cells.extend(
            line.steps
                .iter()
                .map(|state| word(*state, tongue).2.to_owned()),
        );
        cells.extend([line.readings.to_string(), line.hints.to_string()]);
        cells.push(state(attempt, tongue).to_owned());
        let marks = attempt.marks.as_ref();
        let of = |value: Option<f64>| value.map(|value| number(value, tongue)).unwrap_or_default();
        cells.push(of(marks.map(|marks| marks.earned)));
        cells.push(of(marks.map(|marks| marks.pending)));
        cells.push(of(marks.map(|marks| marks.total)));
        lines.push(cells);
    }
    crate::report::spreadsheet(&lines)
}
