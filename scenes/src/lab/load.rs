//! The loader of the key, for whoever hosts a lab.

use super::KeyFile;
use crate::check;
use crate::lesson::LoadedLesson;
use crate::problem::{Problems, Severity};

/// Loads the key of a lesson: nothing if it has no lab.
///
/// # Errors
/// Every problem of the key, if there is at least one error.
pub fn load_key(loaded: &LoadedLesson) -> Result<Option<KeyFile>, Problems> {
    let (key, problems) = check::read_lab_key(loaded);
    let wrong = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    if wrong {
        Err(Problems::new(problems))
    } else {
        Ok(key)
    }
}
