//! Journals on disk: what is written is there again, and what is wrong is named.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use pleiades_netcode::journal::{
    Journal, JournalError, JournalWriter, SNAPSHOT_EVERY, erase, expired, path_of, sessions,
};
use pleiades_netcode::protocol::{
    Appearance, Device, Event, LessonOutline, Nickname, Notice, ParticipantId, Role, SavingTrouble,
    SessionId, Text,
};
use pleiades_netcode::room::{Arrival, LogEntry, Opening, RoomState};
use tempfile::TempDir;

const SESSION: SessionId = SessionId(0xC0FFEE);

/// A room with its log: opened, one person in, then `count` comings and goings.
fn log(count: usize) -> (RoomState, Vec<LogEntry>) {
    let lesson = LessonOutline {
        id: "campus-epinal".into(),
        version: 1,
        title: Text::default(),
        stops: vec![],
    };
    let opening = Opening {
        session: SESSION,
        lesson,
        objects: Default::default(),
        capacity: 30,
        away_time_ms: 60_000,
    };
    let arrival = Arrival {
        nickname: Nickname::parse("Léa").unwrap(),
        role: Role::Host,
        appearance: Appearance::default(),
        device: Device::Desktop,
    };
    let (mut room, mut log) = (RoomState::new(), Vec::new());
    let mut append = |events: Vec<Event>, room: &mut RoomState| {
        for entry in room.entries(events, 1_000, None) {
            room.fold(&entry).unwrap();
            log.push(entry);
        }
    };
    append(room.decide_open(opening).unwrap(), &mut room);
    append(room.decide_join(&arrival).unwrap().1, &mut room);
    for index in 0..count {
        let id = ParticipantId(1);
        let event = if index % 2 == 0 {
            Event::ParticipantAway { id }
        } else {
            Event::ParticipantReturned { id }
        };
        append(vec![event], &mut room);
    }
    (room, log)
}

fn written(folder: &TempDir, count: usize) -> (RoomState, Vec<LogEntry>) {
    let (room, log) = log(count);
    Journal::create(folder.path(), SESSION)
        .unwrap()
        .append(&log)
        .unwrap();
    (room, log)
}

fn file(folder: &TempDir) -> std::path::PathBuf {
    path_of(folder.path(), SESSION)
}

#[test]
fn what_is_written_is_there_again() {
    let folder = TempDir::new().unwrap();
    let (room, log) = written(&folder, 10);
    let journal = Journal::open(&file(&folder)).unwrap();
    assert_eq!((journal.session(), journal.last_seq()), (SESSION, 12));
    assert_eq!(journal.read_all().unwrap(), log);
    assert_eq!(journal.recover().unwrap(), room);
    assert_eq!(
        journal.noted("lesson").unwrap().as_deref(),
        Some("campus-epinal")
    );
    journal.note("code", "x").unwrap();
    assert_eq!(journal.noted("code").unwrap().as_deref(), Some("x"));
}

#[test]
fn a_server_that_is_killed_has_written_what_it_acknowledged() {
    let folder = TempDir::new().unwrap();
    let (room, log) = log(50);
    let mut journal = Journal::create(folder.path(), SESSION).unwrap();
    journal.append(&log).unwrap();
    // What a killed process leaves behind: the files as they are, without any closing. The lock goes with the process.
    let left = TempDir::new().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), left.path().join(entry.file_name())).unwrap();
    }
    std::mem::forget(journal);
    assert_eq!(
        Journal::open(&file(&left)).unwrap().recover().unwrap(),
        room
    );
}

#[test]
fn a_snapshot_and_the_entries_after_it_are_the_room() {
    let folder = TempDir::new().unwrap();
    let (room, log) = log(20);
    let mut journal = Journal::create(folder.path(), SESSION).unwrap();
    journal.append(&log[..10]).unwrap();
    let mut half = RoomState::new();
    log[..10].iter().for_each(|entry| half.fold(entry).unwrap());
    journal.save_snapshot(&half).unwrap();
    journal.append(&log[10..]).unwrap();
    assert_eq!(journal.latest_snapshot().unwrap(), Some(half));
    assert_eq!(journal.recover().unwrap(), room);
}

#[test]
fn entries_are_written_in_order_all_or_none() {
    let folder = TempDir::new().unwrap();
    let (_, log) = log(5);
    let mut journal = Journal::create(folder.path(), SESSION).unwrap();
    let gap = [log[0].clone(), log[2].clone()];
    assert!(matches!(
        journal.append(&gap),
        Err(JournalError::OutOfOrder {
            after: 1,
            found: 3,
            ..
        })
    ));
    assert!(journal.read_all().unwrap().is_empty());
    journal.append(&log).unwrap();
    assert!(journal.append(&log[..1]).is_err());
    assert_eq!(journal.read_all().unwrap().len(), log.len());
}

