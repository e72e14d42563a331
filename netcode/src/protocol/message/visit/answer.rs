//! Answers, and what they are worth.

use serde::{Deserialize, Serialize};

use crate::protocol::{Text, limits};

/// What an answer to a quiz looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerForm {
    /// One of so many choices.
    Single {
        /// How many there are.
        choices: u8,
    },
    /// Some of so many choices.
    Multiple {
        /// How many there are.
        choices: u8,
    },
    /// A number.
    Number,
    /// So many choices in an order.
    Order {
        /// How many there are.
        choices: u8,
    },
    /// Pointing at something in the scene.
    Point,
}

impl AnswerForm {
    /// How many choices there are; 0 if it is not answered from a list.
    pub const fn choices(self) -> u8 {
        match self {
            Self::Single { choices } | Self::Multiple { choices } | Self::Order { choices } => {
                choices
            }
            Self::Number | Self::Point => 0,
        }
    }
}

/// An answer. Choices are their places in the lesson's list, from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// This choice.
    Single(u8),
    /// These choices.
    Multiple(Vec<u8>),
    /// This number, in the quiz's unit.
    Number(f64),
    /// The choices from first to last.
    Order(Vec<u8>),
    /// There, along a ray in the room frame.
    Point {
        /// Where the ray begins, metres.
        from: [f32; 3],
        /// Where it goes.
        towards: [f32; 3],
    },
}

impl Answer {
    /// The answer in one way of writing it: choices sorted and each once, a direction of length 1. Nothing if it is no answer
    /// to a quiz of this form.
    pub fn checked(self, form: AnswerForm) -> Option<Self> {
        Some(match (self, form) {
            (Self::Single(choice), AnswerForm::Single { choices }) if choice < choices => {
                Self::Single(choice)
            }
            (Self::Multiple(mut chosen), AnswerForm::Multiple { choices })
                if chosen.len() <= usize::from(choices)
                    && chosen.iter().all(|choice| *choice < choices) =>
            {
                chosen.sort_unstable();
                chosen.dedup();
                Self::Multiple(chosen)
            }
            (Self::Number(number), AnswerForm::Number)
                if number.is_finite() && number.abs() <= limits::NUMBER =>
            {
                Self::Number(number)
            }
            (Self::Order(order), AnswerForm::Order { choices })
                if order.len() == usize::from(choices)
                    && (0..choices).all(|choice| order.contains(&choice)) =>
            {
                Self::Order(order)
            }
            (Self::Point { from, towards }, AnswerForm::Point) => {
                let length = towards
                    .iter()
                    .map(|part| f64::from(*part).powi(2))
                    .sum::<f64>()
                    .sqrt();
                if !limits::is_place(&from) || !length.is_finite() || length < 1e-6 {
                    return None;
                }
                Self::Point {
                    from,
                    towards: towards.map(|part| (f64::from(part) / length) as f32),
                }
            }
            _ => return None,
        })
    }
}

/// An answer, and what the key says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// The answer.
    pub answer: Answer,
    /// What the key says; nothing if it has not been held against it.
    pub mark: Option<Mark>,
}

impl Given {
    /// Whether the key says that it is right.
    pub fn is_right(&self) -> bool {
        self.mark.as_ref().is_some_and(|mark| mark.right)
    }
}

/// What the key says of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Whether it is right.
    pub right: bool,
    /// What is right and why, once nothing more can be answered.
    pub told: Option<Told>,
}

/// What is right, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// What is right.
    pub correct: Correct,
    /// Why.
    pub why: Text,
}

/// What is right, as it is shown. Choices are their places in the lesson's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Correct {
    /// This choice.
    Single(u8),
    /// These choices.
    Multiple(Vec<u8>),
    /// A number, and how far from it one may be.
    Number {
        /// The number.
        value: f64,
        /// The distance.
        tolerance: f64,
    },
    /// The choices from first to last.
    Order(Vec<u8>),
    /// A place, room frame, metres.
    Point([f32; 3]),
}

/// How a class answered a quiz: numbers, no names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// People or teams who answered.
    pub answered: u16,
    /// Of those, whose last answer is right.
    pub right: u16,
    /// How many chose each choice; empty for quizzes without choices, and where so few answered that a number would be a name.
    pub by_choice: Vec<u16>,
}
