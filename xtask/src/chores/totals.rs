//! Counting tests: what the runners print, added up.

use std::fmt;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) passed: u32,
    pub(super) failed: u32,
    pub(super) skipped: u32,
}

impl Totals {
    /// Adds what a runner's closing line says; other lines say nothing.
    pub(super) fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ") {
            // libtest: `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; …`
            let counts = counts.split_once(". ").map_or("", |(_, counts)| counts);
            self.add(counts.split("; "));
        } else if line.starts_with("Summary [") {
            // nextest: `Summary [ 1.2s] 9 tests run: 7 passed (1 slow), 2 failed, 1 skipped`
            let counts = line.split_once(" run: ").map_or("", |(_, counts)| counts);
            self.add(counts.split(", "));
        }
    }

    fn add<'a>(&mut self, counts: impl Iterator<Item = &'a str>) {
        for count in counts {
            let mut words = count.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u32>().ok()) else {
                continue;
            };
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed" | "timed" | "exec") => self.failed += number,
                Some("skipped" | "ignored") => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Takes out tests that passed by leaving it to another run.
    pub(super) fn ran_elsewhere(&mut self, count: u32) {
        self.passed = self.passed.saturating_sub(count);
    }

    /// Moves tests that passed by not running to the skipped ones.
    pub(super) fn were_skipped(&mut self, count: u32) {
        let moved = count.min(self.passed);
        self.passed -= moved;
        self.skipped += moved;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Totals {
        let mut totals = Totals::default();
        for line in lines {
            totals.read(line);
        }
        totals
    }

    #[test]
    fn nextest_is_understood() {
        let totals = read(&[
            "        PASS [   0.005s] (1/9) xtask chores::tests::a",
            "     Summary [   1.234s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 4 skipped",
        ]);
        assert_eq!(
            totals,
            Totals {
                passed: 6,
                failed: 3,
                skipped: 4
            }
        );
        let totals = read(&["     Summary [   0.005s] 1 test run: 1 passed, 0 skipped"]);
        assert_eq!(
            totals,
            Totals {
                passed: 1,
                failed: 0,
                skipped: 0
            }
        );
    }

    #[test]
    fn libtest_is_understood_and_added_up() {
        let totals = read(&[
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.10s",
            "7 passed through the gate, 1 failed to",
        ]);
        assert_eq!(
            totals,
            Totals {
                passed: 7,
                failed: 1,
                skipped: 1
            }
        );
        assert_eq!(totals.to_string(), "7 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn a_test_that_bowed_out_is_not_counted_as_passed() {
        let mut totals = Totals {
            passed: 3,
            failed: 0,
            skipped: 1,
        };
        totals.were_skipped(2);
        assert_eq!(
            totals,
            Totals {
                passed: 1,
                failed: 0,
                skipped: 3
            }
        );
    }
}
