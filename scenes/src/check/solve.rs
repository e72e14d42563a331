//! From a key that fits its lesson to solutions: ids of choices become places in the quiz's list, nodes become places.

use crate::lesson::{Key, KeyAnswer, LoadedLesson, Quiz, QuizKind, Solution, Solutions, Solved};

/// How far from a number an answer may be where the key says nothing.
const TOLERANCE: f64 = 0.0;
/// How far past a thing one may point where the key says nothing, metres: an arm's sway at twenty metres.
const WITHIN_M: f64 = 2.0;

/// The solutions of a key; what does not fit is left out, and the checks have told it.
pub(super) fn solve(key: Key, lesson: &LoadedLesson) -> Solutions {
    key.answers
        .into_iter()
        .filter_map(|answer| {
            let (_, quiz) = lesson.lesson.quiz(&answer.quiz)?;
            let solution = solution(&answer, quiz, lesson)?;
            let why = answer.why;
            Some((answer.quiz, Solved { solution, why }))
        })
        .collect()
}

fn solution(answer: &KeyAnswer, quiz: &Quiz, lesson: &LoadedLesson) -> Option<Solution> {
    let place = |id: &String| {
        let index = quiz.choices.iter().position(|choice| choice.id == *id)?;
        u8::try_from(index).ok()
    };
    let places = |ids: &Vec<String>| ids.iter().map(place).collect::<Option<Vec<u8>>>();
    Some(match quiz.kind {
        QuizKind::Single => Solution::Single(place(answer.choice.as_ref()?)?),
        QuizKind::Multiple => {
            let mut right = places(answer.choices.as_ref()?)?;
            right.sort_unstable();
            right.dedup();
            Solution::Multiple(right)
        }
        QuizKind::Order => Solution::Order(places(answer.order.as_ref()?)?),
        QuizKind::Number => Solution::Number {
            value: answer.number?,
            tolerance: answer.tolerance.unwrap_or(TOLERANCE),
        },
        QuizKind::Point => Solution::Point {
            at: lesson.scene.get(answer.at.as_ref()?)?.position,
            within_m: answer.within_m.unwrap_or(WITHIN_M) as f32,
        },
    })
}
