//! What one can walk on and bump into: the scene's `collider` nodes, never drawn.

use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

use super::marker::Marker;
use crate::app::sets::FrameSet;

/// Colliders of things that can be taken: nobody stumbles over them.
pub(crate) const PROPS: Group = Group::GROUP_2;

/// What asks for ground and walls only, past things that can be taken.
pub(crate) fn scenery() -> QueryFilter<'static> {
    QueryFilter::new().groups(CollisionGroups::new(Group::ALL, Group::GROUP_1))
}

/// Number of colliders that stand; a body waits for the first before it falls.
#[derive(Resource, Default, Debug)]
pub(crate) struct Ground {
    pub(crate) colliders: usize,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Ground>()
        .add_systems(Update, build.in_set(FrameSet::Receive));
}

fn build(
    fresh: Query<(Entity, &Marker), Added<Marker>>,
    children: Query<&Children>,
    shapes: Query<&Mesh3d>,
    meshes: Res<Assets<Mesh>>,
    mut ground: ResMut<Ground>,
    mut commands: Commands,
) {
    for (node, marker) in &fresh {
        if marker.kind != "collider" {
            continue;
        }
        commands.entity(node).insert(Visibility::Hidden);
        for part in std::iter::once(node).chain(children.iter_descendants(node)) {
            let Some(mesh) = shapes.get(part).ok().and_then(|shape| meshes.get(&shape.0)) else {
                continue;
            };
            let shape = ComputedColliderShape::TriMesh(TriMeshFlags::MERGE_DUPLICATE_VERTICES);
            match Collider::from_bevy_mesh(mesh, &shape) {
                Some(collider) => {
                    ground.colliders += 1;
                    commands.entity(part).insert(collider);
                }
                None => warn!(
                    "{}: its mesh is not made of triangles; one can walk through it",
                    marker.id
                ),
            }
        }
    }
}
