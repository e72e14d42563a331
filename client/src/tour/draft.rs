//! Answers one is still thinking about.

use std::collections::HashMap;

use bevy::prelude::*;
use pleiades_netcode::protocol::Answer;
use pleiades_scenes::lesson::{Quiz, QuizKind};

/// What one is about to answer, by the id of the quiz.
#[derive(Resource, Default, Debug)]
pub(crate) struct Drafts(HashMap<String, Draft>);

impl Drafts {
    /// The draft of one quiz.
    pub(crate) fn of(&mut self, quiz: &str) -> &mut Draft {
        self.0.entry(quiz.to_owned()).or_default()
    }
}

/// What one is about to answer.
#[derive(Clone, Default, Debug, PartialEq)]
pub(crate) struct Draft {
    /// Choices, in the order they were chosen or put.
    pub(crate) chosen: Vec<u8>,
    /// A number as it is typed.
    pub(crate) number: String,
    /// Where one pointed: origin and direction, room frame.
    pub(crate) ray: Option<([f32; 3], [f32; 3])>,
}

impl Draft {
    /// The choices in the order they stand in, beginning with the lesson's.
    pub(crate) fn order(&mut self, choices: usize) -> &mut Vec<u8> {
        if self.chosen.len() != choices {
            self.chosen = (0..choices)
                .filter_map(|choice| u8::try_from(choice).ok())
                .collect();
        }
        &mut self.chosen
    }

    /// Chooses one, or takes the choice back.
    pub(crate) fn toggle(&mut self, choice: u8) {
        match self.chosen.iter().position(|chosen| *chosen == choice) {
            Some(place) => {
                self.chosen.remove(place);
            }
            None => self.chosen.push(choice),
        }
    }

    /// The answer, if it is one already.
    pub(crate) fn answer(&self, quiz: &Quiz) -> Option<Answer> {
        match quiz.kind {
            QuizKind::Single => self.chosen.first().copied().map(Answer::Single),
            QuizKind::Multiple => {
                (!self.chosen.is_empty()).then(|| Answer::Multiple(self.chosen.clone()))
            }
            QuizKind::Order => (self.chosen.len() == quiz.choices.len())
                .then(|| Answer::Order(self.chosen.clone())),
            QuizKind::Number => number(&self.number).map(Answer::Number),
            QuizKind::Point => self
                .ray
                .map(|(from, towards)| Answer::Point { from, towards }),
        }
    }
}

/// A number as people write it: with a comma or a point, with spaces between thousands.
fn number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '\u{202f}')
        .map(|character| if character == ',' { '.' } else { character })
        .collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_here() {
        for (text, read) in [
            ("30", Some(30.0)),
            (" 2,5 ", Some(2.5)),
            ("1 699 100", Some(1_699_100.0)),
            ("-4.5", Some(-4.5)),
            ("", None),
            ("trente", None),
            ("inf", None),
        ] {
            assert_eq!(number(text), read, "{text:?}");
        }
    }

    #[test]
    fn an_order_begins_as_the_lesson_has_it_and_a_choice_can_be_taken_back() {
        let mut draft = Draft::default();
        assert_eq!(*draft.order(3), [0, 1, 2]);
        draft.order(3).swap(0, 2);
        assert_eq!(*draft.order(3), [2, 1, 0]);
        let mut draft = Draft::default();
        draft.toggle(1);
        draft.toggle(0);
        draft.toggle(1);
        assert_eq!(draft.chosen, [0]);
    }
}
