//! `cargo xtask ci`: everything a change must pass, quickest refusals first.

use super::{Chore, content, deps, test, totals::Totals};
use crate::{
    checks, client, paths, process,
    system::{
        disk,
        need::Need,
        packages::{self, Permission},
    },
    tools,
};
use anyhow::{Context as _, Result, bail};
use std::{
    fs,
    process::Command,
    time::{Duration, Instant},
};

pub(super) const CHORE: Chore = Chore {
    name: "ci",
    usage: "[STEP…]",
    summary: "Everything a change must pass, quickest refusals first; or only the named steps",
    details: "Steps: room, format, files, readme, assets, dependencies, licences, spelling, clippy,
schema, test, lessons, docs, demo. It stops at the first that fails, and ends with how long each took.",
    run: |mut arguments| {
        let names = arguments.names();
        arguments.finish("ci")?;
        ci(&names)
    },
};

/// Bytes of a picture of 1280 by 720 with anything on it.
const LEAST_BYTES: u64 = 20_000;

struct Step {
    name: &'static str,
    /// Does it; the step that runs tests counts them.
    run: fn(&mut Totals) -> Result<()>,
}

const STEPS: &[Step] = &[
    step("room", |_| room()),
    step("format", |_| cargo(&["fmt", "--all", "--check"])),
    step("files", |_| checks::none(&checks::files::faults()?)),
    step("readme", |_| checks::none(&checks::readme::faults()?)),
    step("assets", |_| checks::none(&checks::assets::faults()?)),
    step("dependencies", |_| deps::table()),
    step("licences", |_| licences()),
    step("spelling", |_| spelling()),
    step("clippy", |_| cargo(&CLIPPY)),
    step("schema", |_| content::schema_is_current()),
    step("test", tests),
    step("lessons", |_| {
        process::run(&mut client::check(&["scenes".to_owned()]))
    }),
    step("docs", |_| documentation()),
    step("demo", |_| first_command()),
];

const CLIPPY: [&str; 6] = [
    "clippy",
    "--workspace",
    "--all-targets",
    "--",
    "-D",
    "warnings",
];

const fn step(name: &'static str, run: fn(&mut Totals) -> Result<()>) -> Step {
    Step { name, run }
}

fn ci(names: &[String]) -> Result<()> {
    if let Some(unknown) = names
        .iter()
        .find(|name| !STEPS.iter().any(|step| step.name == *name))
    {
        bail!("no step is called \"{unknown}\"; `cargo xtask ci --help` lists them");
    }
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut totals = Totals::default();
    let mut outcome = Ok(());
    for step in STEPS {
        if !names.is_empty() && !names.iter().any(|name| name == step.name) {
            continue;
        }
        println!("\n== {} ==", step.name);
        let start = Instant::now();
        outcome = (step.run)(&mut totals);
        times.push((step.name, start.elapsed()));
        if let Err(error) = outcome {
            outcome = Err(error.context(format!("step {}", step.name)));
            break;
        }
    }
    println!("\n{}", table(&times, outcome.is_ok()));
    if totals != Totals::default() {
        println!("\n{totals}");
    }
    outcome
}

/// One line for each step, the sum last.
fn table(times: &[(&str, Duration)], passed: bool) -> String {
    let total: Duration = times.iter().map(|(_, time)| *time).sum();
    let mut lines: Vec<String> = times
        .iter()
        .enumerate()
        .map(|(index, (name, time))| {
            let failed = if !passed && index + 1 == times.len() {
                "  failed"
            } else {
                ""
            };
            format!("{name:<13}{}{failed}", minutes(*time))
        })
        .collect();
    lines.push(format!("{:<13}{}", "all", minutes(total)));
    lines.join("\n")
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{:>3} min {:02} s", seconds / 60, seconds % 60)
}

fn cargo(words: &[&str]) -> Result<()> {
    process::run(process::cargo().args(words))
}

/// Old builds of this workspace's own crates go when the disk is nearly full; the dependencies stay.
fn room() -> Result<()> {
    let target = paths::target();
    match disk::free_gib(&target) {
        None => println!("Cannot tell how much disk is free."),
        Some(free) => {
            println!("{free} GiB free for {}.", target.display());
            if free < disk::WANTED_GIB && target.exists() {
                cargo(&["clean", "--workspace"])?;
            }
        }
    }
    Ok(())
}

fn licences() -> Result<()> {
    deps::rules()?;
    deps::known_vulnerabilities()
}

fn spelling() -> Result<()> {
    process::run(&mut tools::TYPOS.command()?)?;
    if !checks::french::can_check()
        && let Err(error) = packages::bring(&[Need::FrenchSpelling], Permission::Install)
    {
        println!("Skipped: spelling of the French texts ({error:#}).");
        return Ok(());
    }
    checks::none(&checks::french::faults()?)
}

fn tests(totals: &mut Totals) -> Result<()> {
    *totals = test::test(test::Selection::All, Permission::Install, &[])?;
    test::passed(*totals)
}

fn documentation() -> Result<()> {
    let mut command = process::cargo();
    command
        .args(["doc", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings");
    process::run(&mut command)
}

/// Types the README's first command, where there is no display, and looks at what it leaves.
fn first_command() -> Result<()> {
    let mut words = checks::readme::COMMANDS[0].split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    command
        .args(words)
        .current_dir(paths::root())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
    process::run(&mut command)?;
    let folder = paths::results("demo");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        // A picture of nothing compresses to almost nothing.
        let bytes = entry.metadata()?.len();
        if bytes < LEAST_BYTES {
            let picture = paths::shown(&entry.path());
            bail!("{picture} shows next to nothing ({bytes} bytes)");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_adds_up_and_names_what_failed() {
        let times = [
            ("format", Duration::from_secs(2)),
            ("test", Duration::from_secs(61)),
        ];
        let text = table(&times, false);
        assert_eq!(
            text,
            "format         0 min 02 s\ntest           1 min 01 s  failed\nall            1 min 03 s"
        );
        assert!(!table(&times, true).contains("failed"));
    }

    #[test]
    fn the_help_names_every_step() {
        for step in STEPS {
            assert!(CHORE.details.contains(step.name), "{}", step.name);
        }
        assert!(ci(&["nonsense".to_owned()]).is_err());
    }
}
