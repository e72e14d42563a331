//! Whether a key can mark: asked of the rubric itself.

use pleiades_labs::marking::RubricError;

use crate::lab::{AnswerKind, Bench, KeyFile, Lab};
use crate::lesson::Lesson;

/// Why the key cannot mark, in the rubric's words; nothing if it can.
pub(super) fn cannot_mark(lesson: &Lesson, lab: &Lab, key: &KeyFile) -> Option<String> {
    // Any attempt will do: what can be marked does not depend on chance.
    let marking = Bench::new(&lesson.id, lab, key, "lint").marking();
    match marking.as_ref().map(|(rubric, key)| rubric.check(key)) {
        Ok(Ok(())) | Ok(Err(RubricError::Total { .. })) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(error) => Some(error.to_string()),
    }
}

/// The word of an answer's kind in the file.
pub(super) fn word(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Number => "number",
        AnswerKind::Line => "line",
        AnswerKind::Plane => "plane",
        AnswerKind::Choice => "choice",
    }
}
