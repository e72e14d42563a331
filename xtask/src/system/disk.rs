//! Room on the disk.

use std::{path::Path, process::Command};

/// What a complete build takes, dependencies, tests and documentation together, in GiB.
pub(crate) const WANTED_GIB: u64 = 15;

/// Free space where `path` (or the nearest folder above it that exists) lies, in GiB.
///
/// `None` where the system has no POSIX `df`.
pub(crate) fn free_gib(path: &Path) -> Option<u64> {
    let existing = path.ancestors().find(|folder| folder.exists())?;
    let text = crate::process::output(Command::new("df").arg("-Pk").arg(existing)).ok()?;
    parse(&text)
}

fn parse(df: &str) -> Option<u64> {
    let kib: u64 = df.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kib / (1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_free_column_is_read() {
        let text = "\
Filesystem     1024-blocks      Used Available Capacity Mounted on
overlay          264230912 180355072  83859456      69% /
";
        assert_eq!(parse(text), Some(79));
        assert_eq!(parse(""), None);
    }
}
