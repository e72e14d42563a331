//! `cargo xtask xr-runtime` and the scenarios in the headset: an OpenXR runtime without a headset, and the tests that wear it.

use super::{Chore, demo};
use crate::{
    paths, process,
    system::{
        need::Need,
        packages::{self, Permission},
        xr_root,
    },
};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

pub(super) const CHORE: Chore = Chore {
    name: "xr-runtime",
    usage: "[--no-install]",
    summary: "Prepare Monado, the OpenXR runtime that needs no headset",
    details: "Makes a Debian with Monado in the cache (about 1 GB), once; `cargo xtask test xr` runs the headset's scenarios in it.
Needs root, for namespaces of its own; Linux only.

  --no-install  name what is missing instead of installing it",
    run: |mut arguments| {
        let permission = demo::permission(&mut arguments);
        arguments.finish("xr-runtime")?;
        let root = prepare(permission)?;
        println!("Monado is ready in {}.", root.display());
        Ok(())
    },
};

/// The scenarios start and end several programs each.
const LIMIT: Duration = Duration::from_secs(45 * 60);

/// The root with a runtime in it.
pub(super) fn prepare(permission: Permission) -> Result<PathBuf> {
    if !cfg!(target_os = "linux") {
        bail!("Monado is prepared on Linux only");
    }
    if !process::succeeds(Command::new("debootstrap").arg("--version")) {
        packages::bring(&[Need::Debootstrap], permission)?;
    }
    xr_root::prepare()
}

/// Runs the scenarios; each line of their output goes to `read`.
pub(super) fn run(
    root: &Path,
    filters: &[String],
    skip_log: &Path,
    read: impl FnMut(&str),
) -> Result<()> {
    let program = built()?;
    let pictures = paths::results("xr");
    std::fs::create_dir_all(&pictures)
        .with_context(|| format!("cannot make {}", pictures.display()))?;
    let mut scenarios = xr_root::inside(
        root,
        &program,
        &[
            ("PLEIADES_XR", OsStr::new("1")),
            ("PLEIADES_REQUIRE_GPU", OsStr::new("1")),
            ("PLEIADES_SKIP_LOG", skip_log.as_os_str()),
            ("PLEIADES_CONTENT", paths::root().as_os_str()),
            ("PLEIADES_KEEP_PICTURES", pictures.as_os_str()),
        ],
    );
    scenarios.arg("--test-threads=1").args(filters);
    let status = process::watch(&mut scenarios, LIMIT, process::Show::All, read)?;
    process::succeeded(&scenarios, status)
}

/// The test program, built; the client and the server beside it with it.
fn built() -> Result<PathBuf> {
    let mut build = process::cargo();
    build.args(["test", "--workspace", "--test", "xr", "--no-run"]);
    build.arg("--message-format=json-render-diagnostics");
    process::output(&mut build)?
        .lines()
        .find_map(executable)
        .context("Cargo built no test program called «xr»")
}

/// The test program that a line of Cargo's messages tells of.
fn executable(line: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(line).ok()?;
    let target = &message["target"];
    (target["name"] == "xr" && target["kind"] == serde_json::json!(["test"]))
        .then(|| message["executable"].as_str().map(PathBuf::from))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_program_is_found_among_the_messages() {
        let line = r#"{"reason":"compiler-artifact","target":{"kind":["test"],"name":"xr"},"executable":"/t/debug/deps/xr-1"}"#;
        assert_eq!(executable(line), Some(PathBuf::from("/t/debug/deps/xr-1")));
        assert_eq!(executable(&line.replace("\"xr\"", "\"on_foot\"")), None);
        assert_eq!(executable("warning: unused"), None);
    }
}
