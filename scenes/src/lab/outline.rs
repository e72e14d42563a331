//! A lab as its author wrote it: specimens, instruments, steps, tables, answers, the grid of marks.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Instrument, Plot, Specimen, Table};
use crate::lesson::Localised;

/// The `[lab]` of a lesson: everything a student may see. What is true, and how it is marked, is in the key.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    description = "Le travail pratique : tout ce qu'un élève peut voir. La vérité et le barème fin sont dans lab-key.toml."
)]
pub struct Lab {
    /// What is simulated.
    #[schemars(description = "Ce qui est simulé : outcrop, timber-bench.")]
    pub model: LabModel,
    /// Training or exam.
    #[serde(default)]
    #[schemars(
        description = "training : aides et note tout de suite ; exam : ni l'une ni l'autre avant l'enseignant."
    )]
    pub mode: Mode,
    /// Who may work together.
    #[serde(default = "alone")]
    #[schemars(
        length(min = 1),
        description = "Manières de travailler permises : alone, pair, class."
    )]
    pub groups: Vec<Group>,
    /// How far magnetic north lies east of true north at this place, degrees.
    #[serde(default)]
    #[schemars(description = "Déclinaison du lieu en degrés, positive vers l'est ; 0 par défaut.")]
    pub declination_deg: f64,
    /// What is measured.
    #[serde(rename = "specimen")]
    #[schemars(
        length(min = 1),
        description = "Ce que l'on mesure : surfaces, bancs, poutres."
    )]
    pub specimens: Vec<Specimen>,
    /// What it is measured with.
    #[serde(rename = "instrument")]
    #[schemars(length(min = 1), description = "Avec quoi on mesure.")]
    pub instruments: Vec<Instrument>,
    /// The notebook's tables.
    #[serde(rename = "table")]
    #[schemars(length(min = 1), description = "Les tableaux du cahier.")]
    pub tables: Vec<Table>,
    /// What is answered in the end.
    #[serde(rename = "answer", default)]
    #[schemars(description = "Les réponses demandées.")]
    pub answers: Vec<AnswerField>,
    /// What is done, in this order.
    #[serde(rename = "step")]
    #[schemars(length(min = 1), description = "Les étapes, dans l'ordre.")]
    pub steps: Vec<Step>,
    /// Figures drawn from the tables.
    #[serde(rename = "plot", default)]
    #[schemars(description = "Les figures tirées des tableaux.")]
    pub plots: Vec<Plot>,
    /// What is marked.
    #[schemars(description = "La grille de notation que voient les élèves.")]
    pub marking: Grid,
}

impl Lab {
    /// Gives each table that is like another its columns, as the loader does.
    pub(crate) fn resolve(&mut self) {
        for at in 0..self.tables.len() {
            let (above, rest) = self.tables.split_at_mut(at);
            let Some(own) = rest.first_mut() else {
                continue;
            };
            let like = own.like.as_deref();
            if let Some(model) = above.iter().find(|table| Some(table.id.as_str()) == like) {
                own.columns = model.columns.clone();
            }
        }
    }

    /// The instrument called `id`.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments
            .iter()
            .find(|instrument| instrument.id == id)
    }

    /// The table called `id`.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The answer called `id`.
    pub fn answer(&self, id: &str) -> Option<&AnswerField> {
        self.answers.iter().find(|answer| answer.id == id)
    }

    /// The step called `id`.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Ce qui est simulé.")]
pub enum LabModel {
    /// Folded strata, a compass, a tape.
    #[schemars(description = "un affleurement : surfaces, boussole, ruban")]
    Outcrop,
    /// Beams in a press.
    #[schemars(description = "un banc d'essai : poutres, presse, comparateur")]
    TimberBench,
}

/// Whether help and marks are given at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Entraînement ou examen.")]
pub enum Mode {
    /// Hints, and the mark when handed in.
    #[default]
    #[schemars(description = "aides à trois niveaux, note à la remise")]
    Training,
    /// No hints; the mark when a teacher releases it.
    #[schemars(description = "pas d'aide, note quand l'enseignant la rend")]
    Exam,
}

/// Who works together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Manière de travailler.")]
pub enum Group {
    /// One notebook each.
    #[schemars(description = "seul : un cahier chacun")]
    Alone,
    /// One notebook for two.
    #[schemars(description = "en binôme : un cahier pour deux")]
    Pair,
    /// One notebook for all, begun by a teacher.
    #[schemars(description = "en classe : un cahier pour tous, ouvert par l'enseignant")]
    Class,
}

