//! A line in space without a sense: trend and plunge in the lower hemisphere.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Azimuth, Enu, Plane, Plunge};

/// A line without a sense (a fold axis, the pole of a plane), named by its downward end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Where the downward end points on the map.
    pub trend: Azimuth,
    /// How steeply it goes down.
    pub plunge: Plunge,
}

impl Line {
    /// From a trend and a plunge.
    pub fn new(trend: Azimuth, plunge: Plunge) -> Self {
        Self { trend, plunge }
    }

    /// From degrees. Errors outside 0 to 360 and 0 to 90.
    pub fn from_degrees(trend: f64, plunge: f64) -> Result<Self, super::AngleError> {
        Ok(Self::new(
            Azimuth::from_degrees(trend)?,
            Plunge::from_degrees(plunge)?,
        ))
    }

    /// The line along `direction`, of any length and either sense. None for a vector without a direction.
    pub fn along(direction: Enu) -> Option<Self> {
        let unit = direction.unit()?;
        let down = if unit.up > 0.0 {
            unit.scaled(-1.0)
        } else {
            unit
        };
        let horizontal = libm::hypot(down.east, down.north);
        Some(Self {
            trend: Azimuth::wrapping(libm::atan2(down.east, down.north).to_degrees()),
            plunge: Plunge::clamped(libm::atan2(-down.up, horizontal).to_degrees()),
        })
    }

    /// Unit vector towards the downward end: `(cos p·sin t, cos p·cos t, −sin p)`.
    pub fn direction(self) -> Enu {
        let (t, p) = (self.trend.radians(), self.plunge.radians());
        Enu::new(
            libm::cos(p) * libm::sin(t),
            libm::cos(p) * libm::cos(t),
            -libm::sin(p),
        )
    }

    /// The smaller angle between two lines, degrees, 0 to 90. A horizontal line has two trends; both are at 0 from each other.
    pub fn angle_deg(self, other: Self) -> f64 {
        let angle = self.direction().angle_deg(other.direction());
        angle.min(180.0 - angle)
    }

    /// The plane this line is the pole of.
    pub fn plane(self) -> Plane {
        Plane::from_normal(self.direction()).expect("a direction has length 1")
    }
}

/// As in field books, `225→60`.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}→{}", self.trend, self.plunge)
    }
}
