//! The console's addresses, and who may read them.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Form, FromRequestParts, Path, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use maud::Markup;
use serde::Deserialize;
use tokio::sync::oneshot;

use super::{
    act,
    gate::{Caller, Console, Shared},
    guard::guard,
    live,
    login::{self, LASTS, LoginId},
    pages,
    tongue::{Tongue, asked_for},
};
use crate::server::room::{Log, ToRoom, View};

/// Longest form, bytes: a few short fields.
const FORM_BYTES: usize = 16 * 1024;
/// A year, for the choice of a language.
const YEAR_S: u32 = 365 * 24 * 60 * 60;

/// Every address.
pub(super) fn all(console: Arc<Console>) -> Router {
    Router::new()
        .route("/", get(session))
        .route("/login", get(enter).post(log_in))
        .route("/logout", post(log_out))
        .route("/language/{code}", get(choose))
        .route("/live", get(live::live))
        .route("/do", post(act::act))
        .route("/lab", get(pages::lab::page))
        .route("/lab/class.csv", get(pages::lab::table))
        .route("/lab/{attempt}", get(pages::notebook::page))
        .route("/lab/{attempt}/{file}", get(pages::notebook::file))
        .route("/lab/{attempt}/photo/{digest}", get(pages::photo::photo))
        .route("/timeline", get(pages::timeline::page))
        .route("/report", get(pages::report::page))
        .route("/journal.csv", get(pages::journal::csv))
        .route("/journal.json", get(pages::journal::json))
        .route("/card", get(pages::card::page))
        .route("/file/{name}", get(pages::files::file))
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(middleware::from_fn_with_state(Arc::clone(&console), guard))
        .with_state(console)
}

/// A cookie of this console; cookies know no ports, so that of another one on this computer has another name.
fn cookie<'a>(headers: &'a HeaderMap, console: &Console, name: &str) -> Option<&'a str> {
    let name = format!("pleiades-{name}-{}", console.port);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then_some(value))
}

fn set_cookie(console: &Console, name: &str, value: &str, seconds: u64) -> String {
    let secure = match console.scheme {
        "https" => "; Secure",
        _ => "",
    };
    let port = console.port;
    format!(
        "pleiades-{name}-{port}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
    )
}

/// Somebody who has proved the host key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entered(pub(super) LoginId);

impl FromRequestParts<Arc<Console>> for Entered {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        console: &Arc<Console>,
    ) -> Result<Self, Response> {
        let id = cookie(&parts.headers, console, "login").map(LoginId::of);
        match id {
            Some(id) if console.logins().holds(id, Instant::now()) => Ok(Self(id)),
            _ if is_for_script(&parts.headers) || parts.uri.path() == "/live" => {
                Err(StatusCode::UNAUTHORIZED.into_response())
            }
            _ => Err(Redirect::to("/login").into_response()),
        }
    }
}

/// The language of whoever reads.
pub(super) struct Reader(pub(super) Tongue);

impl FromRequestParts<Arc<Console>> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        console: &Arc<Console>,
    ) -> Result<Self, Self::Rejection> {
        let chosen = cookie(&parts.headers, console, "language").and_then(login::chosen_language);
        let asked = parts
            .headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Ok(Self(Tongue(chosen.unwrap_or_else(|| asked_for(asked)))))
    }
}

/// Whether our script asks, and not somebody who would read a page.
pub(super) fn is_for_script(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes() == b"application/json")
}

/// A page as an answer.
pub(super) fn html(page: Markup) -> Response {
    Html(page.into_string()).into_response()
}

/// The room as it is; an answer that says so if it is gone.
pub(super) async fn look(console: &Console, tongue: Tongue) -> Result<Box<View>, Response> {
    let (reply, answer) = oneshot::channel();
    let asked = console.room.send(ToRoom::Look(reply)).is_ok();
    match answer.await {
        Ok(view) if asked => Ok(view),
        _ => Err(gone(tongue)),
    }
}