fn alone() -> Vec<Group> {
    vec![Group::Alone]
}

/// An answer to give.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une réponse à donner.")]
pub struct AnswerField {
    /// Unique among the answers.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la réponse ; unique."
    )]
    pub id: String,
    /// What is asked.
    #[schemars(description = "Ce qui est demandé.")]
    pub title: Localised,
    /// What kind of answer.
    #[schemars(description = "Genre : number, line, plane, choice.")]
    pub kind: AnswerKind,
    /// Unit of a number.
    #[schemars(
        extend("format" = "pleiades-unit"),
        description = "Unité d'un nombre, par exemple N/mm² ; à omettre pour un nombre sans unité."
    )]
    pub unit: Option<String>,
    /// Whether the standard uncertainty is asked for too.
    #[serde(default)]
    #[schemars(description = "true si l'incertitude-type est demandée avec le nombre.")]
    pub uncertainty: bool,
    /// What there is to choose from.
    #[serde(default)]
    #[schemars(description = "Les possibilités d'un choix.")]
    pub options: Vec<Named>,
}

/// What kind of answer is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Genre de réponse.")]
pub enum AnswerKind {
    /// A number, perhaps with its uncertainty.
    #[schemars(description = "un nombre")]
    Number,
    /// Trend and plunge.
    #[schemars(description = "une droite : azimut et plongement")]
    Line,
    /// Strike and dip.
    #[schemars(description = "un plan : direction et pendage")]
    Plane,
    /// One of several.
    #[schemars(description = "un choix")]
    Choice,
}

/// Something with a name and a text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une possibilité.")]
pub struct Named {
    /// Unique in its list.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court ; unique dans la liste."
    )]
    pub id: String,
    /// What people read.
    #[schemars(description = "Ce que l'on lit.")]
    pub title: Localised,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une étape : une consigne, et ce qu'elle doit laisser dans le cahier.")]
pub struct Step {
    /// Unique among the steps.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de l'étape ; unique."
    )]
    pub id: String,
    /// Its heading.
    #[schemars(description = "Titre de l'étape.")]
    pub title: Localised,
    /// What to do.
    #[schemars(description = "La consigne : que faire, comment, combien de fois.")]
    pub instruction: Localised,
    /// The table it fills.
    #[schemars(description = "Le tableau qu'elle remplit, s'il y en a un.")]
    pub table: Option<String>,
    /// Rows the table has when the step is done.
    #[serde(default)]
    #[schemars(
        range(max = 48),
        description = "Nombre de lignes pour que l'étape soit faite."
    )]
    pub min_rows: u16,
    /// Answers it asks for.
    #[serde(default)]
    #[schemars(description = "Les réponses qu'elle demande.")]
    pub answers: Vec<String>,
    /// Help, from a nudge to the method.
    #[serde(default)]
    #[schemars(
        length(max = 3),
        description = "Jusqu'à trois aides, de la piste à la méthode ; jamais le résultat."
    )]
    pub hints: Vec<Localised>,
}

/// What is marked, as students see it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "La grille de notation.")]
pub struct Grid {
    /// The sum of all points.
    #[schemars(description = "Total des points, d'ordinaire 20.")]
    pub total: f64,
    /// Points from which the lab is passed.
    #[schemars(description = "Points à partir desquels le travail est réussi.")]
    pub pass: f64,
    /// What gives points.
    #[serde(rename = "criterion")]
    #[schemars(
        length(min = 1),
        description = "Les critères ; leur calcul est dans lab-key.toml."
    )]
    pub criteria: Vec<CriterionLine>,
    /// What is said of slips of method.
    #[serde(rename = "gate", default)]
    #[schemars(description = "Les fautes de méthode expliquées à l'élève.")]
    pub gates: Vec<GateLine>,
}

/// A line of the grid.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un critère.")]
pub struct CriterionLine {
    /// Unique among the criteria.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court du critère ; unique."
    )]
    pub id: String,
    /// What it values.
    #[schemars(description = "Ce qu'il valorise.")]
    pub title: Localised,
    /// What it is worth.
    #[schemars(description = "Les points qu'il vaut.")]
    pub points: f64,
}

/// What is said of a slip of method.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une faute de méthode, et ce que l'on en dit.")]
pub struct GateLine {
    /// Unique among the gates.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la faute ; unique."
    )]
    pub id: String,
    /// What happened and what to do.
    #[schemars(description = "Ce qui s'est passé et que faire.")]
    pub feedback: Localised,
}
