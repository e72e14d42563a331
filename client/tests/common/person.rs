//! Somebody at a screen, told what to do line by line.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{ChildStdin, Command},
    time::Instant,
};

use serde_json::Value;

use super::{EVENTUALLY, Process};

/// A windowless client that is told what to do line by line.
pub struct Person {
    process: Process,
    orders: Option<ChildStdin>,
    told: u64,
    pictures: PathBuf,
}

impl Person {
    /// In the session of a ticket, in French, in a picture so small that it is drawn quickly.
    pub fn joins(folder: &Path, name: &str, ticket: &str, more: &[&str]) -> Self {
        Self::starts(folder, name, &[&["--join", ticket], more].concat(), None)
    }

    /// The same in a content of one's own.
    pub fn joins_in(
        content: &Path,
        folder: &Path,
        name: &str,
        ticket: &str,
        more: &[&str],
    ) -> Self {
        let more = [&["--join", ticket], more].concat();
        Self::starts(folder, name, &more, Some(content))
    }

    /// On the campus, alone, hosting.
    pub fn alone(folder: &Path, name: &str, more: &[&str]) -> Self {
        Self::starts(folder, name, &[&["--companions", "0"], more].concat(), None)
    }

    /// Alone on a campus of one's own: the folder of the content.
    pub fn alone_in(content: &Path, folder: &Path, name: &str) -> Self {
        Self::starts(folder, name, &["--companions", "0"], Some(content))
    }

    fn starts(folder: &Path, name: &str, more: &[&str], content: Option<&Path>) -> Self {
        let pictures = folder.join(name);
        let mut command = Command::new(env!("CARGO_BIN_EXE_pleiades"));
        command
            .args(["capture", "--lang", "fr", "--name", name])
            .args(["--script", "-", "--out"])
            .arg(&pictures)
            .args(more);
        for (option, usual) in [("--size", "192x108"), ("--fps", "10")] {
            if !more.contains(&option) {
                command.args([option, usual]);
            }
        }
        if let Some(content) = content {
            command.env("PLEIADES_CONTENT", content);
        }
        let (process, orders) = Process::start_told(&mut command);
        let mut person = Self {
            process,
            orders: Some(orders),
            told: 0,
            pictures,
        };
        person.does("wait scene");
        person.does("wait joined");
        person
    }

    /// Does one line of a script, to its end.
    pub fn does(&mut self, line: &str) {
        self.told += 1;
        self.says(line);
        let told = self.told;
        self.process
            .wait_for_json(line, |said| said["done"] == told);
    }

    fn says(&mut self, line: &str) {
        if let Some(orders) = &mut self.orders {
            writeln!(orders, "{line}").unwrap();
        }
    }

    pub fn state(&mut self) -> Value {
        self.told += 1;
        self.says("state");
        let told = self.told;
        let state = self
            .process
            .wait_for_json("a state line", |said| said.get("class").is_some());
        self.process
            .wait_for_json("state", |said| said["done"] == told);
        state
    }

    /// Lives on until its state is as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + EVENTUALLY;
        loop {
            let state = self.state();
            if wanted(&state) {
                return state;
            }
            assert!(Instant::now() < end, "never: {what}; {state}");
            self.does("frames 2");
        }
    }

    /// Presses a control by its name, as a screen reader would, once it is there.
    pub fn uses(&mut self, name: &str) {
        self.until(name, |state| is_there(state, name));
        self.does(&format!("use {name}"));
    }

    /// The picture of a name, once it is written.
    pub fn sees(&mut self, name: &str) -> image::RgbImage {
        self.does(&format!("shot {name}"));
        let path = self.pictures.join(format!("{name}.png"));
        let end = Instant::now() + EVENTUALLY;
        loop {
            if let Ok(picture) = image::open(&path) {
                return picture.to_rgb8();
            }
            assert!(Instant::now() < end, "no {}", path.display());
            self.does("frames 1");
        }
    }

    /// Ends well; the folder of the pictures and pages.
    pub fn leaves(mut self) -> PathBuf {
        self.orders = None;
        assert!(self.process.finish(), "the client failed");
        self.pictures
    }
}

/// Whether a state shows a control of this name that can be pressed.
pub fn is_there(state: &Value, name: &str) -> bool {
    state["controls"].as_array().is_some_and(|controls| {
        controls
            .iter()
            .any(|control| control["name"] == name && control["enabled"] == true)
    })
}
