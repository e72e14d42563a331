//! What a host can do for everybody: gather, show the way, close the door, breaks, objects, the end.

use maud::{Markup, html};

use super::lead;
use crate::{
    protocol::{Spot, limits},
    server::{
        console::{gate::Console, tongue::Tongue},
        room::View,
    },
};

/// What a host may choose for the time between breaks, minutes; 0 is never.
const BREAKS_MIN: [u8; 5] = [10, 15, 20, 30, 0];

/// Every control.
pub(super) fn controls(console: &Console, view: &View, tongue: Tongue, token: &str) -> Markup {
    html! {
        @if view.erased {
            p.empty { (tongue.say("Il n’y a plus rien à guider ici.", "Nothing is left to guide here.")) }
        } @else if view.state.is_over() {
            p.empty {
                (tongue.say(
                    "La séance est terminée. Le bilan, le déroulé et le journal restent consultables.",
                    "The session is over. Report, timeline and journal can still be read.",
                ))
            }
        } @else {
            (lead::evacuation(view, tongue, token))
            (stops(console, view, tongue, token))
            (lead::together(console, view, tongue, token))
            (door(view, tongue, token))
            (breaks(view, tongue, token))
            @if view.state.objects().len() > 0 {
                h3 { (tongue.say("Objets", "Objects")) }
                (button(token, "tidy", &[], &html! { (tongue.say("Tout remettre en place", "Put everything back")) }, ""))
            }
            h3 { (tongue.say("Fin", "End")) }
            details id="ending" {
                summary { (tongue.say("Terminer la séance", "End the session")) }
                p.help {
                    (tongue.say(
                        "Tout le monde est remercié et quitte la séance. On ne peut pas revenir en arrière.",
                        "Everyone is thanked and leaves the session. This cannot be undone.",
                    ))
                }
                (button(token, "end", &[], &html! { (tongue.say("Oui, terminer pour tout le monde", "Yes, end for everyone")) }, "danger"))
            }
        }
        @if !view.erased {
            (record(view, tongue, token))
        }
    }
}

/// What is kept of the session: to take away, and to erase.
fn record(view: &View, tongue: Tongue, token: &str) -> Markup {
    html! {
        h3 { (tongue.say("Garder une trace", "Keep a record")) }
        p.downloads {
            a.button href="/journal.csv" download { (tongue.say("Journal (CSV)", "Journal (CSV)")) }
            a.button href="/journal.json" download { (tongue.say("Journal (JSON)", "Journal (JSON)")) }
        }
        p.help {
            (tongue.say(
                "Le journal contient les pseudos : gardez-le comme une feuille d’appel. Le bilan n’en contient pas.",
                "The journal contains nicknames: keep it as you keep an attendance sheet. The report contains none.",
            ))
        }
        @if view.state.is_over() {
            h3 { (tongue.say("Effacer", "Erase")) }
            details id="erasing" {
                summary { (tongue.say("Effacer la séance", "Erase the session")) }
                p.help {
                    (tongue.say(
                        "Le journal, les cahiers et les clés de cette séance sont supprimés de cet ordinateur. Imprimez d’abord le bilan si vous en avez besoin : on ne peut pas revenir en arrière.",
                        "Journal, notebooks and keys of this session are removed from this computer. Print the report first if you need it: this cannot be undone.",
                    ))
                }
                (button(token, "erase", &[], &html! { (tongue.say("Oui, tout effacer", "Yes, erase everything")) }, "danger"))
            }
        }
    }
}

fn stops(console: &Console, view: &View, tongue: Tongue, token: &str) -> Markup {
    html! {
        h3 { (tongue.say("Étapes", "Stops")) }
        ol.stops {
            @for stop in &console.place.stops {
                @let title = stop.title.get(tongue.0);
                @let led = view.state.led_to() == Some(&stop.id);
                @let lit = matches!(view.state.class().spotlight(), Some(Spot::Stop(spot)) if *spot == stop.id);
                li id=(format!("stop-{}", stop.id)) aria-current=[led.then_some("step")] {
                    span.title {
                        (title)
                        @if led { " " span.badge { (tongue.say("chemin montré", "way shown")) } }
                    }
                    span.pair {
                        (button(token, "gather", &[("stop", stop.id.as_str())], &html! {
                            (tongue.say("Rassembler", "Gather")) span.unseen { (tongue.say(" ici : ", " here: ")) (title) }
                        }, "primary"))
                        (button(token, "lead", &[("stop", stop.id.as_str())], &html! {
                            (tongue.say("Montrer le chemin", "Show the way")) span.unseen { (tongue.say(" vers ", " to ")) (title) }
                        }, ""))
                        @if lit {
                            (button(token, "no-light", &[], &html! {
                                (tongue.say("Éteindre", "Put out")) span.unseen { (tongue.say(" la lumière : ", " the spotlight: ")) (title) }
                            }, "on"))
                        } @else {
                            (button(token, "light-stop", &[("stop", stop.id.as_str())], &html! {
                                (tongue.say("Éclairer", "Light up")) span.unseen { " : " (title) }
                            }, ""))
                        }
                    }
                }
            }
        }
    }
}

fn door(view: &View, tongue: Tongue, token: &str) -> Markup {
    html! {
        h3 { (tongue.say("Porte", "Door")) }
        @if view.state.is_locked() {
            (button(token, "unlock", &[], &html! { (tongue.say("Rouvrir la porte", "Open the door")) }, ""))
        } @else {
            (button(token, "lock", &[], &html! { (tongue.say("Fermer la porte", "Close the door")) }, ""))
        }
        (lead::admission(view, tongue, token))
    }
}

fn breaks(view: &View, tongue: Tongue, token: &str) -> Markup {
    let chosen = view.state.break_after_min();
    let known = BREAKS_MIN.contains(&chosen);
    html! {
        h3 { (tongue.say("Pauses", "Breaks")) }
        form.inline method="post" action="/do" {
            input type="hidden" name="token" value=(token);
            input type="hidden" name="what" value="breaks";
            label for="breaks" { (tongue.say("Proposer une pause après", "Propose a break after")) }
            select #breaks name="number" {
                @if !known { option value=(chosen) selected { (minutes(chosen, tongue)) } }
                @for choice in BREAKS_MIN.into_iter().filter(|choice| *choice <= limits::BREAK_MIN) {
                    option value=(choice) selected[choice == chosen] { (minutes(choice, tongue)) }
                }
            }
            button type="submit" { (tongue.say("Appliquer", "Apply")) span.unseen { (tongue.say(" aux pauses", " to breaks")) } }
        }
    }
}

fn minutes(choice: u8, tongue: Tongue) -> String {
    match choice {
        0 => tongue.say("jamais", "never").to_owned(),
        minutes => format!("{minutes} min {}", tongue.say("de casque", "in a headset")),
    }
}

/// A form that is one button.
pub(super) fn button(
    token: &str,
    what: &str,
    fields: &[(&str, &str)],
    text: &Markup,
    class: &str,
) -> Markup {
    html! {
        form method="post" action="/do" {
            input type="hidden" name="token" value=(token);
            input type="hidden" name="what" value=(what);
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            button type="submit" class=(class) { (text) }
        }
    }
}
