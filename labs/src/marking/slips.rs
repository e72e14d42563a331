//! Slips: the known mistakes behind what a criterion found, named so that feedback can explain them.

use serde::{Deserialize, Serialize};

use super::{Answer, Key, Mistake, Notebook, Rubric, Score, diagnose_number, diagnose_plane};
use crate::{
    fit::{Weights, fit_line},
    orientation::{Declination, Plane, mean_plane},
};

/// A mistake and the criterion it cost points in, or might have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The criterion.
    pub criterion: String,
    /// The mistake.
    pub mistake: Mistake,
    /// How often: rows of a table, 1 for an answer.
    pub count: usize,
}

/// A single reading is a slip or scatter on either side of this, degrees: nearly seven standard deviations of a careful compass.
const READING_DEG: f64 = 10.0;

impl Rubric {
    /// The mistakes that explain what is wrong in a notebook, in the rubric's order. A reading or an answer that is right, or that
    /// nothing explains, gives none. What the key lacks gives none either: [`Rubric::check`] tells of it.
    pub fn slips(&self, notebook: &Notebook, key: &Key, declination: Declination) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        for criterion in &self.criteria {
            let found = criterion.score.mistakes(notebook, key, declination);
            for (mistake, count) in found {
                slips.push(Slip {
                    criterion: criterion.id.clone(),
                    mistake,
                    count,
                });
            }
        }
        slips
    }
}

impl Score {
    /// The mistakes that explain what this score finds wrong, each once with how often.
    fn mistakes(
        &self,
        notebook: &Notebook,
        key: &Key,
        declination: Declination,
    ) -> Vec<(Mistake, usize)> {
        match self {
            Self::Abs {
                answer,
                truth,
                full,
                ..
            } => {
                let share = |value: f64| full / value.abs();
                number(notebook, key, answer, truth, share)
            }
            Self::Rel {
                answer,
                truth,
                full,
                ..
            } => number(notebook, key, answer, truth, |_| *full),
            // Twice the standard uncertainty a careful measurement has.
            Self::Z { answer, truth, .. } => {
                let u = key.number(truth).map_or(0.0, |(_, u)| u);
                number(notebook, key, answer, truth, |value| {
                    (2.0 * u / value.abs()).max(0.02)
                })
            }
            Self::FitParam {
                table,
                x,
                y,
                truth,
                full,
                ..
            } => {
                let pairs = notebook
                    .tables
                    .get(table)
                    .map(|table| table.pairs(x, y))
                    .unwrap_or_default();
                let (xs, ys): (Vec<f64>, Vec<f64>) =
                    pairs.into_iter().map(|(_, x, y)| (x, y)).unzip();
                let slope = fit_line(&xs, &ys, Weights::Equal).map(|line| line.slope);
                match (slope, key.number(truth)) {
                    (Ok(slope), Ok((truth, _))) => once(diagnose_number(slope, truth, *full)),
                    _ => Vec::new(),
                }
            }
            Self::PoleAngular {
                answer,
                truth,
                full,
                ..
            } => {
                let given = match notebook.answers.get(answer) {
                    Some(Answer::Plane { strike, dip }) => Plane::from_degrees(*strike, *dip).ok(),
                    _ => None,
                };
                match (given, key.plane(truth)) {
                    (Some(given), Ok(truth)) => {
                        once(diagnose_plane(given, truth, Declination::default(), *full))
                    }
                    _ => Vec::new(),
                }
            }
            Self::MedianPoleError { table, truth, .. } => key
                .plane(truth)
                .map(|truth| rows(notebook, table, truth, declination))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }
}

fn once(mistake: Option<Mistake>) -> Vec<(Mistake, usize)> {
    mistake.map(|mistake| (mistake, 1)).into_iter().collect()
}

fn number(
    notebook: &Notebook,
    key: &Key,
    answer: &str,
    truth: &str,
    tolerance: impl Fn(f64) -> f64,
) -> Vec<(Mistake, usize)> {
    match (notebook.answers.get(answer), key.number(truth)) {
        (Some(Answer::Number { value, .. }), Ok((truth, _))) => {
            once(diagnose_number(*value, truth, tolerance(truth)))
        }
        _ => Vec::new(),
    }
}

/// Each reading by itself; and, of those that are no slip, the mean, which is sure enough to show a declination.
fn rows(
    notebook: &Notebook,
    table: &str,
    truth: Plane,
    declination: Declination,
) -> Vec<(Mistake, usize)> {
    let mut found: Vec<(Mistake, usize)> = Vec::new();
    let mut good = Vec::new();
    let pairs = notebook
        .tables
        .get(table)
        .map(|table| table.pairs("strike", "dip"))
        .unwrap_or_default();
    for (_, strike, dip) in pairs {
        let Ok(plane) = Plane::from_degrees(strike, dip) else {
            continue;
        };
        match diagnose_plane(plane, truth, Declination::default(), READING_DEG) {
            Some(mistake) => match found.iter_mut().find(|(known, _)| *known == mistake) {
                Some((_, count)) => *count += 1,
                None => found.push((mistake, 1)),
            },
            None => good.push(plane),
        }
    }
    if let Ok((mean, spread)) = mean_plane(&good)
        && spread.alpha95_deg < READING_DEG
        && declination.east_deg != 0.0
    {
        let mistake = diagnose_plane(mean, truth, declination, spread.alpha95_deg.max(0.5));
        let about_declination = mistake.filter(|mistake| {
            matches!(
                mistake,
                Mistake::DeclinationForgotten
                    | Mistake::DeclinationDoubled
                    | Mistake::DeclinationReversed
            )
        });
        found.extend(about_declination.map(|mistake| (mistake, good.len())));
    }
    found
}
