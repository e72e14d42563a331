//! Starting other programs: said aloud, waited for, and ended when they overstay.

use anyhow::{Context as _, Result, bail};
use std::{
    ffi::OsStr,
    io::{BufRead as _, BufReader, IsTerminal as _, Read, Write},
    process::{Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// Cargo, working on this workspace and building into the shared folder.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(crate::paths::root())
        .env("CARGO_TARGET_DIR", crate::paths::target());
    command
}

/// Runs the command with its output on the terminal; an error if it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    say(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| cannot_start(command))?;
    succeeded(command, status)
}

/// Runs the command for a person: it keeps the keyboard.
pub(crate) fn run_in_front(command: &mut Command) -> Result<()> {
    say(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    succeeded(command, status)
}

/// Runs the command quietly and returns what it wrote on its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed: {}", line(command), said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the command can be started and succeeds; its output goes nowhere.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What of a watched command's output the person sees too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Show {
    All,
    /// Its standard output is for us.
    ErrorsOnly,
}

/// Runs the command, showing its output while handing each line (without colours) to `read`.
///
/// After `limit` the process is ended and an error says so.
pub(crate) fn watch(
    command: &mut Command,
    limit: Duration,
    show: Show,
    mut read: impl FnMut(&str),
) -> Result<ExitStatus> {
    say(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let (sender, lines) = mpsc::channel();
    if let Some(stream) = child.stdout.take() {
        match show {
            Show::All => relay(stream, std::io::stdout(), sender.clone()),
            Show::ErrorsOnly => relay(stream, std::io::sink(), sender.clone()),
        }
    }
    if let Some(stream) = child.stderr.take() {
        relay(stream, std::io::stderr(), sender);
    }
    let end = Instant::now() + limit;
    loop {
        match lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(text) => read(&without_colours(&text)),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                child.kill().context("could not end the process")?;
                child.wait().context("could not wait for the process")?;
                bail!(
                    "`{}` was still running after {} s and was ended",
                    line(command),
                    limit.as_secs()
                );
            }
        }
    }
    child.wait().context("could not wait for the process")
}

/// An error unless the command succeeded.
pub(crate) fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Whether a person watches: then children are asked for colours.
pub(crate) fn colours() -> bool {
    std::io::stderr().is_terminal()
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(quoted)
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    if word.is_empty() || word.contains(char::is_whitespace) {
        format!("'{word}'")
    } else {
        word.into_owned()
    }
}

fn say(command: &Command) {
    eprintln!("  $ {}", line(command));
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

fn relay(
    stream: impl Read + Send + 'static,
    mut terminal: impl Write + Send + 'static,
    lines: mpsc::Sender<String>,
) {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        while reader
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|count| count > 0)
        {
            let text = String::from_utf8_lossy(&bytes);
            // A closed terminal or a finished reader is no reason to stop the child's output.
            let _ = terminal.write_all(text.as_bytes());
            let _ = lines.send(text.trim_end().to_owned());
            bytes.clear();
        }
    });
}

/// The text without its terminal escape sequences.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // `ESC [ … letter`
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn colours_are_taken_off() {
        let text = "\u{1b}[32;1m     Summary\u{1b}[0m [ 0.1s] ok";
        assert_eq!(without_colours(text), "     Summary [ 0.1s] ok");
        assert_eq!(without_colours("tronqué \u{1b}["), "tronqué ");
    }

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["run", "--", "a b", ""]);
        assert_eq!(line(&command), "cargo run -- 'a b' ''");
    }

    #[cfg(unix)]
    #[test]
    fn every_line_is_read_from_both_streams() {
        let mut lines = Vec::new();
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; exit 3"]);
        let status = watch(&mut command, Duration::from_secs(60), Show::All, |line| {
            lines.push(line.to_owned());
        })
        .unwrap();
        lines.sort();
        assert_eq!(lines, ["one", "two"]);
        assert_eq!(status.code(), Some(3));
    }

    #[cfg(unix)]
    #[test]
    fn one_that_overstays_is_ended() {
        let mut command = Command::new("sleep");
        command.arg("600");
        let error = watch(&mut command, Duration::from_millis(50), Show::All, |_| {}).unwrap_err();
        assert!(error.to_string().contains("was ended"));
    }
}
