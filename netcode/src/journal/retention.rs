//! Which journals there are, which are old enough to go, and erasing them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::JournalError;
use crate::protocol::SessionId;

/// What follows a session's number in its file's name.
const SUFFIX: &str = ".sqlite";

/// What SQLite adds to a file's name for the files beside it.
const SIDE_FILES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What we add, for the file that says how many days the session is kept.
const DAYS: &str = ".days";

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The file of a session's journal in `folder`.
pub fn path_of(folder: &Path, session: SessionId) -> PathBuf {
    folder.join(format!("{session}{SUFFIX}"))
}

/// The sessions that have a journal in `folder`, readable or not, in the order of their numbers.
///
/// # Errors
/// If the folder cannot be read; a missing one has no sessions.
pub fn sessions(folder: &Path) -> Result<Vec<SessionId>, JournalError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|error| JournalError::from_io(folder, &error))?;
    let mut sessions: Vec<SessionId> = entries
        .flatten()
        .filter_map(|entry| {
            entry
                .file_name()
                .to_str()?
                .strip_suffix(SUFFIX)?
                .parse()
                .ok()
        })
        .collect();
    sessions.sort_unstable();
    Ok(sessions)
}

/// The sessions in `folder` whose journals were last written longer before `now` than they are to be kept: the days that its
/// host chose when the session began, or `retention_days` where that is not to be read.
///
/// Damaged journals count: what cannot be read any more must go in time all the same.
///
/// # Errors
/// If the folder cannot be read.
pub fn expired(
    folder: &Path,
    now: SystemTime,
    retention_days: u32,
) -> Result<Vec<SessionId>, JournalError> {
    let mut old = sessions(folder)?;
    old.retain(|session| {
        let path = path_of(folder, *session);
        let written = files(&path)
            .into_iter()
            .filter_map(|file| fs::metadata(file).and_then(|data| data.modified()).ok())
            .max();
        written
            .and_then(|written| now.duration_since(written).ok())
            .is_some_and(|age| age > DAY * own_retention(&path).unwrap_or(retention_days))
    });
    Ok(old)
}

/// Writes down for how many days the session is to be kept, beside its journal: to read that, a journal need not be opened,
/// which would make it look as if it had been written.
///
/// # Errors
/// If the file cannot be written.
pub fn keep_for(folder: &Path, session: SessionId, days: u16) -> Result<(), JournalError> {
    let path = beside(&path_of(folder, session), DAYS);
    fs::write(&path, format!("{days}\n")).map_err(|error| JournalError::from_io(&path, &error))
}

/// The days a session's host chose.
fn own_retention(path: &Path) -> Option<u32> {
    let days = fs::read_to_string(beside(path, DAYS)).ok()?;
    days.trim().parse::<u16>().ok().map(u32::from)
}

/// Erases a session's journal from `folder`; says whether there was one. No server may be using it.
///
/// # Errors
/// If a file cannot be removed.
pub fn erase(folder: &Path, session: SessionId) -> Result<bool, JournalError> {
    let mut found = false;
    for file in files(&path_of(folder, session)) {
        match fs::remove_file(&file) {
            Ok(()) => found = true,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(JournalError::from_io(&file, &error)),
        }
    }
    Ok(found)
}

/// A journal's own file and those beside it, there or not.
fn files(path: &Path) -> Vec<PathBuf> {
    let beside = SIDE_FILES.iter().chain([&DAYS]);
    let beside = beside.map(|suffix| self::beside(path, suffix));
    std::iter::once(path.to_owned()).chain(beside).collect()
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
