//! What the checks have found so far in one file.

use std::path::{Path, PathBuf};

use crate::problem::{Fault, Position, Problem, Severity};

/// The problems of one file; places are byte offsets into its text.
pub(super) struct Findings<'t> {
    file: PathBuf,
    text: &'t str,
    line_starts: Vec<usize>,
    problems: Vec<Problem>,
}

impl<'t> Findings<'t> {
    pub(super) fn new(file: &Path, text: &'t str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(newline, _)| newline + 1))
            .collect();
        Self {
            file: file.to_owned(),
            text,
            line_starts,
            problems: Vec::new(),
        }
    }

    pub(super) fn error(&mut self, at: usize, fault: Fault) {
        self.report(at, Severity::Error, fault, None);
    }

    pub(super) fn error_with(&mut self, at: usize, fault: Fault, suggestion: Option<String>) {
        self.report(at, Severity::Error, fault, suggestion);
    }

    pub(super) fn warning(&mut self, at: usize, fault: Fault) {
        self.report(at, Severity::Warning, fault, None);
    }

    fn report(&mut self, at: usize, severity: Severity, fault: Fault, suggestion: Option<String>) {
        let position = Some(self.position(at));
        self.problems.push(Problem {
            file: self.file.clone(),
            position,
            severity,
            fault,
            suggestion,
        });
    }

    pub(super) fn position(&self, at: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = self
            .line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let before = self
            .text
            .as_bytes()
            .get(start..at.min(self.text.len()))
            .unwrap_or_default();
        // Characters begin at every byte that does not continue one.
        let column = before.iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1;
        Position { line, column }
    }

    /// Whether a number is written with a decimal comma there, as in `0,01` at its comma.
    pub(super) fn is_decimal_comma(&self, at: usize) -> bool {
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let bytes = self.text.as_bytes();
        bytes.get(at) == Some(&b',')
            && digit(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && digit(bytes.get(at + 1))
    }

    pub(super) fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let findings = Findings::new(Path::new("x"), "é = 1\nàb\n");
        assert_eq!(findings.position(0), Position { line: 1, column: 1 });
        assert_eq!(findings.position(3), Position { line: 1, column: 3 });
        assert_eq!(findings.position(9), Position { line: 2, column: 2 });
        assert_eq!(findings.position(11), Position { line: 3, column: 1 });
        assert_eq!(findings.position(9999).line, 3);
    }
}