/// The whole log; an answer that says why if it cannot be read.
pub(super) async fn read(console: &Console, tongue: Tongue) -> Result<Log, Response> {
    let (reply, answer) = oneshot::channel();
    let asked = console.room.send(ToRoom::Read(reply)).is_ok();
    match answer.await {
        Ok(log) if asked => Ok(log),
        _ => Err(gone(tongue)),
    }
}

/// The room does not answer any more.
pub(super) fn gone(tongue: Tongue) -> Response {
    let sentence = tongue.say(
        "Le serveur de la séance s’est arrêté. Relancez-le, puis rechargez cette page.",
        "The session's server has stopped. Start it again, then reload this page.",
    );
    let page = pages::layout::bare(tongue, sentence);
    (StatusCode::SERVICE_UNAVAILABLE, html(page)).into_response()
}

async fn nowhere(Reader(tongue): Reader) -> Response {
    nothing(tongue)
}

/// There is no such page.
pub(super) fn nothing(tongue: Tongue) -> Response {
    let sentence = tongue.say("Il n’y a rien à cette adresse.", "There is nothing here.");
    let page = pages::layout::bare(tongue, sentence);
    (StatusCode::NOT_FOUND, html(page)).into_response()
}

async fn session(
    State(console): Shared,
    Entered(id): Entered,
    Reader(tongue): Reader,
) -> Result<Response, Response> {
    let view = look(&console, tongue).await?;
    let (token, said) = {
        let mut logins = console.logins();
        (logins.token(id), logins.said(id))
    };
    let token = token.map_err(|_| gone(tongue))?;
    Ok(html(pages::session::page(
        &console, &view, tongue, &token, said,
    )))
}

async fn enter(State(console): Shared, Reader(tongue): Reader) -> Response {
    html(pages::enter::page(&console, tongue, None))
}

/// The form of the login page.
#[derive(Deserialize)]
struct Key {
    #[serde(default)]
    key: String,
}

async fn log_in(
    State(console): Shared,
    ConnectInfo(Caller(address)): ConnectInfo<Caller>,
    Reader(tongue): Reader,
    Form(Key { key }): Form<Key>,
) -> Response {
    if let Err(refusal) = console.door.admits(address, Instant::now()) {
        let page = pages::enter::page(&console, tongue, Some(refusal.sentence(tongue.0)));
        return (StatusCode::TOO_MANY_REQUESTS, html(page)).into_response();
    }
    let guess = console.door.guess(address);
    if !console.lock.opens(&key) {
        drop(guess);
        let sentence = tongue.say(
            "Ce n’est pas la clé d’accueil de cette séance. Recopiez-la telle que le serveur l’affiche à son démarrage.",
            "This is not the host key of this session. Copy it as the server shows it when it starts.",
        );
        let page = pages::enter::page(&console, tongue, Some(sentence.to_owned()));
        return (StatusCode::FORBIDDEN, html(page)).into_response();
    }
    guess.was_right();
    let Ok(secret) = console.logins().enter(Instant::now()) else {
        return gone(tongue);
    };
    let cookie = set_cookie(&console, "login", &secret, LASTS.as_secs());
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}

/// The form of the button that leaves.
#[derive(Deserialize)]
struct Leave {
    #[serde(default)]
    token: String,
}

async fn log_out(
    State(console): Shared,
    Entered(id): Entered,
    Form(Leave { token }): Form<Leave>,
) -> Response {
    // Scoped: the lock is not for the time of the answer.
    let spent = console.logins().spend(id, &token);
    if spent == login::Spent::Well {
        console.logins().leave(id);
    }
    let cookie = set_cookie(&console, "login", "", 0);
    ([(header::SET_COOKIE, cookie)], Redirect::to("/login")).into_response()
}

/// Keeps the choice of a language, and goes back to the beginning.
async fn choose(State(console): Shared, Path(code): Path<String>) -> Response {
    match login::chosen_language(&code) {
        Some(language) => {
            let cookie = set_cookie(&console, "language", language.code(), YEAR_S.into());
            ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
