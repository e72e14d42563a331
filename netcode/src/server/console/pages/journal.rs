//! The journal to take away: the whole log as a table or as JSON.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    protocol::LogEntry,
    report,
    server::console::{
        gate::{Console, Shared},
        routes::{Entered, Reader, gone, html, read},
        tongue::Tongue,
    },
};

/// The whole log, or an answer that says why it cannot be had.
pub(super) async fn log(console: &Console, tongue: Tongue) -> Result<Vec<LogEntry>, Response> {
    read(console, tongue).await?.map_err(|error| {
        tracing::warn!("the journal cannot be shown: {error}");
        let sentence = tongue.say(
            "Le journal de cette séance ne peut pas être lu. La console du serveur dit pourquoi.",
            "The journal of this session cannot be read. The server’s log says why.",
        );
        let page = super::layout::bare(tongue, sentence);
        (axum::http::StatusCode::INTERNAL_SERVER_ERROR, html(page)).into_response()
    })
}

fn file(console: &Console, extension: &str) -> String {
    let code = console.ticket.code.to_string();
    format!("attachment; filename=\"seance-{code}.{extension}\"")
}

/// The log as a table.
pub(in crate::server::console) async fn csv(
    State(console): Shared,
    _: Entered,
    Reader(tongue): Reader,
) -> Result<Response, Response> {
    let log = log(&console, tongue).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, file(&console, "csv")),
    ];
    Ok((headers, report::csv(&log)).into_response())
}

/// The log as JSON.
pub(in crate::server::console) async fn json(
    State(console): Shared,
    _: Entered,
    Reader(tongue): Reader,
) -> Result<Response, Response> {
    let log = log(&console, tongue).await?;
    let text = report::json(&log).map_err(|_| gone(tongue))?;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, file(&console, "json")),
    ];
    Ok((headers, text).into_response())
}
