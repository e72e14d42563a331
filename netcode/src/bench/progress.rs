//! How far everybody is: attempts by steps, for a teacher's grid. A pure function of what the teacher's client knows.

use pleiades_scenes::lab::{Lab, Step};
use serde::Serialize;

use crate::protocol::LabName;
use crate::protocol::lab::{Attempt, AttemptId};
use crate::room::Labs;

/// An attempt's line in the grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// Which attempt.
    pub attempt: u16,
    /// Who works on it.
    pub names: String,
    /// By step, in the lesson's order.
    pub steps: Vec<StepState>,
    /// Readings taken.
    pub readings: usize,
    /// Levels of help taken in all.
    pub hints: usize,
    /// Whether it is handed in.
    pub handed_in: bool,
    /// Points earned, once marked.
    pub earned: Option<f64>,
    /// Points a teacher has still to give.
    pub pending: f64,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Nothing of it is there.
    Untouched,
    /// Some of what it asks for.
    Begun,
    /// All of what it asks for, or said to be done where it asks for nothing.
    Done,
}

/// The grid: one line for each attempt that is known.
pub fn progress(lab: &Lab, labs: &Labs) -> Vec<Progress> {
    labs.attempts()
        .map(|(id, attempt)| line(lab, id, attempt))
        .collect()
}

fn line(lab: &Lab, id: AttemptId, attempt: &Attempt) -> Progress {
    Progress {
        attempt: id.0,
        names: attempt.names(),
        steps: lab.steps.iter().map(|step| state(step, attempt)).collect(),
        readings: attempt.readings.len(),
        hints: attempt
            .hints
            .values()
            .map(|level| usize::from(*level))
            .sum(),
        handed_in: attempt.handed_in_ms.is_some(),
        earned: attempt.marks.as_ref().map(|marks| marks.earned),
        pending: attempt.marks.as_ref().map_or(0.0, |marks| marks.pending),
    }
}

fn state(step: &Step, attempt: &Attempt) -> StepState {
    let notebook = &attempt.notebook;
    let said = notebook.actions.iter().any(|done| done.as_str() == step.id);
    let rows = step
        .table
        .as_deref()
        .map_or(0, |table| notebook.rows(&LabName::from(table)).len());
    let wanted_rows = usize::from(step.min_rows);
    let answers = step.answers.iter().filter(|answer| {
        notebook
            .answers
            .contains_key(&LabName::from(answer.as_str()))
    });
    let answers = answers.count();
    let asks = wanted_rows > 0 || !step.answers.is_empty();
    if (asks && rows >= wanted_rows && answers == step.answers.len()) || (!asks && said) {
        StepState::Done
    } else if rows > 0 || answers > 0 || said {
        StepState::Begun
    } else {
        StepState::Untouched
    }
}
