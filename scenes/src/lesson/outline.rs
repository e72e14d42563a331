//! A lesson as its author wrote it: whom it is for, where it happens, what its stops are.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Formation, Localised, Quiz, Rally, Source, Stop};
use crate::Language;
use crate::lab::Lab;

/// The whole of a `lesson.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Leçon Pléiades",
    description = "Fichier lesson.toml d'une leçon de Pléiades Immersion."
)]
pub struct Lesson {
    /// Name of the lesson in the world, reversed domain first; the session's log refers to it.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom unique de la leçon, par exemple fr.univ-lorraine.territoires.campus-epinal."
    )]
    pub id: String,
    /// Version of the content, `major.minor.patch`.
    #[schemars(
        extend("format" = "pleiades-version"),
        regex(pattern = r"^[0-9]+\.[0-9]+\.[0-9]+$"),
        description = "Version du contenu : 1.0.0."
    )]
    pub version: String,
    /// What one does in it.
    #[schemars(description = "Genre de leçon : tour, une visite ; lab, un travail pratique.")]
    pub kind: LessonKind,
    /// Title shown when a session is chosen.
    #[schemars(description = "Titre de la leçon.")]
    pub title: Localised,
    /// One or two sentences for whoever chooses it.
    #[schemars(description = "Une ou deux phrases pour qui choisit la leçon.")]
    pub summary: Localised,
    /// Whom it is written for, for example `lycee-1re`.
    #[schemars(
        length(min = 1),
        description = "Public visé, par exemple [\"lycee-2nde\", \"lycee-1re\"]."
    )]
    pub audience: Vec<String>,
    /// Languages every text exists in; French is one of them.
    #[schemars(
        length(min = 1),
        description = "Langues de tous les textes ; fr en fait partie."
    )]
    pub languages: Vec<Language>,
    /// Minutes it usually takes.
    #[schemars(
        range(min = 1, max = 480),
        description = "Durée habituelle, en minutes."
    )]
    pub duration_min: u16,
    /// Licence of the content, as SPDX writes it.
    #[schemars(
        length(min = 1),
        description = "Licence du contenu (SPDX), par exemple CC-BY-4.0."
    )]
    pub licence: String,
    /// Who wrote it.
    #[schemars(length(min = 1), description = "Qui l'a écrite.")]
    pub authors: Vec<Author>,
    /// Where it happens.
    #[schemars(description = "Le lieu et le point d'arrivée.")]
    pub scene: SceneChoice,
    /// What is kept of a session, and for how long.
    #[serde(default)]
    #[schemars(description = "Ce qui est gardé d'une séance.")]
    pub privacy: Privacy,
    /// Who decides where to go next.
    #[serde(default)]
    #[schemars(
        description = "Qui choisit l'étape suivante : free, chacun va où il veut, ou led, on suit la personne qui accueille."
    )]
    pub order: VisitOrder,
    /// The rally of the teams, if there is one.
    #[schemars(description = "Le rallye des équipes, s'il y en a un.")]
    pub rally: Option<Rally>,
    /// Courses of study that the stops show.
    #[serde(rename = "formation", default)]
    #[schemars(description = "Les formations que montrent les étapes.")]
    pub formations: Vec<Formation>,
    /// Where the facts were read.
    #[serde(rename = "source", default)]
    #[schemars(description = "Les sources des faits.")]
    pub sources: Vec<Source>,
    /// The stops, in the order the guide shows them.
    #[serde(rename = "stop", default)]
    #[schemars(description = "Les étapes d'une visite, dans l'ordre ; au moins une.")]
    pub stops: Vec<Stop>,
    /// The lab, if it is one.
    #[schemars(description = "Le travail pratique, si la leçon en est un.")]
    pub lab: Option<Lab>,
}

impl Lesson {
    /// The source called `id`.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The stop called `id`.
    pub fn stop(&self, id: &str) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.id == id)
    }

    /// Every quiz with its stop, in the order of the visit.
    pub fn quizzes(&self) -> impl Iterator<Item = (&Stop, &Quiz)> {
        self.stops
            .iter()
            .flat_map(|stop| stop.quizzes.iter().map(move |quiz| (stop, quiz)))
    }

    /// The quiz called `id`, with its stop.
    pub fn quiz(&self, id: &str) -> Option<(&Stop, &Quiz)> {
        self.quizzes().find(|(_, quiz)| quiz.id == id)
    }

    /// The course of study called `id`.
    pub fn formation(&self, id: &str) -> Option<&Formation> {
        self.formations.iter().find(|formation| formation.id == id)
    }

    /// The courses of study that a stop shows.
    pub fn formations_at(&self, stop: &str) -> impl Iterator<Item = &Formation> {
        self.formations
            .iter()
            .filter(move |formation| formation.stop == stop)
    }
}

/// Who decides where to go next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Ordre de la visite.")]
pub enum VisitOrder {
    /// Everyone goes where they like; quizzes are open from the beginning.
    #[default]
    #[schemars(description = "libre : chacun va où il veut, les quiz sont ouverts dès le début")]
    Free,
    /// The host leads; quizzes open when the host opens them.
    #[schemars(
        description = "menée : la personne qui accueille montre le chemin et ouvre les quiz"
    )]
    Led,
}

/// What one does in a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Genre de leçon.")]
#[non_exhaustive]
pub enum LessonKind {
    /// One walks from stop to stop and reads, asks, talks.
    #[schemars(description = "une visite : on va d'étape en étape")]
    Tour,
    /// One measures, answers and is marked.
    #[schemars(description = "un travail pratique : on mesure, on répond, on est noté")]
    Lab,
}

/// Somebody who wrote the lesson.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une personne ou une équipe.")]
pub struct Author {
    /// Name of the person or team.
    #[schemars(length(min = 1), description = "Nom de la personne ou de l'équipe.")]
    pub name: String,
    /// Where they work.
    #[schemars(length(min = 1), description = "Établissement.")]
    pub org: Option<String>,
}

/// The scene and the place where people arrive in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Le lieu de la leçon.")]
pub struct SceneChoice {
    /// The glTF file, looked for in the lesson's folder, then in the `assets` folder beside or above it.
    #[schemars(
        extend("format" = "pleiades-path"),
        description = "Fichier .glb : cherché dans le dossier de la leçon, puis dans le dossier assets du logiciel."
    )]
    pub asset: String,
    /// Id of one spawn point, or the beginning of several: `spawn.forecourt` stands for `spawn.forecourt.1`,
    /// `spawn.forecourt.2`, … which arriving people take in turn.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Point d'arrivée, ou début commun de plusieurs : spawn.forecourt vaut spawn.forecourt.1, .2, … à tour de rôle."
    )]
    pub spawn: String,
}

/// What is kept of a session. Pupils have no account: a session knows a nickname and nothing else of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Ce qui est gardé d'une séance.")]
pub struct Privacy {
    /// Days after which the journal of a session of this lesson should be erased.
    #[schemars(
        range(min = 1, max = 365),
        description = "Jours au bout desquels le journal d'une séance devrait être effacé."
    )]
    pub retention_days: u16,
}

impl Default for Privacy {
    fn default() -> Self {
        Self { retention_days: 30 }
    }
}
