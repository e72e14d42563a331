//! The settings file: read forgivingly, written whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use bevy::prelude::Resource;

use super::Settings;

/// Where the settings live.
#[derive(Resource, Clone, Debug)]
pub(crate) struct SettingsFile {
    path: Option<PathBuf>,
}

/// Why settings could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The file exists and is not valid; it was set aside so that nothing is lost.
    #[error("{path}: {reason}; the file was kept as {kept}, default settings are used")]
    Broken {
        /// The settings file.
        path: PathBuf,
        /// What the parser says, with line and column.
        reason: String,
        /// Where the broken file is now.
        kept: PathBuf,
    },
    /// The file system refused.
    #[error("{path}: {source}; settings hold until you quit, but will not be found again")]
    Io {
        /// The settings file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Settings cannot be written as TOML.
    #[error("settings cannot be written: {0}")]
    Format(#[from] toml::ser::Error),
}

impl SettingsFile {
    /// The file of this user: `PLEIADES_CONFIG`, or the system's folder for settings.
    pub(crate) fn of_this_user() -> Self {
        let path = std::env::var_os("PLEIADES_CONFIG")
            .map(PathBuf::from)
            .or_else(|| {
                directories::ProjectDirs::from("fr", "Université de Lorraine", "Pléiades Immersion")
                    .map(|folders| folders.config_dir().join("settings.toml"))
            });
        Self { path }
    }

    /// A file at `path`.
    #[cfg(test)]
    pub(crate) fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: Some(path.into()),
        }
    }

    /// A store that keeps nothing, for scripted runs.
    pub(crate) fn nowhere() -> Self {
        Self { path: None }
    }

    /// What was kept; defaults if there is no file yet.
    ///
    /// # Errors
    /// The file cannot be read, or is not valid and was set aside.
    pub(crate) fn load(&self) -> Result<Settings, StoreError> {
        let Some(path) = &self.path else {
            return Ok(Settings::default());
        };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
            Err(source) => {
                return Err(StoreError::Io {
                    path: path.clone(),
                    source,
                });
            }
        };
        match toml::from_str::<Settings>(&text) {
            Ok(settings) => Ok(settings.sane()),
            Err(error) => {
                let kept = path.with_extension("toml.broken");
                fs::rename(path, &kept).map_err(|source| StoreError::Io {
                    path: path.clone(),
                    source,
                })?;
                Err(StoreError::Broken {
                    path: path.clone(),
                    reason: error.to_string(),
                    kept,
                })
            }
        }
    }

    /// Keeps `settings`: a full disk or a crash in the middle leaves the former file whole.
    ///
    /// # Errors
    /// The folder or the file cannot be written.
    pub(crate) fn save(&self, settings: &Settings) -> Result<(), StoreError> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let text = toml::to_string_pretty(settings)?;
        write_whole(path, text.as_bytes()).map_err(|source| StoreError::Io {
            path: path.clone(),
            source,
        })
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("toml.new");
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::settings::{Comfort, Identity};

    #[test]
    fn what_was_chosen_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = SettingsFile::at(folder.path().join("deep/settings.toml"));
        assert_eq!(file.load().unwrap(), Settings::default());
        let chosen = Settings {
            language: Some(pleiades_scenes::Language::English),
            comfort: Comfort {
                walk_speed: 1.5,
                invert_look: true,
                ..Comfort::default()
            },
            identity: Identity {
                nickname: "Zoé".into(),
                colour: 3,
            },
            ..Settings::default()
        };
        file.save(&chosen).unwrap();
        assert_eq!(file.load().unwrap(), chosen);
    }

    #[test]
    fn a_broken_file_is_kept_and_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(&path, "quality = [").unwrap();
        let error = SettingsFile::at(&path).load().unwrap_err();
        assert!(
            error.to_string().contains("settings.toml.broken"),
            "{error}"
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("settings.toml.broken")).unwrap(),
            "quality = ["
        );
        assert_eq!(SettingsFile::at(&path).load().unwrap(), Settings::default());
    }

    #[test]
    fn numbers_out_of_range_come_back_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(
            &path,
            "[comfort]\nfield_of_view_deg = 900.0\nwalk_speed = nan\n[identity]\ncolour = 250\n",
        )
        .unwrap();
        let settings = SettingsFile::at(&path).load().unwrap();
        assert_eq!(settings.comfort.field_of_view_deg, 90.0);
        assert_eq!(settings.comfort.walk_speed, Comfort::default().walk_speed);
        assert!(usize::from(settings.identity.colour) < crate::avatars::palette::COLOURS.len());
    }

    #[test]
    fn a_place_that_cannot_be_written_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let blocker = folder.path().join("file");
        fs::write(&blocker, "").unwrap();
        let error = SettingsFile::at(blocker.join("settings.toml"))
            .save(&Settings::default())
            .unwrap_err();
        assert!(matches!(error, StoreError::Io { .. }), "{error}");
    }
}
