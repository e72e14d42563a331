//! Whether the session a server held last goes on at its next start, or is past.

use std::{path::Path, time::SystemTime};

use tracing::info;

use crate::{
    journal::{Journal, path_of},
    protocol::SessionId,
};

/// A session that nobody has been in for so long is not gone on with, milliseconds: a crash is found within the school day, and
/// another day is another class.
const PAST_MS: u64 = 12 * 60 * 60 * 1_000;

/// Whether a session has ended, was about another lesson, or was left long ago. One whose journal cannot be read is not: whoever
/// opens it says what is wrong.
pub(in crate::server) fn is_past(
    sessions: &Path,
    session: SessionId,
    lesson: &str,
    now: SystemTime,
) -> bool {
    let path = path_of(sessions, session);
    if !path.exists() {
        return false;
    }
    let Ok(room) = Journal::open_to_read(&path).and_then(|journal| journal.recover()) else {
        return false;
    };
    if room.seq() == 0 {
        return false;
    }
    let now_ms = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_millis() as u64);
    let reason = if room.is_over() {
        "has ended"
    } else if room.lesson().id != lesson {
        "was about another lesson"
    } else if now_ms.saturating_sub(room.at_ms()) > PAST_MS {
        "was left long ago"
    } else {
        return false;
    };
    info!("session {session} {reason}: a new one begins, and its journal is kept for its time");
    true
}
