//! Writes a journal while it can, and keeps the session going while it cannot.

use std::collections::VecDeque;
use std::path::Path;

use super::photos::WaitingPhotos;
use super::{Journal, JournalError, erase};
use crate::protocol::Notice;
use crate::protocol::lab::{PhotoDigest, PhotoFile};
use crate::room::{LogEntry, RoomState};

/// Entries between two snapshots: reading them back takes a few milliseconds.
pub const SNAPSHOT_EVERY: u64 = 1_000;

/// Entries kept in memory while the journal cannot be written: some megabytes, an hour of a busy class.
const BACKLOG: usize = 20_000;

/// Time between two attempts to write again, milliseconds.
const RETRY_MS: u64 = 2_000;

/// A journal and what waits to be written to it.
///
/// The first failure is told once ([`Notice::SavingFailed`]), and again only if its reason changes; from then on entries wait
/// in memory, and [`tend`](Self::tend) tries again every two seconds until it can tell that everything is written
/// ([`Notice::SavingRestored`]). If more waits than memory is kept for, the oldest entries are given up and a snapshot bridges
/// the gap ([`Notice::SavingRestoredWithGap`]).
#[derive(Debug)]
pub struct JournalWriter {
    journal: Journal,
    backlog: VecDeque<LogEntry>,
    photos: WaitingPhotos,
    most: usize,
    trouble: Option<Trouble>,
    snapshot_seq: u64,
}

#[derive(Debug)]
struct Trouble {
    told: Notice,
    again_ms: u64,
    gap: bool,
}

impl JournalWriter {
    /// A writer to an open journal.
    pub const fn new(journal: Journal) -> Self {
        Self::with_backlog(journal, BACKLOG)
    }

    /// A writer that keeps at most `most` entries in memory.
    pub const fn with_backlog(journal: Journal, most: usize) -> Self {
        let snapshot_seq = journal.last_seq();
        Self {
            journal,
            backlog: VecDeque::new(),
            photos: WaitingPhotos::new(),
            most,
            trouble: None,
            snapshot_seq,
        }
    }

    /// The journal.
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Whether everything so far is on disk.
    pub const fn is_saving(&self) -> bool {
        self.trouble.is_none()
    }

    /// Entries that wait for the disk.
    pub fn waiting(&self) -> usize {
        self.backlog.len()
    }

    /// Every entry, those that wait for the disk included.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read_all(&self) -> Result<Vec<LogEntry>, JournalError> {
        let mut entries = self.journal.read_all()?;
        entries.extend(self.backlog.iter().cloned());
        Ok(entries)
    }

    /// Closes the journal and removes its files; what waits is given up. If a file cannot be removed, the journal stays closed
    /// and the error names the file.
    ///
    /// # Errors
    /// Why a file cannot be removed.
    pub fn erase(self) -> Result<(), JournalError> {
        let path = self.journal.path().to_owned();
        let session = self.journal.session();
        // Some systems do not remove a file that is open.
        drop(self);
        erase(path.parent().unwrap_or_else(|| Path::new(".")), session).map(|_| ())
    }

    /// Writes entries before they are folded and told to anybody, or keeps them for later. `now_ms` is any clock that
    /// does not run back, in milliseconds.
    ///
    /// Returns what hosts should be told, if anything new.
    pub fn write(&mut self, entries: &[LogEntry], now_ms: u64) -> Option<Notice> {
        if self.trouble.is_none() {
            match self.journal.append(entries) {
                Ok(()) => return None,
                Err(error) => {
                    self.keep(entries);
                    return self.fail(&error, now_ms);
                }
            }
        }
        self.keep(entries);
        self.bound();
        None
    }

    /// Keeps a photograph, before the entry that tells of it is written.
    ///
    /// Returns what hosts should be told, if anything new.
    pub fn keep_photo(&mut self, file: PhotoFile, now_ms: u64) -> Option<Notice> {
        let digest = file.digest();
        if self.trouble.is_none() {
            match self.journal.keep_photos([(&digest, &file)]) {
                Ok(()) => return None,
                Err(error) => {
                    self.photos.insert(digest, file);
                    return self.fail(&error, now_ms);
                }
            }
        }
        self.photos.insert(digest, file);
        None
    }

    /// A photograph, one that waits for the disk included.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn photo(&self, digest: &PhotoDigest) -> Result<Option<PhotoFile>, JournalError> {
        match self.photos.get(digest) {
            Some(file) => Ok(Some(file.clone())),
            None => self.journal.photo(digest),
        }
    }

    /// Lets a photograph go. One that cannot be removed now goes with the journal.
    pub fn drop_photo(&mut self, digest: &PhotoDigest) {
        self.photos.remove(digest);
        if let Err(error) = self.journal.drop_photo(digest) {
            tracing::warn!("a photograph could not be removed: {error}");
        }
    }

    /// Tries again to write what waits, and takes a snapshot when one is due. Call it with the folded room after writing,
    /// and at least every few seconds.
    ///
    /// Returns what hosts should be told, if anything new.
    pub fn tend(&mut self, room: &RoomState, now_ms: u64) -> Option<Notice> {
        match &self.trouble {
            Some(trouble) if now_ms < trouble.again_ms => return None,
            Some(trouble) => {
                let gap = trouble.gap;
                if let Err(error) = self.catch_up(room) {
                    return self.fail(&error, now_ms);
                }
                self.trouble = None;
                tracing::info!(journal = %self.journal.path().display(), gap, "the journal is written again");
                return Some(if gap {
                    Notice::SavingRestoredWithGap
                } else {
                    Notice::SavingRestored
                });
            }
            None => {}
        }
        if room.seq() < self.snapshot_seq + SNAPSHOT_EVERY {
            return None;
        }
        // A snapshot saves time at the next start; without it nothing is lost. It is tried again after as many entries.
        self.snapshot_seq = room.seq();
        if let Err(error) = self.journal.save_snapshot(room) {
            tracing::warn!("{error}");
        }
        None
    }

    /// Writes what waits; after a gap with the room as it is, since the entries alone no longer lead to it.
    fn catch_up(&mut self, room: &RoomState) -> Result<(), JournalError> {
        let gap = self.trouble.as_ref().is_some_and(|trouble| trouble.gap);
        self.journal.keep_photos(&self.photos)?;
        self.photos.clear();
        let entries = self.backlog.make_contiguous();
        if gap {
            self.journal.bridge(entries, room)?;
            self.snapshot_seq = room.seq();
        } else {
            self.journal.append(entries)?;
        }
        self.backlog.clear();
        Ok(())
    }

    fn keep(&mut self, entries: &[LogEntry]) {
        self.backlog.extend(entries.iter().cloned());
    }

    fn fail(&mut self, error: &JournalError, now_ms: u64) -> Option<Notice> {
        let notice = Notice::SavingFailed(error.trouble());
        let before = self.trouble.take();
        let news = before.as_ref().is_none_or(|trouble| trouble.told != notice);
        if news {
            tracing::error!(waiting = self.backlog.len(), "{error}");
        }
        self.trouble = Some(Trouble {
            told: notice,
            again_ms: now_ms.saturating_add(RETRY_MS),
            gap: before.is_some_and(|trouble| trouble.gap),
        });
        self.bound();
        news.then_some(notice)
    }

    fn bound(&mut self) {
        let over = self.backlog.len().saturating_sub(self.most);
        if over > 0 {
            self.backlog.drain(..over);
            if let Some(trouble) = &mut self.trouble {
                trouble.gap = true;
            }
        }
    }
}
