//! Scripted clients and servers as processes of their own, ended when a test is.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

pub mod person;

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

/// A generous time for something that surely happens; nothing is measured by it.
pub const EVENTUALLY: Duration = Duration::from_secs(240);

/// A process that is killed when the test lets go of it.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
}

impl Process {
    pub fn start(command: &mut Command) -> Self {
        Self::start_with(command, Stdio::null())
    }

    /// One that is told what to do on its standard input.
    pub fn start_told(command: &mut Command) -> (Self, ChildStdin) {
        let mut process = Self::start_with(command, Stdio::piped());
        let orders = process.child.stdin.take().unwrap();
        (process, orders)
    }

    fn start_with(command: &mut Command, input: Stdio) -> Self {
        let mut child = command
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let out = child.stdout.take().unwrap();
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// The next line of standard output that `wanted` makes something of.
    pub fn wait_for<T>(&self, what: &str, wanted: impl Fn(&str) -> Option<T>) -> T {
        let end = Instant::now() + EVENTUALLY;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    if let Some(found) = wanted(&line) {
                        return found;
                    }
                }
                Err(_) => panic!("never seen: {what}"),
            }
        }
    }

    /// The next JSON line that `wanted` accepts.
    pub fn wait_for_json(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait_for(what, |line| {
            serde_json::from_str::<Value>(line)
                .ok()
                .filter(|value| wanted(value))
        })
    }

    /// Waits for the end and tells whether it was a good one.
    pub fn finish(mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A session server on the campus and the ticket it gives.
pub fn server(folder: &Path) -> (Process, Value) {
    let lesson = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenes/campus-epinal");
    server_at(folder, &lesson, 0)
}

/// The server's program; the workspace builds it beside the client's.
pub fn server_program() -> Command {
    let beside = Path::new(env!("CARGO_BIN_EXE_pleiades")).with_file_name("pleiades-server");
    assert!(
        beside.exists(),
        "{} is missing: build the whole workspace",
        beside.display()
    );
    Command::new(beside)
}

/// A session server on a lesson, its journal in `folder`, at this port or at any.
pub fn server_at(folder: &Path, lesson: &Path, port: u16) -> (Process, Value) {
    let process = Process::start(
        server_program()
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args([
                "--no-http",
                "--no-announce",
                "--no-console",
                "--json",
                "--data",
            ])
            .arg(folder.join("data"))
            .arg("--lesson")
            .arg(lesson),
    );
    let told = process.wait_for_json("the ticket", |line| line.get("ticket").is_some());
    (process, told)
}

/// A windowless client that follows `script`.
pub fn capture(folder: &Path, name: &str, script: &str, more: &[&str]) -> (Process, PathBuf) {
    let out = folder.join(name);
    let path = folder.join(format!("{name}.script"));
    std::fs::write(&path, script).unwrap();
    let process = Process::start(
        Command::new(env!("CARGO_BIN_EXE_pleiades"))
            .args(["capture", "--name", name, "--out"])
            .arg(&out)
            .args(if more.contains(&"--size") {
                &[][..]
            } else {
                &["--size", "640x360"]
            })
            .arg("--script")
            .arg(&path)
            .args(more),
    );
    (process, out)
}

/// Whether this machine can draw; where it must be able to, not being so is a failure.
pub fn can_draw(test: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_pleiades"))
        .args(["capture", "--companions", "0", "--size", "64x64", "--out"])
        .arg(folder.path())
        .arg("--script")
        .arg({
            let path = folder.path().join("nothing.script");
            std::fs::write(&path, "frames 1").unwrap();
            path
        })
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    if out.status.success() {
        return true;
    }
    assert!(told.contains("no graphics driver"), "{told}");
    assert!(std::env::var_os("PLEIADES_REQUIRE_GPU").is_none(), "{told}");
    if let Some(log) = std::env::var_os("PLEIADES_SKIP_LOG") {
        use std::io::Write;
        let mut log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .unwrap();
        writeln!(log, "{test}: {}", told.trim()).unwrap();
    }
    false
}
