//! How the client is called: each of its command lines is written here, once.

use crate::process;
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The client in a window, with companions who walk about.
pub(crate) fn demo(companions: u8) -> Command {
    let companions = companions.to_string();
    run(["demo", "--companions", &companions])
}

/// The same without a window: the walk a visitor takes first, with pictures in `out`.
pub(crate) fn demo_windowless(companions: u8, out: &Path) -> Command {
    let companions = companions.to_string();
    let mut command = run(["capture", "--companions", &companions, "--out"]);
    command.arg(out);
    without_a_desktop(&mut command);
    command
}

/// The client's `capture`, its options as typed.
pub(crate) fn capture(options: &[String]) -> Command {
    let mut command = run(["capture"]);
    command.args(options);
    without_a_desktop(&mut command);
    command
}

/// Where no desktop runs, Mesa's layer that asks it for the graphics card to use finds nobody, and complains on every start.
fn without_a_desktop(command: &mut Command) {
    if std::env::var_os("XDG_RUNTIME_DIR").is_none() {
        command.env("NODEVICE_SELECT", "1");
    }
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

/// What a windowless run told on its standard output, in JSON lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// The pictures it wrote.
    pub(crate) pictures: Vec<PathBuf>,
    /// The most other people it saw in the session at once.
    pub(crate) others: usize,
}

impl Told {
    /// Takes in one line; one that is no JSON says nothing.
    pub(crate) fn read(&mut self, line: &str) {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            return;
        };
        if let Some(picture) = line.get("picture").and_then(Value::as_str) {
            self.pictures.push(PathBuf::from(picture));
        }
        if let Some(others) = line.get("others").and_then(Value::as_array) {
            self.others = self.others.max(others.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_people_are_read_from_state_lines() {
        let mut told = Told::default();
        for line in [
            r#"{"frame":60,"others":[{"id":2},{"id":3}],"session":"in"}"#,
            r#"{"picture":"target/demo/arrivee.png"}"#,
            r#"{"frame":90,"others":[{"id":2}]}"#,
            "WARN something else",
        ] {
            told.read(line);
        }
        assert_eq!(told.others, 2);
        assert_eq!(told.pictures, [PathBuf::from("target/demo/arrivee.png")]);
    }
}
