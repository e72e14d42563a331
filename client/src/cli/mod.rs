//! The command line: what people type, what they are told, and which run it becomes.

mod arguments;
mod check;
mod localise;
mod open;

use std::{ffi::OsString, process::ExitCode};

use clap::FromArgMatches;

use crate::{
    language::{self, Phrases},
    supervisor::{self, Given},
};
use arguments::{Arguments, Task};

/// Runs the program with these arguments, the first of which is its own name.
pub fn run(typed: Vec<OsString>) -> ExitCode {
    let phrases = Phrases::new(language::preferred(
        localise::asked_language(&typed).as_deref(),
    ));
    let command = localise::command(&phrases);
    let parsed = command
        .try_get_matches_from(&typed)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(message) => {
            // Help and version come this way too; clap knows which stream each belongs to.
            let _ = message.print();
            return ExitCode::from(if message.use_stderr() { 2 } else { 0 });
        }
    };
    log(arguments.log.as_deref());
    let given = Given::find();
    let done = match &arguments.task {
        Some(Task::Check { paths }) => check::check(paths, &phrases),
        _ if given.is_none() && arguments.is_watched() => {
            supervisor::watch(&typed).map_err(anyhow::Error::from)
        }
        _ => open::open(arguments, phrases, given),
    };
    done.unwrap_or_else(|error| {
        tell(&format!("pleiades: {error:#}"));
        ExitCode::FAILURE
    })
}

/// Says something to the person at the terminal.
fn tell(sentence: &str) {
    use std::io::Write;
    // Nobody reads a closed terminal.
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

/// Logs go to standard error; `RUST_LOG` or `--log` chooses how much.
fn log(filter: Option<&str>) {
    use tracing_subscriber::{EnvFilter, fmt};
    const QUIET: &str = "warn,pleiades_client=info,pleiades_netcode=info,wgpu_hal=error,bevy_render::view::window=error";
    let filter = filter
        .map(str::to_owned)
        .or_else(|| std::env::var("RUST_LOG").ok())
        .unwrap_or_else(|| QUIET.to_owned());
    let subscriber = fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(std::io::stderr)
        .without_time();
    // A second start in one process (tests) keeps the first subscriber.
    let _ = subscriber.try_init();
}
