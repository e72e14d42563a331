//! The labs of this repository in a folder of their own, with a scene made in code that has the nodes they name.

use std::fs;
use std::path::{Path, PathBuf};

use pleiades_scenes::lesson::Date;
use pleiades_scenes::lint;
use serde_json::json;
use tempfile::TempDir;

use super::{TODAY, glb, gltf, marked};

/// A file of a lab of this repository.
pub(crate) fn file(lab: &str, name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(lab).join(name);
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// A scene with whatever the labs name.
pub(crate) fn scene() -> Vec<u8> {
    let mut nodes = vec![
        marked("spawn.base.1", "spawn"),
        marked("spawn.bench.1", "spawn"),
        marked("poi.log", "poi"),
    ];
    for number in 1..=8 {
        for limb in ["w", "e"] {
            nodes.push(marked(&format!("surface.limb_{limb}.{number}"), "surface"));
        }
        nodes.push(marked(&format!("prop.beam.{number}"), "prop"));
    }
    for instrument in ["press", "dial_gauge", "caliper", "scale", "microphone"] {
        nodes.push(marked(
            &format!("instrument.{instrument}"),
            "instrument_mount",
        ));
    }
    let mut scene = gltf(&nodes);
    scene["extras"] = json!({});
    glb(&scene)
}

/// A lab in a folder of its own.
pub(crate) struct LabFolder {
    folder: TempDir,
}

impl LabFolder {
    pub(crate) fn with(lesson: &str, key: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let asset = lesson
            .lines()
            .find_map(|line| line.strip_prefix("asset = \""))
            .map(|rest| rest.trim_end_matches('"').to_owned())
            .unwrap();
        let place = folder.path().join(&asset);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, scene()).unwrap();
        fs::write(folder.path().join("lesson.toml"), lesson).unwrap();
        fs::write(folder.path().join("lab-key.toml"), key).unwrap();
        Self { folder }
    }

    /// A lab as it is.
    pub(crate) fn of(lab: &str) -> Self {
        Self::with(&file(lab, "lesson.toml"), &file(lab, "lab-key.toml"))
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// The problems as people read them, without the folder's name.
    pub(crate) fn lines(&self) -> Vec<String> {
        let (year, month, day) = TODAY;
        let folder = format!("{}/", self.folder.path().display());
        lint::lint_on(self.folder.path(), Date::new(year, month, day).unwrap())
            .problems
            .iter()
            .map(|problem| problem.to_string().replace(&folder, ""))
            .collect()
    }
}
