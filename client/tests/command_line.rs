//! The program as people call it: help, lessons checked, mistakes told in a sentence.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn pleiades(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pleiades"))
        .args(words)
        .env_remove("PLEIADES_LANG")
        .env("LANG", "C")
        .output()
        .unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn help_is_in_french_and_in_english() {
    let french = pleiades(&["--help"]);
    assert!(french.status.success());
    assert!(
        said(&french.stdout).contains("Accueille un groupe"),
        "{}",
        said(&french.stdout)
    );
    let english = pleiades(&["host", "--help", "--lang", "en"]);
    assert!(english.status.success());
    assert!(
        said(&english.stdout).contains("UDP port to listen on"),
        "{}",
        said(&english.stdout)
    );
}

#[test]
fn our_own_lessons_pass_the_check() {
    let scenes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenes/campus-epinal");
    let checked = pleiades(&["check", &scenes.to_string_lossy(), "--lang", "en"]);
    assert!(
        checked.status.success(),
        "{}{}",
        said(&checked.stdout),
        said(&checked.stderr)
    );
    assert!(
        said(&checked.stdout).contains("One lesson checked: no error"),
        "{}",
        said(&checked.stdout)
    );
}

#[test]
fn a_misspelt_field_is_named_with_its_line_and_the_right_word() {
    let folder = tempfile::tempdir().unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenes/campus-epinal/lesson.toml");
    let text = fs::read_to_string(ours).unwrap();
    let broken = text.replacen("\ntitle", "\ntitel", 1);
    assert_ne!(text, broken);
    let line = 1 + text[..text.find("\ntitle").unwrap() + 1]
        .matches('\n')
        .count();
    let path = folder.path().join("lesson.toml");
    fs::write(&path, broken).unwrap();
    let checked = pleiades(&["check", &path.to_string_lossy()]);
    assert!(!checked.status.success());
    let told = said(&checked.stdout);
    assert!(told.contains(&format!("lesson.toml:{line}")), "{told}");
    assert!(told.contains("titel") && told.contains("title"), "{told}");
}

#[test]
fn a_ticket_that_is_none_is_refused_before_anything_opens() {
    let refused = pleiades(&["join", "https://example.org"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!said(&refused.stderr).is_empty());
}

#[test]
fn missing_content_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let lesson = folder.path().join("nowhere");
    let told = pleiades(&["check", &lesson.to_string_lossy(), "--lang", "en"]);
    assert!(!told.status.success());
    assert!(
        said(&told.stdout).contains("nowhere"),
        "{}",
        said(&told.stdout)
    );
}

/// Without any adapter the engine would panic; the person reads what to install instead.
#[cfg(target_os = "linux")]
#[test]
fn without_a_graphics_driver_one_reads_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = folder.path().join("none.json");
    let out = folder.path().join("out");
    let told = Command::new(env!("CARGO_BIN_EXE_pleiades"))
        .args([
            "capture",
            "--out",
            &out.to_string_lossy(),
            "--companions",
            "0",
        ])
        .env("VK_DRIVER_FILES", &nothing)
        .env("VK_ICD_FILENAMES", &nothing)
        .output()
        .unwrap();
    let text = said(&told.stderr);
    assert!(!told.status.success());
    assert!(text.contains("mesa-vulkan-drivers"), "{text}");
    assert!(!text.contains("panicked"), "{text}");
}
