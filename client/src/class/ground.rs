//! The ground under somebody's head, and where somebody's head is.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_rapier3d::prelude::*;
use pleiades_netcode::protocol::ParticipantId;

use crate::{
    avatars::{Avatar, Shown},
    body::{EYE_HEIGHT_M, Eyes},
    session::{Session, from_pose},
    world::scenery,
};

/// Farther below a head there is no ground one could stand on, metres.
const DEEP_M: f32 = 4.0;

/// Everyone's head, room frame.
#[derive(SystemParam)]
pub(super) struct Heads<'w, 's> {
    session: Res<'w, Session>,
    avatars: Query<'w, 's, (&'static Avatar, &'static Shown)>,
    eyes: Query<'w, 's, &'static GlobalTransform, With<Eyes>>,
    physics: ReadRapierContext<'w, 's>,
}

impl Heads<'_, '_> {
    /// The room one is in.
    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// Somebody's head; nothing while nothing is known of it.
    pub(super) fn of(&self, who: ParticipantId) -> Option<Isometry3d> {
        if self.session.me() == Some(who) {
            return self.eyes.single().ok().map(GlobalTransform::to_isometry);
        }
        let (_, shown) = self.avatars.iter().find(|(avatar, _)| avatar.id == who)?;
        Some(from_pose(&shown.pose?.head))
    }

    /// What somebody points with, −Z ahead: the right hand, else the left one, else the head.
    pub(super) fn points_from(&self, who: ParticipantId) -> Option<Isometry3d> {
        let hand = self
            .avatars
            .iter()
            .find(|(avatar, _)| avatar.id == who)
            .and_then(|(_, shown)| shown.pose)
            .and_then(|pose| pose.right_hand.or(pose.left_hand));
        match hand {
            Some(hand) => Some(from_pose(&hand)),
            None => self.of(who),
        }
    }

    /// The ground under a head, where there is some.
    pub(super) fn ground_under(&self, head: Vec3) -> Vec3 {
        let feet = head - Vec3::Y * EYE_HEIGHT_M;
        self.hit(head, Dir3::NEG_Y, DEEP_M).unwrap_or(feet)
    }

    /// Where a ray meets ground or walls.
    pub(super) fn hit(&self, from: Vec3, way: Dir3, most_m: f32) -> Option<Vec3> {
        self.cast(from, way, most_m, scenery())
    }

    /// Where a ray meets anything, things that can be taken included.
    pub(super) fn meet(&self, from: Vec3, way: Dir3, most_m: f32) -> Option<Vec3> {
        self.cast(from, way, most_m, QueryFilter::default())
    }

    fn cast(&self, from: Vec3, way: Dir3, most_m: f32, filter: QueryFilter) -> Option<Vec3> {
        let physics = self.physics.single().ok()?;
        physics
            .cast_ray(from, *way, most_m, true, filter)
            .map(|(_, distance)| from + *way * distance)
    }
}
