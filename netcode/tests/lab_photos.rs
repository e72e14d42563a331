//! Photographs of a notebook, over the real link: kept with the session, seen by who may see the notebook, and gone when taken out.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::{net::Ipv4Addr, path::Path};

use common::{
    Client,
    bot::Bot,
    browser::Visitor,
    lab::{Hand, Student, add_photo, folder, photo},
    process::{self, Process},
    request,
};
use pleiades_netcode::{
    bench::{embedded, illustrated},
    journal::{Journal, JournalError},
    link::{LinkEvent, Target},
    protocol::{
        Command, Deed, LabCommand, LabRefusal, Language, Refusal, Teaching,
        lab::{Group, PHOTO_BYTES, PHOTO_FILE_BYTES, PHOTOS, PhotoDigest, PhotoFile},
    },
    server::{self, ServerConfig, ServerHandle},
};
use pleiades_scenes::lesson;

fn serve(lesson: &Path, data: &Path) -> ServerHandle {
    server::start(ServerConfig {
        data: Some(data.to_owned()),
        console: Some((Ipv4Addr::LOCALHOST, 0).into()),
        ..ServerConfig::private(lesson.to_owned())
    })
    .unwrap()
}

/// What the server answers somebody who wants to see a photograph.
fn sees(client: &mut Client, wanted: PhotoDigest) -> Option<PhotoFile> {
    let from = client.seen.len();
    client.link.see_photo(wanted);
    let found = |client: &Client| {
        client.seen[from..].iter().find_map(|event| match event {
            LinkEvent::Photo { digest, file } if *digest == wanted => Some(file.clone()),
            _ => None,
        })
    };
    client.until("the photograph", |client| found(client).is_some());
    found(client).unwrap()
}

fn captions(bot: &Bot) -> Vec<String> {
    let photos = bot.attempt().notebook.photos.into_iter();
    photos.map(|photo| photo.caption).collect()
}

#[test]
fn a_photograph_is_seen_by_its_owner_and_a_teacher_and_comes_back_with_the_session() {
    let (lesson, data) = (folder("affleurement"), tempfile::tempdir().unwrap());
    let server = serve(lesson.path(), data.path());
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let mut malo = Bot::begins(Client::knock(&server, "Malo").joined());
    let picture = photo(1, 30_000);
    let digest = picture.digest();
    ines.does(add_photo("Le flanc ouest", &picture));
    // The same again is the same.
    ines.does(add_photo("Encore", &picture));
    assert_eq!(captions(&ines), ["Le flanc ouest"]);
    let mine = sees(&mut ines.client, digest);
    assert_eq!(mine.as_ref(), Some(&picture));
    assert_eq!(sees(&mut host, digest).as_ref(), Some(&picture));
    assert_eq!(sees(&mut malo.client, digest), None, "it is not his");
    let nothing = photo(2, 100).digest();
    assert_eq!(sees(&mut host, nothing), None, "nobody took it");
    // What both have, both see; who lets it go lets nobody else's go.
    malo.does(add_photo("Le même", &picture));
    assert_eq!(sees(&mut malo.client, digest), Some(picture.clone()));
    malo.does(Deed::RemovePhoto { digest });
    assert_eq!(sees(&mut malo.client, digest), None);
    ines.does(Deed::CaptionPhoto {
        digest,
        caption: "Flanc ouest, S0".to_owned(),
    });
    assert_eq!(captions(&ines), ["Flanc ouest, S0"]);
    // The server stops, and goes on with what it had written.
    let session = host.link.room().unwrap().session_id();
    drop((host, ines, malo));
    server.shutdown();
    let path = pleiades_netcode::journal::path_of(&data.path().join("sessions"), session);
    let journal = Journal::open_to_read(&path).unwrap();
    assert_eq!(journal.photo(&digest).unwrap(), Some(picture.clone()));
    drop(journal);
    let server = serve(lesson.path(), data.path());
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    assert_eq!(host.link.room().unwrap().session_id(), session);
    assert_eq!(sees(&mut host, digest), Some(picture));
}

