//! The key: what is true. It stays with the server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::orientation::{
    Azimuth, Dip, Enu, Line, Plane, Plunge, Strike, dip_in_section_deg, plane_through,
};

/// One truth, given or computed from others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Truth {
    /// A number with its standard uncertainty (0 where the model is exact), in the lesson's unit.
    Number {
        /// True value.
        value: f64,
        /// What a careful measurement's standard uncertainty is here (by GUM); also that of a reference value.
        #[serde(default)]
        u: f64,
    },
    /// A plane.
    Plane {
        /// Right-hand rule.
        strike_deg: Strike,
        /// Below the horizontal.
        dip_deg: Dip,
    },
    /// A line.
    Line {
        /// Downward end.
        trend_deg: Azimuth,
        /// Below the horizontal.
        plunge_deg: Plunge,
    },
    /// The plane through three points.
    Points {
        /// Metres, ENU.
        points: [Enu; 3],
    },
    /// The line two planes share.
    Intersection {
        /// Their ids.
        of: [String; 2],
    },
    /// How steep a plane looks in a vertical section: a number, degrees, without sign.
    ApparentDip {
        /// The plane's id.
        of: String,
        /// Azimuth of the section; its other end is the same section.
        section_deg: Azimuth,
        /// What a careful measurement's standard uncertainty is here.
        #[serde(default)]
        u: f64,
    },
}

/// All truths of a lab by id.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key {
    /// By id.
    pub truths: BTreeMap<String, Truth>,
}

/// Why a truth cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No truth of this name.
    #[error("there is no truth `{0}` in the key")]
    Unknown(String),
    /// It is something else.
    #[error("the truth `{id}` is not a {wanted}")]
    Kind {
        /// Its name.
        id: String,
        /// What was wanted.
        wanted: &'static str,
    },
    /// It cannot be computed.
    #[error("the truth `{id}` cannot be computed: {why}")]
    Degenerate {
        /// Its name.
        id: String,
        /// Why.
        why: String,
    },
}

impl Key {
    fn truth(&self, id: &str) -> Result<&Truth, KeyError> {
        self.truths
            .get(id)
            .ok_or_else(|| KeyError::Unknown(id.to_owned()))
    }

    /// A number and its standard uncertainty.
    pub fn number(&self, id: &str) -> Result<(f64, f64), KeyError> {
        match self.truth(id)? {
            Truth::Number { value, u } => Ok((*value, *u)),
            Truth::ApparentDip { of, section_deg, u } => {
                Ok((dip_in_section_deg(self.plane(of)?, *section_deg).abs(), *u))
            }
            _ => Err(wrong(id, "number")),
        }
    }

    /// A plane, given or through points.
    pub fn plane(&self, id: &str) -> Result<Plane, KeyError> {
        match self.truth(id)? {
            Truth::Plane {
                strike_deg,
                dip_deg,
            } => Ok(Plane::new(*strike_deg, *dip_deg)),
            Truth::Points { points: [a, b, c] } => {
                plane_through(*a, *b, *c).map_err(|why| degenerate(id, &why))
            }
            _ => Err(wrong(id, "plane")),
        }
    }

    /// A line, given or shared by two planes.
    pub fn line(&self, id: &str) -> Result<Line, KeyError> {
        match self.truth(id)? {
            Truth::Line {
                trend_deg,
                plunge_deg,
            } => Ok(Line::new(*trend_deg, *plunge_deg)),
            Truth::Intersection {
                of: [first, second],
            } => self
                .plane(first)?
                .intersection(self.plane(second)?)
                .map_err(|why| degenerate(id, &why)),
            _ => Err(wrong(id, "line")),
        }
    }
}

fn wrong(id: &str, wanted: &'static str) -> KeyError {
    KeyError::Kind {
        id: id.to_owned(),
        wanted,
    }
}

fn degenerate(id: &str, why: &dyn std::error::Error) -> KeyError {
    KeyError::Degenerate {
        id: id.to_owned(),
        why: why.to_string(),
    }
}
