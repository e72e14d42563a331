//! Media files: each is there, is what it says it is, can be shown or played, and is small enough for a class to load.

use std::path::Path;

use toml::de::DeTable;

use super::findings::Findings;
use super::formats;
use super::tree::{field, tables, text};
use crate::lesson::MediaKind;
use crate::media::{Clip, Picture};
use crate::problem::Fault;

/// Thirty pupils behind one school line load it at the same time.
const FILE_MAX_MIB: u64 = 8;

/// Reports media files that are missing, too large or of another kind.
pub(super) fn check(root: &DeTable<'_>, directory: &Path, findings: &mut Findings<'_>) {
    for media in tables(root, "stop").flat_map(|stop| tables(stop, "media")) {
        let Some(kind) = kind(media) else { continue };
        match (field(media, "language"), kind) {
            (None, MediaKind::Narration) => {
                let at = text(media, "kind").map_or(0, |(_, at)| at);
                findings.error(at, Fault::MediaLanguage(kind));
            }
            (Some(language), MediaKind::Image | MediaKind::Sound) => {
                findings.error(language.span().start, Fault::MediaLanguage(kind));
            }
            _ => {}
        }
        if let Some((file, at)) = text(media, "file")
            && formats::fault("pleiades-file", file).is_none()
        {
            one(kind, file, at, directory, findings);
        }
    }
}

fn one(kind: MediaKind, file: &str, at: usize, directory: &Path, findings: &mut Findings<'_>) {
    if !kind.endings().iter().any(|ending| file.ends_with(ending)) {
        findings.error(at, Fault::MediaEnding(kind));
        return;
    }
    let path = directory.join(file);
    match std::fs::metadata(&path) {
        Ok(found) if found.is_file() => {
            if found.len() > FILE_MAX_MIB * 1024 * 1024 {
                findings.error(at, Fault::MediaTooLarge(FILE_MAX_MIB));
            } else if !std::fs::read(path).is_ok_and(|bytes| is_played(kind, &bytes)) {
                findings.error(at, Fault::MediaUnreadable(kind));
            }
        }
        _ => findings.error(at, Fault::MediaMissing(file.to_owned())),
    }
}

fn is_played(kind: MediaKind, bytes: &[u8]) -> bool {
    match kind {
        MediaKind::Image => Picture::read(bytes).is_some(),
        MediaKind::Sound | MediaKind::Narration => Clip::read(bytes).is_some(),
    }
}

fn kind(media: &DeTable<'_>) -> Option<MediaKind> {
    let (word, _) = text(media, "kind")?;
    [MediaKind::Image, MediaKind::Sound, MediaKind::Narration]
        .into_iter()
        .find(|kind| kind.as_str() == word)
}
