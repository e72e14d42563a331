//! Cards to take home, served on the local network: each at an address that only its owner's program shows.
//!
//! Over plain HTTP: a phone that takes a picture of a code knows no certificate of ours, and a page without a name on a
//! network that is the class's own needs none. Nothing else is served there.

use std::{
    net::SocketAddr,
    sync::{Arc, mpsc::Sender},
};

use axum::{
    Router,
    extract::{Path, RawQuery},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use pleiades_scenes::{
    Language,
    lesson::{Date, Lesson},
};
use tokio::{net::TcpListener, sync::oneshot};
use tracing::warn;

use super::room::ToRoom;
use crate::{
    protocol::{CardToken, CardsDoor},
    takehome,
};

/// What a browser may do with a card: show it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The pages `/carte/TOKEN` (`?lang=en` for English), for whatever serves pages of this session.
pub(in crate::server) fn routes(room: Sender<ToRoom>, lesson: Arc<Lesson>) -> Router {
    Router::new().route(
        "/carte/{token}",
        get(
            move |Path(token): Path<String>, RawQuery(query): RawQuery| {
                card(token, query, room.clone(), Arc::clone(&lesson))
            },
        ),
    )
}

/// Serves cards, and nothing else, at `address`; tells the room at which port.
pub(in crate::server) async fn listen(
    address: SocketAddr,
    room: Sender<ToRoom>,
    lesson: Arc<Lesson>,
) -> std::io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let port = listener.local_addr()?.port();
    // A room that is gone offers nothing.
    let _ = room.send(ToRoom::CardsAt(CardsDoor {
        port,
        secure: false,
    }));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes(room, lesson)).await {
            warn!("the cards to take home are gone: {error}");
        }
    });
    Ok(())
}

async fn card(
    token: String,
    query: Option<String>,
    room: Sender<ToRoom>,
    lesson: Arc<Lesson>,
) -> Response {
    let language = match query.as_deref() {
        Some("lang=en") => Language::English,
        _ => Language::French,
    };
    let Ok(token) = token.parse::<CardToken>() else {
        return not_found(language);
    };
    let (reply, answer) = oneshot::channel();
    let visited = match room.send(ToRoom::Card { token, reply }) {
        Ok(()) => answer.await.ok().flatten(),
        Err(_) => None,
    };
    let Some(visited) = visited else {
        return not_found(language);
    };
    let page = takehome::page(&lesson, &visited, language, Date::today_utc());
    (StatusCode::OK, headers(), page).into_response()
}

fn not_found(language: Language) -> Response {
    let sentence = match language {
        Language::French => {
            "Cette carte n’est pas ici : la séance est finie, ou l’adresse est incomplète."
        }
        Language::English => {
            "This card is not here: the session is over, or the address is incomplete."
        }
    };
    (StatusCode::NOT_FOUND, headers(), sentence).into_response()
}

fn headers() -> [(header::HeaderName, &'static str); 5] {
    [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ]
}