#[test]
fn what_is_taken_out_is_no_longer_in_the_journal() {
    let (lesson, data) = (folder("affleurement"), tempfile::tempdir().unwrap());
    let server = serve(lesson.path(), data.path());
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let picture = photo(1, 1_000);
    let digest = picture.digest();
    ines.does(add_photo("Un visage", &picture));
    ines.does(Deed::RemovePhoto { digest });
    assert_eq!(sees(&mut ines.client, digest), None);
    let session = ines.client.link.room().unwrap().session_id();
    drop(ines);
    server.shutdown();
    let path = pleiades_netcode::journal::path_of(&data.path().join("sessions"), session);
    let journal = Journal::open_to_read(&path).unwrap();
    assert_eq!(journal.photo(&digest).unwrap(), None);
}

#[test]
fn a_teacher_has_photographs_in_the_console_and_in_what_is_taken_away() {
    let (lesson, data) = (folder("affleurement"), tempfile::tempdir().unwrap());
    let server = serve(lesson.path(), data.path());
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let picture = photo(1, 2_000);
    let address = format!("/lab/1/photo/{}", picture.digest());
    ines.does(add_photo("Le flanc <ouest>", &picture));
    assert_ne!(Visitor::at(&server).get(&address).status, 200, "no key");
    let mut host = Visitor::host(&server);
    let page = host.get("/lab/1").body;
    assert!(page.contains(&format!("src=\"{address}\"")), "{page}");
    assert!(page.contains("Le flanc &lt;ouest&gt;"));
    let shown = host.get(&address);
    assert_eq!(shown.status, 200);
    assert_eq!(shown.header("content-type"), Some("image/jpeg"));
    assert_eq!(shown.bytes, picture.bytes());
    let away = host.get("/lab/1/cahier.html").body;
    assert!(
        away.contains(&embedded(&picture)),
        "the page needs nothing else"
    );
    for nowhere in ["/lab/1/photo/0", &address.replace("1/photo/", "1/photo/é")] {
        assert_eq!(host.get(nowhere).status, 404, "{nowhere}");
    }
}

