//! Photographs of notebooks, beside the log: a file each, under its digest.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError};
use crate::protocol::lab::{PhotoDigest, PhotoFile};

impl Journal {
    /// Keeps photographs, all or none. One that is there already stays.
    ///
    /// # Errors
    /// Why nothing was written.
    pub fn keep_photos<'p>(
        &self,
        photos: impl IntoIterator<Item = (&'p PhotoDigest, &'p PhotoFile)>,
    ) -> Result<(), JournalError> {
        self.run(|connection| {
            let transaction = connection.unchecked_transaction()?;
            for (digest, file) in photos {
                connection
                    .prepare_cached("INSERT OR IGNORE INTO photo (digest, file) VALUES (?1, ?2)")?
                    .execute(params![digest.as_bytes(), file.bytes()])?;
            }
            transaction.commit()
        })
    }

    /// A photograph.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn photo(&self, digest: &PhotoDigest) -> Result<Option<PhotoFile>, JournalError> {
        self.run(|connection| {
            connection
                .query_row(
                    "SELECT file FROM photo WHERE digest = ?1",
                    [digest.as_bytes()],
                    |row| row.get(0),
                )
                .optional()
        })
        .map(|file| file.map(PhotoFile::new))
    }

    /// Lets a photograph go.
    ///
    /// # Errors
    /// Why it is still there.
    pub fn drop_photo(&self, digest: &PhotoDigest) -> Result<(), JournalError> {
        self.run(|connection| {
            connection
                .execute("DELETE FROM photo WHERE digest = ?1", [digest.as_bytes()])
                .map(|_| ())
        })
    }
}

/// Photographs that wait for the disk. There are few: none are taken once it is known that the journal cannot be written.
pub(super) type WaitingPhotos = BTreeMap<PhotoDigest, PhotoFile>;
