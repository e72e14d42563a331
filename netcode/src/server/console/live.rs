//! What changes on the session's page while it is open: server-sent events, each the new content of one part of it.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::{
    extract::{Query, State},
    response::sse::{Event, KeepAlive, Sse},
};
use futures_core::Stream;
use serde::Deserialize;
use tokio::sync::mpsc;

use super::{
    gate::{Console, Shared},
    login::LoginId,
    pages::{lab, notebook, session},
    quality::Watch,
    routes::{Entered, Reader, look},
    tongue::Tongue,
};
use crate::{
    protocol::{ParticipantId, lab::AttemptId},
    room::RoomState,
    server::room::View,
};

/// Between two looks at the room: what people do is seen at once, and a browser has time to draw it.
const EVERY: Duration = Duration::from_millis(500);

/// Which page is open: the session's, the lab's, or one notebook's.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Watched {
    lab: Option<String>,
    attempt: Option<u16>,
}

/// Events of one page, until it is closed.
pub(super) struct Events(mpsc::Receiver<Event>);

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|event| event.map(Ok))
    }
}

/// Keeps a page up to date.
pub(super) async fn live(
    State(console): Shared,
    Entered(id): Entered,
    Reader(tongue): Reader,
    Query(seen): Query<Watched>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (events, received) = mpsc::channel(8);
    tokio::spawn(async move {
        // A page that was closed, or a room that is gone, is the end of it.
        let _ = watch(&console, id, tongue, seen, &events).await;
    });
    Sse::new(Events(received)).keep_alive(KeepAlive::default())
}

/// Looks again and again, and tells what is new; ends with an error when there is nobody to tell, or nothing to tell of.
async fn watch(
    console: &Console,
    id: LoginId,
    tongue: Tongue,
    Watched { lab, attempt }: Watched,
    events: &mpsc::Sender<Event>,
) -> Result<(), ()> {
    let (mut quality, mut told) = (Watch::default(), BTreeMap::new());
    let mut before: Option<Box<View>> = None;
    loop {
        if !console.logins().holds(id, Instant::now()) {
            return events
                .send(Event::default().event("over").data("login"))
                .await
                .map_err(drop);
        }
        let view = look(console, tongue).await.map_err(drop)?;
        let judged = quality.judge(&view);
        let parts = match attempt {
            Some(attempt) => notebook::parts(console, &view, AttemptId(attempt), tongue, ""),
            None if lab.is_some() => lab::parts(console, &view, tongue, ""),
            None => session::parts(console, &view, &judged, tongue, ""),
        };
        for (part, content) in parts {
            let content = content.into_string();
            if told.get(part) != Some(&content) {
                let event = Event::default().event(part).data(&content);
                events.send(event).await.map_err(drop)?;
                told.insert(part, content);
            }
        }
        if let Some(before) = &before {
            for sentence in news(&before.state, &view.state, tongue) {
                let event = Event::default().event("news").data(sentence);
                events.send(event).await.map_err(drop)?;
            }
        }
        before = Some(view);
        tokio::time::sleep(EVERY).await;
    }
}

/// What somebody who cannot see the page should hear of.
fn news(before: &RoomState, now: &RoomState, tongue: Tongue) -> Vec<String> {
    let waiting = |room: &RoomState| -> Vec<ParticipantId> {
        room.raised_hands()
            .iter()
            .map(|somebody| somebody.id)
            .collect()
    };
    let had = waiting(before);
    let mut news: Vec<String> = now
        .raised_hands()
        .iter()
        .enumerate()
        .filter(|(_, somebody)| !had.contains(&somebody.id))
        .map(|(place, somebody)| {
            let raises = tongue.say("lève la main", "raises a hand");
            format!("{} {raises} ({}).", somebody.nickname, place + 1)
        })
        .collect();
    news.extend(
        now.participants()
            .filter(|somebody| before.participant(somebody.id).is_none())
            .map(|somebody| format!("{} {}.", somebody.nickname, tongue.say("entre", "comes in"))),
    );
    news.extend(
        now.participants()
            .filter(|somebody| {
                !somebody.is_here()
                    && before
                        .participant(somebody.id)
                        .is_some_and(|former| former.is_here())
            })
            .map(|somebody| {
                let away = tongue.say("n’est plus connecté(e)", "has lost the connection");
                format!("{} {away}.", somebody.nickname)
            }),
    );
    news
}
