//! The loader: a folder in, a lesson that can be shown out, or every reason why not.

use std::path::{Path, PathBuf};

use super::Lesson;
use crate::check;
use crate::problem::{Problem, Problems};
use crate::scene::SceneIndex;

/// The file of a lesson in its folder.
pub const LESSON_FILE: &str = "lesson.toml";

/// A lesson that can be shown.
#[derive(Clone, Debug)]
pub struct LoadedLesson {
    /// What its author wrote.
    pub lesson: Lesson,
    /// The folder of its file, as it was named to the loader.
    pub directory: PathBuf,
    /// The scene's file, absolute and without `..`.
    pub scene_path: PathBuf,
    /// The nodes that the scene offers.
    pub scene: SceneIndex,
    /// What its author should look at.
    pub warnings: Vec<Problem>,
}

/// Loads the lesson in a folder (its `lesson.toml`) or in a file, with the index of its scene.
///
/// What depends on today's date is left to [`crate::lint`]: an old lesson still loads.
///
/// # Errors
/// Every problem of the lesson, its warnings among them, if there is at least one error.
pub fn load(path: &Path) -> Result<LoadedLesson, Problems> {
    let file = if path.is_dir() {
        path.join(LESSON_FILE)
    } else {
        path.to_owned()
    };
    let (loaded, problems) = check::read(&file, None);
    match loaded {
        Some(mut loaded) => {
            loaded.warnings = Problems::new(problems).into_vec();
            Ok(loaded)
        }
        None => Err(Problems::new(problems)),
    }
}
