//! `cargo xtask capture` and `cargo xtask schema`: what is derived from the content.

use super::{Chore, demo};
use crate::{
    client, paths, process,
    system::{self, packages},
};
use anyhow::{Context as _, Result, bail};
use std::{fs, path::PathBuf};

pub(super) const CAPTURE: Chore = Chore {
    name: "capture",
    usage: "[--no-install] OPTIONS",
    summary: "Run the client without a window, from a script, and take pictures",
    details: "OPTIONS are those of `pleiades capture`: `cargo xtask capture -- --help` shows them.",
    run: |mut arguments| {
        let permission = demo::permission(&mut arguments);
        let options = arguments.rest();
        packages::bring(&system::lacks_for_drawing(false), permission)?;
        demo::build()?;
        process::run(&mut client::capture(&options))
    },
};

pub(super) const SCHEMA: Chore = Chore {
    name: "schema",
    usage: "[--check]",
    summary: "Write the lesson format's JSON Schema, which editors read, from the types",
    details: "  --check  only say whether the committed schema is up to date",
    run: |mut arguments| {
        let check = arguments.flag("--check");
        arguments.finish("schema")?;
        if check {
            schema_is_current()
        } else {
            write_schema()
        }
    },
};

fn committed_schema() -> PathBuf {
    paths::root().join("scenes/schema/lesson.schema.json")
}

fn generated_schema() -> Result<String> {
    let mut command = process::cargo();
    command.args([
        "run",
        "--quiet",
        "--package",
        "pleiades-scenes",
        "--example",
        "schema",
    ]);
    process::output(&mut command)
}

fn write_schema() -> Result<()> {
    let path = committed_schema();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(&path, generated_schema()?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("Wrote {}.", paths::shown(&path));
    Ok(())
}

/// An error unless the committed schema is what the types say.
pub(super) fn schema_is_current() -> Result<()> {
    let path = committed_schema();
    let committed = fs::read_to_string(&path).with_context(|| {
        format!(
            "cannot read {}; `cargo xtask schema` writes it",
            paths::shown(&path)
        )
    })?;
    if committed.replace("\r\n", "\n") != generated_schema()?.replace("\r\n", "\n") {
        bail!(
            "{} is not what the types say; run `cargo xtask schema` and commit it",
            paths::shown(&path)
        );
    }
    Ok(())
}