#[test]
fn what_is_no_photograph_does_not_come_in() {
    let mut student = Hand::of("affleurement", 1);
    let refused = |student: &mut Hand, deed: Deed| match student.try_to(deed) {
        Err(Refusal::Lab(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    let picture = photo(1, 1_000);
    let cut = PhotoFile::new(picture.bytes()[..500].to_vec());
    // 1 281 rows: more than a notebook shows.
    let mut tall = picture.bytes().to_vec();
    tall[7..9].copy_from_slice(&[5, 1]);
    for bad in [
        PhotoFile::new(Vec::new()),
        PhotoFile::new(b"<script>alert(1)</script>".to_vec()),
        photo(1, PHOTO_FILE_BYTES + 1),
        cut,
        PhotoFile::new(tall),
    ] {
        let deed = add_photo("Une photo", &bad);
        assert_eq!(refused(&mut student, deed), LabRefusal::BadEntry, "{bad:?}");
    }
    for caption in ["x".repeat(PHOTO_BYTES + 1), "a\u{7}".to_owned()] {
        let deed = add_photo(&caption, &picture);
        assert_eq!(refused(&mut student, deed), LabRefusal::BadEntry);
    }
    let caption = |number: u8, caption: &str| Deed::CaptionPhoto {
        digest: photo(number, 1_000).digest(),
        caption: caption.to_owned(),
    };
    let unknown = refused(&mut student, caption(1, "Rien"));
    assert_eq!(unknown, LabRefusal::UnknownHere);
    for number in 0..PHOTOS as u8 {
        student.does(add_photo("Une photo", &photo(number, 1_000)));
    }
    let one_more = add_photo("Une de trop", &photo(99, 1_000));
    assert_eq!(refused(&mut student, one_more), LabRefusal::NotebookFull);
    let deed = caption(1, &"x".repeat(PHOTO_BYTES + 1));
    assert_eq!(refused(&mut student, deed), LabRefusal::BadEntry);
    student.does(Deed::HandIn);
    let late = Deed::RemovePhoto {
        digest: photo(1, 1_000).digest(),
    };
    assert_eq!(refused(&mut student, late), LabRefusal::HandedIn);
}

/// The bound on the page that is taken away, with everything a notebook may hold of photographs.
#[test]
fn a_page_with_every_photograph_stays_under_one_megabyte() {
    let folder = folder("affleurement");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut student = Hand::in_folder(folder.path(), 1);
    common::outcrop::do_all(&mut student);
    for number in 0..PHOTOS as u8 {
        let caption = "é".repeat(PHOTO_BYTES / 2);
        student.does(add_photo(&caption, &photo(number, PHOTO_FILE_BYTES)));
    }
    let source = |digest| {
        let mut all = (0..PHOTOS as u8).map(|number| photo(number, PHOTO_FILE_BYTES));
        all.find(|file| file.digest() == digest)
            .map(|file| embedded(&file))
    };
    let page = illustrated(&lesson, &student.attempt(), Language::French, source).unwrap();
    let html = page.html();
    assert_eq!(html.matches("data:image/jpeg").count(), PHOTOS);
    assert!(html.len() < 1_000_000, "{} bytes", html.len());
}

#[cfg(unix)]
#[test]
fn a_photograph_that_the_disk_does_not_take_is_refused_in_a_sentence() {
    use pleiades_netcode::protocol::Notice;
    let folder = tempfile::tempdir().unwrap();
    let server = Process::start(process::command_on_a_small_disk(folder.path(), 256));
    let target = || Target::Ticket(server.ticket.clone());
    let mut host =
        Client::host_with(server.host_key.clone(), request(target(), "Mme Lenoir")).joined();
    let mut ines = Bot::begins(Client::start(request(target(), "Inès")).joined());
    let mut kept = Vec::new();
    let mut refusal = None;
    for number in 0..PHOTOS as u8 {
        let picture = photo(number, PHOTO_FILE_BYTES);
        match ines.try_to(add_photo("Une photo", &picture)) {
            Ok(()) => kept.push(picture),
            Err(found) => {
                refusal = Some(found);
                break;
            }
        }
    }
    assert_eq!(refusal, Some(Refusal::Lab(LabRefusal::PhotoNotKept)));
    host.until("the notice", |host| {
        let failed =
            |event: &LinkEvent| matches!(event, LinkEvent::Notice(Notice::SavingFailed(_)));
        host.seen.iter().any(failed)
    });
    // Those that were taken are there, the one that the disk refused too: it waits in memory. And the notebook goes on.
    assert!(!kept.is_empty());
    for picture in &kept {
        assert_eq!(
            sees(&mut ines.client, picture.digest()).as_ref(),
            Some(picture)
        );
    }
    ines.does(Deed::Note {
        text: "Le disque est plein.".to_owned(),
    });
}

#[test]
fn journals_from_before_photographs_take_them_too() {
    let folder = tempfile::tempdir().unwrap();
    let session = pleiades_netcode::protocol::SessionId::default();
    let journal = Journal::create(folder.path(), session).unwrap();
    let path = journal.path().to_owned();
    drop(journal);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("DROP TABLE photo").unwrap();
    drop(connection);
    let picture = photo(1, 100);
    let digest = picture.digest();
    let journal = Journal::open(&path).unwrap();
    journal.keep_photos([(&digest, &picture)]).unwrap();
    assert_eq!(journal.photo(&digest).unwrap(), Some(picture));
    drop(journal);
    // Who only reads is told what is wrong.
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("DROP TABLE photo").unwrap();
    drop(connection);
    let reader = Journal::open_to_read(&path).unwrap();
    assert!(matches!(
        reader.photo(&digest),
        Err(JournalError::Other { .. } | JournalError::Damaged { .. })
    ));
}

/// Two hosts and a pair: whoever works on a notebook sees what is in it.
#[test]
fn a_pair_shares_its_photographs() {
    let (lesson, data) = (folder("affleurement"), tempfile::tempdir().unwrap());
    let server = serve(lesson.path(), data.path());
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut ines = Bot::begins(Client::knock(&server, "Inès").joined());
    let mut malo = Client::knock(&server, "Malo").joined();
    let picture = photo(3, 5_000);
    ines.does(add_photo("À deux", &picture));
    let who = malo.link.me().unwrap();
    let act = Teaching::Assign { who };
    let attempt = ines.attempt;
    host.ask(Command::Lab(LabCommand::Teach { attempt, act }))
        .unwrap();
    assert_eq!(sees(&mut malo, picture.digest()), Some(picture));
    assert_eq!(ines.attempt().group, Group::Alone);
}
