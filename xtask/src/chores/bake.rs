//! `cargo xtask bake`: make the 3D assets anew from their scripts.

use super::{Chore, demo};
use crate::{
    paths, process,
    system::{need::Need, packages, packages::Permission},
};
use anyhow::{Context as _, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

pub(super) const CHORE: Chore = Chore {
    name: "bake",
    usage: "[STEP…] [--no-install]",
    summary: "Make the 3D assets anew from assets/source with Blender's Python module",
    details:
        "Puts Blender's module (about 1 GB, GPL: a tool, not part of the product) into a virtual
environment in the cache, then runs assets/source/bake.py with the STEPs, or all. Needs CPython 3.11.",
    run: |mut arguments| {
        let permission = demo::permission(&mut arguments);
        let steps = arguments.names();
        arguments.finish("bake")?;
        bake(permission, &steps)
    },
};

/// The one version of CPython the module is built for.
const PYTHON: &str = "3.11";

fn bake(permission: Permission, steps: &[String]) -> Result<()> {
    let source = paths::root().join("assets").join("source");
    let python = environment(&source.join("requirements.txt"), permission)?;
    process::run(
        Command::new(python)
            .arg(source.join("bake.py"))
            .args(steps)
            .current_dir(paths::root()),
    )
}

/// A Python that has what the requirements name; made anew when they change.
fn environment(requirements: &Path, permission: Permission) -> Result<PathBuf> {
    let folder = paths::cache().join("bake");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let stamp = folder.join("requirements.txt");
    let wanted = fs::read_to_string(requirements)
        .with_context(|| format!("cannot read {}", paths::shown(requirements)))?;
    let current = fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted);
    if !(current && imports(&python, "bpy")) {
        let base = interpreter()?;
        if !imports(&base, "ensurepip") {
            packages::bring(&[Need::PythonEnvironments], permission)?;
        }
        process::run(
            Command::new(&base)
                .args(["-m", "venv", "--clear"])
                .arg(&folder),
        )?;
        let install = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
        ];
        process::run(Command::new(&python).args(install).arg(requirements))?;
        if !imports(&python, "bpy") && cfg!(target_os = "linux") {
            packages::bring(&[Need::BlenderLibraries], permission)?;
        }
        if !imports(&python, "bpy") {
            bail!(
                "Blender's module was installed but does not load; `{} -c 'import bpy'` says why",
                python.display()
            );
        }
        fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    }
    Ok(python)
}

fn interpreter() -> Result<PathBuf> {
    let names = [
        format!("python{PYTHON}"),
        "python3".to_owned(),
        "/usr/bin/python3".to_owned(),
        "python".to_owned(),
    ];
    let right = |name: &String| {
        let say = "import sys; print('%d.%d' % sys.version_info[:2])";
        process::output(Command::new(name).args(["-c", say]))
            .is_ok_and(|version| version.trim() == PYTHON)
    };
    match names.iter().find(|name| right(name)) {
        Some(name) => Ok(PathBuf::from(name)),
        None => bail!("Blender's module needs CPython {PYTHON}, which is not here"),
    }
}

fn imports(python: &Path, module: &str) -> bool {
    process::succeeds(
        Command::new(python)
            .arg("-c")
            .arg(format!("import {module}")),
    )
}
