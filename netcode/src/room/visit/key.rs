//! The answer key in the room of a server: it marks answers after they are decided. Clients have none.

use pleiades_scenes::{
    Language,
    lesson::{Solution, Solutions, Solved},
};

use crate::protocol::{Answer, Correct, Event, Mark, QuizId, Text, Told, VisitEvent};

/// What is right in each quiz of a lesson. `Debug` hides it.
#[derive(Clone, Default)]
pub struct AnswerKey(Solutions);

impl AnswerKey {
    /// The key of a lesson.
    pub const fn new(solutions: Solutions) -> Self {
        Self(solutions)
    }

    /// Marks the answers among events that were just decided.
    pub fn mark(&self, events: &mut [Event]) {
        for event in events {
            if let Event::Visit(VisitEvent::Answered {
                quiz,
                tries_left,
                given: Some(given),
                ..
            }) = event
            {
                given.mark = self.mark_of(quiz, &given.answer, *tries_left);
            }
        }
    }

    /// What the key says of an answer after which `tries_left` more may be given.
    fn mark_of(&self, quiz: &QuizId, answer: &Answer, tries_left: u8) -> Option<Mark> {
        let Solved { solution, why } = self.0.get(quiz.as_str())?;
        let right = is_right(solution, answer);
        let told = (right || tries_left == 0).then(|| Told {
            correct: correct(solution),
            why: Text {
                fr: why.get(Language::French).to_owned(),
                en: why.get(Language::English).to_owned(),
            },
        });
        Some(Mark { right, told })
    }
}

impl std::fmt::Debug for AnswerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AnswerKey(…)")
    }
}

/// Binary fractions of decimal numbers are a hair off: 19.9 is within 0.1 of 20.
const HAIR: f64 = 1e-9;

fn is_right(solution: &Solution, answer: &Answer) -> bool {
    match (solution, answer) {
        (Solution::Single(right), Answer::Single(chosen)) => right == chosen,
        (Solution::Multiple(right), Answer::Multiple(chosen)) => right == chosen,
        (Solution::Order(right), Answer::Order(chosen)) => right == chosen,
        (Solution::Number { value, tolerance }, Answer::Number(number)) => {
            (number - value).abs() <= tolerance + HAIR * value.abs().max(1.0)
        }
        (Solution::Point { at, within_m }, Answer::Point { from, towards }) => {
            passes(*from, *towards, *at) <= f64::from(*within_m)
        }
        _ => false,
    }
}

/// How near a ray comes to a point before it, metres; its direction has length 1.
fn passes(from: [f32; 3], towards: [f32; 3], at: [f32; 3]) -> f64 {
    let there: Vec<f64> = from
        .iter()
        .zip(at)
        .map(|(from, at)| f64::from(at) - f64::from(*from))
        .collect();
    let along = there
        .iter()
        .zip(towards)
        .map(|(part, towards)| part * f64::from(towards))
        .sum::<f64>()
        .max(0.0);
    there
        .iter()
        .zip(towards)
        .map(|(part, towards)| (part - along * f64::from(towards)).powi(2))
        .sum::<f64>()
        .sqrt()
}

fn correct(solution: &Solution) -> Correct {
    match solution {
        Solution::Single(choice) => Correct::Single(*choice),
        Solution::Multiple(choices) => Correct::Multiple(choices.clone()),
        Solution::Number { value, tolerance } => Correct::Number {
            value: *value,
            tolerance: *tolerance,
        },
        Solution::Order(order) => Correct::Order(order.clone()),
        Solution::Point { at, .. } => Correct::Point(*at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_right_on_the_edge_of_its_tolerance_and_not_beyond() {
        let solution = Solution::Number {
            value: 20.0,
            tolerance: 0.1,
        };
        for (number, right) in [(19.9, true), (20.1, true), (19.899, false), (20.2, false)] {
            assert_eq!(
                is_right(&solution, &Answer::Number(number)),
                right,
                "{number}"
            );
        }
    }

    #[test]
    fn pointing_is_right_past_the_thing_within_its_distance_and_never_behind_one() {
        let solution = Solution::Point {
            at: [0.0, 2.0, -20.0],
            within_m: 2.0,
        };
        let point = |towards: [f32; 3]| Answer::Point {
            from: [0.0, 1.6, 0.0],
            towards,
        };
        let aside =
            |degrees: f32| point([degrees.to_radians().sin(), 0.0, -degrees.to_radians().cos()]);
        assert!(is_right(&solution, &aside(0.0)));
        assert!(is_right(&solution, &aside(5.0)));
        assert!(!is_right(&solution, &aside(6.5)));
        assert!(!is_right(&solution, &point([0.0, 0.0, 1.0])));
    }

    #[test]
    fn all_right_choices_and_no_wrong_one() {
        let solution = Solution::Multiple(vec![0, 2]);
        let chosen = |choices: &[u8]| is_right(&solution, &Answer::Multiple(choices.to_vec()));
        assert!(chosen(&[0, 2]));
        assert!(!chosen(&[0]) && !chosen(&[0, 1, 2]) && !chosen(&[]));
        assert!(!is_right(&solution, &Answer::Single(0)));
    }
}
