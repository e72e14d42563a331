//! Programs that come from crates.io and are built once per machine, into the cache.

use crate::{paths, process};
use anyhow::{Context as _, Result};
use std::{env, fs, path::PathBuf, process::Command};

/// A program that checks something.
pub(crate) struct Tool {
    /// Its file, without `.exe`.
    pub(crate) program: &'static str,
    /// The package that brings it.
    package: &'static str,
    version: &'static str,
}

/// Licences, duplicates, sources.
pub(crate) const DENY: Tool = Tool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: "0.20.2",
};

/// Spelling of English.
pub(crate) const TYPOS: Tool = Tool {
    program: "typos",
    package: "typos-cli",
    version: "1.52.0",
};

/// Runs tests in parallel, one process each.
pub(crate) const NEXTEST: Tool = Tool {
    program: "cargo-nextest",
    package: "cargo-nextest",
    version: "0.9.143",
};

impl Tool {
    /// Where it is: the cache first, then `PATH`.
    pub(crate) fn find(&self) -> Option<PathBuf> {
        let file = format!("{}{}", self.program, env::consts::EXE_SUFFIX);
        let path = env::var_os("PATH").unwrap_or_default();
        std::iter::once(folder().join("bin"))
            .chain(env::split_paths(&path))
            .map(|folder| folder.join(&file))
            .find(|program| program.is_file())
    }

    /// Finds it, or builds it: two minutes on two cores, once per machine.
    pub(crate) fn ensure(&self) -> Result<PathBuf> {
        if let Some(program) = self.find() {
            return Ok(program);
        }
        println!(
            "{} is not on this machine yet: building it, once.",
            self.package
        );
        let build = folder().join("build");
        let mut command = process::cargo();
        command
            .args(["install", "--quiet", "--locked", "--version", self.version])
            .arg("--root")
            .arg(folder())
            .arg(self.package)
            .env("CARGO_TARGET_DIR", &build);
        process::run(&mut command)?;
        fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))?;
        self.find()
            .with_context(|| format!("{} was built but left no program", self.package))
    }

    /// The command that runs it at the root; builds it first where it is missing.
    pub(crate) fn command(&self) -> Result<Command> {
        let mut command = Command::new(self.ensure()?);
        command.current_dir(paths::root());
        Ok(command)
    }
}

fn folder() -> PathBuf {
    paths::cache().join("tools")
}
