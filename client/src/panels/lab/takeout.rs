//! The notebook taken away: one page, tables, data and figures, in a folder of its own among one's documents.

use std::path::{Path, PathBuf};

use bevy::prelude::*;
use bevy_egui::egui;
use pleiades_netcode::bench::report;
use pleiades_scenes::{lab::report::Report, lesson::Date};

use super::LabPanel;
use crate::{
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

/// Writes what was asked for.
pub(super) fn save(
    mut panel: ResMut<LabPanel>,
    session: Res<Session>,
    place: Option<Res<Place>>,
    phrases: Res<Phrases>,
    plan: Option<Res<Plan>>,
) {
    if !panel.takeout.asked {
        return;
    }
    panel.takeout.asked = false;
    let (Some(place), Some(room), Some(me)) = (place, session.room(), session.me()) else {
        return;
    };
    let labs = room.labs();
    let own = || labs.of(me).last().map(|(_, attempt)| attempt);
    let looked_at = panel.attempt.and_then(|id| labs.attempt(id)).or_else(own);
    let lesson = &place.lesson.lesson;
    let page = looked_at.and_then(|attempt| report(lesson, attempt, phrases.language()));
    let Some(page) = page else { return };
    let folder = plan.map_or_else(own_folder, |plan| plan.out.clone());
    panel.takeout.last = Some(write(&folder, Date::today_utc(), &page));
}

/// Writes into a new folder, never over an earlier one.
fn write(among: &Path, today: Date, page: &Report<'_>) -> Result<PathBuf, String> {
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
            ("cahier.html".to_owned(), page.html()),
            ("tableaux.csv".to_owned(), page.csv()),
            ("cahier.json".to_owned(), page.json()),
        ];
        let drawn = page.figures().into_iter();
        let figures = drawn.map(|(id, svg)| (format!("figure-{id}.svg"), svg));
        for (name, text) in texts.into_iter().chain(figures) {
            let file = folder.join(name);
            fs::write(&file, text).map_err(|error| told(&file, &error))?;
        }
        return Ok(folder);
    }
    Err(among.display().to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use pleiades_netcode::protocol::lab::Attempt;
    use pleiades_scenes::{Language, lesson};

    use super::*;

    #[test]
    fn a_notebook_is_a_folder_with_a_page_tables_data_and_each_figure() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenes/affleurement");
        let loaded = lesson::load(&own).unwrap();
        let page = report(&loaded.lesson, &Attempt::default(), Language::French).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let today = Date::new(2026, 11, 26).unwrap();
        let first = write(folder.path(), today, &page).unwrap();
        let second = write(folder.path(), today, &page).unwrap();
        assert!(first.ends_with("cahier-2026-11-26"));
        assert_ne!(first, second);
        for name in [
            "cahier.html",
            "tableaux.csv",
            "cahier.json",
            "figure-stereogramme.svg",
            "figure-coupe.svg",
            "figure-colonne.svg",
        ] {
            let text = std::fs::read_to_string(first.join(name)).unwrap();
            assert!(!text.is_empty(), "{name}");
        }
        assert!(write(&folder.path().join("absent"), today, &page).is_err());
    }
}
