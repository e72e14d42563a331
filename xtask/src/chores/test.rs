//! `cargo xtask test`: every test, and the reason for each that did not run.

use super::{Chore, demo, totals::Totals, xr};
use crate::{
    arguments::Arguments,
    checks::files,
    paths, process,
    system::{
        self, browser,
        packages::{self, Permission},
    },
    tools,
};
use anyhow::{Context as _, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

pub(super) const CHORE: Chore = Chore {
    name: "test",
    usage: "[quick | xr] [--no-install] [-- FILTERS]",
    summary: "Run every test, and say what was skipped and why",
    details: "  quick         only the crates without Bevy: labs, scenes, netcode, xtask
  xr            only the scenarios in the headset, in a Monado (`cargo xtask xr-runtime`)
  --no-install  skip the tests that draw or browse where no Vulkan driver or Chromium is, instead of installing it
  -- FILTERS    handed on to the test runner: names of tests, and its own options

With cargo-nextest on the machine the tests run under it, else under `cargo test`.",
    run: |mut arguments| {
        let permission = demo::permission(&mut arguments);
        let selection = Selection::read(&mut arguments)?;
        let filters = arguments.handed_on();
        arguments.finish("test")?;
        let totals = test(selection, permission, &filters)?;
        println!("{totals}");
        passed(totals)
    },
};

/// Nothing in the suite takes a tenth of this: what does, hangs.
const LIMIT: Duration = Duration::from_secs(60 * 60);
/// A test that cannot run here appends a line with its name and its reason to the file named so.
const SKIP_LOG: &str = "PLEIADES_SKIP_LOG";
/// Set where a Vulkan driver was found: a test that draws then fails rather than skips itself.
const REQUIRE_GPU: &str = "PLEIADES_REQUIRE_GPU";

/// Set where Chromium and its driver were found: a test that needs them then fails rather than skips itself.
const REQUIRE_BROWSER: &str = "PLEIADES_REQUIRE_BROWSER";
/// The file with the rules of accessibility, where it could be fetched.
const AXE: &str = "PLEIADES_AXE";

/// A test says so of itself in the log if it runs elsewhere: a scenario in the headset, outside its runtime.
const APART: &str = "apart: ";
/// Set by whoever wants no green run without the scenarios in the headset.
const REQUIRE_XR: &str = "PLEIADES_REQUIRE_XR";

/// Which tests are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selection {
    All,
    Quick,
    Xr,
}

impl Selection {
    const QUICK: [&str; 4] = [
        "pleiades-labs",
        "pleiades-scenes",
        "pleiades-netcode",
        "xtask",
    ];

    fn read(arguments: &mut Arguments) -> Result<Self> {
        match arguments.names().as_slice() {
            [] => Ok(Self::All),
            [name] if name == "quick" => Ok(Self::Quick),
            [name] if name == "xr" => Ok(Self::Xr),
            [name, ..] => bail!(
                "\"{name}\" is no group of tests; `cargo xtask test -- {name}` runs the tests of that name"
            ),
        }
    }

    fn packages(self) -> Vec<&'static str> {
        match self {
            Self::All | Self::Xr => vec!["--workspace"],
            Self::Quick => Self::QUICK
                .iter()
                .flat_map(|name| ["--package", name])
                .collect(),
        }
    }
}

