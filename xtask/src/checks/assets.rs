//! Every folder of assets says where its files come from and under which licence.

use super::files;
use crate::paths;
use anyhow::Result;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Where content lies; scripts below `assets/source` are code, under the code's licence.
const CONTENT: [&str; 2] = ["assets", "scenes"];
const CODE: [&str; 5] = [
    "assets/source",
    "scenes/src",
    "scenes/tests",
    "scenes/examples",
    "scenes/schema",
];

/// What content may be under.
const LICENCES: [&str; 5] = ["CC-BY-4.0", "CC0-1.0", "OFL", "MIT", "Apache-2.0"];

/// Folders without a README, and files no README names.
pub(crate) fn faults() -> Result<Vec<String>> {
    let mut folders: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for file in files::tracked()? {
        let Some((folder, name)) = content(&file) else {
            continue;
        };
        folders.entry(folder).or_default().push(name);
    }
    let mut faults = Vec::new();
    for (folder, names) in folders {
        let readme = fs::read_to_string(paths::root().join(&folder).join("README.md")).ok();
        faults.extend(folder_faults(&folder, &names, readme.as_deref()));
    }
    Ok(faults)
}

/// The content folder (`assets/<name>`, `scenes/<name>`) a file belongs to, and its name in there.
fn content(file: &Path) -> Option<(PathBuf, String)> {
    if CODE.iter().any(|code| file.starts_with(code)) {
        return None;
    }
    let mut parts = file.iter();
    let top = parts.next()?.to_str().filter(|top| CONTENT.contains(top))?;
    let name = parts.next()?;
    let rest = parts.as_path();
    // A file directly under `assets/` or `scenes/` belongs to no folder (Cargo.toml, README.md).
    let inside = rest.to_str().filter(|rest| !rest.is_empty())?;
    (inside != "README.md").then(|| (Path::new(top).join(name), inside.to_owned()))
}

fn folder_faults(folder: &Path, names: &[String], readme: Option<&str>) -> Vec<String> {
    let folder = folder.display();
    let Some(readme) = readme else {
        return vec![format!(
            "{folder}: no README.md with the origin and licence of its files"
        )];
    };
    let mut faults = Vec::new();
    if !LICENCES.iter().any(|licence| readme.contains(licence)) {
        faults.push(format!("{folder}/README.md: names no licence"));
    }
    for name in names {
        let last = name.rsplit('/').next().unwrap_or(name);
        if !readme.contains(last) && !named_by_folder(name, readme) {
            faults.push(format!("{folder}/README.md: does not name {name}"));
        }
    }
    faults
}

/// Many files of one kind may be named together, as `textures/`.
fn named_by_folder(name: &str, readme: &str) -> bool {
    name.rsplit_once('/')
        .is_some_and(|(folder, _)| readme.contains(&format!("{folder}/")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn content_is_told_from_code() {
        let of = |file: &str| content(Path::new(file)).map(|(folder, _)| folder);
        assert_eq!(
            of("assets/avatar/avatar.glb"),
            Some(PathBuf::from("assets/avatar"))
        );
        assert_eq!(
            of("scenes/campus-epinal/cards/iut.png"),
            Some(PathBuf::from("scenes/campus-epinal"))
        );
        assert_eq!(of("assets/source/bake.py"), None);
        assert_eq!(of("scenes/src/lib.rs"), None);
        assert_eq!(of("assets/avatar/README.md"), None);
        assert_eq!(of("scenes/Cargo.toml"), None);
        assert_eq!(of("client/src/main.rs"), None);
    }

    #[test]
    fn every_file_is_named_with_a_licence() {
        let folder = Path::new("assets/avatar");
        let names = ["avatar.glb".to_owned(), "textures/skin.png".to_owned()];
        assert_eq!(folder_faults(folder, &names, None).len(), 1);
        let good = "| file | licence |\n| avatar.glb | CC-BY-4.0 |\n| textures/ | CC0-1.0 |";
        assert!(folder_faults(folder, &names, Some(good)).is_empty());
        let faults = folder_faults(folder, &names, Some("avatar.glb, by us"));
        assert_eq!(faults.len(), 2);
        assert!(faults.last().unwrap().contains("skin.png"));
    }
}
