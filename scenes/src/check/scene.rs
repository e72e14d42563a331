//! The scene of a lesson: where its file is, and whether it offers what the lesson names.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use toml::de::DeTable;

use super::findings::Findings;
use super::tree::{table, tables, text};
use super::{formats, nearest};
use crate::problem::Fault;
use crate::scene::{Kind, SceneIndex};

/// The scene's file and index, if the file is there and can be read; reports what is wrong with it.
pub(super) fn check(
    root: &DeTable<'_>,
    directory: &Path,
    findings: &mut Findings<'_>,
) -> Option<(PathBuf, SceneIndex)> {
    let scene = table(root, "scene")?;
    let (asset, at) = text(scene, "asset")?;
    if formats::fault("pleiades-path", asset).is_some() {
        return None;
    }
    let candidates = candidates(asset, directory);
    let Some(path) = candidates.iter().find(|path| path.is_file()) else {
        let tried = candidates.into_iter().take(3).collect();
        findings.error(at, Fault::SceneMissing(tried));
        return None;
    };
    let index = match SceneIndex::read(path) {
        Ok(index) => index,
        Err(error) => {
            findings.error(at, Fault::SceneBroken(error));
            return None;
        }
    };
    anchors(root, &index, findings);
    lab_anchors(root, &index, findings);
    if let Some((spawn, at)) = text(scene, "spawn")
        && index.spawn_points(spawn).is_empty()
    {
        let suggestion = nearest::id(spawn, spawns(&index));
        findings.error_with(at, Fault::UnknownSpawn(spawn.to_owned()), suggestion);
    }
    Some((path.clone(), index))
}

fn anchors(root: &DeTable<'_>, index: &SceneIndex, findings: &mut Findings<'_>) {
    let mut taken = HashSet::new();
    for (anchor, at) in tables(root, "stop").filter_map(|stop| text(stop, "anchor")) {
        match index.get(anchor) {
            None => {
                let places = index
                    .nodes()
                    .filter(|node| node.kind == Kind::Poi)
                    .map(|node| node.id.as_str());
                let suggestion = nearest::id(anchor, places);
                findings.error_with(at, Fault::UnknownAnchor(anchor.to_owned()), suggestion);
            }
            Some(node) if node.kind != Kind::Poi => {
                let kind = node.kind.clone();
                findings.warning(
                    at,
                    Fault::AnchorKind {
                        anchor: anchor.to_owned(),
                        kind,
                    },
                );
            }
            Some(_) if !taken.insert(anchor) => {
                findings.warning(at, Fault::SharedAnchor(anchor.to_owned()));
            }
            Some(_) => {}
        }
    }
}

/// The places of a lab: a node, or numbered ones for specimens.
fn lab_anchors(root: &DeTable<'_>, index: &SceneIndex, findings: &mut Findings<'_>) {
    let Some(lab) = table(root, "lab") else {
        return;
    };
    for list in ["specimen", "instrument"] {
        for (anchor, at) in tables(lab, list).filter_map(|item| text(item, "anchor")) {
            if index.get(anchor).is_none() && index.numbered(anchor).is_empty() {
                let ids = index.nodes().map(|node| node.id.as_str());
                let suggestion = nearest::id(anchor, ids);
                findings.error_with(at, Fault::UnknownAnchor(anchor.to_owned()), suggestion);
            }
        }
    }
}

/// What a lesson may call its spawn: each point, and the common beginning of numbered ones.
fn spawns(index: &SceneIndex) -> impl Iterator<Item = &str> {
    index
        .nodes()
        .filter(|node| node.kind == Kind::Spawn)
        .flat_map(|node| {
            let group = node
                .id
                .rsplit_once('.')
                .filter(|(_, number)| number.parse::<usize>().is_ok());
            group
                .map(|(group, _)| group)
                .into_iter()
                .chain([node.id.as_str()])
        })
}

/// Where the scene's file may be, in this order: in the lesson's folder, then in a folder `assets` beside that folder
/// or beside any above it. So a lesson that brings its own scene wins, and a copied one finds the program's.
fn candidates(asset: &str, directory: &Path) -> Vec<PathBuf> {
    let directory = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    let directory = without_dots(&directory);
    let shared = directory
        .ancestors()
        .skip(1)
        .map(|above| above.join("assets").join(asset));
    std::iter::once(directory.join(asset))
        .chain(shared)
        .collect()
}

/// The path without `.` and `..`, by its text alone.
fn without_dots(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut done, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                done.pop();
            }
            part => done.push(part),
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_in_the_current_folder_finds_the_assets_above_it() {
        let here = candidates("a/b.glb", Path::new("."));
        assert!(
            here.len() > 1
                && here
                    .iter()
                    .all(|path| path.is_absolute() && path.ends_with("a/b.glb"))
        );
        let current = std::path::absolute(".").map(|path| without_dots(&path));
        assert_eq!(
            here.first(),
            current.ok().map(|path| path.join("a/b.glb")).as_ref()
        );
        assert_eq!(
            candidates("b.glb", Path::new("/x/y/../z/.")).first(),
            candidates("b.glb", Path::new("/x/z")).first()
        );
    }
}
