//! Where things lie: the checkout, and the cache that every checkout on this machine shares.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    // Cargo names the folder of the crate it runs; the one of the build is the fallback.
    let crate_folder =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let crate_folder = PathBuf::from(crate_folder);
    match crate_folder.parent() {
        Some(root) => root.to_owned(),
        None => crate_folder,
    }
}

/// The project's folder in the user's cache.
pub(crate) fn cache() -> PathBuf {
    let named = |name| env::var_os(name).filter(|value| !value.is_empty());
    let base = match named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA")) {
        Some(folder) => PathBuf::from(folder),
        None => match named("HOME") {
            Some(home) => Path::new(&home).join(".cache"),
            None => env::temp_dir(),
        },
    };
    base.join("pleiades-immersion")
}

/// Where Cargo builds: outside the checkout, so that a second checkout finds the dependencies built.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache().join("target"), PathBuf::from)
}

/// Where chores leave what a person may want to look at; ignored by git.
pub(crate) fn results(chore: &str) -> PathBuf {
    root().join("target").join(chore)
}

/// The path as a person would type it from the root.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}
