//! The session's page: who is here, where, and what one can do. Its parts are also sent one by one when they change.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    controls,
    icon::Icon,
    layout::{self, Page},
    lead, plan, results, roster,
};
use crate::{
    protocol::ParticipantId,
    server::{
        console::{
            gate::Console,
            quality::{Quality, Watch},
            tongue::Tongue,
        },
        room::View,
    },
};

/// How good everybody's connection is.
pub(in crate::server::console) type Judged = BTreeMap<ParticipantId, Quality>;

/// The whole page. `said` is what became of the form sent before: whether it went well, and the sentence.
pub(in crate::server::console) fn page(
    console: &Console,
    view: &View,
    tongue: Tongue,
    token: &str,
    said: Option<(bool, String)>,
) -> Markup {
    let judged = Watch::default().judge(view);
    let parts = parts(console, view, &judged, tongue, token);
    let part = |name: &str| {
        parts
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, part)| part)
    };
    let content = html! {
        (layout::said(said.as_ref(), tongue))
        section #state.state data-part aria-label=(tongue.say("État de la séance", "State of the session")) { (some(part("state"))) }
        div.board data-live="/live" data-token=(token) {
            section.people aria-labelledby="people-title" {
                h2 #people-title { (tongue.say("Participants", "People")) }
                div #hands data-part { (some(part("hands"))) }
                div #roster data-part { (some(part("roster"))) }
            }
            div.lead-side {
                section.map aria-labelledby="map-title" {
                    h2 #map-title { (tongue.say("Plan", "Map")) }
                    div #plan data-part { (some(part("plan"))) }
                }
                section.guide aria-labelledby="guide-title" {
                    h2 #guide-title { (tongue.say("Guider", "Guide")) }
                    div #controls data-part { (some(part("controls"))) }
                }
            }
            section.results aria-labelledby="results-title" {
                h2 #results-title { (tongue.say("Résultats", "Results")) }
                div #results data-part { (some(part("results"))) }
            }
        }
        (layout::without_script(tongue))
    };
    layout::page(console, tongue, Page::Session, token, true, &content)
}

fn some(part: Option<&Markup>) -> Markup {
    html! { @if let Some(part) = part { (part) } }
}

/// The parts that change, by the id of the element they fill.
pub(in crate::server::console) fn parts(
    console: &Console,
    view: &View,
    judged: &Judged,
    tongue: Tongue,
    token: &str,
) -> Vec<(&'static str, Markup)> {
    vec![
        ("state", state(console, view, tongue)),
        (
            "hands",
            html! { (lead::waiting(view, tongue, token)) (roster::hands(view, tongue, token)) },
        ),
        (
            "roster",
            roster::roster(console, view, judged, tongue, token),
        ),
        ("plan", plan::plan(console, view, tongue)),
        ("results", results::results(console, view, tongue, token)),
        ("controls", controls::controls(console, view, tongue, token)),
    ]
}

/// The session at a glance.
fn state(console: &Console, view: &View, tongue: Tongue) -> Markup {
    let room = &view.state;
    let here = room
        .let_in()
        .filter(|somebody| !somebody.role.is_host())
        .count();
    let away = room
        .participants()
        .filter(|somebody| !somebody.is_here())
        .count();
    if view.erased {
        return html! {
            h1 { (tongue.say("La séance est effacée", "The session is erased")) }
            p.help {
                (tongue.say(
                    "Il n’en reste rien sur cet ordinateur. Arrêtez le serveur : au prochain démarrage, une nouvelle séance aura un nouveau code.",
                    "Nothing of it is left on this computer. Stop the server: at its next start a new session has a new code.",
                ))
            }
        };
    }
    html! {
        h1 { (room.lesson().title.get(tongue.0)) }
        ul.chips {
            li.code {
                span.word { (tongue.say("Code", "Code")) }
                strong { (console.ticket.code.to_string()) }
            }
            li {
                strong { (here) }
                span.word { (tongue.say("présents", "here")) }
            }
            @if away > 0 {
                li.warn {
                    strong { (away) }
                    span.word { (tongue.say("absents un instant", "away for a moment")) }
                }
            }
            @if room.is_over() {
                li.warn { strong { (tongue.say("Séance terminée", "Session over")) } }
            } @else if room.is_locked() {
                li.warn { (Icon::Closed.draw()) strong { (tongue.say("Porte fermée", "Door closed")) } }
            } @else {
                li { (Icon::Open.draw()) strong { (tongue.say("Porte ouverte", "Door open")) } }
            }
            @if let Some(stop) = room.led_to().and_then(|stop| console.place.stop(stop)) {
                li {
                    span.word { (tongue.say("Chemin montré", "Way shown")) }
                    strong { (stop.title.get(tongue.0)) }
                }
            }
            @if room.class().attention().is_some() {
                li.warn { strong { (tongue.say("Attention demandée", "Attention called for")) } }
            }
            @if room.class().is_frozen() {
                li.warn { strong { (tongue.say("Chacun reste en place", "Everyone stays in place")) } }
            }
            @if room.class().evacuation().is_some() {
                li.alert { strong { (tongue.say("Retirez les casques !", "Headsets off!")) } }
            }
            @if !view.saving {
                li.alert {
                    strong { (tongue.say("La séance n’est plus sauvegardée : libérez de la place sur le disque.", "The session is no longer saved: free some space on the disk.")) }
                }
            }
        }
    }
}
