//! Strength classes as answers: which of them a careful measurement of this attempt's beams may find.

use pleiades_labs::{
    marking::{Key, Score},
    timber::{StrengthClass, class_of},
};

use super::BenchError;
use super::key::ClassScore;

/// The classes a careful measurement may find, as a choice.
pub(super) fn classes(score: &ClassScore, key: &Key) -> Result<Score, BenchError> {
    let ClassScore {
        answer,
        modulus,
        density,
        within,
    } = score;
    let number = |id: &String| {
        key.number(id)
            .map(|(value, _)| value)
            .map_err(|error| BenchError::Key {
                id: id.clone(),
                why: error.to_string(),
            })
    };
    let (modulus, density) = (number(modulus)?, number(density)?);
    let rank = |share: f64| {
        class_of(modulus * share, density * share, None).map_or(0, |class| {
            1 + StrengthClass::ALL
                .iter()
                .take_while(|below| below.name != class.name)
                .count()
        })
    };
    let (lowest, highest) = (rank(1.0 - within), rank(1.0 + within));
    Ok(Score::Choice {
        answer: answer.clone(),
        accept: (lowest..=highest).map(class_name).collect(),
    })
}

/// What a class is called among the options of an answer; rank 0 is below all.
fn class_name(rank: usize) -> String {
    rank.checked_sub(1)
        .and_then(|place| StrengthClass::ALL.get(place))
        .map_or_else(|| "none".to_owned(), |class| class.name.to_lowercase())
}
