//! `cargo xtask demo`: stand on the campus with four companions.

use super::Chore;
use crate::{
    arguments::Arguments,
    client::{self, Told},
    paths,
    process::{self, Show},
    system::{self, display, packages, packages::Permission},
};
use anyhow::{Context as _, Result, bail};
use std::{fs, path::PathBuf, time::Duration};

pub(super) const CHORE: Chore = Chore {
    name: "demo",
    usage: "[--companions N] [--windowless] [--no-install]",
    summary: "Stand on the campus with four companions, in a window (or in pictures, without a display)",
    details: "  --companions N  people who walk about by themselves (4)
  --windowless    no window: walk round the campus and leave pictures in target/demo
  --no-install    name the packages that are missing instead of installing them",
    run: |mut arguments| {
        let permission = permission(&mut arguments);
        let companions = arguments.value("--companions")?.unwrap_or(4);
        let windowless = arguments.flag("--windowless");
        arguments.finish("demo")?;
        demo(companions, windowless, permission)
    },
};

/// A windowless demo takes a minute or two where the processor draws; one that takes this long hangs.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// Reads `--no-install`.
pub(super) fn permission(arguments: &mut Arguments) -> Permission {
    if arguments.flag("--no-install") {
        Permission::NameOnly
    } else {
        Permission::Install
    }
}

fn demo(companions: u8, windowless: bool, permission: Permission) -> Result<()> {
    let display = display::answers();
    let in_a_window = !windowless && display.is_ok();
    if let (false, Err(reason)) = (windowless, &display) {
        println!("No display: {reason}. Running the same thing without a window.");
    }
    packages::bring(&system::lacks_for_drawing(in_a_window), permission)?;
    build()?;
    if in_a_window {
        return process::run_in_front(&mut client::demo(companions));
    }
    let pictures = pictures(companions)?;
    println!("\nThe campus with {companions} companions, in pictures:");
    for picture in pictures {
        println!("  {}", paths::shown(&picture));
    }
    Ok(())
}

/// Builds the client, saying beforehand that it may take long.
pub(super) fn build() -> Result<()> {
    let program = format!("pleiades{}", std::env::consts::EXE_SUFFIX);
    if !paths::target().join("debug").join(program).exists() {
        println!(
            "Building the client. The first time on a machine takes some twenty minutes on two cores."
        );
    }
    process::run(&mut client::build())
}

/// Runs the windowless demo and returns the pictures it left.
///
/// An error if it left none, or if it did not see all its companions.
fn pictures(companions: u8) -> Result<Vec<PathBuf>> {
    let out = paths::results("demo");
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let mut command = client::demo_windowless(companions, &out);
    let mut told = Told::default();
    let status = process::watch(&mut command, LIMIT, Show::ErrorsOnly, |line| {
        told.read(line);
    })?;
    process::succeeded(&command, status)?;
    let Told { pictures, others } = told;
    if pictures.is_empty() {
        bail!("the demo ended well but wrote no picture");
    }
    if others < usize::from(companions) {
        bail!("the demo saw {others} people in the session, not its {companions} companions");
    }
    Ok(pictures)
}
