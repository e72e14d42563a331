//! How far one may walk now: everywhere, within an area, or nowhere. Never how one may look.

use bevy::prelude::*;
use pleiades_netcode::protocol::Area;

/// Room between the border and where one is put back, metres.
const INSIDE_M: f32 = 0.5;

/// What a host asks of the body.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Leash {
    /// Stay where one is.
    pub(crate) still: bool,
    /// Stay in here.
    pub(crate) area: Option<Area>,
}

impl Leash {
    /// Whether one may go to a place of the room frame at once.
    pub(crate) fn allows(&self, place: Vec3) -> bool {
        !self.still && self.outside_m(place) == 0.0
    }

    /// Metres along the ground to where one may be; 0 there.
    pub(crate) fn outside_m(&self, place: Vec3) -> f32 {
        self.area
            .map_or(0.0, |area| area.outside_m(place.to_array()))
    }

    /// The nearest place to one where one may be.
    pub(crate) fn nearest(&self, place: Vec3) -> Vec3 {
        let Some(area) = self.area.filter(|_| self.outside_m(place) > 0.0) else {
            return place;
        };
        let centre = Vec3::from_array(area.centre);
        let out = (place - centre).with_y(0.0).normalize_or_zero();
        (centre + out * (area.radius_m - INSIDE_M)).with_y(place.y)
    }

    /// What is left of a velocity on the ground (x, z), m/s, at a place: nothing of it leads out.
    pub(crate) fn hold(&self, place: Vec3, velocity: Vec2) -> Vec2 {
        if self.still {
            return Vec2::ZERO;
        }
        let Some(area) = self.area else {
            return velocity;
        };
        let from_centre = (place - Vec3::from_array(area.centre)).xz();
        if from_centre.length() < area.radius_m {
            return velocity;
        }
        let out = from_centre.normalize_or_zero();
        velocity - out * velocity.dot(out).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITHIN: Leash = Leash {
        still: false,
        area: Some(Area {
            centre: [10.0, 0.0, 0.0],
            radius_m: 5.0,
        }),
    };

    #[test]
    fn at_the_border_one_walks_along_it_and_back_but_not_out() {
        let border = Vec3::new(15.1, 2.0, 0.0);
        assert_eq!(
            WITHIN.hold(border, Vec2::new(1.0, 0.5)),
            Vec2::new(0.0, 0.5)
        );
        assert_eq!(
            WITHIN.hold(border, Vec2::new(-1.0, 0.0)),
            Vec2::new(-1.0, 0.0)
        );
        let inside = Vec3::new(12.0, 0.0, 1.0);
        assert_eq!(WITHIN.hold(inside, Vec2::X), Vec2::X);
    }

    #[test]
    fn who_is_outside_is_put_back_inside_at_the_same_height() {
        let back = WITHIN.nearest(Vec3::new(10.0, 3.0, -40.0));
        assert!(back.distance(Vec3::new(10.0, 3.0, -4.5)) < 1e-5, "{back}");
        assert!(WITHIN.allows(back));
        assert_eq!(Leash::default().nearest(Vec3::X), Vec3::X);
    }

    #[test]
    fn who_stays_goes_nowhere() {
        let still = Leash {
            still: true,
            area: None,
        };
        assert!(!still.allows(Vec3::ZERO));
        assert_eq!(still.hold(Vec3::ZERO, Vec2::ONE), Vec2::ZERO);
    }
}
