//! Checks of method: slips that are told, with their name, rather than guessed from a low mark.

use serde::{Deserialize, Serialize};

use super::{Key, Mistake, Notebook, ScoreError, captured, diagnose_plane};
use crate::orientation::{Declination, Enu, Plane};

/// When a gate of the rubric speaks.
#[expect(
    missing_docs,
    reason = "ids of tables and truths and their limits mean the same in each"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fn", rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// At least `min` rows whose strike is read at 180°.
    RhrViolations {
        table: String,
        truth: String,
        min: usize,
    },
    /// Fewer than `min` rows with a strike and a dip.
    FewRows { table: String, min: usize },
    /// All rows (columns `east`, `north`, and `up` where given) within `within_m` of each other: outcrop capture.
    OutcropCapture { table: String, within_m: f64 },
}

/// A reading is taken for right, or for a known slip, within this angle of what it should be, degrees: nearly seven standard
/// deviations of a careful compass.
const NEAR_DEG: f64 = 10.0;

impl Check {
    /// Whether it speaks. Errors where the key lacks the truth.
    pub fn speaks(&self, notebook: &Notebook, key: &Key) -> Result<bool, ScoreError> {
        let empty = super::Table::default();
        let table = |id: &String| notebook.tables.get(id).unwrap_or(&empty);
        Ok(match self {
            Self::RhrViolations {
                table: id,
                truth,
                min,
            } => {
                let truth = key.plane(truth)?;
                let slips =
                    table(id)
                        .pairs("strike", "dip")
                        .into_iter()
                        .filter(|(_, strike, dip)| {
                            Plane::from_degrees(*strike, *dip).is_ok_and(|plane| {
                                let found =
                                    diagnose_plane(plane, truth, Declination::default(), NEAR_DEG);
                                found == Some(Mistake::RightHandRule)
                            })
                        });
                slips.count() >= (*min).max(1)
            }
            Self::FewRows { table: id, min } => table(id).pairs("strike", "dip").len() < *min,
            Self::OutcropCapture {
                table: id,
                within_m,
            } => {
                let table = table(id);
                let places: Vec<Enu> = table
                    .pairs("east", "north")
                    .into_iter()
                    .map(|(row, east, north)| {
                        Enu::new(east, north, table.number(row, "up").unwrap_or(0.0))
                    })
                    .collect();
                captured(&places, *within_m)
            }
        })
    }
}
