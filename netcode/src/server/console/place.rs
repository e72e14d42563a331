//! Where the session happens, as the console needs it: the stops with their places, and the plan of the scene.

use std::{path::Path, sync::Arc};

use pleiades_scenes::{
    Language,
    lesson::{self, Lesson},
    scene::{Plan, SceneNode},
};

use crate::{
    protocol::{StopId, Text},
    server::ServerError,
};

/// Farther away from every stop than this, somebody is on the way, metres.
const NEAR_M: f32 = 12.0;
/// Height of the eyes at which scenes put their points of interest, metres.
const EYES_M: f32 = 1.6;

/// A stop and where it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StopPlace {
    pub(super) id: StopId,
    pub(super) title: Text,
    /// On the ground, room frame, metres.
    pub(super) ground: [f32; 3],
    /// Degrees from north, clockwise seen from above.
    pub(super) facing_deg: f32,
}

/// The place of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub(super) stops: Vec<StopPlace>,
    pub(super) plan: Plan,
    /// What people read at the stops.
    pub(super) lesson: Option<Arc<Lesson>>,
}

impl Place {
    /// Reads the lesson in a folder, and its scene.
    pub(super) fn read(folder: &Path) -> Result<Self, ServerError> {
        let loaded = lesson::load(folder)
            .map_err(|problems| ServerError::Lesson(problems.render(Language::French)))?;
        let plan = Plan::read(&loaded.scene_path)
            .map_err(|error| ServerError::Lesson(error.to_string()))?;
        let stops = loaded
            .lesson
            .stops
            .iter()
            .filter_map(|stop| {
                let SceneNode { position, .. } = loaded.scene.get(&stop.anchor)?;
                let [east, eyes, south] = *position;
                Some(StopPlace {
                    id: StopId::from(stop.id.as_str()),
                    title: Text {
                        fr: stop.title.get(Language::French).to_owned(),
                        en: stop.title.get(Language::English).to_owned(),
                    },
                    ground: [east, eyes - EYES_M, south],
                    facing_deg: loaded.scene.get(&stop.anchor)?.heading_deg(),
                })
            })
            .collect();
        Ok(Self {
            stops,
            plan,
            lesson: Some(Arc::new(loaded.lesson)),
        })
    }

    /// The stop of that name.
    pub(super) fn stop(&self, id: &StopId) -> Option<&StopPlace> {
        self.stops.iter().find(|stop| stop.id == *id)
    }

    /// The stop somebody is at, or `None` on the way between two.
    pub(super) fn nearest(&self, [east, _, south]: [f32; 3]) -> Option<&StopPlace> {
        self.stops
            .iter()
            .map(|stop| {
                let (dx, dz) = (stop.ground[0] - east, stop.ground[2] - south);
                (stop, dx.hypot(dz))
            })
            .filter(|(_, metres)| *metres <= NEAR_M)
            .min_by(|(_, one), (_, other)| one.total_cmp(other))
            .map(|(stop, _)| stop)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_campus_has_its_stops_and_its_buildings() {
        let campus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenes/campus-epinal");
        let place = Place::read(&campus).unwrap();
        let stop = place.stops.first().unwrap();
        assert_eq!(place.nearest(stop.ground), Some(stop));
        assert!(place.nearest([1_000.0, 0.0, 0.0]).is_none());
        assert!(stop.ground[1].abs() < 0.5, "on the ground, not in the air");
        let tall = place.plan.footprints.iter().filter(|box_| box_.top_m > 4.5);
        assert!(tall.count() >= 3);
    }
}
