//! The pupils' card on the screen, ready to print.

use axum::{extract::State, response::Response};
use maud::html;
use pleiades_scenes::Language;

use crate::server::console::{
    gate::Shared,
    invitation::{sheet, whole},
    routes::{Entered, Reader, html as answer, look},
};

/// The card of this session.
pub(in crate::server::console) async fn page(
    State(console): Shared,
    _: Entered,
    Reader(tongue): Reader,
) -> Result<Response, Response> {
    let view = look(&console, tongue).await?;
    let head = html! {
        link rel="icon" href="/file/icon.svg" type="image/svg+xml";
        link rel="stylesheet" href="/file/card.css";
        script src="/file/console.js" defer {}
    };
    let before = html! {
        nav.no-print lang=(tongue.0.code()) aria-label="Console" {
            a href="/" { (tongue.say("← Revenir à la séance", "← Back to the session")) }
            button type="button" data-print hidden { (tongue.say("Imprimer", "Print")) }
        }
    };
    let title = view.state.lesson().title.get(Language::French);
    Ok(answer(whole(
        &head,
        &before,
        &sheet(&console.ticket, title),
    )))
}
