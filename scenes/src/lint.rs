//! The linter: everything an author should know about one lesson or a folder of them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::check;
use crate::lesson::{Date, KEY_FILE, LESSON_FILE};
pub use crate::problem::{Fault, LabFault, Position, Problem, Problems, Severity, Thing};
use crate::problem::{sort, whole_file};

/// Lessons are looked for this many folders down, so that a whole disk is not read by mistake.
const DEPTH_MAX: usize = 4;

/// What the linter found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// How many lessons were checked.
    pub lessons: usize,
    /// What is wrong, by file and line; empty if all is well.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }
}

/// Checks a lesson file, a lesson's folder, or all lessons in the folders below, for today (UTC).
pub fn lint(path: &Path) -> Report {
    lint_on(path, Date::today_utc())
}

/// The same for facts that have to hold on the day `on`.
pub fn lint_on(path: &Path, on: Date) -> Report {
    let files = if path.is_dir() {
        lessons_in(path)
    } else {
        vec![path.to_owned()]
    };
    if files.is_empty() {
        return Report {
            lessons: 0,
            problems: vec![whole_file(path, Fault::NoLesson)],
        };
    }
    let mut report = Report {
        lessons: files.len(),
        problems: Vec::new(),
    };
    let mut first: HashMap<String, PathBuf> = HashMap::new();
    for file in files {
        let (loaded, problems) = check::read(&file, Some(on));
        report.problems.extend(problems);
        let Some(loaded) = loaded else { continue };
        if loaded.lesson.lab.is_some() {
            report.problems.extend(check::read_lab_key(&loaded).1);
        }
        let (_, problems) = check::read_key(&loaded.directory.join(KEY_FILE), &loaded);
        report.problems.extend(problems);
        match first.get(&loaded.lesson.id) {
            Some(other) => {
                let fault = Fault::DuplicateLesson {
                    id: loaded.lesson.id,
                    other: other.clone(),
                };
                report.problems.push(whole_file(&file, fault));
            }
            None => {
                first.insert(loaded.lesson.id, file);
            }
        }
    }
    sort(&mut report.problems);
    report
}

/// The lesson files in a folder: its own, or those of the folders below it, by name. Hidden folders are left alone.
fn lessons_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = waiting.pop() {
        let own = folder.join(LESSON_FILE);
        if own.exists() {
            found.push(own);
            continue;
        }
        // A folder that cannot be listed holds no lesson for us; naming it directly says why.
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            // The type of a link is not that of a folder, so a loop of links is not walked.
            if depth < DEPTH_MAX && !hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                waiting.push((entry.path(), depth + 1));
            }
        }
    }
    found.sort();
    found
}
