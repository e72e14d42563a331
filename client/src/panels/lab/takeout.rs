//! The notebook taken away: one page, tables, data and figures, in a folder of its own among one's documents.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use bevy::prelude::*;
use bevy_egui::egui;
use pleiades_netcode::{
    bench::{embedded, illustrated},
    protocol::lab::{Attempt, Photo, PhotoFile},
};
use pleiades_scenes::{
    Language,
    lab::report::Report,
    lesson::{Date, Lesson},
};

use super::LabPanel;
use crate::{
    lab::Album,
    language::Phrases,
    panels::{own_folder, style},
    script::Plan,
    session::Session,
    world::Place,
};

/// Whether it is asked for, and how it went the last time.
#[derive(Default)]
pub(super) struct Takeout {
    asked: bool,
    /// Since when photographs are waited for.
    since: Option<Duration>,
    last: Option<Result<PathBuf, String>>,
}

/// The button, and under it where the folder is or why there is none.
pub(super) fn button(ui: &mut egui::Ui, takeout: &mut Takeout, phrases: &Phrases) {
    if ui.button(phrases.get("lab-takeout").into_owned()).clicked() {
        takeout.asked = true;
    }
    match &takeout.last {
        Some(Ok(path)) => {
            let path = path.display().to_string();
            ui.label(phrases.with("lab-takeout-done", &[("path", path.into())]));
        }
        Some(Err(reason)) => {
            let reason = [("reason", reason.clone().into())];
            let words = phrases.with("lab-takeout-failed", &reason);
            ui.label(egui::RichText::new(words).color(style::ALERT));
        }
        None => {}
    }
}

/// Longer than this photographs are not waited for: what is missing has its caption.
const PATIENCE: Duration = Duration::from_secs(10);

/// Writes what was asked for, once the photographs are there.
pub(super) fn save(
    time: Res<Time<Real>>,
    mut album: ResMut<Album>,
    mut panel: ResMut<LabPanel>,
    session: Res<Session>,
    place: Option<Res<Place>>,
    phrases: Res<Phrases>,
    plan: Option<Res<Plan>>,
) {
    if !panel.takeout.asked {
        return;
    }
    let (Some(place), Some(room), Some(me)) = (place, session.room(), session.me()) else {
        return;
    };
    let labs = room.labs();
    let own = || labs.of(me).last().map(|(_, attempt)| attempt);
    let looked_at = panel.attempt.and_then(|id| labs.attempt(id)).or_else(own);
    let Some(attempt) = looked_at else {
        panel.takeout.asked = false;
        return;
    };
    let since = *panel.takeout.since.get_or_insert(time.elapsed());
    // Every one is asked for, not only the first that is missing.
    let photos = attempt.notebook.photos.iter();
    let missing = photos
        .filter(|photo| !album.is_settled(photo.digest))
        .count();
    if missing > 0 && time.elapsed() < since + PATIENCE {
        return;
    }
    panel.takeout.asked = false;
    panel.takeout.since = None;
    let photos = attempt.notebook.photos.iter();
    let photos: Vec<_> = photos
        .filter_map(|photo| Some((photo.clone(), album.file(photo.digest)?)))
        .collect();
    let folder = plan.map_or_else(own_folder, |plan| plan.out.clone());
    let lesson = &place.lesson.lesson;
    let language = phrases.language();
    panel.takeout.last = page(lesson, attempt, language, &photos)
        .map(|page| write(&folder, Date::today_utc(), &page, &photos));
}

/// The page with its photographs in it.
fn page<'a>(
    lesson: &'a Lesson,
    attempt: &Attempt,
    language: Language,
    photos: &[(Photo, PhotoFile)],
) -> Option<Report<'a>> {
    illustrated(lesson, attempt, language, |digest| {
        let mut photos = photos.iter();
        let (_, file) = photos.find(|(photo, _)| photo.digest == digest)?;
        Some(embedded(file))
    })
}

/// Writes into a new folder, never over an earlier one.
fn write(
    among: &Path,
    today: Date,
    page: &Report<'_>,
    photos: &[(Photo, PhotoFile)],
) -> Result<PathBuf, String> {
    use std::{fs, io};
    let told = |path: &Path, error: &io::Error| format!("{} : {error}", path.display());
    for number in 1..100 {
        let name = match number {
            1 => format!("cahier-{today}"),
            number => format!("cahier-{today}-{number}"),
        };
        let folder = among.join(name);
        match fs::create_dir(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(told(&folder, &error)),
        }
        let texts = [
            ("cahier.html".to_owned(), page.html().into_bytes()),
            ("tableaux.csv".to_owned(), page.csv().into_bytes()),
            ("cahier.json".to_owned(), page.json().into_bytes()),
        ];
        let drawn = page.figures().into_iter();
        let figures = drawn.map(|(id, svg)| (format!("figure-{id}.svg"), svg.into_bytes()));
        let taken = photos.iter().enumerate();
        let taken = taken.map(|(nth, (_, file))| {
            let name = format!("photo-{}.jpg", nth + 1);
            (name, file.bytes().to_vec())
        });
        for (name, bytes) in texts.into_iter().chain(figures).chain(taken) {
            let file = folder.join(name);
            fs::write(&file, bytes).map_err(|error| told(&file, &error))?;
        }
        return Ok(folder);
    }
    Err(among.display().to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use pleiades_scenes::lesson;

    use super::*;

    #[test]
    fn a_notebook_is_a_folder_with_a_page_tables_data_and_each_figure() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenes/affleurement");
        let loaded = lesson::load(&own).unwrap();
        let file = PhotoFile::new(b"jpeg".to_vec());
        let photo = Photo {
            digest: file.digest(),
            caption: "Le flanc".to_owned(),
        };
        let mut attempt = Attempt::default();
        attempt.notebook.photos.push(photo.clone());
        let photos = [(photo, file.clone())];
        let page = page(&loaded.lesson, &attempt, Language::French, &photos).unwrap();
        assert!(page.html().contains(&embedded(&file)));
        let folder = tempfile::tempdir().unwrap();
        let today = Date::new(2026, 11, 26).unwrap();
        let first = write(folder.path(), today, &page, &photos).unwrap();
        let second = write(folder.path(), today, &page, &photos).unwrap();
        assert!(first.ends_with("cahier-2026-11-26"));
        assert_ne!(first, second);
        for name in [
            "cahier.html",
            "tableaux.csv",
            "cahier.json",
            "figure-stereogramme.svg",
            "figure-coupe.svg",
            "figure-colonne.svg",
            "photo-1.jpg",
        ] {
            let text = std::fs::read_to_string(first.join(name)).unwrap();
            assert!(!text.is_empty(), "{name}");
        }
        assert!(write(&folder.path().join("absent"), today, &page, &photos).is_err());
    }
}
