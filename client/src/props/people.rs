//! Who can hold things: oneself, as a headset measures or as one looks from the screen, and the others as they are shown.

use bevy::{ecs::system::SystemParam, prelude::*};
use pleiades_netcode::protocol::ParticipantId;

use super::{Prop, grip::Holder};
use crate::{
    avatars::{Avatar, Shown},
    body::{Body, Eyes},
    session,
    xr::Measured,
};

/// Heads and hands of everybody, room frame, as of this frame.
#[derive(SystemParam)]
pub(super) struct People<'w, 's> {
    measured: Res<'w, Measured>,
    bodies: Query<'w, 's, &'static Transform, (With<Body>, Without<Prop>)>,
    eyes: Query<'w, 's, &'static Transform, (With<Eyes>, Without<Prop>)>,
    others: Query<'w, 's, (&'static Avatar, &'static Shown)>,
}

impl People<'_, '_> {
    pub(super) fn myself(&self) -> Holder {
        let seen = || {
            let (body, eyes) = (self.bodies.single().ok()?, self.eyes.single().ok()?);
            Some(body.to_isometry() * eyes.to_isometry())
        };
        Holder {
            head: self.measured.head.or_else(seen),
            left: self.measured.left,
            right: self.measured.right,
        }
    }

    /// Somebody else; nothing is known of who was not seen yet.
    pub(super) fn other(&self, who: ParticipantId) -> Holder {
        self.others
            .iter()
            .find(|(avatar, _)| avatar.id == who)
            .and_then(|(_, shown)| shown.pose)
            .map_or_else(Holder::default, |pose| Holder {
                head: Some(session::from_pose(&pose.head)),
                left: pose.left_hand.as_ref().map(session::from_pose),
                right: pose.right_hand.as_ref().map(session::from_pose),
            })
    }
}
