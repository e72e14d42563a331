//! A rubric: criteria that add up to the mark, gates that speak up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Check, Key, Notebook, Score, ScoreError, Scored};

/// One line of the rubric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name, once in the rubric.
    pub id: String,
    /// What it is worth.
    pub points: f64,
    /// How it is scored.
    pub score: Score,
}

/// A slip of method that is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Its name; the lesson has the feedback of this name.
    pub id: String,
    /// When it speaks.
    pub when: Check,
}

/// How a lab is marked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The sum of all points, usually 20.
    pub total: f64,
    /// Criteria.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
    /// Gates.
    #[serde(default, rename = "gate")]
    pub gates: Vec<Gate>,
}

/// One criterion, marked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// The criterion.
    pub id: String,
    /// What it is worth.
    pub points: f64,
    /// What was found.
    pub scored: Scored,
}

/// A marked notebook.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MarkSheet {
    /// In the rubric's order.
    pub marks: Vec<Mark>,
    /// Points earned so far.
    pub earned: f64,
    /// Points a teacher has still to give or refuse.
    pub pending: f64,
    /// All there are to earn.
    pub total: f64,
    /// Gates that spoke.
    pub gates: Vec<String>,
}

/// What is wrong with a rubric.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RubricError {
    /// Points do not add up.
    #[error("the criteria add up to {sum} points, but `total` is {total}")]
    Total {
        /// Their sum.
        sum: f64,
        /// What the rubric says.
        total: f64,
    },
    /// Points below zero or not a number.
    #[error("criterion `{0}`: `points` must be above 0")]
    Points(String),
    /// Two of the same name.
    #[error("there are two criteria `{0}`")]
    Twice(String),
    /// One of its scores or checks.
    #[error("`{id}`: {source}")]
    Score {
        /// Criterion or gate.
        id: String,
        /// What is wrong.
        source: ScoreError,
    },
}

impl Rubric {
    /// Checks points, names, ramps and truths, as a lint does before anyone is marked.
    pub fn check(&self, key: &Key) -> Result<(), RubricError> {
        let mut sum = 0.0;
        for (i, criterion) in self.criteria.iter().enumerate() {
            if !(criterion.points.is_finite() && criterion.points > 0.0) {
                return Err(RubricError::Points(criterion.id.clone()));
            }
            if self.criteria[..i]
                .iter()
                .any(|other| other.id == criterion.id)
            {
                return Err(RubricError::Twice(criterion.id.clone()));
            }
            sum += criterion.points;
        }
        let apart = (sum - self.total).abs();
        if apart.is_nan() || apart > 1e-9 {
            return Err(RubricError::Total {
                sum,
                total: self.total,
            });
        }
        self.mark(&Notebook::default(), key, &BTreeMap::new())
            .map(|_| ())
    }

    /// Marks a notebook. `by_hand` has the shares (0 to 1) a teacher gave, by criterion; they stand in for manual scores and overrule
    /// the others.
    pub fn mark(
        &self,
        notebook: &Notebook,
        key: &Key,
        by_hand: &BTreeMap<String, f64>,
    ) -> Result<MarkSheet, RubricError> {
        let named = |id: &str| {
            let id = id.to_owned();
            move |source| RubricError::Score { id, source }
        };
        let mut marks = Vec::with_capacity(self.criteria.len());
        for Criterion { id, points, score } in &self.criteria {
            let mut scored = score.score(notebook, key).map_err(named(id))?;
            if let Some(share) = by_hand.get(id).filter(|share| share.is_finite()) {
                scored.share = Some(share.clamp(0.0, 1.0));
            }
            marks.push(Mark {
                id: id.clone(),
                points: *points,
                scored,
            });
        }
        let mut gates = Vec::new();
        for Gate { id, when } in &self.gates {
            if when.speaks(notebook, key).map_err(named(id))? {
                gates.push(id.clone());
            }
        }
        Ok(MarkSheet {
            earned: marks
                .iter()
                .filter_map(|mark| Some(mark.scored.share? * mark.points))
                .sum(),
            pending: marks
                .iter()
                .filter(|mark| mark.scored.share.is_none())
                .map(|mark| mark.points)
                .sum(),
            total: self.total,
            marks,
            gates,
        })
    }
}