/// Runs the tests and returns the counts; says which were skipped. An error if a runner could not run.
pub(super) fn test(
    selection: Selection,
    permission: Permission,
    filters: &[String],
) -> Result<Totals> {
    let mut notes = Vec::new();
    let drawing = match selection {
        Selection::Quick | Selection::Xr => Ok(()),
        Selection::All => packages::bring(&system::lacks_for_drawing(false), permission),
    };
    if let Err(error) = &drawing {
        notes.push(format!("tests that draw: {error:#}"));
    }
    // Without a browser its tests say so themselves, in the log.
    let browsing = match selection {
        Selection::Quick | Selection::Xr => Ok(()),
        Selection::All => browser::bring(permission),
    };
    let axe = match (&browsing, selection) {
        (Ok(()), Selection::All) => match browser::axe() {
            Ok(axe) => Some(axe),
            Err(error) => {
                notes.push(format!("rules of accessibility: {error:#}"));
                None
            }
        },
        _ => None,
    };
    let log = skip_log()?;
    let mut totals = Totals::default();
    let mut failure = None;
    let mut commands = Vec::new();
    if selection != Selection::Xr {
        commands.push(main_runner(selection, filters));
    }
    if selection != Selection::Xr && filters.is_empty() {
        commands.push(documentation(selection));
    }
    for mut command in commands {
        command.env(SKIP_LOG, &log);
        if drawing.is_ok() && selection == Selection::All {
            command.env(REQUIRE_GPU, "1");
        }
        if browsing.is_ok() && selection == Selection::All {
            command.env(REQUIRE_BROWSER, "1");
        }
        if let Some(axe) = &axe {
            command.env(AXE, axe);
        }
        let status = process::watch(&mut command, LIMIT, process::Show::All, |line| {
            totals.read(line);
        })?;
        failure = failure.or(process::succeeded(&command, status).err());
        if failure.is_some() && totals.failed == 0 {
            // It did not build: the examples would say the same once more.
            break;
        }
    }
    if selection == Selection::Xr || selection == Selection::All && failure.is_none() {
        match xr::prepare(permission) {
            Ok(root) => {
                let ran = xr::run(&root, filters, &log, |line| totals.read(line));
                failure = failure.or(ran.err());
            }
            Err(error) if selection == Selection::Xr || std::env::var_os(REQUIRE_XR).is_some() => {
                return Err(error);
            }
            Err(error) => notes.push(format!("scenarios in the headset: {error:#}")),
        }
    }
    let bowed_out = fs::read_to_string(&log).unwrap_or_default();
    let (apart, bowed_out): (Vec<&str>, Vec<&str>) = bowed_out
        .lines()
        .filter(|line| !line.trim().is_empty())
        .partition(|line| line.starts_with(APART));
    totals.ran_elsewhere(apart.len().try_into().unwrap_or(u32::MAX));
    totals.were_skipped(bowed_out.len().try_into().unwrap_or(u32::MAX));
    notes.extend(bowed_out.iter().map(ToString::to_string));
    notes.extend(set_aside(selection)?);
    say_skipped(&notes, selection, filters);
    match failure {
        // A failed test shows in the counts; anything else (a build) does not.
        Some(error) if totals.failed == 0 => Err(error),
        _ => Ok(totals),
    }
}

/// An error if a test failed.
pub(super) fn passed(totals: Totals) -> Result<()> {
    match totals.failed {
        0 => Ok(()),
        1 => bail!("one test failed"),
        failed => bail!("{failed} tests failed"),
    }
}

fn main_runner(selection: Selection, filters: &[String]) -> Command {
    let mut command = process::cargo();
    if tools::NEXTEST.find().is_some() {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]);
        command.args(selection.packages()).args(filters);
    } else {
        command.args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"]);
        command.args(selection.packages()).arg("--").args(filters);
    }
    coloured(command)
}

/// Neither runner's main command runs the examples in the documentation.
fn documentation(selection: Selection) -> Command {
    let mut command = process::cargo();
    command
        .args(["test", "--doc", "--no-fail-fast"])
        .args(selection.packages());
    coloured(command)
}

fn coloured(mut command: Command) -> Command {
    if process::colours() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

fn skip_log() -> Result<PathBuf> {
    let folder = paths::results("test");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let log = folder.join("skipped.txt");
    fs::write(&log, "").with_context(|| format!("cannot write {}", log.display()))?;
    Ok(log)
}

/// Tests marked `#[ignore = "reason"]`, read from the sources.
fn set_aside(selection: Selection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files::tracked()? {
        if selection == Selection::Quick && file.starts_with("client") {
            continue;
        }
        if file.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(paths::root().join(&file)).unwrap_or_default();
            found.extend(ignored(&file, &text));
        }
    }
    Ok(found)
}

fn ignored(file: &Path, text: &str) -> Vec<String> {
    text.lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let mark = line.trim().strip_prefix("#[ignore")?;
            let reason = mark.split('"').nth(1).unwrap_or("no reason is given");
            Some(format!("{}:{}: {reason}", file.display(), index + 1))
        })
        .collect()
}

fn say_skipped(notes: &[String], selection: Selection, filters: &[String]) {
    println!();
    if selection == Selection::Xr {
        println!("Left out: everything but the scenarios in the headset.");
    }
    if selection == Selection::Quick {
        println!("Left out: the client's tests (`cargo xtask test` runs them too).");
    }
    if !filters.is_empty() {
        println!("Left out: what the filters exclude, and the examples in the documentation.");
    }
    if notes.is_empty() {
        println!("Skipped: nothing.");
    } else {
        println!("Skipped:");
        for note in notes {
            println!("  - {note}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_an_ignored_test_is_found() {
        let mark = ["#[", "ignore = \"needs a headset\"]"].concat();
        let text = format!("#[test]\n    {mark}\nfn a() {{}}\n");
        let found = ignored(Path::new("client/tests/a.rs"), &text);
        assert_eq!(found, ["client/tests/a.rs:2: needs a headset"]);
    }
}
