//! What a host hands out: the pupils' card as a file, and pages opened in this computer's browser.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::Hosted;

/// What to do once a session that one hosts is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Invite {
    /// Write the pupils' card to this file.
    pub(crate) card: Option<PathBuf>,
    /// Say where the console is, with the key that opens it, and open it in the browser.
    pub(crate) console: bool,
}

impl Invite {
    /// Does it.
    ///
    /// # Errors
    /// The card cannot be written.
    pub(super) fn hand_out(&self, hosted: &Hosted) -> io::Result<()> {
        if let Some(file) = &self.card {
            fs::write(file, hosted.server.card())?;
        }
        if self.console
            && let Some(url) = hosted.server.console_url()
        {
            use io::Write;
            let mut out = io::stdout().lock();
            // A terminal that is closed is read by nobody.
            let _ = writeln!(out, "console   {url}\nhost key  {}", hosted.host_key)
                .and_then(|()| out.flush());
            if let Err(error) = browse(url) {
                tracing::warn!("{url}: no browser opens it: {error}");
            }
        }
        Ok(())
    }
}

impl Hosted {
    /// Writes the pupils' card beside the session, to be printed, and opens it in the browser; the file it is in.
    ///
    /// # Errors
    /// It cannot be written, or no browser is found.
    pub(crate) fn show_card(&self) -> io::Result<PathBuf> {
        let file = card_file(self.server.data(), &self.ticket.code.to_string());
        fs::write(&file, self.server.card())?;
        browse(&file.to_string_lossy())?;
        Ok(file)
    }

    /// Opens the console in the browser.
    ///
    /// # Errors
    /// No browser is found.
    pub(crate) fn show_console(&self) -> io::Result<()> {
        match self.server.console_url() {
            Some(url) => browse(url),
            None => Ok(()),
        }
    }
}

fn card_file(folder: &Path, code: &str) -> PathBuf {
    folder.join(format!("carte-{code}.html"))
}

/// Has the system open an address or a file as it opens those of its own.
fn browse(what: &str) -> io::Result<()> {
    let opener = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    Command::new(opener)
        .arg(what)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_session_has_a_card_of_its_own() {
        let file = card_file(Path::new("data"), "K7QF-2MXD");
        assert_eq!(file, Path::new("data").join("carte-K7QF-2MXD.html"));
    }
}
