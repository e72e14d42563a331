//! How a compass lies, and what that makes of its needle, its bubble and its hinge.
//!
//! It is a compass after Clar: a plate is laid on the rock and a body is hinged to its edge. The body hangs level across the edge,
//! so the needle turns freely and the hinge shows the dip; along the edge it plunges with the plate, and the bubble tells.

use bevy::prelude::*;

/// How it lies, room frame (+X east, −Z north, +Y up).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lie {
    /// Azimuth of the edge, degrees clockwise from the scene's north, 0 to 360.
    pub(super) azimuth_deg: f64,
    /// How far the forward end of the edge is below the horizontal, degrees.
    pub(super) plunge_deg: f64,
    /// What the hinge shows: the angle between plate and body, degrees.
    pub(super) hinge_deg: f64,
    /// On which side of the edge the rock falls away and the body opens: 1 its right (+X), −1 its left.
    pub(super) side: f32,
    /// The body: −Z along the edge, +Y as far up as the edge lets it.
    pub(super) body: Quat,
}

impl Lie {
    /// Of a plate turned so: +Y away from the rock, its edge along −Z.
    pub(super) fn of(plate: Quat) -> Self {
        let (edge, normal) = (plate * Vec3::NEG_Z, plate * Vec3::Y);
        // An edge that stands upright lets the body hang any way: as the plate.
        let up = (Vec3::Y - edge * edge.y).try_normalize().unwrap_or(normal);
        let across = edge.cross(up);
        let falls = (plate * Vec3::X).y;
        Self {
            azimuth_deg: f64::from(edge.x.atan2(-edge.z).to_degrees()).rem_euclid(360.0),
            plunge_deg: -f64::from(edge.y.clamp(-1.0, 1.0).asin().to_degrees()),
            hinge_deg: f64::from(normal.angle_between(up).to_degrees()),
            side: if falls <= 0.0 { 1.0 } else { -1.0 },
            body: Quat::from_mat3(&Mat3::from_cols(across, up, -edge)).normalize(),
        }
    }

    /// Where the needle points, degrees clockwise from the edge, where the declination is `declination_deg` east and steel pulls
    /// by `pull_deg`. Under it the ring shows azimuth − declination + what it is set to + the pull.
    pub(super) fn needle_deg(self, declination_deg: f64, pull_deg: f64) -> f64 {
        (declination_deg - pull_deg - self.azimuth_deg).rem_euclid(360.0)
    }
}

/// Where the needle points for the ring to show `strike_deg`, degrees clockwise from the edge.
pub(super) fn needle_for(strike_deg: f64, ring_deg: f64) -> f64 {
    (ring_deg - strike_deg).rem_euclid(360.0)
}

#[cfg(test)]
mod tests {
    use pleiades_labs::orientation::Plane;

    use super::*;

    /// A plate flat on a plane, its edge along the strike, turned clockwise.
    fn flat_on(strike: f64, dip: f64, turn_deg: f32) -> Quat {
        let plane = Plane::from_degrees(strike, dip).map(Plane::normal);
        let normal = plane.map_or(Vec3::Y, |n| {
            Vec3::new(n.east as f32, n.up as f32, -n.north as f32)
        });
        let (sin, cos) = (strike as f32).to_radians().sin_cos();
        let edge = Vec3::new(sin, 0.0, -cos);
        let across = edge.cross(normal);
        let level = Quat::from_mat3(&Mat3::from_cols(across, normal, -edge));
        level * Quat::from_rotation_y(-turn_deg.to_radians())
    }

    #[test]
    fn laid_along_the_strike_it_is_level_and_shows_strike_and_dip() {
        for (strike, dip) in [(20.0, 40.0), (180.0, 55.0), (305.0, 12.0)] {
            let lie = Lie::of(flat_on(strike, dip, 0.0));
            assert!((lie.azimuth_deg - strike).abs() < 1e-3, "{lie:?}");
            assert!(lie.plunge_deg.abs() < 1e-3, "{lie:?}");
            assert!((lie.hinge_deg - dip).abs() < 1e-2, "{lie:?}");
            assert_eq!(lie.side, 1.0, "right-hand rule");
            let back = Lie::of(flat_on(strike, dip, 180.0));
            assert_eq!(back.side, -1.0, "the other way round it falls to the left");
            assert!((back.hinge_deg - dip).abs() < 1e-2, "{back:?}");
        }
    }

    #[test]
    fn turned_off_the_strike_it_plunges_by_the_apparent_dip() {
        // Ragan: tan(apparent) = tan(dip) · sin(angle from strike); in the plane, sin(plunge) = sin(dip) · sin(rake).
        let lie = Lie::of(flat_on(20.0, 40.0, 24.0));
        let wanted = (40_f64.to_radians().sin() * 24_f64.to_radians().sin()).asin();
        assert!(
            (lie.plunge_deg - wanted.to_degrees()).abs() < 1e-2,
            "{lie:?}"
        );
    }

    #[test]
    fn under_the_needle_the_ring_shows_the_azimuth_it_is_set_to_correct() {
        let lie = Lie::of(flat_on(100.0, 30.0, 0.0));
        // The ring turns with what it is set to, its numbers run against the clock.
        let shown = |ring: f64| (ring - lie.needle_deg(8.0, 0.0)).rem_euclid(360.0);
        assert!((shown(0.0) - 92.0).abs() < 1e-3);
        assert!((shown(8.0) - 100.0).abs() < 1e-3);
        assert!((needle_for(100.0, 8.0) - lie.needle_deg(8.0, 0.0)).abs() < 1e-3);
    }
}
