//! Several problems, as one error.

use std::fmt;

use super::{Problem, Severity};
use crate::Language;

/// Everything that is wrong with a lesson, at least one thing, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// The problems, sorted by file and place.
    pub(crate) fn new(mut problems: Vec<Problem>) -> Self {
        sort(&mut problems);
        Self(problems)
    }

    /// One line for each, in `language`.
    pub fn render(&self, language: Language) -> String {
        let lines: Vec<_> = self
            .0
            .iter()
            .map(|problem| problem.render(language))
            .collect();
        lines.join("\n")
    }

    /// The problems one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// The problems themselves.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }
}

/// Sorts as one reads: by file, from top to bottom.
pub(crate) fn sort(problems: &mut [Problem]) {
    problems.sort_by(|one, other| (&one.file, one.position).cmp(&(&other.file, other.position)));
}

impl fmt::Display for Problems {
    /// In French; [`Problems::render`] chooses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Language::French))
    }
}

impl std::error::Error for Problems {}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
