//! A course of study one may be interested in, with the page that says so.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Date, Localised};

/// A course of study shown at a stop; pupils mark what interests them and take it home.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    description = "Une formation, que l'élève peut marquer « ça m'intéresse » et retrouver sur sa carte."
)]
pub struct Formation {
    /// Name of the course in the session's log; unique in the lesson.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la formation ; unique."
    )]
    pub id: String,
    /// Id of the stop that shows it.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "L'étape qui la montre ([[stop]] id)."
    )]
    pub stop: String,
    /// What it is called.
    #[schemars(description = "Son nom.")]
    pub title: Localised,
    /// One sentence about it.
    #[schemars(description = "Une phrase, pour dire ce que l'on y fait.")]
    pub about: Option<Localised>,
    /// The page to go on from.
    #[schemars(
        extend("format" = "uri"),
        description = "La page où en savoir plus : https://…"
    )]
    pub link: String,
    /// Id of the [`Source`](super::Source) that says that it exists.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la source ([[source]] id) qui l'atteste."
    )]
    pub source: String,
    /// The last day on which this may be shown without a doubt.
    #[schemars(
        description = "Dernier jour où la formation peut être annoncée ; à omettre si elle ne vieillit pas."
    )]
    pub valid_until: Option<Date>,
}

impl Formation {
    /// Whether the last day has passed on the day `on`.
    pub fn is_expired(&self, on: Date) -> bool {
        self.valid_until.is_some_and(|last| last < on)
    }
}
