//! Reading a journal back: its entries, its snapshots, the room they amount to.

use rusqlite::{Row, params};

use super::file::number;
use super::{Journal, JournalError};
use crate::protocol::wire::{self, SnapshotDecoder};
use crate::room::{LogEntry, RoomState};

impl Journal {
    /// Every entry.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] if one cannot be read.
    pub fn read_all(&self) -> Result<Vec<LogEntry>, JournalError> {
        self.read_after(0)
    }

    /// The entries after `seq`.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] if one cannot be read.
    pub fn read_after(&self, seq: u64) -> Result<Vec<LogEntry>, JournalError> {
        let rows: Vec<(i64, Vec<u8>)> = self.run(|connection| {
            connection
                .prepare_cached("SELECT seq, entry FROM log WHERE seq > ?1 ORDER BY seq")?
                .query_map(params![number(seq)], pair)?
                .collect()
        })?;
        rows.iter()
            .map(|(seq, bytes)| {
                wire::decode::<LogEntry>(bytes)
                    .ok()
                    .filter(|entry| number(entry.seq) == *seq)
                    .ok_or_else(|| {
                        JournalError::damaged(&self.path, format!("entry {seq} is unreadable"))
                    })
            })
            .collect()
    }

    /// The newest snapshot that can be read.
    ///
    /// # Errors
    /// If the file cannot be read; an unreadable snapshot is passed over, since the log has it all.
    pub fn latest_snapshot(&self) -> Result<Option<RoomState>, JournalError> {
        let rows: Vec<(i64, Vec<u8>)> = self.run(|connection| {
            connection
                .prepare_cached("SELECT seq, state FROM snapshot ORDER BY seq DESC")?
                .query_map([], pair)?
                .collect()
        })?;
        let readable = rows.iter().find_map(|(seq, bytes)| {
            let state = unpack(bytes).filter(|state| number(state.seq()) == *seq);
            if state.is_none() {
                tracing::warn!(journal = %self.path.display(), seq, "a snapshot is unreadable and passed over");
            }
            state
        });
        Ok(readable)
    }

    /// The room as it was when the last entry was written: the newest snapshot and the entries after it.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] if entries are missing or unreadable.
    pub fn recover(&self) -> Result<RoomState, JournalError> {
        let mut room = self.latest_snapshot()?.unwrap_or_default();
        for entry in self.read_after(room.seq())? {
            room.fold(&entry)
                .map_err(|error| JournalError::damaged(&self.path, error))?;
        }
        if room.seq() == self.last_seq() {
            Ok(room)
        } else {
            Err(JournalError::damaged(
                &self.path,
                format!("entries after {} are missing", room.seq()),
            ))
        }
    }
}

fn pair(row: &Row<'_>) -> rusqlite::Result<(i64, Vec<u8>)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn unpack(bytes: &[u8]) -> Option<RoomState> {
    let mut decoder = SnapshotDecoder::new();
    decoder.push(bytes).ok()?;
    let (seq, state) = decoder.finish::<RoomState>().ok()?;
    (state.seq() == seq).then_some(state)
}
