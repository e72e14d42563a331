//! `cargo xtask deps`: what is in the dependency tree, and whether it may be.

use super::Chore;
use crate::{checks, process, tools};
use anyhow::Result;
use std::path::PathBuf;

pub(super) const CHORE: Chore = Chore {
    name: "deps",
    usage: "[--advisories]",
    summary: "Check the dependencies: licences, duplicates, sources, and a reason for each direct one",
    details: "  --advisories  also fetch the RustSec database and check for known vulnerabilities

Rules and exceptions are in deny.toml, reasons in docs/dependencies.md.",
    run: |mut arguments| {
        let advisories = arguments.flag("--advisories");
        arguments.finish("deps")?;
        table()?;
        rules()?;
        if advisories {
            return process::run(tools::DENY.command()?.args(["check", "advisories"]));
        }
        known_vulnerabilities()
    },
};

/// Each direct dependency has its row in docs/dependencies.md, and the big ones come once.
pub(super) fn table() -> Result<()> {
    checks::none(&checks::dependencies::faults()?)
}

/// Licences, duplicates and sources, as deny.toml says.
pub(super) fn rules() -> Result<()> {
    let mut deny = tools::DENY.command()?;
    process::run(deny.args(["--all-features", "check", "licenses", "bans", "sources"]))
}

/// Known vulnerabilities, from the copy of the database on this machine if there is one.
pub(super) fn known_vulnerabilities() -> Result<()> {
    if !database().is_some_and(|folder| folder.is_dir()) {
        println!(
            "Skipped: known vulnerabilities (the RustSec database is not on this machine; \
             `cargo xtask deps --advisories` fetches it)."
        );
        return Ok(());
    }
    let mut deny = tools::DENY.command()?;
    process::run(deny.args(["--offline", "check", "--disable-fetch", "advisories"]))
}

/// Where cargo-deny keeps the database.
fn database() -> Option<PathBuf> {
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    Some(cargo.join("advisory-dbs"))
}
