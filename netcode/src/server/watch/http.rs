//! The page for those who watch over a server: `/health` as JSON, `/metrics` for Prometheus; and cards to take home.

use std::{
    net::SocketAddr,
    sync::{Arc, mpsc::Sender},
};

use axum::{Router, http::StatusCode, response::IntoResponse, routing::get};
use pleiades_scenes::lesson::Lesson;
use tokio::{net::TcpListener, sync::oneshot};
use tracing::warn;

use super::Metrics;
use crate::server::{cards, room::ToRoom};

/// Listens at `address`; the address it got, with the port chosen if it was 0.
pub(in crate::server) async fn listen(
    address: SocketAddr,
    room: Sender<ToRoom>,
    metrics: Metrics,
    lesson: Arc<Lesson>,
) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let app = Router::new()
        .merge(cards::routes(room.clone(), lesson))
        .route("/health", get(move || health(room.clone())))
        .route("/metrics", get(move || async move { metrics.text() }));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            warn!("the page for health and metrics is gone: {error}");
        }
    });
    Ok(address)
}

async fn health(room: Sender<ToRoom>) -> impl IntoResponse {
    let (reply, answer) = oneshot::channel();
    let health = match room.send(ToRoom::Health(reply)) {
        Ok(()) => answer.await.ok(),
        Err(_) => None,
    };
    match health.and_then(|health| serde_json::to_string(&health).ok()) {
        Some(text) => (StatusCode::OK, [("content-type", "application/json")], text),
        None => (
            StatusCode::SERVICE_UNAVAILABLE,
            [("content-type", "application/json")],
            "{\"over\":true}".to_owned(),
        ),
    }
}
