//! The desk: the thread that writes the journal, so that a slow disk delays answers and not where everybody is.

use std::{
    io,
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
    time::Instant,
};

use tokio::sync::oneshot;
use tracing::warn;

use super::{NotErased, ToRoom, messages::Log, photos::ForPhoto};
use crate::{
    journal::JournalWriter,
    protocol::{
        Notice,
        lab::{PhotoDigest, PhotoFile},
    },
    room::{LogEntry, RoomState},
    server::watch::Metrics,
};

/// What the room gives to the desk, in order.
enum ToDesk {
    Write(Vec<LogEntry>),
    /// The room as it is after everything given before; for snapshots and for another try.
    Tend(Box<RoomState>),
    /// A photograph is to be kept, before the entry that tells of it.
    KeepPhoto(PhotoFile),
    /// No notebook has it any more.
    DropPhoto(PhotoDigest),
    /// A photograph is wanted.
    FindPhoto(PhotoDigest, ForPhoto),
    /// The whole log is wanted, with everything given before.
    Read(oneshot::Sender<Log>),
    /// The journal is to be erased; nothing is written from then on.
    Erase(oneshot::Sender<Result<(), NotErased>>),
}

/// What the desk says of what it was given.
pub(in crate::server) struct Written {
    /// Everything up to this entry is on disk, or waits in memory because the disk does not take it.
    pub(super) seq: u64,
    /// What hosts should be told.
    pub(super) notice: Option<Notice>,
    pub(super) saving: bool,
}

/// The room's end of the desk.
pub(super) struct Desk {
    given: Option<Sender<ToDesk>>,
    thread: Option<JoinHandle<()>>,
}

impl Desk {
    /// A desk that tells `room` what it has written.
    pub(super) fn new(
        journal: JournalWriter,
        room: Sender<ToRoom>,
        metrics: Metrics,
    ) -> io::Result<Self> {
        let (given, inbox) = channel();
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || work(journal, &inbox, &room, &metrics))?;
        Ok(Self {
            given: Some(given),
            thread: Some(thread),
        })
    }

    /// Gives entries to be written.
    pub(super) fn write(&self, entries: Vec<LogEntry>) {
        self.give(ToDesk::Write(entries));
    }

    /// Gives the room as it is after everything given before.
    pub(super) fn tend(&self, room: RoomState) {
        self.give(ToDesk::Tend(Box::new(room)));
    }

    /// Has a photograph kept; given before the entry that tells of it.
    pub(super) fn keep_photo(&self, file: PhotoFile) {
        self.give(ToDesk::KeepPhoto(file));
    }

    /// Has a photograph removed; given after the entry that tells of it.
    pub(super) fn drop_photo(&self, digest: PhotoDigest) {
        self.give(ToDesk::DropPhoto(digest));
    }

    /// Looks for a photograph.
    pub(super) fn find_photo(&self, digest: PhotoDigest, whom: ForPhoto) {
        self.give(ToDesk::FindPhoto(digest, whom));
    }

    /// Asks for the whole log, with everything given before.
    pub(super) fn read(&self, reply: oneshot::Sender<Log>) {
        self.give(ToDesk::Read(reply));
    }

    /// Has the journal erased, with everything given before.
    pub(super) fn erase(&self, reply: oneshot::Sender<Result<(), NotErased>>) {
        self.give(ToDesk::Erase(reply));
    }

    fn give(&self, message: ToDesk) {
        let given = self.given.as_ref().map(|given| given.send(message));
        if !matches!(given, Some(Ok(()))) {
            warn!("the journal's thread is gone");
        }
    }

    /// Waits until everything is written.
    pub(super) fn close(&mut self) {
        self.given = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            warn!("the journal's thread had panicked");
        }
    }
}

fn work(
    journal: JournalWriter,
    inbox: &Receiver<ToDesk>,
    room: &Sender<ToRoom>,
    metrics: &Metrics,
) {
    let started = Instant::now();
    // Nothing once it is erased.
    let mut journal = Some(journal);
    let mut seq = 0;
    while let Ok(first) = inbox.recv() {
        // Whatever came in the meantime goes to disk together.
        let mut waiting = Vec::new();
        let mut notices = Vec::new();
        for message in std::iter::once(first).chain(inbox.try_iter()) {
            // Whatever else is asked is asked of a journal that has it all.
            if !matches!(message, ToDesk::Write(_)) {
                notices.extend(write(
                    &mut journal,
                    &mut waiting,
                    &mut seq,
                    started,
                    metrics,
                ));
            }
            match message {
                ToDesk::Write(entries) => waiting.extend(entries),
                ToDesk::Tend(state) => {
                    let tended = journal.as_mut();
                    notices
                        .extend(tended.and_then(|journal| journal.tend(&state, now_ms(started))));
                }
                ToDesk::KeepPhoto(file) => {
                    let kept = journal.as_mut();
                    notices
                        .extend(kept.and_then(|journal| journal.keep_photo(file, now_ms(started))));
                }
                ToDesk::DropPhoto(digest) => {
                    if let Some(journal) = &mut journal {
                        journal.drop_photo(&digest);
                    }
                }
                ToDesk::FindPhoto(digest, whom) => {
                    let file = journal
                        .as_ref()
                        .and_then(|journal| find_photo(journal, &digest));
                    whom.give(room, digest, file);
                }
                ToDesk::Read(reply) => {
                    // Whoever asked may have gone.
                    let log = journal.as_ref().map(JournalWriter::read_all);
                    let _ = reply.send(log.unwrap_or(Ok(Vec::new())));
                }
                ToDesk::Erase(reply) => {
                    let erased = journal.take().map_or(Ok(()), JournalWriter::erase);
                    // Whoever asked may have gone.
                    let _ = reply.send(erased.map_err(NotErased::Failed));
                }
            }
        }
        notices.extend(write(
            &mut journal,
            &mut waiting,
            &mut seq,
            started,
            metrics,
        ));
        let written = ToRoom::Written(Written {
            seq,
            // Only the newest is true.
            notice: notices.pop(),
            saving: journal.as_ref().is_none_or(JournalWriter::is_saving),
        });
        // A room that is gone has told its clients.
        let _ = room.send(written);
    }
}

fn write(
    journal: &mut Option<JournalWriter>,
    waiting: &mut Vec<LogEntry>,
    seq: &mut u64,
    started: Instant,
    metrics: &Metrics,
) -> Option<Notice> {
    *seq = waiting.last()?.seq;
    let begun = Instant::now();
    let notice = journal
        .as_mut()
        .and_then(|journal| journal.write(waiting, now_ms(started)));
    metrics
        .journal_seconds
        .observe(begun.elapsed().as_secs_f64());
    waiting.clear();
    notice
}

/// A photograph; nothing, and a line for who looks after the computer, if it cannot be read.
fn find_photo(journal: &JournalWriter, digest: &PhotoDigest) -> Option<PhotoFile> {
    journal
        .photo(digest)
        .inspect_err(|error| warn!("a photograph cannot be read: {error}"))
        .ok()
        .flatten()
}

fn now_ms(started: Instant) -> u64 {
    started.elapsed().as_millis() as u64
}
