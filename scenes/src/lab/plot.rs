//! A figure of the notebook: of what, from which tables, with which columns.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::lesson::Localised;

/// A figure.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une figure.")]
pub struct Plot {
    /// Unique among the figures.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la figure ; unique."
    )]
    pub id: String,
    /// Its heading.
    #[schemars(description = "Titre de la figure.")]
    pub title: Localised,
    /// What is drawn.
    #[schemars(
        description = "Genre : scatter (nuage de points et droite), stereonet, section (coupe), log (colonne de bancs)."
    )]
    pub kind: PlotKind,
    /// The tables it is drawn from.
    #[schemars(length(min = 1), description = "Les tableaux dont elle est tirée.")]
    pub tables: Vec<String>,
    /// Column along the abscissa; of a log, the choice that says how coarse a bed is, the finest first.
    #[schemars(
        description = "Colonne en abscisse (scatter) ; colonne de genre choice qui dit la granulométrie, du plus fin au plus grossier (log)."
    )]
    pub x: Option<String>,
    /// Column along the ordinate; of a log, the thickness.
    #[schemars(description = "Colonne en ordonnée (scatter) ; colonne de l'épaisseur (log).")]
    pub y: Option<String>,
    /// The choice that names a log's beds, from the base up.
    #[schemars(
        description = "Colonne de genre choice qui nomme les bancs, de la base au sommet (log)."
    )]
    pub by: Option<String>,
    /// Where the right end of a section lies, degrees from north.
    #[schemars(
        range(min = 0, max = 360),
        description = "Azimut de l'extrémité droite de la coupe, en degrés (section)."
    )]
    pub azimuth_deg: Option<f64>,
}

/// What a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Genre de figure.")]
pub enum PlotKind {
    /// Points with error bars, a fitted line, residuals.
    #[schemars(description = "points, barres d'erreur, droite ajustée et résidus")]
    Scatter,
    /// Poles, great circles, means and the fold axis.
    #[schemars(description = "pôles, cyclographiques, moyennes et axe de pli")]
    Stereonet,
    /// Measured planes (columns `strike`, `dip`, `east`, `north`) in a vertical section.
    #[schemars(
        description = "coupe verticale : les plans mesurés (colonnes strike, dip, east, north) et leurs pendages apparents"
    )]
    Section,
    /// Beds one above the other, as thick as they were measured.
    #[schemars(description = "colonne lithologique : les bancs l'un sur l'autre, à l'échelle")]
    Log,
}
