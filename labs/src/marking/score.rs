//! The closed list of scores: everything a lesson can mark by itself.

use serde::{Deserialize, Serialize};

use super::{
    Answer, Key, KeyError, Notebook, Ramp, RampError, Table,
    tally::{common, complete, median, relative},
};
use crate::{
    fit::{Weights, fit_line},
    orientation::{Line, Plane},
    uncertainty::normalised_gap,
};

/// How one criterion is scored. `full` and `zero` are the errors that still earn all and no longer earn any of the points.
///
/// There is no expression language: what is not here is `manual`, or a new variant with its tests.
#[expect(
    missing_docs,
    reason = "ids of answers, tables, columns and truths, and the ramp's ends, mean the same in each"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fn", rename_all = "snake_case", deny_unknown_fields)]
pub enum Score {
    /// `|x − truth|`, in the lesson's unit.
    Abs {
        answer: String,
        truth: String,
        full: f64,
        zero: f64,
    },
    /// `|x − truth|/|truth|`.
    Rel {
        answer: String,
        truth: String,
        full: f64,
        zero: f64,
    },
    /// `|x − truth|/√(u² + u_truth²)` with the student's own u; an answer without u has none to hide behind. Pair it with
    /// `u_stated`, or a huge u passes.
    Z {
        answer: String,
        truth: String,
        full: f64,
        zero: f64,
    },
    /// The student's u against the key's: the larger over the smaller; 1 is equal, `full` is usually 2.
    UStated {
        answer: String,
        truth: String,
        full: f64,
        zero: f64,
    },
    /// Angle between two lines, degrees.
    Angular {
        answer: String,
        truth: String,
        full: f64,
        zero: f64,
    },
    /// Angle between two planes' poles, degrees.
    PoleAngular {
        answer: String,
        truth: String,
        full: f64,
        zero: f64,
    },
    /// Median over a table's rows (columns `strike` and `dip`) of the angle between their pole and the truth's, degrees. Rows missing
    /// up to `min_rows`, and angles no compass has, count as 90°.
    MedianPoleError {
        table: String,
        truth: String,
        full: f64,
        zero: f64,
        #[serde(default = "one")]
        min_rows: usize,
    },
    /// Relative error of the slope of column `y` against column `x`.
    FitParam {
        table: String,
        x: String,
        y: String,
        truth: String,
        full: f64,
        zero: f64,
    },
    /// Share of the cells of `columns` that are filled, in the best `min_rows` rows.
    TableComplete {
        table: String,
        columns: Vec<String>,
        min_rows: usize,
    },
    /// Share of `min` numbers that column has.
    Repeats {
        table: String,
        column: String,
        min: usize,
    },
    /// Share of the interval from `low` to `high` that the column's numbers span.
    RangeCovered {
        table: String,
        column: String,
        low: f64,
        high: f64,
    },
    /// Share of `expect` that was done in that order (longest common subsequence).
    Order { expect: Vec<String> },
    /// Whether the answer is one of `accept`.
    Choice { answer: String, accept: Vec<String> },
    /// By the teacher.
    Manual,
}

fn one() -> usize {
    1
}

/// What a score found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scored {
    /// Share of the points, 0 to 1; none until a teacher has given a manual one.
    pub share: Option<f64>,
    /// The error it came from, in the score's own unit; none where there was nothing to compare.
    pub error: Option<f64>,
}

impl Scored {
    const MISSING: Self = Self {
        share: Some(0.0),
        error: None,
    };

    fn share(share: f64) -> Self {
        Self {
            share: Some(share.clamp(0.0, 1.0)),
            error: None,
        }
    }

    fn error(error: Option<f64>, ramp: Ramp) -> Self {
        error.map_or(Self::MISSING, |error| Self {
            share: Some(ramp.share(error)),
            error: Some(error),
        })
    }
}

