//! The scene's `prop` and `socket` nodes: what can be taken, and where it can be put.

use std::collections::HashMap;

use bevy::{mesh::VertexAttributeValues, prelude::*};
use bevy_rapier3d::prelude::*;
use pleiades_netcode::protocol::{ObjectId, SocketId};

use crate::{
    app::sets::FrameSet,
    pointer::Target,
    world::{Marker, PROPS},
};

/// As far as one reaches with a ray or a click, metres.
pub(super) const REACH_M: f32 = 3.0;
/// A place for a thing is pointed at within this of its origin, metres: as large as its ring.
const SOCKET_M: f32 = 0.06;
/// Dry spruce to dry oak, kg/m³: every thing of these scenes is of wood.
const DENSITY_KG_M3: f32 = 550.0;
/// Wood on wood.
const FRICTION: f32 = 0.5;
const RESTITUTION: f32 = 0.2;

/// Something one can take. Its transform is in the room frame.
#[derive(Component, Clone, Debug)]
pub(crate) struct Prop {
    pub(crate) id: ObjectId,
    /// Where the scene has it.
    pub(crate) home: Isometry3d,
    /// Radius of the ball about its origin that holds all of it, metres.
    pub(crate) radius_m: f32,
    /// Half the sides of the box about its origin that holds all of it, its own axes, metres.
    half: Vec3,
}

impl Prop {
    /// How far it reaches below its origin, turned so, metres.
    pub(super) fn half_height(&self, rotation: Quat) -> f32 {
        let up = rotation.inverse() * Vec3::Y;
        up.abs().dot(self.half)
    }
}

/// A place made for a thing. Its transform is in the room frame.
#[derive(Component, Clone, Debug)]
pub(crate) struct Socket {
    pub(crate) id: SocketId,
}

/// Every thing and place by its id.
#[derive(Resource, Default, Debug)]
pub(crate) struct Things {
    pub(crate) props: HashMap<ObjectId, Entity>,
    pub(crate) sockets: HashMap<SocketId, Entity>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Things>()
        .add_systems(Update, find.in_set(FrameSet::Receive));
}

fn find(
    fresh: Query<(Entity, &Marker), Added<Marker>>,
    parents: Query<&ChildOf>,
    children: Query<&Children>,
    places: TransformHelper,
    shapes: Query<&Mesh3d>,
    meshes: Res<Assets<Mesh>>,
    known: Query<()>,
    mut things: ResMut<Things>,
    mut commands: Commands,
) {
    if !fresh.is_empty() {
        // Those of a scene that was left are gone with it.
        things.props.retain(|_, entity| known.contains(*entity));
        things.sockets.retain(|_, entity| known.contains(*entity));
    }
    for (node, marker) in &fresh {
        let kind = marker.kind.as_str();
        if kind != "prop" && kind != "socket" {
            continue;
        }
        let Ok(place) = places.compute_global_transform(node) else {
            continue;
        };
        // Beside the scene's other nodes, so that its transform is the room's.
        let root = parents.iter_ancestors(node).last().unwrap_or(node);
        let mut thing = commands.entity(node);
        thing.insert((ChildOf(root), place.compute_transform()));
        if kind == "socket" {
            let id = SocketId::from(marker.id.as_str());
            thing.insert((
                Socket { id: id.clone() },
                Target::Ball {
                    radius_m: SOCKET_M,
                    within_m: REACH_M,
                },
            ));
            things.sockets.insert(id, node);
            continue;
        }
        let points: Vec<Vec3> = std::iter::once(node)
            .chain(children.iter_descendants(node))
            .filter_map(|part| {
                let mesh = meshes.get(&shapes.get(part).ok()?.0)?;
                let in_thing =
                    place.affine().inverse() * places.compute_global_transform(part).ok()?.affine();
                Some(
                    corners(mesh)
                        .map(move |corner| in_thing.transform_point3(corner))
                        .collect::<Vec<_>>(),
                )
            })
            .flatten()
            .collect();
        let Some(hull) = Collider::convex_hull(&points) else {
            warn!("{}: it has no shape one could take", marker.id);
            continue;
        };
        let scale = place.scale();
        let half = points
            .iter()
            .fold(Vec3::ZERO, |half, point| half.max((*point * scale).abs()));
        let id = ObjectId::from(marker.id.as_str());
        thing.insert((
            Prop {
                id: id.clone(),
                home: place.to_isometry(),
                radius_m: half.length(),
                half,
            },
            Target::Solid { within_m: REACH_M },
            RigidBody::Fixed,
            hull,
            ColliderMassProperties::Density(DENSITY_KG_M3),
            Friction::coefficient(FRICTION),
            Restitution::coefficient(RESTITUTION),
            CollisionGroups::new(PROPS, Group::ALL),
            Velocity::default(),
            Ccd::enabled(),
        ));
        things.props.insert(id, node);
    }
}

fn corners(mesh: &Mesh) -> impl Iterator<Item = Vec3> {
    let corners = match mesh.attribute(Mesh::ATTRIBUTE_POSITION) {
        Some(VertexAttributeValues::Float32x3(corners)) => corners.as_slice(),
        _ => &[],
    };
    corners.iter().copied().map(Vec3::from_array)
}
