//! The tables of a journal, and how its connection is set.

use std::time::Duration;

use rusqlite::Connection;

/// Version of the tables and of the entries in them. A reader knows all up to its own.
pub(super) const VERSION: u32 = 1;

/// How long a lock of another process is waited for: little, for a session waits with it.
const LOCK_WAIT: Duration = Duration::from_millis(100);

const TABLES: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE log (
        seq INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        entry BLOB NOT NULL,
        json TEXT NOT NULL
    );
    CREATE TABLE snapshot (seq INTEGER PRIMARY KEY, state BLOB NOT NULL);
";

/// Journals begun before there were photographs have no such table.
const PHOTOS: &str = "
    CREATE TABLE IF NOT EXISTS photo (digest BLOB PRIMARY KEY, file BLOB NOT NULL) WITHOUT ROWID;
";

/// Sets a connection that writes.
pub(super) fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(LOCK_WAIT)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // A photograph that is taken out is overwritten, not only forgotten.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    // A statement of somebody else's file must not call functions of ours.
    connection.pragma_update(None, "trusted_schema", false)
}

/// Sets a connection that only reads.
pub(super) fn set_up_reader(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(LOCK_WAIT)?;
    connection.pragma_update(None, "trusted_schema", false)
}

/// Makes the tables of a new journal.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)?;
    add_photos(connection)
}

/// Makes the table of photographs where there is none yet.
pub(super) fn add_photos(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(PHOTOS)
}
