//! What goes wrong with a journal: what, where, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::schema;
use crate::protocol::SavingTrouble;

/// Why a journal cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// No space is left, or the journal has reached its own limit.
    #[error("no space is left for the journal {}: free some space on its disk", .0.display())]
    DiskFull(PathBuf),
    /// The file or its folder cannot be written to.
    #[error("the journal {} cannot be written: give this user the right to write to the file and its folder", .0.display())]
    ReadOnly(PathBuf),
    /// Another process uses the file.
    #[error("the journal {} is in use: stop the other server, or give this one another data folder", .0.display())]
    InUse(PathBuf),
    /// The file is no journal, or part of it is lost.
    #[error("the journal {} is damaged ({what}): move it away and keep it, or restore it from a copy", .path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// A later version of the program has written the file.
    #[error("the journal {} is of version {found}, this program knows up to {}: update the program", .path.display(), schema::VERSION)]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// There is no such file.
    #[error("there is no journal {}: check the session's number and the data folder", .0.display())]
    Missing(PathBuf),
    /// There is such a file already.
    #[error("the journal {} exists already: open it instead of creating it", .0.display())]
    Exists(PathBuf),
    /// Entries do not follow those already written.
    #[error("log entry {found} does not follow entry {after} of the journal {}: open the journal again", .path.display())]
    OutOfOrder {
        /// Which file.
        path: PathBuf,
        /// The last entry written.
        after: u64,
        /// The entry that came.
        found: u64,
    },
    /// Anything else, with what the system says.
    #[error("the journal {} cannot be used: {what}", .path.display())]
    Other {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        what: String,
    },
}

impl JournalError {
    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let owned = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(owned),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(owned),
            Some(ErrorCode::CannotOpen) if path.is_file() => Self::ReadOnly(owned),
            Some(ErrorCode::CannotOpen) => Self::Missing(owned),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse(owned),
            // Unknown is what SQLite calls a statement it cannot run: ours are right, so a table is missing.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => {
                Self::damaged(path, error)
            }
            Some(_) => Self::Other {
                path: owned,
                what: error.to_string(),
            },
            // Not SQLite but the values in it: a column of another type, a table or a row that is missing.
            None => Self::damaged(path, error),
        }
    }

    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let owned = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(owned),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly(owned)
            }
            io::ErrorKind::NotFound => Self::Missing(owned),
            io::ErrorKind::AlreadyExists => Self::Exists(owned),
            _ => Self::Other {
                path: owned,
                what: error.to_string(),
            },
        }
    }

    pub(super) fn damaged(path: &Path, what: impl ToString) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            what: what.to_string(),
        }
    }

    /// What people in the session are told about it.
    pub const fn trouble(&self) -> SavingTrouble {
        match self {
            Self::DiskFull(_) => SavingTrouble::DiskFull,
            Self::ReadOnly(_) => SavingTrouble::ReadOnly,
            Self::InUse(_) => SavingTrouble::InUse,
            Self::Damaged { .. } => SavingTrouble::Damaged,
            Self::Newer { .. }
            | Self::Missing(_)
            | Self::Exists(_)
            | Self::OutOfOrder { .. }
            | Self::Other { .. } => SavingTrouble::Other,
        }
    }
}
