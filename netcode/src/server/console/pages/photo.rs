//! The photographs of notebooks.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use tokio::sync::oneshot;

use crate::{
    protocol::lab::{AttemptId, Photo, PhotoDigest, PhotoFile},
    server::{
        console::{
            gate::{Console, Shared},
            routes::{Entered, Reader, nothing},
        },
        room::{PhotoCall, ToRoom},
    },
};

/// Where a photograph is.
pub(super) fn address(attempt: AttemptId, digest: PhotoDigest) -> String {
    format!("/lab/{attempt}/photo/{digest}")
}

/// A photograph. It is the same for ever under its address, and in the cache of one browser only.
pub(in crate::server::console) async fn photo(
    State(console): Shared,
    _: Entered,
    Reader(tongue): Reader,
    Path((_, digest)): Path<(String, String)>,
) -> Result<Response, Response> {
    let digest = digest.parse().map_err(|_| nothing(tongue))?;
    let file = file(&console, digest).await;
    let file = file.ok_or_else(|| nothing(tongue))?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "private, max-age=3600, immutable"),
    ];
    Ok((headers, file.bytes().to_vec()).into_response())
}

/// The files of these photographs that can be read.
pub(super) async fn files(console: &Console, photos: &[Photo]) -> BTreeMap<PhotoDigest, PhotoFile> {
    let mut files = BTreeMap::new();
    for photo in photos {
        if let Some(file) = file(console, photo.digest).await {
            files.insert(photo.digest, file);
        }
    }
    files
}

async fn file(console: &Console, digest: PhotoDigest) -> Option<PhotoFile> {
    let (reply, answer) = oneshot::channel();
    let call = PhotoCall::Console { digest, reply };
    console.room.send(ToRoom::Photo(call)).ok()?;
    answer.await.ok()?
}
