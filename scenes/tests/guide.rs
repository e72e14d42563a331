//! The author's guide is true: its examples make a lesson with its key that stands in the campus, and a scene that can be read.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use common::{Folder, PICTURE, glb, gltf, place};
use pleiades_scenes::lesson;
use pleiades_scenes::scene::{Kind, SceneIndex};
use serde_json::{Value, json};

/// The examples of one language in the guide.
fn examples(language: &str) -> Vec<String> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide-auteur.md");
    let guide = fs::read_to_string(guide).unwrap().replace("\r\n", "\n");
    guide
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| Some(block.strip_prefix(language)?.to_owned()))
        .collect()
}

#[test]
fn its_parts_of_a_lesson_make_a_lesson() {
    let lesson = examples("toml\n").concat();
    let folder = Folder::with(
        lesson.replace("campus-epinal/campus.glb", "campus.glb"),
        &place(),
    );
    let campus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/campus-epinal/campus.glb");
    fs::copy(campus, folder.path().join("campus.glb")).unwrap();
    fs::create_dir(folder.path().join("medias")).unwrap();
    fs::write(folder.path().join("medias/cylindre.png"), PICTURE).unwrap();
    let key = examples("toml # key.toml\n").concat();
    fs::write(folder.path().join("key.toml"), key).unwrap();
    assert_eq!(folder.lines(), Vec::<String>::new());
    let loaded = lesson::load(&folder.path()).unwrap();
    let stop = &loaded.lesson.stops[0];
    assert_eq!(
        (stop.questions.len(), stop.quizzes.len(), stop.media.len()),
        (1, 3, 1)
    );
    assert_eq!(lesson::load_key(&loaded).unwrap().len(), 3);
}

#[test]
fn its_mark_makes_a_place() {
    let marks = examples("json\n");
    assert_eq!(marks.len(), 1);
    let mark: Value = serde_json::from_str(&marks[0]).unwrap();
    let scene = glb(&gltf(&[json!({ "extras": { "pleiades": mark } })]));
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), scene).unwrap();
    assert_eq!(
        SceneIndex::read(file.path())
            .unwrap()
            .get("poi.accueil")
            .unwrap()
            .kind,
        Kind::Poi
    );
}
