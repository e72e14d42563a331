//! A quiz at a stop, as pupils see it. What is right is in the [answer key](super::Key), a file of its own.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Localised;

/// A question that the session marks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un quiz ; sa bonne réponse est dans key.toml.")]
pub struct Quiz {
    /// Name of the quiz in the session's log; unique in the lesson.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court du quiz, cité par key.toml ; unique."
    )]
    pub id: String,
    /// How it is answered.
    #[schemars(description = "Comment on répond : single, multiple, number, order ou point.")]
    pub kind: QuizKind,
    /// The question.
    #[schemars(description = "La question.")]
    pub question: Localised,
    /// What one chooses from, or puts in order; for the other kinds nothing.
    #[serde(default)]
    #[schemars(description = "Les choix, ou les éléments à mettre en ordre : de 2 à 8.")]
    pub choices: Vec<Choice>,
    /// Unit of the number asked for, as it is written after it: `°`, `m`, `€`.
    #[schemars(
        length(min = 1, max = 12),
        description = "Unité du nombre demandé, écrite après lui : °, m, €."
    )]
    pub unit: Option<String>,
    /// Who answers: each alone or a team together. A line of the rally is a team's in any case.
    #[serde(default)]
    #[schemars(
        description = "Qui répond : alone, chacun pour soi, ou team, une réponse par équipe."
    )]
    pub by: AnsweredBy,
    /// How often one may answer until it is right; the last answer counts.
    #[serde(default = "one_try")]
    #[schemars(
        range(min = 1, max = 5),
        description = "Nombre d'essais, de 1 à 5 ; la dernière réponse compte."
    )]
    pub tries: u8,
    /// What a team does for it, if it is a line of the rally.
    #[schemars(
        description = "Ce que fait l'équipe, si le quiz est une ligne du rallye : find, observe, measure ou answer."
    )]
    pub rally: Option<RallyVerb>,
}

impl Quiz {
    /// Whether a team answers together.
    pub fn is_for_teams(&self) -> bool {
        self.rally.is_some() || self.by == AnsweredBy::Team
    }
}

const fn one_try() -> u8 {
    1
}

/// How a quiz is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Genre de quiz.")]
pub enum QuizKind {
    /// One of the choices.
    #[schemars(description = "un seul choix est bon")]
    Single,
    /// All that are right of the choices, and none that is wrong.
    #[schemars(description = "plusieurs choix sont bons")]
    Multiple,
    /// A number, with a tolerance and perhaps a unit.
    #[schemars(description = "un nombre, avec une tolérance")]
    Number,
    /// The choices in the right order.
    #[schemars(description = "mettre les choix en ordre")]
    Order,
    /// Pointing at something in the scene.
    #[schemars(description = "montrer quelque chose dans le lieu")]
    Point,
}

impl QuizKind {
    /// The word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Number => "number",
            Self::Order => "order",
            Self::Point => "point",
        }
    }

    /// Whether it is answered from a list.
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Single | Self::Multiple | Self::Order)
    }
}

/// One of the choices.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un choix.")]
pub struct Choice {
    /// Name by which the key refers to it; unique in its quiz.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court du choix, cité par key.toml ; unique dans le quiz."
    )]
    pub id: String,
    /// What is read.
    #[schemars(description = "Ce qui est proposé.")]
    pub text: Localised,
}

/// Who answers a quiz.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Qui répond.")]
pub enum AnsweredBy {
    /// Each person.
    #[default]
    #[schemars(description = "chacun pour soi")]
    Alone,
    /// Each team, through any of its members.
    #[schemars(description = "une réponse par équipe")]
    Team,
}

/// What a team does for a line of the rally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Ce que fait l'équipe.")]
pub enum RallyVerb {
    /// Go and find something.
    #[schemars(description = "trouver")]
    Find,
    /// Look closely.
    #[schemars(description = "observer")]
    Observe,
    /// Measure.
    #[schemars(description = "mesurer")]
    Measure,
    /// Answer a question.
    #[schemars(description = "répondre")]
    Answer,
}
