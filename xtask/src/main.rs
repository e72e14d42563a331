//! The project's chores: `cargo xtask help` lists them.

#![allow(
    clippy::print_stdout,
    reason = "a chore answers the person who started it"
)]

mod arguments;
mod checks;
mod chores;
mod client;
mod paths;
mod process;
mod system;
mod tools;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    match chores::run(&name, words.collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
