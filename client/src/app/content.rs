//! Where the content is: `assets/` and `scenes/`, beside the program or in the checkout it was built from.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bevy::prelude::Resource;

/// Where `assets/` and `scenes/` are.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Content {
    pub(crate) root: PathBuf,
}

impl Content {
    /// The content, wherever it is.
    ///
    /// Looked for in this order: `PLEIADES_CONTENT`, the program's own folder and those above it, the current folder,
    /// the checkout this program was built from.
    ///
    /// # Errors
    /// None of them holds both folders; the text names every place that was tried.
    pub(crate) fn find() -> Result<Self, ContentError> {
        let mut tried = Vec::new();
        let named = std::env::var_os("PLEIADES_CONTENT").map(PathBuf::from);
        let own = std::env::current_exe()
            .ok()
            .and_then(|program| program.parent().map(Path::to_owned));
        let above_own = own
            .iter()
            .flat_map(|folder| folder.ancestors().map(Path::to_owned))
            .collect::<Vec<_>>();
        let built_from = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .map(Path::to_owned);
        for place in named
            .into_iter()
            .chain(above_own)
            .chain(std::env::current_dir().ok())
            .chain(built_from)
        {
            if place.join("assets").is_dir() && place.join("scenes").is_dir() {
                return Ok(Self { root: place });
            }
            tried.push(place);
        }
        Err(ContentError { tried })
    }

    /// Folders of all lessons, by name.
    pub(crate) fn lessons(&self) -> Vec<PathBuf> {
        let mut lessons: Vec<PathBuf> = fs::read_dir(self.root.join("scenes"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|folder| folder.join("lesson.toml").is_file())
            .collect();
        lessons.sort();
        lessons
    }

    /// The lesson shown when none is named: the campus.
    pub(crate) fn first_lesson(&self) -> PathBuf {
        let campus = self.root.join("scenes").join("campus-epinal");
        if campus.is_dir() {
            campus
        } else {
            self.lessons().into_iter().next().unwrap_or(campus)
        }
    }

    /// A lesson as people name it: a folder, a file in it, or the name of one of ours.
    pub(crate) fn lesson(&self, named: &Path) -> PathBuf {
        let ours = self.root.join("scenes").join(named);
        if named.exists() || !ours.is_dir() {
            named.to_owned()
        } else {
            ours
        }
    }
}

/// No content was found.
#[derive(Debug, thiserror::Error)]
#[error(
    "the folders «assets» and «scenes» were not found; they belong beside the program. Looked in: {}. \
     Set PLEIADES_CONTENT to the folder that holds them",
    tried.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(", ")
)]
pub(crate) struct ContentError {
    tried: Vec<PathBuf>,
}
