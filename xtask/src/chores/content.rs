//! `cargo xtask capture` and `cargo xtask schema`: what is derived from the content.

use super::{Chore, demo};
use crate::{
    client, paths, process,
    system::{self, packages},
};
use anyhow::{Context as _, Result, bail};
use std::fs;

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
    summary: "Write the JSON Schemas of lessons and answer keys, which editors read, from the types",
    details: "  --check  only say whether the committed schemas are up to date",
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

/// Each schema: its file, and what the example that prints it is told.
const SCHEMAS: [(&str, &str); 2] = [
    ("scenes/schema/lesson.schema.json", "lesson"),
    ("scenes/schema/key.schema.json", "key"),
];

fn generated_schema(of: &str) -> Result<String> {
    let mut command = process::cargo();
    command.args([
        "run",
        "--quiet",
        "--package",
        "pleiades-scenes",
        "--example",
        "schema",
        "--",
        of,
    ]);
    process::output(&mut command)
}

fn write_schema() -> Result<()> {
    for (file, of) in SCHEMAS {
        let path = paths::root().join(file);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::write(&path, generated_schema(of)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("Wrote {}.", paths::shown(&path));
    }
    Ok(())
}

/// An error unless the committed schemas are what the types say.
pub(super) fn schema_is_current() -> Result<()> {
    for (file, of) in SCHEMAS {
        let path = paths::root().join(file);
        let committed = fs::read_to_string(&path).with_context(|| {
            format!(
                "cannot read {}; `cargo xtask schema` writes it",
                paths::shown(&path)
            )
        })?;
        if committed.replace("\r\n", "\n") != generated_schema(of)?.replace("\r\n", "\n") {
            bail!(
                "{} is not what the types say; run `cargo xtask schema` and commit it",
                paths::shown(&path)
            );
        }
    }
    Ok(())
}
