//! Who is here: where, how far, how well connected; and the queue of raised hands.

use maud::{Markup, html};

use super::{controls::button, icon::Icon, person, session::Judged};
use crate::{
    protocol::{Device, ParticipantId, Role},
    room::{Participant, Presence},
    server::{
        console::{clock, gate::Console, quality::Quality, tongue::Tongue},
        room::View,
    },
};

/// The queue of raised hands, first come first.
pub(super) fn hands(view: &View, tongue: Tongue, token: &str) -> Markup {
    let raised = view.state.raised_hands();
    html! {
        @if raised.is_empty() {
            p.help { (tongue.say("Aucune main levée.", "No hand is raised.")) }
        } @else {
            h3 { (tongue.count(raised.len(), ["main levée", "mains levées"], ["hand raised", "hands raised"])) }
            ol.hands {
                @for somebody in raised {
                    li id=(format!("hand-{}", somebody.id)) {
                        bdi { (somebody.nickname) }
                        (button(token, "call", &[("who", &somebody.id.to_string())], &html! {
                            (tongue.say("Donner la parole", "Give the word")) span.unseen { " : " (somebody.nickname) }
                        }, ""))
                    }
                }
            }
            (button(token, "lower", &[("who", "everyone")], &html! { (tongue.say("Baisser toutes les mains", "Lower all hands")) }, "quiet"))
        }
    }
}

/// Everybody, by nickname.
pub(super) fn roster(
    console: &Console,
    view: &View,
    judged: &Judged,
    tongue: Tongue,
    token: &str,
) -> Markup {
    let mut people: Vec<&Participant> = view
        .state
        .participants()
        .filter(|somebody| !view.state.class().is_waiting(somebody.id))
        .collect();
    people.sort_by_cached_key(|somebody| (!somebody.role.is_host(), somebody.nickname.key()));
    let queue: Vec<ParticipantId> = view.state.raised_hands().iter().map(|it| it.id).collect();
    html! {
        @if people.is_empty() {
            p.empty {
                (tongue.say(
                    "Personne pour l’instant. Donnez le code à voix haute, ou distribuez la carte des élèves.",
                    "Nobody yet. Read the code aloud, or hand out the pupils’ card.",
                ))
            }
        } @else {
            table.roster {
                caption.unseen { (tongue.say("Participants de la séance", "People in the session")) }
                thead {
                    tr {
                        th scope="col" { (tongue.say("Pseudo", "Nickname")) }
                        th scope="col" { (tongue.say("Lieu", "Place")) }
                        th scope="col" { (tongue.say("Étapes vues", "Stops seen")) }
                        th scope="col" { (tongue.say("Connexion", "Connection")) }
                        th scope="col" { (tongue.say("Appareil", "Device")) }
                        th scope="col" { (tongue.say("Actions", "Actions")) }
                    }
                }
                tbody {
                    @for somebody in people {
                        (row(console, view, somebody, judged.get(&somebody.id).copied(), &queue, tongue, token))
                    }
                }
            }
        }
        (former(view, tongue))
    }
}

/// Who has left and can come back, each with the code for that.
fn former(view: &View, tongue: Tongue) -> Markup {
    let class = view.state.class();
    let gone: Vec<_> = class
        .former()
        .filter_map(|somebody| Some((somebody, view.codes.get(&somebody.id)?)))
        .collect();
    html! {
        @if !gone.is_empty() && !view.state.is_over() {
            details #former {
                summary { (tongue.count(gone.len(), ["personne partie", "personnes parties"], ["person has left", "people have left"])) }
                p.help {
                    (tongue.say(
                        "Avec son code personnel, chacun retrouve ce qu’il avait, sur n’importe quel appareil.",
                        "With the personal code each finds again what they had, at any device.",
                    ))
                }
                ul.former {
                    @for (somebody, code) in gone {
                        li { bdi { (somebody.nickname) } strong { (code.to_string()) } }
                    }
                }
            }
        }
    }
}

