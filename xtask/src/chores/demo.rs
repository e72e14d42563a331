//! `cargo xtask demo`: stand on the campus with four companions.

use super::Chore;
use crate::{
    arguments::Arguments,
    client, paths, process,
    system::{self, display, packages, packages::Permission},
};
use anyhow::{Context as _, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

pub(super) const CHORE: Chore = Chore {
    name: "demo",
    usage: "[--companions N] [--windowless] [--no-install]",
    summary: "Stand on the campus with four companions, in a window (or in pictures, without a display)",
    details: "  --companions N  people who walk about by themselves (4)
  --windowless    no window: run for a few seconds and leave pictures in target/demo
  --no-install    name the packages that are missing instead of installing them",
    run: |mut arguments| {
        let permission = permission(&mut arguments);
        let companions = arguments.value("--companions")?.unwrap_or(4);
        let windowless = arguments.flag("--windowless");
        arguments.finish("demo")?;
        demo(companions, windowless, permission)
    },
};

/// A windowless demo draws a few hundred frames; one that takes longer than this hangs.
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
    println!("\nPictures of the demo:");
    for picture in pictures {
        println!("  {}", paths::shown(&picture));
    }
    Ok(())
}

/// Builds the client, saying beforehand that it may take long.
pub(super) fn build() -> Result<()> {
    if !paths::target().join("debug").join("deps").exists() {
        println!(
            "Building the client. The first time on a machine takes some twenty minutes on two cores."
        );
    }
    process::run(&mut client::build())
}

/// Runs the windowless demo and returns the pictures it left.
pub(super) fn pictures(companions: u8) -> Result<Vec<PathBuf>> {
    let out = paths::results("demo");
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let mut command = client::demo_windowless(companions, client::DEMO_FRAMES, &out);
    let status = process::watch(&mut command, LIMIT, |_| {})?;
    process::succeeded(&command, status)?;
    let pictures = png_files(&out)?;
    if pictures.is_empty() {
        bail!(
            "the demo ended well but left no picture in {}",
            out.display()
        );
    }
    Ok(pictures)
}

pub(super) fn png_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "png"))
        .collect();
    files.sort();
    Ok(files)
}
