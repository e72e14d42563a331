//! What can be done with one person: the word, the microphone, the light, another name, the way out.

use maud::{Markup, html};

use super::{controls::button, icon::Icon};
use crate::{
    protocol::{Role, Spot, limits},
    room::{Participant, Voice},
    server::{console::tongue::Tongue, room::View},
};

/// A menu of it all; what cannot be undone is at its end, and asks once more.
pub(super) fn actions(view: &View, somebody: &Participant, tongue: Tongue, token: &str) -> Markup {
    let class = view.state.class();
    let id = somebody.id.to_string();
    let who = [("who", id.as_str())];
    // Each button's name says whom it is about.
    let act = |what: &str, text: &'static str, style: &str| {
        let words = html! { (text) span.unseen { " : " (somebody.nickname) } };
        button(token, what, &who, &words, style)
    };
    let lit = class.spotlight() == Some(&Spot::Person(somebody.id));
    html! {
        details.menu id=(format!("more-{id}")) {
            summary {
                (Icon::More.draw())
                span.unseen { (tongue.say("Agir : ", "Act: ")) (somebody.nickname) }
            }
            div {
                @if class.called_upon() == Some(somebody.id) {
                    (act("no-call", tongue.say("Reprendre la parole", "Take the word back"), ""))
                } @else {
                    (act("call", tongue.say("Donner la parole", "Give the word"), ""))
                }
                @if somebody.hand_raised.is_some() {
                    (act("lower", tongue.say("Baisser la main", "Lower the hand"), ""))
                }
                @if lit {
                    (button(token, "no-light", &[], &html! { (tongue.say("Éteindre la lumière", "Put the spotlight out")) }, ""))
                } @else {
                    (act("light-person", tongue.say("Mettre en lumière", "Spotlight"), ""))
                }
                @if class.voice(somebody.id) == Voice::Held {
                    (act("release", tongue.say("Libérer le micro", "Release the microphone"), ""))
                } @else if !somebody.role.is_host() {
                    (act("mute", tongue.say("Fermer le micro", "Mute"), ""))
                }
                @if somebody.role != Role::Observer && class.guide() != Some(somebody.id) {
                    (act("guide", tongue.say("Confier le rôle de guide", "Pass the guide’s role"), ""))
                }
                @if class.is_co_host(somebody.id) {
                    (act("no-co-host", tongue.say("Retirer le rôle de co-hôte", "No longer a co-host"), ""))
                } @else if somebody.role == Role::Learner {
                    (act("co-host", tongue.say("Nommer co-hôte", "Make a co-host"), ""))
                }
                (team(view, somebody, tongue, token))
                form.rename method="post" action="/do" {
                    input type="hidden" name="token" value=(token);
                    input type="hidden" name="what" value="rename";
                    input type="hidden" name="who" value=(id);
                    label for=(format!("name-{id}")) {
                        (tongue.say("Autre pseudo", "Another nickname")) span.unseen { " : " (somebody.nickname) }
                    }
                    span.pair {
                        input id=(format!("name-{id}")) name="name" required maxlength=(limits::NICKNAME_CHARACTERS) autocomplete="off";
                        button type="submit" { (tongue.say("Donner", "Give")) }
                    }
                }
                @if let Some(code) = view.codes.get(&somebody.id) {
                    p.own-code {
                        span { (tongue.say("Code personnel", "Personal code")) span.unseen { " : " (somebody.nickname) } }
                        strong { (code.to_string()) }
                    }
                    p.help {
                        (tongue.say(
                            "Pour continuer sur un autre appareil : « Rejoindre », puis « Déjà là sur un autre appareil ? ».",
                            "To go on at another device: “Join”, then “Already in, at another device?”.",
                        ))
                    }
                }
                @if !somebody.role.is_host() || class.is_co_host(somebody.id) {
                    p.help { (tongue.say("Pour le reste de la séance :", "For the rest of the session:")) }
                    span.pair {
                        (act("send-out", tongue.say("Faire sortir", "Send out"), "danger"))
                        (act("ban", tongue.say("Exclure", "Ban"), "danger"))
                    }
                }
            }
        }
    }
}

/// The team somebody is in, and others they could be in: an emptied or a new one as well.
fn team(view: &View, somebody: &Participant, tongue: Tongue, token: &str) -> Markup {
    let visit = view.state.visit();
    let now = visit.team_of(somebody.id);
    let field = format!("team-{}", somebody.id);
    html! {
        @if visit.teams().len() > 0 && somebody.role == Role::Learner {
            form.rename method="post" action="/do" {
                input type="hidden" name="token" value=(token);
                input type="hidden" name="what" value="team";
                input type="hidden" name="who" value=(somebody.id);
                label for=(field) {
                    (tongue.say("Équipe", "Team")) span.unseen { " : " (somebody.nickname) }
                }
                span.pair {
                    select id=(field) name="number" {
                        option value="" selected[now.is_none()] { (tongue.say("aucune", "none")) }
                        @for number in 1..=visit.teams().len() + 1 {
                            option value=(number) selected[now.is_some_and(|team| usize::from(team.0) == number)] { (number) }
                        }
                    }
                    button type="submit" { (tongue.say("Placer", "Put")) }
                }
            }
        }
    }
}

/// How somebody's microphone is, if it is not simply closed.
pub(super) fn voice(view: &View, somebody: &Participant, tongue: Tongue) -> Option<&'static str> {
    match view.state.class().voice(somebody.id) {
        Voice::Closed => None,
        Voice::Open => Some(tongue.say("micro ouvert", "microphone open")),
        Voice::Held => Some(tongue.say("micro tenu fermé", "muted")),
    }
}
