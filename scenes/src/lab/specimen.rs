//! What is measured: its name and place for everyone, its truth for the key.

use pleiades_labs::timber::{Section, StrengthClass};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::lesson::Localised;

/// A specimen, as everyone knows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une chose à mesurer ; ce qu'elle vaut vraiment est dans lab-key.toml.")]
pub struct Specimen {
    /// Unique among the specimens.
    #[schemars(
        length(max = 60),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la chose à mesurer ; unique."
    )]
    pub id: String,
    /// What people call it.
    #[schemars(description = "Comment on l'appelle.")]
    pub title: Localised,
    /// The node of the scene where it is, or the beginning of numbered ones: `surface.limb_w` stands for `surface.limb_w.1` and so on.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Repère de la scène, ou début commun de plusieurs : surface.limb_w vaut surface.limb_w.1, .2, …"
    )]
    pub anchor: String,
}

impl Specimen {
    /// Whether a node of the scene is this specimen's.
    pub fn is_at(&self, node: &str) -> bool {
        node == self.anchor
            || node
                .strip_prefix(self.anchor.as_str())
                .and_then(|rest| rest.strip_prefix('.'))
                .is_some_and(|number| number.parse::<usize>().is_ok())
    }
}

/// What a specimen truly is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum KeySpecimen {
    /// A surface with the orientation of a truth.
    Surface {
        /// A plane of the key.
        truth: String,
    },
    /// A bed of rock.
    Bed {
        /// At right angles to it, metres.
        thickness_m: f64,
    },
    /// A beam drawn from a strength class, for each attempt its own.
    Beam {
        /// Such as `C24`.
        class: String,
        /// Nominal, millimetres.
        width_mm: f64,
        /// Nominal, millimetres.
        height_mm: f64,
        /// Nominal, millimetres.
        length_mm: f64,
        /// Each size is within ± this, millimetres.
        #[serde(default)]
        tolerance_mm: f64,
        /// Water over dry mass.
        #[serde(default = "twelve_percent")]
        moisture: f64,
    },
}

fn twelve_percent() -> f64 {
    0.12
}

impl KeySpecimen {
    /// Class, section and length of a beam with real sizes; nothing for other specimens.
    pub(super) fn sawn(&self) -> Option<(StrengthClass, pleiades_labs::timber::Sawn)> {
        let Self::Beam {
            class,
            width_mm,
            height_mm,
            length_mm,
            tolerance_mm,
            ..
        } = self
        else {
            return None;
        };
        let smallest = width_mm.min(*height_mm).min(*length_mm);
        if !(*tolerance_mm >= 0.0 && smallest > *tolerance_mm) {
            return None;
        }
        let sawn = pleiades_labs::timber::Sawn {
            section: Section {
                width_m: width_mm * 1e-3,
                height_m: height_mm * 1e-3,
            },
            length_m: length_mm * 1e-3,
            tolerance_m: tolerance_mm * 1e-3,
        };
        Some((*StrengthClass::named(class)?, sawn))
    }
}
