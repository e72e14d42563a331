//! Leading the class: who comes in, who looks where, who is heard, the countdown, and the cue to take headsets off.

use maud::{Markup, html};

use super::controls::button;
use crate::{
    protocol::{Admission, ParticipantId, Spot},
    server::{
        console::{gate::Console, tongue::Tongue, wish::NEAR_STOP_M},
        room::View,
    },
};

/// Countdowns one may choose, minutes.
const TIMERS_MIN: [u16; 7] = [1, 2, 3, 5, 10, 15, 20];
/// How far from a stop people may go, metres.
const RADII_M: [u8; 4] = [15, 20, 30, 60];

/// The waiting room and who has the word: what a host looks at first. Nothing if nobody waits.
pub(super) fn waiting(view: &View, tongue: Tongue, token: &str) -> Markup {
    let class = view.state.class();
    html! {
        @if class.waiting().len() > 0 {
            h3 { (tongue.say("À la porte", "At the door")) }
            ul.waiting {
                @for who in class.waiting() {
                    li id=(format!("waits-{who}")) {
                        bdi { (name(view, who)) }
                        (button(token, "admit", &[("who", &who.to_string())], &html! {
                            (tongue.say("Faire entrer", "Let in")) span.unseen { " " (name(view, who)) }
                        }, "primary"))
                    }
                }
            }
            (button(token, "admit", &[("who", "everyone")], &html! { (tongue.say("Faire entrer tout le monde", "Let everyone in")) }, ""))
        }
    }
}

/// The cue to take headsets off: always at hand, and who has not answered it yet.
pub(super) fn evacuation(view: &View, tongue: Tongue, token: &str) -> Markup {
    let missing = view.state.unacknowledged();
    html! {
        @if view.state.class().evacuation().is_some() {
            div.cue {
                p { strong { (tongue.say("« Retirez le casque » est affiché à tout le monde.", "“Take the headset off” is shown to everyone.")) } }
                @if missing.is_empty() {
                    p { (tongue.say("Tout le monde a répondu.", "Everyone has answered.")) }
                } @else {
                    p { (tongue.say("Sans réponse pour l’instant :", "No answer yet:")) }
                    ul { @for somebody in missing { li { bdi { (somebody.nickname) } } } }
                }
                (button(token, "no-evacuate", &[], &html! { (tongue.say("C’est fini, reprendre", "It is over, go on")) }, "primary"))
            }
        } @else {
            details id="evacuation" {
                summary.danger { (tongue.say("Retirez les casques", "Headsets off")) }
                p.help {
                    (tongue.say(
                        "Affiche « Retirez le casque maintenant » à tout le monde ; chacun répond d’un geste.",
                        "Shows “Take the headset off now” to everyone; each answers with one gesture.",
                    ))
                }
                (button(token, "evacuate", &[], &html! { (tongue.say("Oui, maintenant", "Yes, now")) }, "danger"))
            }
        }
    }
}

/// Everybody listens, or need not any more; from whatever page the fields name.
pub(super) fn attention(
    view: &View,
    fields: &[(&str, &str)],
    tongue: Tongue,
    token: &str,
) -> Markup {
    html! {
        @if view.state.class().attention().is_some() {
            (button(token, "no-attention", fields, &html! { (tongue.say("Rendre l’attention", "Dismiss attention")) }, "on"))
        } @else {
            (button(token, "attention", fields, &html! { (tongue.say("Demander l’attention", "Call for attention")) }, ""))
        }
    }
}

/// Everybody stays where they are, or may move again; likewise.
pub(super) fn still(view: &View, fields: &[(&str, &str)], tongue: Tongue, token: &str) -> Markup {
    html! {
        @if view.state.class().is_frozen() {
            (button(token, "no-freeze", fields, &html! { (tongue.say("Laisser bouger", "Let them move")) }, "on"))
        } @else {
            (button(token, "freeze", fields, &html! { (tongue.say("Rester en place", "Stay in place")) }, ""))
        }
    }
}

