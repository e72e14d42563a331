//! The key of a lab, `lab-key.toml`: what is true and how it is marked. It stays with the server.

use std::collections::BTreeMap;

use pleiades_labs::{
    marking::{Check, Score, Truth},
    random::Seeding,
    timber::Seating,
};
use serde::Deserialize;

use super::KeySpecimen;

/// The file of the key in a lesson's folder.
pub const KEY_FILE: &str = "lab-key.toml";

/// The whole of a `lab-key.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    /// The lesson it is of.
    pub lesson: String,
    /// Whether all have the same noise. Whoever knows a fixed seed can compute the readings, so it is here and not in the lesson.
    #[serde(default)]
    pub seed: Seeding,
    /// What is true, by name.
    #[serde(rename = "truth", default, deserialize_with = "by_id")]
    pub truths: BTreeMap<String, KeyTruth>,
    /// What the specimens are, by name.
    #[serde(rename = "specimen", default, deserialize_with = "by_id")]
    pub specimens: BTreeMap<String, KeySpecimen>,
    /// The press as it truly is.
    #[serde(default)]
    pub press: Seats,
    /// How each criterion of the grid is scored.
    #[serde(rename = "score", default)]
    pub scores: Vec<KeyScore>,
    /// When each gate of the grid speaks.
    #[serde(rename = "gate", default)]
    pub gates: Vec<KeyGate>,
}

/// A truth: given, or computed from this attempt's specimens.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "toml::Table")]
pub enum KeyTruth {
    /// Given.
    Given(Truth),
    /// Computed.
    Model(ModelTruth),
}

/// What the model makes of this attempt's beams: the mean over those named.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelTruth {
    /// Which quantity.
    pub quantity: Quantity,
    /// Beams.
    pub of: Vec<String>,
    /// Unit the truth is wanted in.
    #[serde(default)]
    pub unit: String,
    /// What a careful measurement's standard uncertainty is, as a share of the value.
    #[serde(default)]
    pub u_share: f64,
    /// Load of a deflection, newtons.
    #[serde(default)]
    pub load_n: f64,
}

/// What the model can say of a beam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantity {
    /// Modulus along the grain.
    Modulus,
    /// The modulus its slope in the press gives with shear left in it.
    ApparentModulus,
    /// Load over deflection in the press, seated.
    Stiffness,
    /// Deflection over load in the press, seated.
    Compliance,
    /// Density.
    Density,
    /// Width.
    Width,
    /// Height.
    Height,
    /// Frequency of an end blow.
    Frequency,
    /// Deflection in the press under `load_n`, seats and all.
    Deflection,
}

impl Quantity {
    /// The SI unit of it.
    pub const fn si_unit(self) -> &'static str {
        match self {
            Self::Modulus | Self::ApparentModulus => "Pa",
            Self::Stiffness => "N/m",
            Self::Compliance => "m/N",
            Self::Density => "kg/m³",
            Self::Width | Self::Height | Self::Deflection => "m",
            Self::Frequency => "Hz",
        }
    }
}

/// How the press differs from what it is meant to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seats {
    /// True span less the one announced, millimetres.
    pub span_error_mm: f64,
    /// How far a beam settles on its supports in all, millimetres.
    pub seating_depth_mm: f64,
    /// Load at which 63 % of that has happened, newtons.
    pub seating_load_n: f64,
}

impl Seats {
    /// How beams settle.
    pub fn seating(self) -> Seating {
        Seating {
            depth_m: self.seating_depth_mm * 1e-3,
            load_n: self.seating_load_n,
        }
    }
}

/// How one criterion is scored.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "toml::Table")]
pub struct KeyScore {
    /// The line of the grid.
    pub criterion: String,
    /// How.
    pub how: How,
}

/// A score of the closed list, or the strength class the beams of this attempt deserve.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// Of the closed list.
    Score(Score),
    /// A choice among strength classes.
    Class(ClassScore),
}

/// The answer is the class that modulus and density reach; any class they reach within `within` of the modulus is right too.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassScore {
    /// A choice whose options are called `c14`, `c16` and so on, and `none`.
    pub answer: String,
    /// A truth: mean modulus.
    pub modulus: String,
    /// A truth: mean density.
    pub density: String,
    /// As a share of the modulus: what a careful measurement leaves open.
    #[serde(default)]
    pub within: f64,
}

/// When a gate speaks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "toml::Table")]
pub struct KeyGate {
    /// The gate of the grid.
    pub gate: String,
    /// When.
    pub when: Check,
}

impl TryFrom<toml::Table> for KeyTruth {
    type Error = toml::de::Error;

    fn try_from(mut written: toml::Table) -> Result<Self, toml::de::Error> {
        if written.get("kind").and_then(toml::Value::as_str) == Some("model") {
            written.remove("kind");
            written.try_into().map(Self::Model)
        } else {
            written.try_into().map(Self::Given)
        }
    }
}

impl TryFrom<toml::Table> for KeyScore {
    type Error = toml::de::Error;

    fn try_from(mut written: toml::Table) -> Result<Self, toml::de::Error> {
        let criterion = name(&mut written, "criterion")?;
        let how = if written.get("fn").and_then(toml::Value::as_str) == Some("class") {
            written.remove("fn");
            How::Class(written.try_into()?)
        } else {
            How::Score(written.try_into()?)
        };
        Ok(Self { criterion, how })
    }
}

impl TryFrom<toml::Table> for KeyGate {
    type Error = toml::de::Error;

    fn try_from(mut written: toml::Table) -> Result<Self, toml::de::Error> {
        Ok(Self {
            gate: name(&mut written, "gate")?,
            when: written.try_into()?,
        })
    }
}

fn name(written: &mut toml::Table, field: &str) -> Result<String, toml::de::Error> {
    match written.remove(field) {
        Some(toml::Value::String(name)) => Ok(name),
        _ => Err(serde::de::Error::custom(format!("`{field}` is missing"))),
    }
}

/// A list of tables with an `id` each, as a map.
fn by_id<'d, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: serde::Deserializer<'d>,
    T: serde::de::DeserializeOwned,
{
    let list = Vec::<toml::Table>::deserialize(deserializer)?;
    list.into_iter()
        .map(|mut written| {
            let id = name(&mut written, "id").map_err(serde::de::Error::custom)?;
            let what = written.try_into().map_err(serde::de::Error::custom)?;
            Ok((id, what))
        })
        .collect()
}
