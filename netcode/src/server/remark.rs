//! Marking again: the notebooks of a journal, by a lesson whose rubric was changed.

use std::path::Path;

use pleiades_labs::marking::MarkSheet;
use serde::Serialize;

use super::{
    ServerError,
    setup::{content, noted_secret},
};
use crate::{
    journal::Journal,
    protocol::lab::{AttemptId, Marks},
};

/// A notebook marked again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remarked {
    /// Which attempt.
    pub attempt: AttemptId,
    /// Who worked on it.
    pub names: String,
    /// Whether it was handed in.
    pub handed_in: bool,
    /// The marks in the journal, if it has some.
    pub before: Option<Marks>,
    /// The marks by the lesson given.
    pub after: Marks,
    /// The same with the errors behind them, for teachers only.
    pub sheet: MarkSheet,
}

/// Marks every notebook of a journal by the lesson in a folder. The journal is only read.
///
/// # Errors
/// The journal or the lesson cannot be read, or the session had no lab.
pub fn remark(journal: &Path, lesson: &Path) -> Result<Vec<Remarked>, ServerError> {
    let journal = Journal::open_to_read(journal)?;
    let room = journal.recover()?;
    let no_lab =
        || ServerError::Lesson("this session or this lesson has no lab to mark".to_owned());
    let lab = content(lesson)?.lab.ok_or_else(no_lab)?;
    let secret = noted_secret(&journal)?.ok_or_else(no_lab)?;
    let bench = lab.bench(secret);
    room.labs()
        .attempts()
        .map(|(id, attempt)| {
            let (after, sheet) = bench.marked(id, attempt).map_err(ServerError::Lesson)?;
            Ok(Remarked {
                attempt: id,
                names: attempt.names(),
                handed_in: attempt.handed_in_ms.is_some(),
                before: attempt.marks.clone(),
                after,
                sheet,
            })
        })
        .collect()
}
