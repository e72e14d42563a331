//! The README's two commands: what a newcomer types must be what works.

use crate::paths;
use anyhow::{Context as _, Result};
use std::fs;

/// What the README must name, each alone in a line of a code block.
pub(crate) const COMMANDS: [&str; 2] = ["cargo xtask demo", "cargo xtask test"];

/// The commands that are missing.
pub(crate) fn faults() -> Result<Vec<String>> {
    let readme =
        fs::read_to_string(paths::root().join("README.md")).context("cannot read README.md")?;
    let commands = commands(&readme);
    let missing = COMMANDS
        .iter()
        .filter(|command| !commands.contains(command))
        .map(|command| format!("README.md: no code block has the line `{command}`"));
    let mut faults: Vec<String> = missing.collect();
    if faults.is_empty() && commands.first() != Some(&COMMANDS[0]) {
        faults.push(format!(
            "README.md: the first command is not `{}`",
            COMMANDS[0]
        ));
    }
    Ok(faults)
}

/// The lines of the fenced code blocks, without prompts and trailing comments.
fn commands(markdown: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in markdown.lines() {
        let line = line.trim();
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            let line = line.trim_start_matches("$ ");
            let line = line.split_once(" #").map_or(line, |(command, _)| command);
            found.push(line.trim());
        }
    }
    found.retain(|line| !line.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_blocks_count() {
        let text = "Type `cargo xtask test`.\n\n```sh\n$ cargo xtask demo   # a window\n```\n\ncargo xtask test\n";
        assert_eq!(commands(text), ["cargo xtask demo"]);
    }
}