fn row(
    console: &Console,
    view: &View,
    somebody: &Participant,
    quality: Option<Quality>,
    queue: &[ParticipantId],
    tongue: Tongue,
    token: &str,
) -> Markup {
    // As the pupil's own bar says it: where one has been long enough, whoever opened cards.
    let progress = view.state.progress(somebody.id, view.now_ms);
    let opened = somebody.opened.len();
    let class = view.state.class();
    let worn_min = class.worn(somebody.id).stretch_ms(view.now_ms) / 60_000;
    let head = view.people.get(&somebody.id).and_then(|seen| seen.head);
    let place = head.and_then(|head| console.place.nearest(head.position));
    html! {
        tr id=(format!("person-{}", somebody.id)) class=[(!somebody.is_here()).then_some("away")] {
            th.name scope="row" {
                (who(view, somebody, queue, tongue))
            }
            td data-label=(tongue.say("Lieu", "Place")) {
                @match (somebody.presence, place, head) {
                    (Presence::Away { since_ms }, ..) => {
                        span.warn {
                            (tongue.say("déconnecté depuis ", "disconnected for "))
                            (clock::span(view.now_ms.saturating_sub(since_ms)))
                        }
                    }
                    (_, Some(stop), _) => (stop.title.get(tongue.0)),
                    (_, None, Some(_)) => span.faint { (tongue.say("en chemin", "on the way")) },
                    (_, None, None) => span.faint { (tongue.say("pas encore visible", "not seen yet")) },
                }
            }
            td data-label=(tongue.say("Étapes vues", "Stops seen")) {
                @if somebody.role == Role::Learner {
                    span.progress {
                        meter min="0" max=(progress.stops) value=(progress.seen) aria-hidden="true" {}
                        span { (progress.seen) " / " (progress.stops) }
                    }
                    @if opened > 0 {
                        " " span.faint { "· " (tongue.count(opened, ["carte ouverte", "cartes ouvertes"], ["card opened", "cards opened"])) }
                    }
                } @else { span.faint { "–" } }
            }
            td data-label=(tongue.say("Connexion", "Connection")) {
                @match quality {
                    Some(quality) => span.quality data-bars=(quality.bars()) {
                        span.bars aria-hidden="true" { i {} i {} i {} }
                        (quality.word(tongue))
                    },
                    None => span.warn { (tongue.say("aucune", "none")) },
                }
            }
            td data-label=(tongue.say("Appareil", "Device")) {
                @match somebody.device {
                    Device::Headset => span.device { (Icon::Headset.draw())
                        (tongue.say("casque", "headset"))
                        @if worn_min > 0 {
                            span class=(if class.worn(somebody.id).is_rest_due(view.now_ms, view.state.break_after_min()) { "warn" } else { "faint" }) {
                                (worn_min) " min"
                            }
                        }
                    },
                    Device::Desktop => span.device { (Icon::Screen.draw()) (tongue.say("écran", "screen")) },
                }
            }
            td.actions data-label=(tongue.say("Actions", "Actions")) {
                (person::actions(view, somebody, tongue, token))
            }
        }
    }
}

/// Somebody's number, nickname and signs.
fn who(view: &View, somebody: &Participant, queue: &[ParticipantId], tongue: Tongue) -> Markup {
    let class = view.state.class();
    let hand = queue.iter().position(|id| *id == somebody.id);
    let host = if class.is_co_host(somebody.id) {
        tongue.say("co-hôte", "co-host")
    } else {
        tongue.say("accueil", "host")
    };
    html! {
        div {
            span.dot data-colour=(somebody.appearance.colour) aria-hidden="true" { (somebody.id.to_string()) }
            bdi { (somebody.nickname) }
            @match somebody.role {
                Role::Host => span.badge { (host) },
                Role::Observer => span.badge { (tongue.say("observe", "observer")) },
                Role::Learner => {}
            }
            @if class.guide() == Some(somebody.id) { span.badge { (tongue.say("guide", "guide")) } }
            @if let Some(voice) = person::voice(view, somebody, tongue) { span.badge { (voice) } }
            @if class.called_upon() == Some(somebody.id) {
                span.badge.hand { (tongue.say("a la parole", "has the word")) }
            }
            @if let Some(place) = hand {
                span.badge.hand {
                    (Icon::Hand.draw())
                    span aria-hidden="true" { (place + 1) }
                    span.unseen { (tongue.say("main levée, place ", "hand raised, place ")) (place + 1) }
                }
            }
        }
    }
}
