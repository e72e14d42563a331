//! The counts of a stand: how many came, how many stayed to the end, where they went. Nothing of anybody.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

const HEAD: &str = "# Le compte des visites de ce stand. Rien d'autre n'est gardé.\n# The count of this stand's visits. Nothing else is kept.\n\n";

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Counts {
    /// Visits begun.
    pub(crate) visits: u64,
    /// Of those, visits that came to their end.
    pub(crate) finished: u64,
    /// Time spent, all visits together.
    pub(crate) seconds: u64,
    /// Visits that came to each stop.
    pub(crate) stops: BTreeMap<String, u64>,
}

impl Counts {
    /// What a file counts; from nothing where there is none, or where it is no count.
    pub(super) fn read(path: &Path) -> Self {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    tracing::warn!("{}: {error}; counting begins anew", path.display());
                }
                return Self::default();
            }
        };
        toml::from_str(&text).unwrap_or_else(|error| {
            tracing::warn!("{}: {error}; counting begins anew", path.display());
            Self::default()
        })
    }

    /// Counts one visit.
    pub(super) fn add(
        &mut self,
        seconds: u64,
        finished: bool,
        stops: impl Iterator<Item = String>,
    ) {
        self.visits += 1;
        self.finished += u64::from(finished);
        self.seconds = self.seconds.saturating_add(seconds);
        for stop in stops {
            *self.stops.entry(stop).or_default() += 1;
        }
    }

    /// Keeps the counts; a stand that is switched off in the middle leaves the former file whole.
    ///
    /// # Errors
    /// The folder or the file cannot be written.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = toml::to_string(self).map_err(io::Error::other)?;
        let beside: PathBuf = path.with_extension("toml.new");
        fs::write(&beside, format!("{HEAD}{text}"))?;
        fs::rename(&beside, path)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_stand_goes_on_counting_and_keeps_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/stand.toml");
        let mut counts = Counts::read(&path);
        assert_eq!(counts, Counts::default());
        counts.add(
            360,
            true,
            ["enstib".to_owned(), "droit".to_owned()].into_iter(),
        );
        counts.add(40, false, std::iter::once("enstib".to_owned()));
        counts.write(&path).unwrap();
        let again = Counts::read(&path);
        assert_eq!(again, counts);
        assert_eq!(
            (again.visits, again.finished, again.stops["enstib"]),
            (2, 1, 2)
        );
        let kept: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(kept.len(), 1);
        fs::write(&path, "visits = \"many\"").unwrap();
        assert_eq!(Counts::read(&path), Counts::default());
    }
}
