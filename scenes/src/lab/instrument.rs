//! An instrument of a lab: its data sheet, and what it reads.

use pleiades_labs::{
    instrument::{Compass, Model, Noise},
    orientation::Declination,
    quantity::Unit,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::lesson::Localised;

/// An instrument: a compass, a press, or a gauge that reads one quantity; or, with none of the three, a tool that is only held.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    description = "Un instrument : compass, press ou gauge ; sans aucun des trois, un outil que l'on tient."
)]
pub struct Instrument {
    /// Unique among the instruments; the seed of its noise.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de l'instrument ; unique."
    )]
    pub id: String,
    /// What people call it.
    #[schemars(description = "Comment on l'appelle.")]
    pub title: Localised,
    /// The node of the scene where it lies.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Repère de la scène où il se trouve, par exemple instrument.caliper."
    )]
    pub anchor: Option<String>,
    /// Whether it is of steel, which turns a compass near it.
    #[serde(default)]
    #[schemars(description = "true s'il est en acier et dévie une boussole proche.")]
    pub steel: bool,
    /// A compass-clinometer.
    #[schemars(description = "Fiche d'une boussole à clinomètre.")]
    pub compass: Option<CompassSheet>,
    /// A press.
    #[schemars(description = "Fiche d'une presse.")]
    pub press: Option<Press>,
    /// A gauge.
    #[schemars(description = "Fiche d'un instrument qui lit une grandeur.")]
    pub gauge: Option<Gauge>,
}

/// A compass-clinometer's sheet. It reads `strike` and `dip`; the declination is set on its ring.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une boussole à clinomètre : elle lit strike et dip.")]
pub struct CompassSheet {
    /// One step of both scales, degrees.
    #[schemars(description = "Un pas des deux graduations, en degrés.")]
    pub resolution_deg: f64,
    /// Scatter of the normal about each axis: roughness and the hand, degrees.
    #[schemars(description = "Dispersion de la normale (rugosité et main), écart-type en degrés.")]
    pub sigma_deg: f64,
    /// How far its edge may be from level for the bubble to let it read, degrees.
    #[schemars(
        description = "Écart à l'horizontale au-delà duquel la bulle sort du cercle, en degrés."
    )]
    pub level_deg: f64,
    /// Steel nearer than this turns it, metres.
    #[schemars(description = "Distance sous laquelle l'acier la dévie, en mètres.")]
    pub metal_radius_m: f64,
    /// By how much, degrees.
    #[schemars(description = "De combien, en degrés.")]
    pub metal_deflection_deg: f64,
}

impl CompassSheet {
    /// The compass with `set_declination` on its ring.
    pub fn set(self, set_declination: Declination) -> Compass {
        Compass {
            resolution_deg: self.resolution_deg,
            sigma_deg: self.sigma_deg,
            set_declination,
            metal_radius_m: self.metal_radius_m,
            metal_deflection_deg: self.metal_deflection_deg,
        }
    }
}

/// A press with two supports and one load in the middle. Its load is set.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une presse : deux appuis, une charge au milieu.")]
pub struct Press {
    /// Span it is meant to have, metres; the true one is in the key.
    #[schemars(description = "Portée annoncée, en mètres.")]
    pub span_m: f64,
    /// Greatest load it gives, newtons.
    #[schemars(description = "Charge la plus grande, en newtons.")]
    pub max_load_n: f64,
}

/// A gauge that reads one quantity, or a few of the same dimension. Numbers in `unit` unless said otherwise.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un instrument qui lit une grandeur.")]
pub struct Gauge {
    /// What it reads, all at once: a caliper width and height.
    #[schemars(
        length(min = 1, max = 4),
        description = "Les grandeurs lues, toutes à la fois : [\"width\", \"height\"] pour un pied à coulisse, [\"east\", \"north\", \"up\"] pour un récepteur GNSS."
    )]
    pub reads: Vec<Reads>,
    /// What it reads in.
    #[schemars(
        extend("format" = "pleiades-unit"),
        description = "L'unité de sa lecture, par exemple mm."
    )]
    pub unit: String,
    /// One step of the last digit, or one graduation.
    #[schemars(description = "Sa résolution : un pas du dernier chiffre, une graduation.")]
    pub step: f64,
    /// What it can show.
    #[schemars(
        length(min = 2, max = 2),
        description = "Plus petite et plus grande valeur lisibles."
    )]
    pub range: Vec<f64>,
    /// Promised limit of the zero error.
    #[serde(default)]
    #[schemars(description = "Limite garantie de l'erreur de zéro.")]
    pub zero_tolerance: f64,
    /// Promised limit of the gain error as a share.
    #[serde(default)]
    #[schemars(description = "Limite garantie de l'erreur de gain : 0.005 pour ± 0,5 %.")]
    pub gain_tolerance: f64,
    /// Standard deviation of a reading.
    #[serde(default)]
    #[schemars(description = "Écart-type d'une lecture.")]
    pub sigma: f64,
    /// Standard deviation as a share of the value.
    #[serde(default)]
    #[schemars(description = "Écart-type en proportion de la valeur : 0.001 pour 0,1 %.")]
    pub sigma_share: f64,
}

