//! A plane in rock: strike and dip by the right-hand rule.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AngleError, Azimuth, Dip, Enu, Line, Strike};

/// An oriented plane without a place: bedding, cleavage, a fault.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Plane {
    /// By the right-hand rule: the plane dips to the right of it.
    pub strike: Strike,
    /// Steepest angle below the horizontal.
    pub dip: Dip,
}

/// Two planes that are parallel have no line in common, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the two planes are parallel: they share no single line")]
pub struct Parallel;

impl Plane {
    /// From a strike and a dip.
    pub fn new(strike: Strike, dip: Dip) -> Self {
        Self { strike, dip }
    }

    /// From degrees. Errors outside 0 to 360 and 0 to 90.
    pub fn from_degrees(strike: f64, dip: f64) -> Result<Self, AngleError> {
        Ok(Self::new(
            Strike::from_degrees(strike)?,
            Dip::from_degrees(dip)?,
        ))
    }

    /// From the azimuth of steepest descent.
    pub fn from_dip_direction(dip_direction: Azimuth, dip: Dip) -> Self {
        Self::new(Strike::wrapping(dip_direction.degrees() - 90.0), dip)
    }

    /// From a normal, of any length and either sense. None for a vector without a direction. A horizontal plane has no strike;
    /// it gets 0.
    pub fn from_normal(normal: Enu) -> Option<Self> {
        let unit = normal.unit()?;
        let upward = if unit.up < 0.0 {
            unit.scaled(-1.0)
        } else {
            unit
        };
        let horizontal = libm::hypot(upward.east, upward.north);
        let dip = Dip::clamped(libm::atan2(horizontal, upward.up).to_degrees());
        // Below a few rounding errors the azimuth is noise.
        let dip_direction = if horizontal > 1e-15 {
            libm::atan2(upward.east, upward.north).to_degrees()
        } else {
            90.0
        };
        Some(Self::new(Strike::wrapping(dip_direction - 90.0), dip))
    }

    /// Upward unit normal: `(sin d·sin(s+90°), sin d·cos(s+90°), cos d)`.
    pub fn normal(self) -> Enu {
        let (s, d) = (self.strike.radians(), self.dip.radians());
        Enu::new(
            libm::sin(d) * libm::cos(s),
            -libm::sin(d) * libm::sin(s),
            libm::cos(d),
        )
    }

    /// Azimuth of steepest descent: strike + 90°.
    pub fn dip_direction(self) -> Azimuth {
        Azimuth::wrapping(self.strike.degrees() + 90.0)
    }

    /// The line perpendicular to the plane: trend = strike − 90°, plunge = 90° − dip.
    pub fn pole(self) -> Line {
        Line::new(
            Azimuth::wrapping(self.strike.degrees() - 90.0),
            super::Plunge::clamped(90.0 - self.dip.degrees()),
        )
    }

    /// The line of steepest descent.
    pub fn dip_line(self) -> Line {
        Line::new(
            self.dip_direction(),
            super::Plunge::clamped(self.dip.degrees()),
        )
    }

    /// Angle between the two poles, degrees, 0 to 90: the one number that says how far apart two planes are. Strike alone
    /// would exaggerate on gentle dips (Allmendinger et al. 2017, J. Struct. Geol. 102).
    pub fn angle_deg(self, other: Self) -> f64 {
        let angle = self.normal().angle_deg(other.normal());
        angle.min(180.0 - angle)
    }

    /// The line two planes share: the vector product of their normals. Errors below 1e-9 rad between them.
    pub fn intersection(self, other: Self) -> Result<Line, Parallel> {
        let along = self.normal().cross(other.normal());
        if along.length() < 1e-9 {
            return Err(Parallel);
        }
        Line::along(along).ok_or(Parallel)
    }

    /// The line on this plane at `rake` degrees from the strike, measured downwards in the plane (0 to 180).
    pub fn line_at_rake(self, rake_deg: f64) -> Line {
        let strike = Azimuth::wrapping(self.strike.degrees());
        let along = Line::new(strike, super::Plunge::clamped(0.0)).direction();
        let rake = rake_deg.to_radians();
        let direction = along
            .scaled(libm::cos(rake))
            .plus(self.dip_line().direction().scaled(libm::sin(rake)));
        Line::along(direction).expect("two unit vectors at right angles, turned, keep length 1")
    }
}

/// As in French field books: strike, dip and the quadrant it dips to, `N045 30SE`.
impl fmt::Display for Plane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const QUADRANTS: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
        let eighth = (self.dip_direction().degrees() / 45.0).round() as usize % 8;
        write!(f, "N{} {}{}", self.strike, self.dip, QUADRANTS[eighth])
    }
}
