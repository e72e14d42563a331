//! How the client is called: each of its command lines is written here, once.

use crate::process;
use std::{path::Path, process::Command};

/// Frames of a windowless demo: four seconds at sixty a second, time enough to see people walk.
pub(crate) const DEMO_FRAMES: u32 = 240;

/// The client in a window, with companions who walk about.
pub(crate) fn demo(companions: u8) -> Command {
    let companions = companions.to_string();
    run(["demo", "--companions", &companions])
}

/// The same without a window: `frames` frames, with pictures in `out`.
pub(crate) fn demo_windowless(companions: u8, frames: u32, out: &Path) -> Command {
    let (companions, frames) = (companions.to_string(), frames.to_string());
    let mut command = run(["capture", "--companions", &companions, "--frames", &frames]);
    command.arg("--size").arg("1280x720").arg("--out").arg(out);
    command
}

/// The client's `capture`, its options as typed.
pub(crate) fn capture(options: &[String]) -> Command {
    let mut command = run(["capture"]);
    command.args(options);
    command
}

/// The client's linter, over lessons and scenes.
pub(crate) fn check(paths: &[String]) -> Command {
    let mut command = run(["check"]);
    command.args(paths);
    command
}

/// Builds what the commands above run, so that a long build is not mistaken for a slow start.
pub(crate) fn build() -> Command {
    let mut command = process::cargo();
    command.args(["build", "--package", "pleiades", "--bin", "pleiades"]);
    command
}

fn run<'a>(words: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = process::cargo();
    command
        .args([
            "run",
            "--quiet",
            "--package",
            "pleiades",
            "--bin",
            "pleiades",
            "--",
        ])
        .args(words);
    command
}
