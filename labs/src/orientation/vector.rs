//! A vector in East, North, Up.

use serde::{Deserialize, Serialize};

/// A vector or a point in East, North, Up; metres for points, no unit for directions.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "[f64; 3]", into = "[f64; 3]")]
pub struct Enu {
    /// Towards the east.
    pub east: f64,
    /// Towards the north.
    pub north: f64,
    /// Upwards.
    pub up: f64,
}

impl Enu {
    /// A vector from its three parts.
    pub const fn new(east: f64, north: f64, up: f64) -> Self {
        Self { east, north, up }
    }

    /// From the room's frame (glTF: +x east, +y up, −z north).
    pub fn from_room([x, y, z]: [f64; 3]) -> Self {
        Self::new(x, -z, y)
    }

    /// In the room's frame (glTF: +x east, +y up, −z north).
    pub fn to_room(self) -> [f64; 3] {
        [self.east, self.up, -self.north]
    }

    /// Scalar product.
    pub fn dot(self, other: Self) -> f64 {
        self.east * other.east + self.north * other.north + self.up * other.up
    }

    /// Vector product, right-handed.
    #[must_use]
    pub fn cross(self, other: Self) -> Self {
        Self::new(
            self.north * other.up - self.up * other.north,
            self.up * other.east - self.east * other.up,
            self.east * other.north - self.north * other.east,
        )
    }

    /// Length.
    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// This times `factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self::new(self.east * factor, self.north * factor, self.up * factor)
    }

    /// This plus `other`.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::new(
            self.east + other.east,
            self.north + other.north,
            self.up + other.up,
        )
    }

    /// This minus `other`.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.scaled(-1.0))
    }

    /// The direction of this, of length 1; none for a vector without a direction (zero, or not finite).
    pub fn unit(self) -> Option<Self> {
        let length = self.length();
        (length.is_finite() && length > 0.0).then(|| self.scaled(1.0 / length))
    }

    /// Angle between the two directions, degrees, 0 to 180. Accurate also near 0 and 180, where the arc cosine is not.
    pub fn angle_deg(self, other: Self) -> f64 {
        libm::atan2(self.cross(other).length(), self.dot(other)).to_degrees()
    }

    /// Whether all three parts are finite.
    pub fn is_finite(self) -> bool {
        self.east.is_finite() && self.north.is_finite() && self.up.is_finite()
    }
}

impl From<[f64; 3]> for Enu {
    fn from([east, north, up]: [f64; 3]) -> Self {
        Self::new(east, north, up)
    }
}

impl From<Enu> for [f64; 3] {
    fn from(Enu { east, north, up }: Enu) -> Self {
        [east, north, up]
    }
}
