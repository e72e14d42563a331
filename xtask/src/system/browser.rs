//! A browser that needs no screen, and the rules of accessibility its pages are held against.

use super::{
    need::Need,
    packages::{self, Permission},
};
use crate::{paths, process};
use anyhow::{Context as _, Result, bail};
use std::{fs, path::PathBuf, process::Command};

/// The rules, under MPL-2.0: fetched for a test and not part of what we give away.
const AXE: &str = "axe-core";
const AXE_VERSION: &str = "4.14.1";
/// SHA-512 of its package, as npm writes it.
const AXE_INTEGRITY: &str = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";

/// Chromium with its driver: found, or brought where we may.
pub(crate) fn bring(permission: Permission) -> Result<()> {
    if process::succeeds(Command::new("chromedriver").arg("--version")) {
        return Ok(());
    }
    packages::bring(&[Need::Browser], permission)
}

/// The file with the rules, fetched once through npm into the cache and held against its checksum.
pub(crate) fn axe() -> Result<PathBuf> {
    let folder = paths::cache().join(AXE).join(AXE_VERSION);
    let file = folder.join("package").join("axe.min.js");
    if file.is_file() {
        return Ok(file);
    }
    if !process::succeeds(Command::new("npm").arg("--version")) {
        bail!("npm, which brings {AXE}, is not on this machine");
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let package = format!("{AXE}@{AXE_VERSION}");
    let mut pack = Command::new("npm");
    pack.current_dir(&folder).args(["pack", "--json", &package]);
    if !process::output(&mut pack)?.contains(AXE_INTEGRITY) {
        bail!("{package} is not the package we know: its checksum is another");
    }
    let mut unpack = Command::new("tar");
    unpack.current_dir(&folder).args([
        "-xzf",
        &format!("{AXE}-{AXE_VERSION}.tgz"),
        "package/axe.min.js",
    ]);
    process::output(&mut unpack)?;
    if !file.is_file() {
        bail!("{package} has no axe.min.js");
    }
    Ok(file)
}
