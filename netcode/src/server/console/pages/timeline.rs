//! The timeline: what happened, newest first, in sentences.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use maud::{Markup, html};

use super::{
    journal,
    layout::{self, Page},
    report::word,
};
use crate::{
    protocol::{
        Event, Handling, LeaveReason, LogEntry, Nickname, ParticipantId, StopId, VisitEvent,
    },
    server::console::{
        clock,
        gate::{Console, Shared},
        routes::{Entered, Reader, gone, html as answer},
        tongue::Tongue,
    },
};

/// Entries on the page; the journal has them all.
const MOST: usize = 500;

/// The timeline as it is now.
pub(in crate::server::console) async fn page(
    State(console): Shared,
    Entered(id): Entered,
    Reader(tongue): Reader,
) -> Result<Response, Response> {
    let log = journal::log(&console, tongue).await?;
    let token = console.logins().token(id).map_err(|_| gone(tongue))?;
    let content = content(&console, &log, tongue);
    Ok(answer(layout::page(
        &console,
        tongue,
        Page::Timeline,
        &token,
        true,
        &content,
    )))
}

fn content(console: &Console, log: &[LogEntry], tongue: Tongue) -> Markup {
    let mut teller = Teller {
        console,
        tongue,
        names: BTreeMap::new(),
    };
    let told: Vec<(u64, Markup)> = log
        .iter()
        .filter_map(|entry| Some((entry.at_ms, teller.tell(&entry.event)?)))
        .collect();
    html! {
        h1 { (tongue.say("Déroulé", "Timeline")) }
        p.help {
            (tongue.say(
                "Du plus récent au plus ancien ; le journal contient tout. Rechargez la page pour la suite.",
                "Newest first; the journal has everything. Reload the page for what follows.",
            ))
        }
        ol.timeline reversed {
            @for (at_ms, sentence) in told.iter().rev().take(MOST) {
                li { (clock::moment(*at_ms)) " " span { (sentence) } }
            }
        }
    }
}

/// Turns events into sentences, with the names people had then.
pub(super) struct Teller<'a> {
    console: &'a Console,
    pub(super) tongue: Tongue,
    pub(super) names: BTreeMap<ParticipantId, Nickname>,
}

impl Teller<'_> {
    /// A sentence; none for what would only be noise here.
    fn tell(&mut self, event: &Event) -> Option<Markup> {
        if let Event::ParticipantJoined { id, nickname, .. } = event {
            self.names.insert(*id, nickname.clone());
        }
        let say = |french, english| self.tongue.say(french, english);
        let told = match event {
            Event::SessionOpened { .. } => {
                html! { (say("La séance est ouverte.", "The session is open.")) }
            }
            Event::ParticipantJoined { id, .. } => self.does(*id, "entre.", "comes in."),
            Event::ParticipantAway { id } => self.does(
                *id,
                "n’est plus connecté(e) ; sa place est gardée.",
                "has lost the connection; the place is kept.",
            ),
            Event::ParticipantReturned { id } => self.does(*id, "est de retour.", "is back."),
            Event::ParticipantLeft { id, reason } => match reason {
                LeaveReason::Left => self.does(*id, "s’en va.", "leaves."),
                LeaveReason::TimedOut => {
                    self.does(*id, "n’est pas revenu(e).", "did not come back.")
                }
                LeaveReason::SentOut => self.does(
                    *id,
                    "a dû sortir, sur décision de l’accueil.",
                    "was sent out by the host.",
                ),
            },
            Event::HandRaised { who, up: true } => {
                self.does(*who, "lève la main.", "raises a hand.")
            }
            Event::HandRaised { who, up: false } => {
                self.does(*who, "baisse la main.", "lowers the hand.")
            }
            Event::Reacted { who, reaction } => {
                let word = word(*reaction, self.tongue);
                html! { (self.name(*who)) " : " (word) }
            }
            Event::StopOpened { who, stop } => html! {
                (self.name(*who)) " " (say("ouvre la carte :", "opens the card:")) " " (self.stop(stop))
            },
            Event::LedTo { who, stop } => html! {
                (self.name(*who)) " " (say("montre le chemin vers", "shows the way to")) " " (self.stop(stop))
            },
            Event::Gathered { who, place, .. } => html! {
                (self.name(*who)) " " (say("rassemble tout le monde", "gathers everyone"))
                @if let Some(stop) = self.console.place.nearest(*place) { " : " (self.stop(&stop.id)) }
            },
            Event::Locked { who, locked: true } => {
                self.does(*who, "ferme la porte.", "closes the door.")
            }
            Event::Locked { who, locked: false } => {
                self.does(*who, "rouvre la porte.", "opens the door.")
            }
            Event::Renamed { who, nickname } => {
                let told = html! {
                    (self.name(*who)) " " (say("s’appelle maintenant", "is now called")) " " bdi { (nickname) }
                };
                self.names.insert(*who, nickname.clone());
                told
            }
            Event::SessionEnded { .. } => {
                html! { strong { (say("La séance est terminée.", "The session is over.")) } }
            }
            Event::BreaksSet { who, after_min: 0 } => self.does(
                *who,
                "ne propose plus de pauses.",
                "proposes no more breaks.",
            ),
            Event::BreaksSet { who, after_min } => html! {
                (self.name(*who)) " " (say("propose une pause toutes les", "proposes a break every")) " "
                (after_min) " min"
            },
            Event::TidiedUp { who } => {
                self.does(*who, "remet les objets en place.", "puts the objects back.")
            }
            Event::ObjectHandled {
                who,
                object,
                handling: Handling::Take(_),
            } => html! { (self.name(*who)) " " (say("prend", "takes")) " " (object.as_str()) },
            Event::Class(event) => return self.class(event),
            Event::Lab(event) => return self.lab(event),
            Event::Visit(VisitEvent::Arrived {
                who,
                stop: Some(stop),
            }) => {
                html! { (self.name(*who)) " " (say("arrive à l’étape", "reaches the stop")) " " (self.stop(stop)) }
            }
            Event::Visit(VisitEvent::TeamsMade { who, .. }) => {
                self.does(*who, "forme les équipes.", "makes the teams.")
            }
            Event::Visit(VisitEvent::RallySet { who, on: true }) => {
                self.does(*who, "lance le rallye.", "begins the rally.")
            }
            Event::Visit(VisitEvent::RallySet { who, on: false }) => {
                self.does(*who, "termine le rallye.", "ends the rally.")
            }
            Event::AppearanceChanged { .. }
            | Event::Visit(_)
            | Event::ObjectsLaidOut(_)
            | Event::ObjectHandled { .. } => return None,
        };
        Some(told)
    }

    pub(super) fn does(
        &self,
        who: ParticipantId,
        french: &'static str,
        english: &'static str,
    ) -> Markup {
        html! { (self.name(who)) " " (self.tongue.say(french, english)) }
    }

    pub(super) fn name(&self, who: ParticipantId) -> Markup {
        html! {
            @match self.names.get(&who) {
                Some(name) => bdi.who { (name) },
                None if who == ParticipantId::CONSOLE => span.who { (self.tongue.say("L’accueil", "The host")) },
                None => span.who { (self.tongue.say("Quelqu’un", "Somebody")) },
            }
        }
    }

    pub(super) fn stop(&self, stop: &StopId) -> String {
        self.console.place.stop(stop).map_or_else(
            || stop.to_string(),
            |stop| stop.title.get(self.tongue.0).to_owned(),
        )
    }
}