#[test]
fn one_server_at_a_time() {
    let folder = TempDir::new().unwrap();
    let (_, log) = log(0);
    let mut journal = Journal::create(folder.path(), SESSION).unwrap();
    journal.append(&log).unwrap();
    assert!(matches!(
        Journal::open(&file(&folder)),
        Err(JournalError::InUse(_))
    ));
    assert!(matches!(
        Journal::create(folder.path(), SESSION),
        Err(JournalError::Exists(_))
    ));
    drop(journal);
    assert!(Journal::open(&file(&folder)).is_ok());
}

#[test]
fn a_damaged_file_is_named_and_left_alone() {
    let folder = TempDir::new().unwrap();
    written(&folder, 400);
    let whole = fs::read(file(&folder)).unwrap();
    assert!(whole.len() > 20_000);
    let mut scribbled = whole.clone();
    scribbled[5_000..15_000].fill(0x5A);
    for (what, bytes) in [
        ("garbage", vec![0x5A; 9_000]),
        ("empty", Vec::new()),
        ("text", b"bonjour".to_vec()),
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("cut in the header", whole[..60].to_vec()),
        ("scribbled on", scribbled),
    ] {
        fs::write(file(&folder), &bytes).unwrap();
        let error = Journal::open(&file(&folder)).expect_err(what);
        assert!(
            matches!(error, JournalError::Damaged { .. }),
            "{what}: {error:?}"
        );
        assert_eq!(error.trouble(), SavingTrouble::Damaged);
        assert!(
            error
                .to_string()
                .contains(&file(&folder).display().to_string()),
            "{error}"
        );
        assert_eq!(fs::read(file(&folder)).unwrap(), bytes, "{what}");
    }
}

#[test]
fn an_unreadable_entry_is_named() {
    let folder = TempDir::new().unwrap();
    written(&folder, 4);
    let connection = rusqlite::Connection::open(file(&folder)).unwrap();
    connection
        .execute("UPDATE log SET entry = x'FFFF' WHERE seq = 3", [])
        .unwrap();
    drop(connection);
    let error = Journal::open(&file(&folder))
        .unwrap()
        .recover()
        .unwrap_err();
    assert!(
        error.to_string().contains("entry 3 is unreadable"),
        "{error}"
    );
}

#[test]
fn a_journal_of_a_later_version_is_refused_politely() {
    let folder = TempDir::new().unwrap();
    written(&folder, 4);
    let connection = rusqlite::Connection::open(file(&folder)).unwrap();
    connection
        .execute("UPDATE meta SET value = '9' WHERE key = 'schema'", [])
        .unwrap();
    drop(connection);
    let error = Journal::open(&file(&folder)).unwrap_err();
    assert!(
        matches!(error, JournalError::Newer { found: 9, .. }),
        "{error:?}"
    );
    assert!(error.to_string().contains("update the program"), "{error}");
}

#[test]
fn a_missing_journal_and_an_impossible_folder_are_named() {
    let folder = TempDir::new().unwrap();
    assert!(matches!(
        Journal::open(&file(&folder)),
        Err(JournalError::Missing(_))
    ));
    fs::write(folder.path().join("data"), "a file").unwrap();
    let error = Journal::create(&folder.path().join("data"), SESSION).unwrap_err();
    assert!(error.to_string().contains("data"), "{error}");
}

#[test]
fn a_full_journal_says_so_and_takes_up_again() {
    let folder = TempDir::new().unwrap();
    let (_, log) = log(2_000);
    let mut journal = Journal::create(folder.path(), SESSION).unwrap();
    journal.limit_bytes(64 * 1024).unwrap();
    let error = journal.append(&log).unwrap_err();
    assert!(matches!(error, JournalError::DiskFull(_)), "{error:?}");
    assert!(journal.read_all().unwrap().is_empty(), "all or none");
    journal.limit_bytes(1 << 30).unwrap();
    journal.append(&log).unwrap();
    assert_eq!(journal.read_all().unwrap().len(), log.len());
}

#[test]
fn a_journal_that_may_only_be_read_says_so() {
    let folder = TempDir::new().unwrap();
    let (room, _) = written(&folder, 4);
    let (_, longer) = log(5);
    let mut journal = Journal::open_to_read(&file(&folder)).unwrap();
    assert_eq!(journal.recover().unwrap(), room);
    let error = journal.append(&longer[6..]).unwrap_err();
    assert!(matches!(error, JournalError::ReadOnly(_)), "{error:?}");
    assert_eq!(error.trouble(), SavingTrouble::ReadOnly);
}

#[cfg(unix)]
#[test]
fn a_file_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let (_, log) = log(3);
    let mut journal = Journal::create(folder.path(), SESSION).unwrap();
    journal.append(&log).unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o077,
            0,
            "{:?}",
            entry.file_name()
        );
    }
}

