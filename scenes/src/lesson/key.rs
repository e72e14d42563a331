//! The answer key: what is right, and why. It stays with whoever hosts; pupils' programs do without it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{LoadedLesson, Localised};
use crate::check;
use crate::problem::Problems;

/// The file of an answer key in a lesson's folder.
pub const KEY_FILE: &str = "key.toml";

/// The whole of a `key.toml`, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Corrigé Pléiades",
    description = "Fichier key.toml : les bonnes réponses d'une leçon de Pléiades Immersion. Il reste chez l'hôte."
)]
pub struct Key {
    /// One for each quiz of the lesson.
    #[serde(rename = "answer")]
    #[schemars(length(min = 1), description = "Une réponse par quiz de la leçon.")]
    pub answers: Vec<KeyAnswer>,
}

/// What is right in one quiz: the field that its kind has, and why.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "La bonne réponse d'un quiz.")]
pub struct KeyAnswer {
    /// Id of the quiz.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Le quiz ([[stop.quiz]] id)."
    )]
    pub quiz: String,
    /// The right choice of a `single`.
    #[schemars(description = "single : le bon choix.")]
    pub choice: Option<String>,
    /// The right choices of a `multiple`.
    #[schemars(description = "multiple : tous les bons choix.")]
    pub choices: Option<Vec<String>>,
    /// The choices of an `order`, first to last.
    #[schemars(description = "order : tous les choix, du premier au dernier.")]
    pub order: Option<Vec<String>>,
    /// The number of a `number`, in the quiz's unit.
    #[schemars(
        range(min = -1000000000, max = 1000000000),
        description = "number : le nombre attendu, dans l'unité du quiz."
    )]
    pub number: Option<f64>,
    /// How far from it an answer may be.
    #[schemars(
        range(min = 0, max = 1000000000),
        description = "number : l'écart permis, en plus ou en moins ; 0 si rien n'est dit."
    )]
    pub tolerance: Option<f64>,
    /// Id of the node that a `point` asks for.
    #[schemars(
        description = "point : le repère de la scène à montrer, par exemple zone.enstib.cylinder."
    )]
    pub at: Option<String>,
    /// How far from the node's origin one may point, metres.
    #[schemars(
        range(min = 0, max = 100),
        description = "point : à combien de mètres du repère on peut viser ; 2 si rien n'est dit."
    )]
    pub within_m: Option<f64>,
    /// What everyone is told who has answered.
    #[schemars(description = "Pourquoi : ce qui est dit à qui a répondu.")]
    pub why: Localised,
    /// Id of the source that says so.
    #[schemars(description = "Nom court de la source ([[source]] id de la leçon).")]
    pub source: Option<String>,
}

/// What is right in one quiz, with choices as places in the quiz's list.
#[derive(Clone, Debug, PartialEq)]
pub enum Solution {
    /// This choice.
    Single(u8),
    /// These choices, ascending.
    Multiple(Vec<u8>),
    /// A number, and how far from it one may be.
    Number {
        /// The number.
        value: f64,
        /// The distance, at least 0.
        tolerance: f64,
    },
    /// The choices in this order.
    Order(Vec<u8>),
    /// Pointing at a place, room frame, metres.
    Point {
        /// The place.
        at: [f32; 3],
        /// How far past it one may point.
        within_m: f32,
    },
}

/// What is right in one quiz, and what is told to who has answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// What is right.
    pub solution: Solution,
    /// Why.
    pub why: Localised,
}

/// The answers of a lesson by the id of the quiz: one for each quiz.
pub type Solutions = BTreeMap<String, Solved>;

/// Loads the answer key beside a lesson. A lesson without quizzes needs none.
///
/// # Errors
/// The file is missing although there are quizzes, or something is wrong in it: every problem.
pub fn load_key(lesson: &LoadedLesson) -> Result<Solutions, Problems> {
    let file = lesson.directory.join(KEY_FILE);
    let (solutions, problems) = check::read_key(&file, lesson);
    solutions.ok_or_else(|| Problems::new(problems))
}
