//! What is near: things at a point, and places for them.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_rapier3d::prelude::*;
use pleiades_netcode::protocol::{ObjectId, SocketId, Whereabouts};

use super::{Asked, Prop, Socket, Things};
use crate::{session::Session, world::PROPS};

/// What is let go this near to an empty place made for it goes in, metres.
const SNAP_M: f32 = 0.14;

/// The things of the scene and where they are, room frame.
#[derive(SystemParam)]
pub(super) struct Around<'w, 's> {
    things: Res<'w, Things>,
    physics: ReadRapierContext<'w, 's>,
    props: Query<'w, 's, (&'static Prop, &'static Transform)>,
    sockets: Query<'w, 's, (&'static Socket, &'static Transform), Without<Prop>>,
    parents: Query<'w, 's, &'static ChildOf>,
}

impl Around<'_, '_> {
    /// Every thing's id.
    pub(super) fn ids(&self) -> impl Iterator<Item = &ObjectId> {
        self.things.props.keys()
    }

    /// The thing whose surface is nearest to a point and not farther than `within_m` metres.
    pub(super) fn nearest(&self, point: Vec3, within_m: f32) -> Option<ObjectId> {
        let filter = QueryFilter::new().groups(CollisionGroups::new(Group::ALL, PROPS));
        let physics = self.physics.single().ok()?;
        let (collider, found) = physics.project_point(point, within_m, true, filter)?;
        let near = found.point.distance(point) <= within_m;
        near.then(|| self.prop_of(collider)).flatten()
    }

    /// The thing an entity is, or is part of.
    pub(super) fn prop_of(&self, entity: Entity) -> Option<ObjectId> {
        std::iter::once(entity)
            .chain(self.parents.iter_ancestors(entity))
            .find_map(|entity| self.props.get(entity).ok())
            .map(|(prop, _)| prop.id.clone())
    }

    /// A thing and where it is.
    pub(super) fn thing(&self, object: &ObjectId) -> Option<(&Prop, Isometry3d)> {
        let entity = self.things.props.get(object)?;
        let (prop, at) = self.props.get(*entity).ok()?;
        Some((prop, at.to_isometry()))
    }

    /// The empty place that something at `at` is in, if it is in one.
    pub(super) fn socket_at(&self, at: Vec3, asked: &Asked, session: &Session) -> Option<SocketId> {
        self.sockets
            .iter()
            .map(|(socket, place)| (place.translation.distance(at), &socket.id))
            .filter(|(distance, socket)| {
                *distance < SNAP_M && self.is_empty(socket, asked, session)
            })
            .min_by(|(near, _), (far, _)| near.total_cmp(far))
            .map(|(_, socket)| socket.clone())
    }

    /// Whether nothing lies in a place, as far as one knows.
    pub(super) fn is_empty(&self, socket: &SocketId, asked: &Asked, session: &Session) -> bool {
        self.ids().all(|object| {
            !matches!(
                asked.place(session, object),
                Whereabouts::In { socket: full } if full == *socket
            )
        })
    }
}