#[test]
fn old_journals_are_found_and_erased() {
    let folder = TempDir::new().unwrap();
    written(&folder, 2);
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let damaged = path_of(folder.path(), SessionId(1));
    fs::write(&damaged, "not a journal").unwrap();
    assert_eq!(sessions(folder.path()).unwrap(), [SessionId(1), SESSION]);
    let now = SystemTime::now();
    let days = |days: u64| Duration::from_secs(days * 24 * 3600);
    let old = fs::File::options().write(true).open(&damaged).unwrap();
    old.set_modified(now - days(31)).unwrap();
    assert_eq!(expired(folder.path(), now, 30).unwrap(), [SessionId(1)]);
    assert_eq!(
        expired(folder.path(), now + days(40), 30).unwrap(),
        [SessionId(1), SESSION]
    );
    assert!(erase(folder.path(), SESSION).unwrap());
    assert!(!erase(folder.path(), SESSION).unwrap());
    assert_eq!(sessions(folder.path()).unwrap(), [SessionId(1)]);
    assert!(folder.path().join("notes.txt").exists());
    assert!(sessions(Path::new("no/such/folder")).unwrap().is_empty());
}

/// Writes the log in batches of ten through the writer, folding as a server does; returns what was told.
fn run(
    writer: &mut JournalWriter,
    room: &mut RoomState,
    log: &[LogEntry],
    now_ms: &mut u64,
) -> Vec<Notice> {
    let mut told = Vec::new();
    for batch in log.chunks(10) {
        *now_ms += 100;
        told.extend(writer.write(batch, *now_ms));
        batch.iter().for_each(|entry| room.fold(entry).unwrap());
        told.extend(writer.tend(room, *now_ms));
    }
    told
}

#[test]
fn a_full_disk_is_told_once_and_the_session_goes_on() {
    let folder = TempDir::new().unwrap();
    let (end, log) = log(2_000);
    let journal = Journal::create(folder.path(), SESSION).unwrap();
    journal.limit_bytes(128 * 1024).unwrap();
    let (mut writer, mut room, mut now_ms) = (JournalWriter::new(journal), RoomState::new(), 0);
    let told = run(&mut writer, &mut room, &log, &mut now_ms);
    assert_eq!(told, [Notice::SavingFailed(SavingTrouble::DiskFull)]);
    assert!(!writer.is_saving() && writer.waiting() > 500);
    writer.journal().limit_bytes(1 << 30).unwrap();
    assert_eq!(
        writer.tend(&room, now_ms),
        None,
        "not before it is time to try again"
    );
    assert_eq!(
        writer.tend(&room, now_ms + 5_000),
        Some(Notice::SavingRestored)
    );
    assert!(writer.is_saving() && writer.waiting() == 0);
    drop(writer);
    let journal = Journal::open(&file(&folder)).unwrap();
    assert_eq!(journal.read_all().unwrap(), log);
    assert_eq!(journal.recover().unwrap(), end);
}

#[test]
fn what_memory_cannot_hold_is_bridged_by_a_snapshot() {
    let folder = TempDir::new().unwrap();
    let (end, log) = log(2_000);
    let journal = Journal::create(folder.path(), SESSION).unwrap();
    journal.limit_bytes(128 * 1024).unwrap();
    let (mut writer, mut room, mut now_ms) = (
        JournalWriter::with_backlog(journal, 100),
        RoomState::new(),
        0,
    );
    let told = run(&mut writer, &mut room, &log[..1_500], &mut now_ms);
    assert_eq!(told, [Notice::SavingFailed(SavingTrouble::DiskFull)]);
    assert_eq!(writer.waiting(), 100);
    writer.journal().limit_bytes(1 << 30).unwrap();
    assert_eq!(
        writer.tend(&room, now_ms + 5_000),
        Some(Notice::SavingRestoredWithGap)
    );
    now_ms += 5_000;
    assert!(run(&mut writer, &mut room, &log[1_500..], &mut now_ms).is_empty());
    drop(writer);
    let journal = Journal::open(&file(&folder)).unwrap();
    assert!(journal.read_all().unwrap().len() < log.len());
    assert_eq!(journal.recover().unwrap(), end);
}

#[test]
fn snapshots_are_taken_as_the_log_grows() {
    let folder = TempDir::new().unwrap();
    let (_, log) = log(2 * SNAPSHOT_EVERY as usize + 100);
    let journal = Journal::create(folder.path(), SESSION).unwrap();
    let (mut writer, mut room, mut now_ms) = (JournalWriter::new(journal), RoomState::new(), 0);
    assert!(run(&mut writer, &mut room, &log, &mut now_ms).is_empty());
    let snapshot = writer.journal().latest_snapshot().unwrap().unwrap();
    assert!(snapshot.seq() >= 2 * SNAPSHOT_EVERY && snapshot.seq() < room.seq());
}
