//! Files that people can read in one sitting, and a repository that clones in one minute.

use crate::{paths, process};
use anyhow::Result;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Lines of a source file.
const MOST_LINES: usize = 400;
/// Bytes of any file: past this, content belongs elsewhere.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// The repository's files, relative to its root, including new ones that git does not ignore.
pub(crate) fn tracked() -> Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ])
    .current_dir(paths::root());
    let listed = process::output(&mut git)?;
    let mut files: Vec<PathBuf> = listed
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        // A file that was deleted but not yet committed is still listed.
        .filter(|file| paths::root().join(file).is_file())
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// Everything wrong with the files' sizes and first lines.
pub(crate) fn faults() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in tracked()? {
        let path = paths::root().join(&file);
        let bytes = fs::metadata(&path).map_or(0, |data| data.len());
        if bytes > MOST_BYTES {
            let mib = bytes / (1024 * 1024);
            faults.push(format!("{}: {mib} MiB; at most 32", file.display()));
        }
        if is_source(&file)
            && !is_copy(&file)
            && let Ok(text) = fs::read_to_string(&path)
        {
            faults.extend(source_faults(&file, &text));
        }
    }
    Ok(faults)
}

fn is_source(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default();
    ["rs", "wgsl", "py"].iter().any(|known| extension == *known)
}

/// Somebody else's crate, kept with changes, stays as its authors cut it.
fn is_copy(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "vendor")
}

fn source_faults(file: &Path, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let shown = file.display();
    let lines = text.lines().count();
    if lines > MOST_LINES {
        faults.push(format!(
            "{shown}: {lines} lines; at most {MOST_LINES}: split it by noun"
        ));
    }
    let rust = file.extension().is_some_and(|extension| extension == "rs");
    if rust && !text.starts_with("//! ") {
        faults.push(format!(
            "{shown}: the first line says what the file is (`//! …`)"
        ));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_nameless_files_are_named() {
        let file = Path::new("labs/src/dip.rs");
        assert!(source_faults(file, "//! The dip.\n").is_empty());
        assert_eq!(source_faults(file, "use std::fs;\n").len(), 1);
        let long = format!("//! The dip.\n{}", "\n".repeat(MOST_LINES));
        assert_eq!(source_faults(file, &long).len(), 1);
        assert!(source_faults(Path::new("shaders/sky.wgsl"), "@fragment\n").is_empty());
    }
}
