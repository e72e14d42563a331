//! Content that is missing or damaged: the file is named, and nothing panics.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use common::can_draw;

/// The content of this checkout, in a folder of its own, so that one file of it can be broken.
struct Content {
    folder: tempfile::TempDir,
}

impl Content {
    fn copy() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ours = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .unwrap()
            .to_owned();
        for part in ["assets", "scenes"] {
            copy(&ours.join(part), &folder.path().join(part));
        }
        Self { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts `bytes` in the place of a file, which is only a link to ours.
    fn replace(&self, name: &str, bytes: &[u8]) {
        fs::remove_file(self.file(name)).unwrap();
        fs::write(self.file(name), bytes).unwrap();
    }

    /// Follows a short script in this content; whether it went well, and what was said.
    fn visit(&self) -> (bool, String) {
        let script = self.file("visit.script");
        fs::write(&script, "wait scene\nwait joined\nframes 5\nshot seen").unwrap();
        let out = Command::new(env!("CARGO_BIN_EXE_pleiades"))
            .args(["capture", "--companions", "1", "--size", "64x64", "--lang"])
            .args(["en", "--script"])
            .arg(script)
            .arg("--out")
            .arg(self.file("out"))
            .env("PLEIADES_CONTENT", self.folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned();
        assert!(!said.contains("panicked"), "{said}");
        (out.status.success(), said)
    }
}

/// The same folders, each file a link to the original.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            symlink(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_scene_that_is_missing_or_cut_short_is_named() {
    const SCENE: &str = "assets/campus-epinal/campus.glb";
    if !can_draw("a_scene_that_is_missing_or_cut_short_is_named") {
        return;
    }
    let content = Content::copy();
    let whole = fs::read(content.file(SCENE)).unwrap();
    for bytes in [
        &b"glTF"[..],
        b"no scene at all",
        &whole[..whole.len() / 2],
        &whole[..whole.len() - 4],
    ] {
        content.replace(SCENE, bytes);
        let (good, said) = content.visit();
        assert!(!good, "{} bytes: {said}", bytes.len());
        // At the line of the lesson that asks for it.
        let named = said.contains("lesson.toml:") && said.contains("unreadable scene");
        assert!(named, "{} bytes: {said}", bytes.len());
    }
    fs::remove_file(content.file(SCENE)).unwrap();
    let (good, said) = content.visit();
    assert!(!good && said.contains("campus.glb"), "{said}");
}

#[test]
fn a_broken_lesson_is_named_with_its_line() {
    const LESSON: &str = "scenes/campus-epinal/lesson.toml";
    let content = Content::copy();
    content.replace(LESSON, b"format = 1\nid = \"campus\ntitle = ");
    let (good, said) = content.visit();
    assert!(!good && said.contains("lesson.toml:2"), "{said}");
}

#[test]
fn without_the_sky_or_the_figures_the_visit_goes_on() {
    if !can_draw("without_the_sky_or_the_figures_the_visit_goes_on") {
        return;
    }
    let content = Content::copy();
    content.replace("assets/sky/sky.ktx2", b"no texture");
    content.replace("assets/avatar/avatar.glb", b"glTF\x02\0\0\0");
    let (good, said) = content.visit();
    assert!(good, "{said}");
    for name in ["sky.ktx2", "avatar.glb"] {
        assert!(said.contains(name), "{name} is not named: {said}");
    }
}
