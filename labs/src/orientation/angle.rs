//! The angles of the field: strike, dip, trend, plunge, declination; each its own type, in degrees.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An angle that is not a number or outside what it can be.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{name} of {value}° is not between {low}° and {high}°")]
pub struct AngleError {
    name: &'static str,
    value: f64,
    low: f64,
    high: f64,
}

/// `degrees` brought into [0, 360).
fn wrapped(degrees: f64) -> f64 {
    let turn = degrees.rem_euclid(360.0);
    // A tiny negative angle rounds up to a whole turn.
    if turn >= 360.0 { 0.0 } else { turn }
}

macro_rules! round_angle {
    ($(#[$doc:meta])* $name:ident, $word:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// From degrees clockwise from north, 0 to 360; 360 is 0. Errors outside: a reading of 365° is a slip.
            pub fn from_degrees(degrees: f64) -> Result<Self, AngleError> {
                if (0.0..=360.0).contains(&degrees) {
                    Ok(Self(wrapped(degrees)))
                } else {
                    Err(AngleError { name: $word, value: degrees, low: 0.0, high: 360.0 })
                }
            }

            /// From any finite angle in degrees, turned into [0, 360); anything else becomes north.
            pub fn wrapping(degrees: f64) -> Self {
                Self(if degrees.is_finite() { wrapped(degrees) } else { 0.0 })
            }

            /// Degrees clockwise from north, in [0, 360).
            pub fn degrees(self) -> f64 {
                self.0
            }

            /// Radians clockwise from north, in [0, 2π).
            pub fn radians(self) -> f64 {
                self.0.to_radians()
            }

            /// This turned by `degrees` clockwise.
            #[must_use]
            pub fn turned(self, degrees: f64) -> Self {
                Self::wrapping(self.0 + degrees)
            }
        }

        impl TryFrom<f64> for $name {
            type Error = AngleError;
            fn try_from(degrees: f64) -> Result<Self, AngleError> {
                Self::from_degrees(degrees)
            }
        }

        impl From<$name> for f64 {
            fn from(angle: $name) -> Self {
                angle.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                // Three digits, as in field books: 045. A rounded 360 is 000.
                write!(f, "{:03.0}", self.0.round() % 360.0)
            }
        }
    };
}

macro_rules! steep_angle {
    ($(#[$doc:meta])* $name:ident, $word:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// From degrees below the horizontal, 0 to 90. Errors outside.
            pub fn from_degrees(degrees: f64) -> Result<Self, AngleError> {
                if (0.0..=90.0).contains(&degrees) {
                    Ok(Self(degrees))
                } else {
                    Err(AngleError { name: $word, value: degrees, low: 0.0, high: 90.0 })
                }
            }

            /// From degrees, brought to the nearest of 0 to 90; what is not a number becomes 0.
            pub(super) fn clamped(degrees: f64) -> Self {
                Self(if degrees > 0.0 { degrees.min(90.0) } else { 0.0 })
            }

            /// Degrees below the horizontal, in [0, 90].
            pub fn degrees(self) -> f64 {
                self.0
            }

            /// Radians below the horizontal, in [0, π/2].
            pub fn radians(self) -> f64 {
                self.0.to_radians()
            }
        }

        impl TryFrom<f64> for $name {
            type Error = AngleError;
            fn try_from(degrees: f64) -> Result<Self, AngleError> {
                Self::from_degrees(degrees)
            }
        }

        impl From<$name> for f64 {
            fn from(angle: $name) -> Self {
                angle.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:02.0}", self.0)
            }
        }
    };
}

round_angle!(
    /// The direction of a horizontal line on a plane, degrees clockwise from north, by the right-hand rule: looking along the
    /// strike the plane dips to the right.
    Strike,
    "strike"
);
round_angle!(
    /// A direction on the map, degrees clockwise from north: the trend of a line, a dip direction, a traverse.
    Azimuth,
    "azimuth"
);
steep_angle!(
    /// The steepest angle of a plane below the horizontal, degrees.
    Dip,
    "dip"
);
steep_angle!(
    /// The angle of a line below the horizontal, degrees.
    Plunge,
    "plunge"
);

/// How far magnetic north lies east of true north, degrees; negative for west.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Declination {
    /// Degrees, positive to the east.
    pub east_deg: f64,
}

impl Declination {
    /// What a compass without correction shows for a true azimuth: true − declination.
    pub fn magnetic(self, true_azimuth: Azimuth) -> Azimuth {
        true_azimuth.turned(-self.east_deg)
    }

    /// The true azimuth of what a compass without correction shows: magnetic + declination.
    pub fn geographic(self, magnetic: Azimuth) -> Azimuth {
        magnetic.turned(self.east_deg)
    }
}
