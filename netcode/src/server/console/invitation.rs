//! The pupils' card: one A4 page with the code, the QR code of the ticket and three steps. French, as the pupils are.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{pages::card_style, qr};
use crate::protocol::Ticket;

/// The card as a file that needs no other: to print, or to send to a colleague.
///
/// `title` is the lesson's, in French.
pub fn card(ticket: &Ticket, title: &str) -> String {
    // The style is our own file, with nothing of anybody else's in it.
    let style = html! { style { (PreEscaped(card_style())) } };
    whole(&style, &html! {}, &sheet(ticket, title)).into_string()
}

/// The card around a head of its own and something before the sheet.
pub(super) fn whole(head: &Markup, before: &Markup, sheet: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Carte des élèves · Pléiades Immersion" }
                (head)
            }
            body { (before) main { (sheet) } }
        }
    }
}

/// The sheet of paper.
pub(super) fn sheet(ticket: &Ticket, title: &str) -> Markup {
    let code = ticket.code.to_string();
    let address = ticket
        .hosts
        .first()
        .map(|host| format!("{host}:{}", ticket.port));
    html! {
        article.sheet {
            header {
                p.brand { "Pléiades Immersion" }
                h1 { (title) }
            }
            section.door {
                div {
                    p.label { "Code de la séance" }
                    p.code { (code) }
                    @if let Some(address) = &address {
                        p.address { "Si l’application demande une adresse : " strong { (address) } }
                    }
                }
                @if let Some(picture) = qr::picture(&ticket.to_string(), "QR code de l’invitation à la séance") {
                    figure {
                        (picture)
                        figcaption { "La même invitation, pour un appareil qui lit les QR codes." }
                    }
                }
            }
            ol.steps {
                li {
                    h2 { "Ouvre l’application" }
                    p { "Sur l’ordinateur ou dans le casque, lance Pléiades et choisis «\u{a0}Rejoindre\u{a0}». Pas de compte, pas de mot de passe." }
                }
                li {
                    h2 { "Tape le code, choisis un pseudo" }
                    p { "Majuscules, minuscules et tiret : peu importe. Prends un pseudo que tu peux montrer à tout le monde, sans ton nom de famille." }
                }
                li {
                    h2 { "Promène-toi" }
                    p { "Flèches ou ZQSD pour marcher, souris pour regarder. Approche-toi d’une étape pour ouvrir sa carte. Une question ? Lève la main dans l’application : l’accueil voit qui a demandé en premier." }
                }
            }
            aside {
                p {
                    strong { "En casque : " }
                    "tête qui tourne, mal au cœur ? Retire le casque tout de suite. Rien ne se perd, la visite continue à l’écran."
                }
                p {
                    strong { "Ta vie privée : " }
                    "la séance ne connaît de toi qu’un pseudo. Ce qui est gardé est effacé au bout de quelques jours."
                }
            }
        }
    }
}
