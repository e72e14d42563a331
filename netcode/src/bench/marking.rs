//! Marking: from a notebook and this attempt's truth to marks that can be told.

use std::collections::BTreeMap;

use pleiades_labs::marking::{MarkSheet, Notebook};
use pleiades_scenes::lab::derived;

use super::{Bench, is_exam};
use crate::protocol::lab::{Attempt, AttemptId, Marks};
use crate::protocol::{Done, LabEvent, LabName, LabRefusal, ParticipantId, Refusal};
use crate::room::Labs;

impl Bench {
    /// What there is to mark in an attempt: the notebook with its derived columns.
    pub fn evidence(&self, attempt: &Attempt) -> Notebook {
        let mut evidence = attempt.notebook.evidence();
        for table in &self.lab.tables {
            if let Some(rows) = evidence.tables.get_mut(&table.id) {
                *rows = derived(table, rows);
            }
        }
        evidence
    }

    /// Marks an attempt: the same notebook, key and secret always give the same marks. With the sheet, for teachers: it has the
    /// errors, from which the truth could be found.
    ///
    /// # Errors
    /// What is wrong with the key, in a sentence; `pleiades check` finds it before a lab is hosted.
    pub fn marked(&self, id: AttemptId, attempt: &Attempt) -> Result<(Marks, MarkSheet), String> {
        let truth = self.truth(id);
        let (rubric, key) = truth.marking().map_err(|error| error.to_string())?;
        let evidence = self.evidence(attempt);
        let by_hand: BTreeMap<String, f64> = attempt
            .by_hand
            .iter()
            .map(|(criterion, share)| (criterion.as_str().to_owned(), *share))
            .collect();
        let sheet = rubric
            .mark(&evidence, &key, &by_hand)
            .map_err(|error| error.to_string())?;
        let slips = rubric.slips(&evidence, &key, truth.declination());
        Ok((Marks::new(&sheet, &slips), sheet))
    }

    /// The notebook is handed in and marked; in an exam its members are not told yet.
    pub(super) fn handed_in(
        &self,
        labs: &Labs,
        id: AttemptId,
        attempt: &Attempt,
    ) -> Result<Vec<Done>, Refusal> {
        let told = !is_exam(&self.lab, labs);
        Ok(vec![Done::HandedIn, self.marks(id, attempt, told)?])
    }

    /// A share is given by hand, and the marks follow.
    pub(super) fn graded(
        &self,
        id: AttemptId,
        attempt: &Attempt,
        criterion: &LabName,
        share: Option<f64>,
    ) -> Result<Vec<Done>, Refusal> {
        let mut criteria = self.lab.marking.criteria.iter();
        if !criteria.any(|line| line.id == criterion.as_str()) {
            return Err(Refusal::Lab(LabRefusal::UnknownHere));
        }
        if share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(Refusal::Lab(LabRefusal::BadEntry));
        }
        if attempt.by_hand.get(criterion).copied() == share {
            return Ok(Vec::new());
        }
        let graded = Done::Graded {
            criterion: criterion.clone(),
            share,
        };
        if attempt.handed_in_ms.is_none() {
            return Ok(vec![graded]);
        }
        let mut after = attempt.clone();
        match share {
            Some(share) => after.by_hand.insert(criterion.clone(), share),
            None => after.by_hand.remove(criterion),
        };
        let marks = self.marks(id, &after, attempt.released)?;
        Ok(vec![graded, marks])
    }

    /// Its members are told the marks.
    pub(super) fn released(&self, id: AttemptId, attempt: &Attempt) -> Result<Vec<Done>, Refusal> {
        if attempt.handed_in_ms.is_none() {
            return Err(Refusal::Lab(LabRefusal::NotHandedIn));
        }
        if attempt.released {
            return Ok(Vec::new());
        }
        Ok(vec![self.marks(id, attempt, true)?])
    }

    /// Everybody is told the marks of what was handed in.
    pub(super) fn all_released(
        &self,
        labs: &Labs,
        who: ParticipantId,
    ) -> Result<Vec<LabEvent>, Refusal> {
        let mut events = Vec::new();
        for (attempt, known) in labs.attempts().filter(|(_, it)| it.handed_in_ms.is_some()) {
            for done in self.released(attempt, known)? {
                events.push(LabEvent::Worked { attempt, who, done });
            }
        }
        Ok(events)
    }

    fn marks(&self, id: AttemptId, attempt: &Attempt, released: bool) -> Result<Done, Refusal> {
        let (marks, _) = self
            .marked(id, attempt)
            .map_err(|_| Refusal::Lab(LabRefusal::UnknownHere))?;
        Ok(Done::Marked { marks, released })
    }
}
