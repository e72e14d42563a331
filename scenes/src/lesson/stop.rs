//! A stop of a tour: a place, its card, and what one could ask there.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Fact, Localised, Media, Quiz};

/// A point of interest: people walk up to it and open its card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une étape de la visite.")]
pub struct Stop {
    /// Name of the stop in the session's log; unique in the lesson.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de l'étape ; unique."
    )]
    pub id: String,
    /// Id of the node of the scene where one stands.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Repère de la scène où l'on se tient (extras.pleiades.id), par exemple poi.enstib."
    )]
    pub anchor: String,
    /// What the sign says.
    #[schemars(description = "Titre de la carte.")]
    pub title: Localised,
    /// Whether the tour is complete without it.
    #[serde(default)]
    #[schemars(description = "true si la visite n'est complète qu'avec cette étape.")]
    pub required: bool,
    /// Seconds one stays before the stop counts as visited.
    #[serde(default)]
    #[schemars(
        range(max = 3600),
        description = "Secondes à passer sur place pour que l'étape compte comme vue."
    )]
    pub dwell_min_s: u16,
    /// The text of the card: a few sentences.
    #[schemars(description = "Texte de la carte : quelques phrases, 600 caractères au plus.")]
    pub card: Localised,
    /// What is known, each with its source.
    #[serde(default)]
    #[schemars(description = "Ce que l'on sait, chaque fait avec sa source.")]
    pub facts: Vec<Fact>,
    /// Questions a pupil could ask whoever hosts the visit.
    #[serde(default)]
    #[schemars(description = "Questions qu'un lycéen peut poser ici.")]
    pub questions: Vec<Localised>,
    /// What there is to look at and to listen to.
    #[serde(default)]
    #[schemars(description = "Images, sons et narrations, chacun avec sa légende.")]
    pub media: Vec<Media>,
    /// Whether the lesson's lab is done here.
    #[serde(default)]
    #[schemars(
        description = "true si le travail pratique de la leçon ([lab]) se fait à cette étape."
    )]
    pub lab: bool,
    /// Questions that the session marks.
    #[serde(rename = "quiz", default)]
    #[schemars(description = "Les quiz de l'étape ; leurs bonnes réponses sont dans key.toml.")]
    pub quizzes: Vec<Quiz>,
}
