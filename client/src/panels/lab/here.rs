//! Where a lab is done: anywhere in a lab, at its stop in a visit.

use bevy::prelude::*;
use pleiades_scenes::lesson::LessonKind;

use crate::world::Place;

/// How near one stands to a stop of a visit to be offered the lab that is done there, metres.
const STOP_M: f32 = 6.0;

/// Whether the lesson has a lab that is done where the person stands: anywhere in a lab, at its stop in a visit.
pub(super) fn is_here(place: &Place, body: Option<Vec3>) -> bool {
    let lesson = &place.lesson.lesson;
    if lesson.kind == LessonKind::Lab {
        return lesson.lab.is_some();
    }
    let near = |anchor: &str| {
        let there = place.anchor(anchor);
        there
            .zip(body)
            .is_some_and(|(there, body)| there.translation.distance(body + Vec3::Y) <= STOP_M)
    };
    lesson
        .stops
        .iter()
        .any(|stop| stop.lab && near(&stop.anchor))
}

/// How far below the window's upper edge the panel begins, points: under the sign, and in a visit under its bar as well.
pub(super) fn under_signs(place: &Place) -> f32 {
    if place.lesson.lesson.kind == LessonKind::Lab {
        84.0
    } else {
        184.0
    }
}
