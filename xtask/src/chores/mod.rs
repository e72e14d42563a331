//! The table of chores: what `cargo xtask NAME` does.

mod bake;
mod bench;
mod ci;
mod content;
mod demo;
mod deps;
mod doctor;
mod test;
mod totals;
mod xr;

use crate::arguments::Arguments;
use anyhow::{Result, bail};

/// One thing a person may ask for.
struct Chore {
    name: &'static str,
    /// What may follow the name.
    usage: &'static str,
    /// One line, for the list.
    summary: &'static str,
    /// What the options mean and what it leaves behind.
    details: &'static str,
    run: fn(Arguments) -> Result<()>,
}

const CHORES: &[Chore] = &[
    demo::CHORE,
    test::CHORE,
    xr::CHORE,
    ci::CHORE,
    doctor::CHORE,
    deps::CHORE,
    content::CAPTURE,
    content::SCHEMA,
    bake::CHORE,
    bench::CHORE,
];

/// Runs the chore of that name.
pub(crate) fn run(name: &str, words: Vec<String>) -> Result<()> {
    if matches!(name, "help" | "--help" | "-h") {
        match words.first().and_then(|name| find(name)) {
            Some(chore) => explain(chore),
            None => list(),
        }
        return Ok(());
    }
    let Some(chore) = find(name) else {
        bail!("no chore is called \"{name}\"; `cargo xtask help` lists them");
    };
    let own = words.iter().take_while(|word| *word != "--");
    if own.into_iter().any(|word| word == "--help" || word == "-h") {
        explain(chore);
        return Ok(());
    }
    (chore.run)(Arguments::new(words))
}

fn find(name: &str) -> Option<&'static Chore> {
    CHORES.iter().find(|chore| chore.name == name)
}

fn list() {
    println!("The project's chores.\n\nUsage: cargo xtask CHORE [OPTIONS]\n\nChores:");
    for chore in CHORES {
        println!("  {:<10} {}", chore.name, chore.summary);
    }
    println!(
        "  {:<10} This list; `cargo xtask help CHORE` explains one",
        "help"
    );
    println!(
        "\nEverything is built into {} (CARGO_TARGET_DIR changes that).",
        crate::paths::target().display()
    );
}

fn explain(chore: &Chore) {
    println!(
        "{}\n\nUsage: cargo xtask {} {}",
        chore.summary, chore.name, chore.usage
    );
    if !chore.details.is_empty() {
        println!("\n{}", chore.details);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chore_is_found_by_its_own_name() {
        for chore in CHORES {
            assert_eq!(
                find(chore.name).map(|found| found.summary),
                Some(chore.summary)
            );
            assert!(!chore.summary.is_empty() && !chore.summary.ends_with('.'));
        }
        assert!(run("demmo", Vec::new()).is_err());
    }
}
