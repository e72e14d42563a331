//! The server's own program, as a process that can be killed.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::Instant,
};

use pleiades_netcode::protocol::{HostKey, Ticket};

use super::{EVENTUALLY, lesson};

pub struct Process {
    child: Child,
    pub ticket: Ticket,
    pub host_key: HostKey,
    pub http: Option<String>,
    pub console: Option<String>,
}

/// How the program is called for tests: loopback, no announcement.
pub fn command(data: &Path, port: u16) -> Command {
    arguments(
        Command::new(env!("CARGO_BIN_EXE_pleiades-server")),
        data,
        port,
    )
}

/// The same with at most `kib` KiB in each file, as if the disk were full.
pub fn command_on_a_small_disk(data: &Path, kib: u32) -> Command {
    let mut shell = Command::new("sh");
    // The signal would end the program; ignored, writing fails with an error, as on a full disk.
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", 2 * kib);
    shell
        .args(["-c", &script, "sh"])
        .arg(env!("CARGO_BIN_EXE_pleiades-server"));
    arguments(shell, data, 0)
}

fn arguments(mut command: Command, data: &Path, port: u16) -> Command {
    command
        .arg("--lesson")
        .arg(lesson())
        .arg("--data")
        .arg(data)
        .args(["--listen", &format!("127.0.0.1:{port}")])
        .args([
            "--http",
            "127.0.0.1:0",
            "--console",
            "127.0.0.1:0",
            "--no-announce",
            "--json",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

impl Process {
    /// Started, and people can join.
    pub fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: serde_json::Value = serde_json::from_str(&line).unwrap();
        Self {
            ticket: said["ticket"].as_str().unwrap().parse().unwrap(),
            host_key: said["host_key"].as_str().unwrap().parse().unwrap(),
            http: said["http"].as_str().map(str::to_owned),
            console: said["console"].as_str().map(str::to_owned),
            child,
        }
    }

    /// kill -9.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM; waits for the end.
    pub fn terminate(&mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        let told = Command::new("sh")
            .args(["-c", &format!("kill -TERM {id}")])
            .status()
            .unwrap();
        assert!(told.success());
        self.end()
    }

    fn end(&mut self) -> ExitStatus {
        let until = Instant::now() + EVENTUALLY;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "the server does not stop");
            thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The body of a page of a server's HTTP address.
pub fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

/// Runs a command to its end; whether it succeeded, and what it said on its error output.
pub fn run(mut command: Command) -> (bool, String) {
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    (child.wait().unwrap().success(), said)
}
