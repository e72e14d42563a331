//! The class at work in a lab: training or exam, everybody still or listening, one figure for all, every mark released.

use maud::{Markup, html};
use pleiades_scenes::{lab::Lab, lesson::Lesson};

use super::{controls::button, lead};
use crate::{
    bench,
    server::{console::tongue::Tongue, room::View},
};

/// The page all these forms are on.
const HERE: (&str, &str) = ("page", "/lab");

/// What is so for the class, and what can be asked of it.
pub(super) fn classwork(lesson: &Lesson, view: &View, tongue: Tongue, token: &str) -> Markup {
    let Some(lab) = &lesson.lab else {
        return html! {};
    };
    html! {
        h2 { (tongue.say("La classe", "The class")) }
        (mode(lab, view, tongue, token))
        @if !view.state.is_over() {
            div.line.pair {
                (lead::still(view, &[HERE], tongue, token))
                (lead::attention(view, &[HERE], tongue, token))
            }
            (project(lab, view, tongue, token))
            (release(view, tongue, token))
        }
    }
}

fn mode(lab: &Lab, view: &View, tongue: Tongue, token: &str) -> Markup {
    let exam = bench::is_exam(lab, view.state.labs());
    html! {
        div.line {
            span {
                strong { @if exam { (tongue.say("Examen", "Exam")) } @else { (tongue.say("Entraînement", "Training")) } }
                " : "
                @if exam {
                    (tongue.say("pas d’aide, et la note quand vous la rendez", "no help, and the mark when you release it"))
                } @else {
                    (tongue.say("aides permises, note dès la remise", "help allowed, the mark at once"))
                }
            }
            @if !view.state.is_over() {
                @if exam {
                    (button(token, "training", &[HERE], &html! { (tongue.say("Passer à l’entraînement", "Make it training")) }, ""))
                } @else {
                    (button(token, "exam", &[HERE], &html! { (tongue.say("Passer en examen", "Make it an exam")) }, ""))
                }
            }
        }
        p.help {
            (tongue.say(
                "Vaut pour ce qui suit : une aide déjà prise et une note déjà donnée le restent.",
                "Holds for what follows: help that was taken and marks that were given stay so.",
            ))
        }
    }
}

/// Somebody's figure for everybody, without opening the notebook.
fn project(lab: &Lab, view: &View, tongue: Tongue, token: &str) -> Markup {
    let labs = view.state.labs();
    html! {
        @if labs.attempts().len() > 0 && !lab.plots.is_empty() {
            form.inline.projecting method="post" action="/do" {
                input type="hidden" name="token" value=(token);
                input type="hidden" name="what" value="show-plot";
                input type="hidden" name=(HERE.0) value=(HERE.1);
                label for="project-plot" { (tongue.say("Montrer à tout le monde", "Show everyone")) }
                select #project-plot name="plot" {
                    @for plot in &lab.plots { option value=(plot.id) { (plot.title.get(tongue.0)) } }
                }
                label for="project-attempt" { (tongue.say("du cahier de", "from the notebook of")) }
                select #project-attempt name="attempt" {
                    @for (id, attempt) in labs.attempts() { option value=(id) { (attempt.names()) } }
                }
                button type="submit" { (tongue.say("Figer et montrer", "Freeze and show")) }
            }
        }
    }
}

/// Every mark that waits, at once.
fn release(view: &View, tongue: Tongue, token: &str) -> Markup {
    let attempts = view.state.labs().attempts();
    let waiting = attempts
        .filter(|(_, attempt)| attempt.marks.is_some() && !attempt.released)
        .count();
    html! {
        @if waiting > 0 {
            div.line {
                span { (tongue.count(waiting, ["note à rendre", "notes à rendre"], ["mark not released", "marks not released"])) }
                (button(token, "release-all", &[HERE], &html! { (tongue.say("Rendre toutes les notes", "Release every mark")) }, "primary"))
            }
        }
    }
}
