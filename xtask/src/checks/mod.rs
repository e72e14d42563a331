//! Checks of the repository itself: each reads files and returns what is wrong, in sentences.

pub(crate) mod assets;
pub(crate) mod dependencies;
pub(crate) mod files;
pub(crate) mod french;
pub(crate) mod readme;

use anyhow::{Result, bail};

/// An error that lists the faults, if there are any.
pub(crate) fn none(faults: &[String]) -> Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    for fault in faults {
        println!("  - {fault}");
    }
    match faults.len() {
        1 => bail!("one fault, named above"),
        count => bail!("{count} faults, named above"),
    }
}