impl Gauge {
    /// What one of its readings is called: nothing if there is only one.
    pub fn channel(&self, reads: Reads) -> &'static str {
        if self.reads.len() > 1 {
            reads.word()
        } else {
            ""
        }
    }

    /// Whether it reads where it is held: a satellite receiver.
    pub fn reads_place(&self) -> bool {
        self.reads.iter().any(|reads| reads.coordinate().is_some())
    }

    /// Whether it is read on what lies in the press.
    pub fn in_press(&self) -> bool {
        self.reads.iter().any(|reads| reads.in_press())
    }

    /// The data sheet under the instrument's name; nothing if the unit or the range cannot be (a lint says so).
    pub fn sheet(&self, id: &str) -> Option<Model> {
        let unit: Unit = self.unit.parse().ok()?;
        let [low, high] = self.range.as_slice() else {
            return None;
        };
        Some(Model {
            id: id.to_owned(),
            unit,
            zero_tolerance: self.zero_tolerance,
            gain_tolerance: self.gain_tolerance,
            noise: Noise::Normal {
                sigma: self.sigma,
                relative: self.sigma_share,
            },
            range: [*low, *high],
            step: self.step,
        })
    }
}

/// What a gauge reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Une grandeur.")]
pub enum Reads {
    /// Width of a beam, across the load.
    #[schemars(description = "largeur d'une poutre, en travers de la charge")]
    Width,
    /// Height of a beam, along the load.
    #[schemars(description = "hauteur d'une poutre, le long de la charge")]
    Height,
    /// Length of a beam.
    #[schemars(description = "longueur d'une poutre")]
    Length,
    /// Mass of a beam.
    #[schemars(description = "masse d'une poutre")]
    Mass,
    /// Moisture of a beam, as a share.
    #[schemars(description = "humidité d'une poutre")]
    Moisture,
    /// Between the supports of the press.
    #[schemars(description = "portée entre les appuis de la presse")]
    Span,
    /// Load of the press.
    #[schemars(description = "charge de la presse")]
    Load,
    /// Deflection of the beam in the press.
    #[schemars(description = "flèche de la poutre dans la presse")]
    Deflection,
    /// What a beam hit on its end sounds like.
    #[schemars(description = "fréquence d'une poutre frappée en bout")]
    Frequency,
    /// Thickness of a bed.
    #[schemars(description = "épaisseur d'un banc")]
    Thickness,
    /// How far east of the scene's origin it is held.
    #[schemars(description = "position vers l'est, depuis l'origine de la scène")]
    East,
    /// How far north.
    #[schemars(description = "position vers le nord, depuis l'origine de la scène")]
    North,
    /// How high.
    #[schemars(description = "altitude, depuis le sol de la scène")]
    Up,
}

impl Reads {
    /// The SI unit of the quantity.
    pub fn si_unit(self) -> &'static str {
        match self {
            Self::Width | Self::Height | Self::Length => "m",
            Self::Span | Self::Deflection | Self::Thickness => "m",
            Self::East | Self::North | Self::Up => "m",
            Self::Mass => "kg",
            Self::Moisture => "",
            Self::Load => "N",
            Self::Frequency => "Hz",
        }
    }

    /// The word in the file, and the channel of a gauge that reads several.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::Height => "height",
            Self::Length => "length",
            Self::Mass => "mass",
            Self::Moisture => "moisture",
            Self::Span => "span",
            Self::Load => "load",
            Self::Deflection => "deflection",
            Self::Frequency => "frequency",
            Self::Thickness => "thickness",
            Self::East => "east",
            Self::North => "north",
            Self::Up => "up",
        }
    }

    /// Which coordinate of where it is held it reads, of east, north and up.
    pub const fn coordinate(self) -> Option<usize> {
        match self {
            Self::East => Some(0),
            Self::North => Some(1),
            Self::Up => Some(2),
            _ => None,
        }
    }

    /// Whether it is read on what lies in the press rather than on what the gauge is held to.
    pub const fn in_press(self) -> bool {
        matches!(self, Self::Span | Self::Load | Self::Deflection)
    }
}
