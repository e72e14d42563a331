//! One problem: a fault at a place in a file.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{Fault, english, french};
use crate::Language;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The lesson cannot be hosted like this.
    Error,
    /// The lesson works; its author should look at this.
    Warning,
}

/// A place in a text, both counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

/// What is wrong, where, and what to write instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The file, as it was named to the linter.
    pub file: PathBuf,
    /// Where in the file; none if the file as a whole is meant.
    pub position: Option<Position>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub fault: Fault,
    /// What was perhaps meant.
    pub suggestion: Option<String>,
}

/// An error of a file that has no text to point into.
pub(crate) fn whole_file(file: &Path, fault: Fault) -> Problem {
    Problem {
        file: file.to_owned(),
        position: None,
        severity: Severity::Error,
        fault,
        suggestion: None,
    }
}

impl Problem {
    /// What is wrong, as a sentence, without the place or the suggestion.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::French => french::sentence(&self.fault),
            Language::English => english::sentence(&self.fault),
        }
    }

    /// The whole line for people: `lesson.toml:14:1: champ inconnu « titel » ; vouliez-vous « title » ?`
    pub fn render(&self, language: Language) -> String {
        let mut line = self.file.display().to_string();
        if let Some(Position { line: row, column }) = self.position {
            line.push_str(&format!(":{row}:{column}"));
        }
        line.push_str(": ");
        if self.severity == Severity::Warning {
            line.push_str(match language {
                Language::French => "attention, ",
                Language::English => "warning: ",
            });
        }
        line.push_str(&self.message(language));
        if let Some(suggestion) = &self.suggestion {
            line.push_str(&match language {
                Language::French => format!(" ; vouliez-vous « {suggestion} » ?"),
                Language::English => format!("; did you mean “{suggestion}”?"),
            });
        }
        line
    }
}

impl fmt::Display for Problem {
    /// In French; [`Problem::render`] chooses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Language::French))
    }
}
