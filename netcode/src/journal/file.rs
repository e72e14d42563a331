//! One session's journal: created, opened, appended to.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::{JournalError, path_of, schema};
use crate::protocol::{Event, SessionId, wire};
use crate::room::{LogEntry, RoomState};

/// An open journal. Dropping it closes it; nothing acknowledged depends on that.
#[derive(Debug)]
pub struct Journal {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    session: SessionId,
    last_seq: u64,
}

impl Journal {
    /// Creates the journal of a new session in `folder`, which is created if need be.
    ///
    /// # Errors
    /// [`JournalError::Exists`] if the session has one; else why it cannot be written.
    pub fn create(folder: &Path, session: SessionId) -> Result<Self, JournalError> {
        fs::create_dir_all(folder).map_err(|error| JournalError::from_io(folder, &error))?;
        let path = path_of(folder, session);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        // Nicknames of minors are nobody else's business; SQLite gives its side files the same mode.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(&path)
            .map_err(|error| JournalError::from_io(&path, &error))?;
        let journal = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, session)?;
        journal
            .run(|connection| {
                schema::set_up(connection)?;
                let transaction = connection.unchecked_transaction()?;
                schema::create(connection)?;
                set(connection, "schema", &schema::VERSION.to_string())?;
                set(connection, "session", &session.to_string())?;
                transaction.commit()
            })
            .map(|()| journal)
    }

    /// Opens a journal to go on with it.
    ///
    /// # Errors
    /// Names what is wrong with the file, and leaves it as it is.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let journal = Self::connect(
            path.to_owned(),
            OpenFlags::SQLITE_OPEN_READ_WRITE,
            SessionId::default(),
        )?;
        journal.check()?;
        journal.run(|connection| {
            schema::set_up(connection)?;
            schema::add_photos(connection)
        })?;
        journal.learn()
    }

    /// Opens a journal to read it, for reports and replays. Appending to it fails.
    ///
    /// # Errors
    /// Names what is wrong with the file; [`JournalError::InUse`] while a server writes it.
    pub fn open_to_read(path: &Path) -> Result<Self, JournalError> {
        let journal = Self::connect(
            path.to_owned(),
            OpenFlags::SQLITE_OPEN_READ_ONLY,
            SessionId::default(),
        )?;
        journal.run(schema::set_up_reader)?;
        journal.check()?;
        journal.learn()
    }

    fn connect(path: PathBuf, access: OpenFlags, session: SessionId) -> Result<Self, JournalError> {
        if !path.is_file() {
            return Err(JournalError::Missing(path));
        }
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)
            .map_err(|error| JournalError::from_sqlite(&path, &error))?;
        Ok(Self {
            connection,
            path,
            session,
            last_seq: 0,
        })
    }

    /// Whether the file is a journal, of a version we know, and whole.
    fn check(&self) -> Result<(), JournalError> {
        let version = self
            .noted("schema")?
            .ok_or_else(|| JournalError::damaged(&self.path, "its version is missing"))?;
        let found: u32 = version
            .parse()
            .map_err(|_| JournalError::damaged(&self.path, "its version is unreadable"))?;
        if found > schema::VERSION {
            return Err(JournalError::Newer {
                path: self.path.clone(),
                found,
            });
        }
        let verdict: String = self.run(|connection| {
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        })?;
        if verdict == "ok" {
            Ok(())
        } else {
            Err(JournalError::damaged(&self.path, verdict))
        }
    }

    fn learn(mut self) -> Result<Self, JournalError> {
        self.session = self
            .noted("session")?
            .and_then(|session| session.parse().ok())
            .ok_or_else(|| JournalError::damaged(&self.path, "its session is missing"))?;
        let newest: i64 = self.run(|connection| {
            connection.query_row(
                "SELECT max(coalesce((SELECT max(seq) FROM log), 0), coalesce((SELECT max(seq) FROM snapshot), 0))",
                [],
                |row| row.get(0),
            )
        })?;
        self.last_seq = u64::try_from(newest)
            .map_err(|_| JournalError::damaged(&self.path, "an entry has a negative number"))?;
        Ok(self)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The session it is of.
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// The last entry written, or covered by a snapshot; 0 if none.
    pub const fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// Appends entries, all or none. When this returns without an error they are committed.
    ///
    /// # Errors
    /// Why nothing was written; the journal is as before, and the same entries can be tried again.
    pub fn append(&mut self, entries: &[LogEntry]) -> Result<(), JournalError> {
        let mut last_seq = self.last_seq;
        for entry in entries {
            if Some(entry.seq) != last_seq.checked_add(1) {
                return Err(JournalError::OutOfOrder {
                    path: self.path.clone(),
                    after: last_seq,
                    found: entry.seq,
                });
            }
            last_seq = entry.seq;
        }
        self.run(|connection| {
            let transaction = connection.unchecked_transaction()?;
            for entry in entries {
                insert(connection, entry)?;
            }
            transaction.commit()
        })?;
        self.last_seq = last_seq;
        Ok(())
    }

    /// Keeps the room's state, so that recovery need not fold the whole log. Older states go.
    ///
    /// # Errors
    /// Why it was not written; the journal is as before.
    pub fn save_snapshot(&mut self, room: &RoomState) -> Result<(), JournalError> {
        self.bridge(&[], room)
    }

    /// Appends entries that do not follow the last one, because those between could not be written, with the room's state
    /// to bridge the gap: recovery begins at the state. All or none.
    ///
    /// # Errors
    /// Why nothing was written; the journal is as before.
    pub fn bridge(&mut self, entries: &[LogEntry], room: &RoomState) -> Result<(), JournalError> {
        let state =
            wire::encode_snapshot(room.seq(), room).map_err(|error| JournalError::Other {
                path: self.path.clone(),
                what: error.to_string(),
            })?;
        self.run(|connection| {
            let transaction = connection.unchecked_transaction()?;
            for entry in entries {
                insert(connection, entry)?;
            }
            connection
                .prepare_cached("INSERT OR REPLACE INTO snapshot (seq, state) VALUES (?1, ?2)")?
                .execute(params![number(room.seq()), state])?;
            // One older state is kept for the day the newest cannot be read.
            connection
                .prepare_cached(
                    "DELETE FROM snapshot WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT 2)",
                )?
                .execute([])?;
            transaction.commit()
        })?;
        let newest = entries.last().map_or(0, |entry| entry.seq);
        self.last_seq = self.last_seq.max(newest).max(room.seq());
        Ok(())
    }

    /// Notes a value beside the log, such as what the server needs to resume the session.
    ///
    /// # Errors
    /// Why it was not written.
    pub fn note(&self, key: &str, value: &str) -> Result<(), JournalError> {
        self.run(|connection| set(connection, key, value))
    }

    /// A value noted beside the log.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn noted(&self, key: &str) -> Result<Option<String>, JournalError> {
        self.run(|connection| {
            connection
                .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
                    row.get(0)
                })
                .optional()
        })
    }

    /// Lets the file grow to about `bytes` and no further: [`JournalError::DiskFull`] from there. A limit below the
    /// present size stops growth at once.
    ///
    /// # Errors
    /// If the file cannot be asked for its page size.
    pub fn limit_bytes(&self, bytes: u64) -> Result<(), JournalError> {
        self.run(|connection| {
            let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
            let pages = (number(bytes) / page.max(1)).max(1);
            connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
        })
    }

    pub(super) fn run<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        work(&self.connection).map_err(|error| JournalError::from_sqlite(&self.path, &error))
    }
}

/// Sequence numbers and times stay below 2⁶³ for as long as there are sessions; SQLite's integers end there.
pub(super) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn set(connection: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
        .execute([key, value])
        .map(|_| ())
}

fn insert(connection: &Connection, entry: &LogEntry) -> rusqlite::Result<()> {
    let json = serde_json::to_string(entry)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    connection
        .prepare_cached(
            "INSERT INTO log (seq, at_ms, kind, entry, json) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            number(entry.seq),
            number(entry.at_ms),
            entry.event.kind(),
            wire::encode(entry),
            json
        ])?;
    if let Event::SessionOpened { lesson, .. } = &entry.event {
        set(connection, "lesson", &lesson.id)?;
    }
    Ok(())
}