/// What is wrong with a score or the key. Never the student's doing: what a student leaves out scores 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScoreError {
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The ramp.
    #[error(transparent)]
    Ramp(#[from] RampError),
    /// A number that makes no sense.
    #[error("{0}")]
    Setting(&'static str),
}

impl Score {
    /// Scores a notebook against the key.
    pub fn score(&self, notebook: &Notebook, key: &Key) -> Result<Scored, ScoreError> {
        let number = |id: &String| match notebook.answers.get(id) {
            Some(Answer::Number { value, u }) if value.is_finite() => Some((*value, *u)),
            _ => None,
        };
        let empty = Table::default();
        let table = |id: &String| notebook.tables.get(id).unwrap_or(&empty);
        Ok(match self {
            Self::Abs {
                answer,
                truth,
                full,
                zero,
            } => {
                let (expected, _) = key.number(truth)?;
                Scored::error(
                    number(answer).map(|(x, _)| (x - expected).abs()),
                    Ramp::new(*full, *zero)?,
                )
            }
            Self::Rel {
                answer,
                truth,
                full,
                zero,
            } => {
                let (expected, _) = key.number(truth)?;
                let error = number(answer).map(|(x, _)| relative(x, expected));
                Scored::error(error, Ramp::new(*full, *zero)?)
            }
            Self::Z {
                answer,
                truth,
                full,
                zero,
            } => {
                let (expected, u_expected) = key.number(truth)?;
                let gap = |(x, u): (f64, Option<f64>)| {
                    normalised_gap(x, u.unwrap_or(0.0), expected, u_expected)
                };
                Scored::error(number(answer).map(gap), Ramp::new(*full, *zero)?)
            }
            Self::UStated {
                answer,
                truth,
                full,
                zero,
            } => {
                let (_, u_expected) = key.number(truth)?;
                if u_expected <= 0.0 {
                    return Err(ScoreError::Setting(
                        "`u_stated` needs a truth with `u` above 0",
                    ));
                }
                let stated = number(answer).and_then(|(_, u)| u).filter(|u| *u > 0.0);
                let ratio = stated.map(|u| (u / u_expected).max(u_expected / u));
                Scored::error(ratio, Ramp::new(*full, *zero)?)
            }
            Self::Angular {
                answer,
                truth,
                full,
                zero,
            } => {
                let expected = key.line(truth)?;
                let given = match notebook.answers.get(answer) {
                    Some(Answer::Line { trend, plunge }) => {
                        Line::from_degrees(*trend, *plunge).ok()
                    }
                    _ => None,
                };
                Scored::error(
                    given.map(|line| line.angle_deg(expected)),
                    Ramp::new(*full, *zero)?,
                )
            }
            Self::PoleAngular {
                answer,
                truth,
                full,
                zero,
            } => {
                let expected = key.plane(truth)?;
                let given = match notebook.answers.get(answer) {
                    Some(Answer::Plane { strike, dip }) => Plane::from_degrees(*strike, *dip).ok(),
                    _ => None,
                };
                Scored::error(
                    given.map(|plane| plane.angle_deg(expected)),
                    Ramp::new(*full, *zero)?,
                )
            }
            Self::MedianPoleError {
                table: id,
                truth,
                full,
                zero,
                min_rows,
            } => {
                let (expected, ramp) = (key.plane(truth)?, Ramp::new(*full, *zero)?);
                let mut errors: Vec<f64> = table(id)
                    .pairs("strike", "dip")
                    .into_iter()
                    .map(|(_, strike, dip)| {
                        Plane::from_degrees(strike, dip)
                            .map_or(90.0, |plane| plane.angle_deg(expected))
                    })
                    .collect();
                errors.resize(errors.len().max(*min_rows).max(1), 90.0);
                Scored::error(Some(median(&mut errors)), ramp)
            }
            Self::FitParam {
                table: id,
                x,
                y,
                truth,
                full,
                zero,
            } => {
                let (expected, _) = key.number(truth)?;
                let (xs, ys): (Vec<f64>, Vec<f64>) = table(id)
                    .pairs(x, y)
                    .into_iter()
                    .map(|(_, x, y)| (x, y))
                    .unzip();
                let slope = fit_line(&xs, &ys, Weights::Equal)
                    .ok()
                    .map(|line| line.slope);
                Scored::error(
                    slope.map(|slope| relative(slope, expected)),
                    Ramp::new(*full, *zero)?,
                )
            }
            Self::TableComplete {
                table: id,
                columns,
                min_rows,
            } => {
                if columns.is_empty() || *min_rows == 0 {
                    return Err(ScoreError::Setting(
                        "`table_complete` needs `columns` and `min_rows` above 0",
                    ));
                }
                Scored::share(complete(table(id), columns, *min_rows))
            }
            Self::Repeats {
                table: id,
                column,
                min,
            } => {
                if *min == 0 {
                    return Err(ScoreError::Setting("`repeats` needs `min` above 0"));
                }
                Scored::share(table(id).numbers(column).len() as f64 / *min as f64)
            }
            Self::RangeCovered {
                table: id,
                column,
                low,
                high,
            } => {
                if !(low.is_finite() && high.is_finite() && low < high) {
                    return Err(ScoreError::Setting(
                        "`range_covered` needs `low` below `high`",
                    ));
                }
                let numbers = table(id).numbers(column);
                let least = numbers
                    .iter()
                    .copied()
                    .fold(f64::INFINITY, f64::min)
                    .max(*low);
                let most = numbers
                    .iter()
                    .copied()
                    .fold(f64::NEG_INFINITY, f64::max)
                    .min(*high);
                Scored::share((most - least) / (high - low))
            }
            Self::Order { expect } => {
                if expect.is_empty() {
                    return Err(ScoreError::Setting("`order` needs steps in `expect`"));
                }
                Scored::share(common(expect, &notebook.actions) as f64 / expect.len() as f64)
            }
            Self::Choice { answer, accept } => match notebook.answers.get(answer) {
                Some(Answer::Choice { id }) => {
                    Scored::share(if accept.contains(id) { 1.0 } else { 0.0 })
                }
                _ => Scored::MISSING,
            },
            Self::Manual => Scored {
                share: None,
                error: None,
            },
        })
    }
}
