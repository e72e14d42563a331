//! A rally: teams look for the same things on the way, and keep one sheet each.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Localised;

/// The rally of a visit. Its lines are the quizzes that say what a team does for them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    description = "Le rallye ; ses lignes sont les quiz qui portent rally = \"…\", aux étapes."
)]
pub struct Rally {
    /// Its name.
    #[schemars(description = "Nom du rallye.")]
    pub title: Localised,
    /// What teams are told before they go.
    #[schemars(description = "Ce que l'on dit aux équipes avant le départ.")]
    pub intro: Localised,
    /// People in a team.
    #[serde(default = "three")]
    #[schemars(
        range(min = 2, max = 6),
        description = "Nombre de personnes par équipe ; trois si rien n'est dit."
    )]
    pub team_size: u8,
}

const fn three() -> u8 {
    3
}
