//! Loading: what a program gets that wants to show a lesson.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Folder, LESSON, place};
use pleiades_scenes::Language;
use pleiades_scenes::lesson::{self, Date, LessonKind};
use pleiades_scenes::lint::Severity;

#[test]
fn a_lesson_is_loaded_from_its_folder_or_its_file() {
    let folder = Folder::with(LESSON, &place());
    let loaded = lesson::load(&folder.path()).unwrap();
    assert_eq!(
        loaded.lesson,
        lesson::load(&folder.path().join("lesson.toml"))
            .unwrap()
            .lesson
    );
    assert_eq!(loaded.directory, folder.path());
    assert_eq!(loaded.scene_path, folder.path().join("place.glb"));
    assert_eq!(loaded.warnings, []);
    let lesson = loaded.lesson;
    assert_eq!(
        (
            lesson.id.as_str(),
            lesson.kind,
            lesson.privacy.retention_days
        ),
        ("test.visite", LessonKind::Tour, 30)
    );
    let wood = lesson.stop("bois").unwrap();
    assert_eq!(wood.questions[0].get(Language::English), "How to get in?");
    let fact = &wood.facts[0];
    assert_eq!(fact.valid_until, Date::new(2027, 9, 1));
    assert_eq!(
        lesson.source(&fact.source).unwrap().checked.to_string(),
        "2026-11-23"
    );
    let law = lesson.stop("droit").unwrap();
    assert!(
        !law.required && law.dwell_min_s == 0 && law.facts.is_empty() && law.questions.is_empty()
    );
}

#[test]
fn an_old_fact_still_loads_and_a_warning_comes_along() {
    let folder = Folder::changed("valid_until = 2027-09-01", "valid_until = 1999-12-31");
    let loaded = lesson::load(&folder.path()).unwrap();
    assert_eq!(loaded.warnings, []);
    assert!(loaded.lesson.stops[0].facts[0].is_expired(Date::new(2000, 1, 1).unwrap()));
    let folder = Folder::changed("{ fr = \"Droit\", en = \"Law\" }", "{ fr = \"Droit\" }");
    let loaded = lesson::load(&folder.path()).unwrap();
    assert_eq!(loaded.warnings.len(), 1);
    assert_eq!(loaded.lesson.stops[1].title.get(Language::English), "Droit");
}

#[test]
fn an_error_comes_with_the_warnings_in_the_order_of_the_file() {
    let lesson = LESSON
        .replace("poi.droit", "poi.nowhere")
        .replace(", en = \"Wood\"", "");
    let problems = lesson::load(&Folder::with(lesson, &place()).path()).unwrap_err();
    assert!(problems.has_errors());
    let severities: Vec<_> = problems.iter().map(|problem| problem.severity).collect();
    assert_eq!(severities, [Severity::Warning, Severity::Error]);
    let text = problems.render(Language::English);
    assert_eq!(text.lines().count(), 2);
    assert!(
        text.ends_with("lesson.toml:31:10: the scene has no node “poi.nowhere”"),
        "{text}"
    );
}

#[test]
fn the_scene_is_looked_for_in_the_folder_and_then_in_assets_above() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("scenes/visite");
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir(root.path().join("assets")).unwrap();
    fs::write(folder.join("lesson.toml"), LESSON).unwrap();
    fs::write(root.path().join("assets/place.glb"), place()).unwrap();
    let shared = root.path().join("assets/place.glb");
    assert_eq!(lesson::load(&folder).unwrap().scene_path, shared);
    let roundabout = root.path().join("scenes/../scenes/./visite");
    assert_eq!(lesson::load(&roundabout).unwrap().scene_path, shared);
    fs::write(folder.join("place.glb"), place()).unwrap();
    assert_eq!(
        lesson::load(&folder).unwrap().scene_path,
        folder.join("place.glb")
    );
}

#[test]
fn nothing_there_is_one_problem_that_names_the_file() {
    let root = tempfile::tempdir().unwrap();
    let problems = lesson::load(root.path()).unwrap_err().into_vec();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].file, root.path().join("lesson.toml"));
    assert_eq!(problems[0].position, None);
}