/// What gathers everybody's eyes, ears and steps.
pub(super) fn together(console: &Console, view: &View, tongue: Tongue, token: &str) -> Markup {
    let class = view.state.class();
    html! {
        h3 { (tongue.say("Ensemble", "Together")) }
        div.pair {
            (attention(view, &[], tongue, token))
            (still(view, &[], tongue, token))
            (button(token, "back", &[], &html! { (tongue.say("Étape précédente", "Stop before")) }, ""))
            (button(token, "on", &[], &html! { (tongue.say("Étape suivante", "Next stop")) }, ""))
        }
        @if let Some(guide) = class.followed() {
            div.line {
                span { (tongue.say("Tout le monde suit ", "Everyone follows ")) bdi { (name(view, guide)) } }
                (button(token, "go-free", &[], &html! { (tongue.say("Laisser libre", "Let them go")) }, "on"))
            }
        }
        @if let Some(spot) = class.spotlight() {
            div.line {
                span { (tongue.say("En lumière : ", "Spotlight: ")) (spotlight(console, view, spot, tongue)) }
                (button(token, "no-light", &[], &html! { (tongue.say("Éteindre", "Put out")) }, "on"))
            }
        }
        (roam(console, view, tongue, token))
        h3 { (tongue.say("Micros", "Microphones")) }
        div.pair {
            @if class.holds_newcomers() {
                (button(token, "release", &[("who", "everyone")], &html! { (tongue.say("Libérer les micros", "Release microphones")) }, "on"))
            } @else {
                (button(token, "mute", &[("who", "everyone")], &html! { (tongue.say("Fermer tous les micros", "Mute everyone")) }, ""))
            }
        }
        (timer(view, tongue, token))
    }
}

fn roam(console: &Console, view: &View, tongue: Tongue, token: &str) -> Markup {
    let area = view.state.class().roam();
    let near = area.map(|area| area.centre);
    let chosen = near.and_then(|centre| console.place.nearest(centre));
    let radius_m = area.map_or(NEAR_STOP_M, |area| area.radius_m);
    html! {
        form.inline method="post" action="/do" {
            input type="hidden" name="token" value=(token);
            input type="hidden" name="what" value="roam";
            label for="roam" { (tongue.say("Promenade libre", "Free roam")) }
            select #roam name="stop" {
                option value="" selected[near.is_none()] { (tongue.say("partout", "everywhere")) }
                @for stop in &console.place.stops {
                    option value=(stop.id) selected[chosen == Some(stop)] {
                        (tongue.say("autour de : ", "around: ")) (stop.title.get(tongue.0))
                    }
                }
            }
            label for="roam-radius" { (tongue.say("jusqu’à", "as far as")) }
            select #roam-radius name="number" {
                @for metres in RADII_M {
                    option value=(metres) selected[f32::from(metres) == radius_m] { (metres) " m" }
                }
            }
            button type="submit" { (tongue.say("Appliquer", "Apply")) span.unseen { (tongue.say(" à la promenade", " to the walk")) } }
        }
    }
}

fn timer(view: &View, tongue: Tongue, token: &str) -> Markup {
    html! {
        h3 { (tongue.say("Minuteur", "Timer")) }
        @if let Some(timer) = view.state.class().timer() {
            @let left = timer.left_s(view.now_ms);
            div.line {
                strong.countdown { (format!("{}:{:02}", left / 60, left % 60)) }
                (button(token, "no-timer", &[], &html! { (tongue.say("Retirer", "Take away")) }, "on"))
            }
        } @else {
            form.inline method="post" action="/do" {
                input type="hidden" name="token" value=(token);
                input type="hidden" name="what" value="timer";
                label for="timer" { (tongue.say("Tout le monde voit un minuteur de", "Everyone sees a countdown of")) }
                select #timer name="number" {
                    @for minutes in TIMERS_MIN { option value=(minutes) selected[minutes == 5] { (minutes) " min" } }
                }
                button type="submit" { (tongue.say("Lancer", "Start")) }
            }
        }
    }
}

/// Who comes in without being asked for.
pub(super) fn admission(view: &View, tongue: Tongue, token: &str) -> Markup {
    let now = view.state.class().admission();
    html! {
        form.inline method="post" action="/do" {
            input type="hidden" name="token" value=(token);
            input type="hidden" name="what" value="admission";
            label for="admission" { (tongue.say("Entrée", "Coming in")) }
            select #admission name="number" {
                option value="everyone" selected[now == Admission::Everyone] { (tongue.say("libre avec le code", "free with the code")) }
                option value="with-host" selected[now == Admission::WithHost] { (tongue.say("libre dès qu’un hôte est là", "free once a host is there")) }
                option value="one-by-one" selected[now == Admission::OneByOne] { (tongue.say("un par un, avec votre accord", "one by one, with your consent")) }
            }
            button type="submit" { (tongue.say("Appliquer", "Apply")) span.unseen { (tongue.say(" à l’entrée", " to the door")) } }
        }
    }
}

fn spotlight(console: &Console, view: &View, spot: &Spot, tongue: Tongue) -> String {
    match spot {
        Spot::Person(who) => name(view, *who),
        Spot::Object(object) => object.to_string(),
        Spot::Stop(stop) => console.place.stop(stop).map_or_else(
            || stop.to_string(),
            |stop| stop.title.get(tongue.0).to_owned(),
        ),
    }
}

/// Somebody by nickname.
pub(super) fn name(view: &View, who: ParticipantId) -> String {
    view.state
        .participant(who)
        .map_or_else(|| who.to_string(), |somebody| somebody.nickname.to_string())
}
