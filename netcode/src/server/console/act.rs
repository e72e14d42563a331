//! What a host does with a button of the console: a form becomes a command, the room's answer a sentence.

use axum::{
    extract::{Form, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use tokio::sync::oneshot;

use super::{
    errands,
    gate::{Console, Shared},
    login::Spent,
    routes::{Entered, Reader, gone, is_for_script, look},
    wish::{Wish, done},
};
use crate::{protocol::Command, server::room::ToRoom};

/// Does what a form wants, once.
pub(super) async fn act(
    State(console): Shared,
    Entered(id): Entered,
    Reader(tongue): Reader,
    headers: HeaderMap,
    form: Result<Form<Wish>, FormRejection>,
) -> Response {
    let script = is_for_script(&headers);
    let wish = form.map(|Form(wish)| wish).unwrap_or_default();
    let spent = console.logins().spend(id, &wish.token);
    if spent != Spent::Well {
        let sentence = tongue.say(
            "Cette page est ancienne, ou la demande a déjà été faite : rechargez la page et recommencez.",
            "This page is old, or this was done already: reload the page and try again.",
        );
        console.logins().say(id, false, sentence.to_owned());
        return if script {
            StatusCode::CONFLICT.into_response()
        } else {
            (
                StatusCode::CONFLICT,
                super::routes::html(super::pages::layout::bare(tongue, sentence)),
            )
                .into_response()
        };
    }
    // Whom it is about may be gone afterwards.
    let before = look(&console, tongue).await.ok();
    let errand = match wish.errand() {
        Some(errand) => match errands::run(&console, errand, tongue).await {
            Some(done) => Some(done),
            None => return gone(tongue),
        },
        None => None,
    };
    let (well, sentence) = match (errand, wish.command(&console)) {
        (Some(done), _) => done,
        (None, None) => (false, wish.unclear(tongue)),
        (None, Some(command)) => match ask(&console, command.clone()).await {
            None => return gone(tongue),
            Some(Ok(())) => {
                let room = before.as_ref().map(|view| &view.state);
                (true, done(&command, &console, room, tongue))
            }
            Some(Err(refusal)) => (false, refusal.sentence(tongue.0)),
        },
    };
    if !script {
        console.logins().say(id, well, sentence);
        return Redirect::to(&wish.page()).into_response();
    }
    let Ok(token) = console.logins().token(id) else {
        return gone(tongue);
    };
    let answer = serde_json::json!({ "well": well, "said": sentence, "token": token });
    (
        [(header::CONTENT_TYPE, "application/json")],
        answer.to_string(),
    )
        .into_response()
}

async fn ask(console: &Console, command: Command) -> Option<Result<(), crate::protocol::Refusal>> {
    let (reply, answer) = oneshot::channel();
    console.room.send(ToRoom::Console { command, reply }).ok()?;
    answer.await.ok()
}
