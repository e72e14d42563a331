//! A table of the notebook: its columns, where their numbers come from, what is computed from them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Named;
use crate::lesson::Localised;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un tableau du cahier.")]
pub struct Table {
    /// Unique among the tables.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court du tableau ; unique."
    )]
    pub id: String,
    /// Its heading.
    #[schemars(description = "Titre du tableau.")]
    pub title: Localised,
    /// Its columns, from left to right; none if they are another table's.
    #[serde(rename = "column", default)]
    #[schemars(length(max = 12), description = "Les colonnes, de gauche à droite.")]
    pub columns: Vec<Column>,
    /// The table whose columns it has.
    #[schemars(description = "Un tableau plus haut dont il reprend les colonnes.")]
    pub like: Option<String>,
    /// The specimens whose readings belong here; every one's if none is named.
    #[serde(default)]
    #[schemars(
        length(max = 24),
        description = "Les objets dont les lectures se notent ici ; à omettre s'il les prend tous."
    )]
    pub specimens: Vec<String>,
}

impl Table {
    /// The column called `id`.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// Whether a reading taken on this specimen, or on none, belongs here.
    pub fn takes(&self, specimen: Option<&str>) -> bool {
        self.specimens.is_empty()
            || specimen.is_some_and(|id| self.specimens.iter().any(|known| known == id))
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une colonne.")]
pub struct Column {
    /// Unique in its table. `strike`, `dip`, `east`, `north`, `up` mean what they say.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la colonne ; unique dans le tableau. strike et dip : direction et pendage ; east, north, up : la position."
    )]
    pub id: String,
    /// Its heading.
    #[schemars(description = "Titre de la colonne.")]
    pub title: Localised,
    /// What its cells hold.
    #[serde(default)]
    #[schemars(description = "Genre : number (par défaut), text, choice, derived.")]
    pub kind: ColumnKind,
    /// Unit of its numbers.
    #[schemars(
        extend("format" = "pleiades-unit"),
        description = "Unité des nombres, par exemple mm ; à omettre pour un nombre sans unité."
    )]
    pub unit: Option<String>,
    /// The instrument whose readings fill it, and which of its numbers: `compass.strike`, `gauge`.
    #[schemars(
        description = "Instrument dont la lecture la remplit : compass.strike, compass.dip, ou le nom de l'instrument."
    )]
    pub from: Option<String>,
    /// What there is to choose from.
    #[serde(default)]
    #[schemars(description = "Les possibilités d'une colonne de genre choice.")]
    pub options: Vec<Named>,
    /// How it is computed.
    #[serde(rename = "fn")]
    #[schemars(
        description = "Calcul d'une colonne de genre derived : sum, difference, product, ratio."
    )]
    pub function: Option<DerivedFn>,
    /// The columns it is computed from.
    #[serde(default)]
    #[schemars(description = "Les deux colonnes dont elle est calculée.")]
    pub of: Vec<String>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Genre de colonne.")]
pub enum ColumnKind {
    /// Numbers.
    #[default]
    #[schemars(description = "des nombres")]
    Number,
    /// Words.
    #[schemars(description = "des mots")]
    Text,
    /// One of several.
    #[schemars(description = "un choix")]
    Choice,
    /// Computed from other columns, never written.
    #[schemars(description = "un calcul sur d'autres colonnes")]
    Derived,
}

/// How a derived column is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Calcul d'une colonne.")]
pub enum DerivedFn {
    /// First plus second.
    #[schemars(description = "la première plus la seconde")]
    Sum,
    /// First minus second.
    #[schemars(description = "la première moins la seconde")]
    Difference,
    /// First times second.
    #[schemars(description = "la première fois la seconde")]
    Product,
    /// First over second.
    #[schemars(description = "la première sur la seconde")]
    Ratio,
}
