//! One run after the other, until one ends well or there is no use.

use std::{
    ffi::OsString,
    io,
    path::PathBuf,
    process::{Command, ExitCode, ExitStatus},
    time::{Duration, Instant},
};

use super::{Notes, NotesFile};

/// Where the watched run keeps its notes; set, the run is watched already.
const NOTES: &str = "PLEIADES_NOTES";
/// How often it was restarted.
const RESTARTS: &str = "PLEIADES_RESTARTS";
/// A run that was restarted and dies within this time would die again.
const LONG_ENOUGH: Duration = Duration::from_secs(30);

/// What a run is given by the one that watches over it.
pub(crate) struct Given {
    pub(crate) notes: NotesFile,
    /// It takes the place of one that died.
    pub(crate) restarted: bool,
}

impl Given {
    /// Nothing if nobody watches over this run.
    pub(crate) fn find() -> Option<Self> {
        Some(Self {
            notes: NotesFile::at(PathBuf::from(std::env::var_os(NOTES)?)),
            restarted: std::env::var_os(RESTARTS).is_some_and(|restarts| restarts != "0"),
        })
    }
}

/// Runs the program with these arguments and watches over it.
///
/// # Errors
/// There is no folder for its notes, or the program cannot be started.
pub(crate) fn watch(arguments: &[OsString]) -> io::Result<ExitCode> {
    let folder = tempfile::Builder::new().prefix("pleiades-").tempdir()?;
    let path = folder.path().join("notes.json");
    let mut restarts = 0_u32;
    // Left behind by servers that could not tidy up after themselves; the next run goes on with theirs.
    let mut left_behind = Vec::new();
    let code = loop {
        let born = Instant::now();
        let status = Command::new(std::env::current_exe()?)
            .args(arguments.iter().skip(1))
            .env(NOTES, &path)
            .env(RESTARTS, restarts.to_string())
            .status()?;
        let died = died(status);
        if died {
            left_behind.extend(
                NotesFile::at(path.clone())
                    .read()
                    .and_then(Notes::into_scratch),
            );
        }
        let hopeless = restarts > 0 && born.elapsed() < LONG_ENOUGH;
        if !died || hopeless {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            break code.map_or(ExitCode::FAILURE, ExitCode::from);
        }
        restarts += 1;
        tracing::error!("the program died ({status}); it starts again on the screen");
    };
    for scratch in left_behind {
        let _ = std::fs::remove_dir_all(scratch);
    }
    Ok(code)
}

/// Whether a run ended by a panic or a fault, and not because somebody wanted it to.
fn died(status: ExitStatus) -> bool {
    /// How a Rust program ends after a panic.
    const PANICKED: i32 = 101;
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, as POSIX names them: SIGBUS is 10 where BSD came from.
        const FAULTS: [i32; 7] = [4, 5, 6, 7, 8, 10, 11];
        if let Some(signal) = status.signal() {
            return FAULTS.contains(&signal);
        }
    }
    // Windows reports exceptions as codes from 0xC0000000 on.
    status
        .code()
        .is_some_and(|code| code == PANICKED || (cfg!(windows) && code < 0))
}

/// A run does not outlive the one that watches over it.
#[cfg(unix)]
pub(super) fn plugin(app: &mut bevy::app::App) {
    use bevy::{prelude::*, time::common_conditions::on_real_timer};
    use std::os::unix::process::parent_id;

    let watcher = parent_id();
    let orphaned = move |mut exit: MessageWriter<AppExit>| {
        if parent_id() != watcher {
            exit.write(AppExit::Success);
        }
    };
    if std::env::var_os(NOTES).is_some() {
        app.add_systems(
            Last,
            orphaned.run_if(on_real_timer(Duration::from_millis(500))),
        );
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn faults_and_panics_are_deaths_and_orders_are_not() {
        let code = |code: i32| ExitStatus::from_raw(code << 8);
        let signal = ExitStatus::from_raw;
        for status in [code(101), signal(6), signal(11), signal(4 | 0x80)] {
            assert!(died(status), "{status}");
        }
        // Success, failure that was explained, Ctrl+C, kill, terminate, hang-up.
        for status in [
            code(0),
            code(1),
            code(2),
            signal(2),
            signal(9),
            signal(15),
            signal(1),
        ] {
            assert!(!died(status), "{status}");
        }
    }
}
