//! What shows what one can do: an outline around what one would take, rings where what one holds belongs.

use bevy::{
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};
use bevy_rapier3d::prelude::*;

use super::{
    Prop, Socket,
    hands::{Dealing, Reach, Reached},
};
use crate::{app::sets::FrameSet, pointer::Pointer, shading::OutlineMaterial, xr::Side};

/// Width of an outline, metres: 0.25° at arm's length.
const WIDTH_M: f32 = 0.003;
/// A triangle of a hull that is flatter than this has no direction, metres.
const SPLINTER_M: f32 = 5e-4;
/// Of the ring at a place for a thing, metres.
const RING_M: f32 = 0.055;

/// What a click would do with things, for who has no hands.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Offer {
    /// Nothing.
    #[default]
    Nothing,
    /// Take what is pointed at.
    Take,
    /// Put down, put into its place or throw what one holds.
    Put,
}

#[derive(Resource)]
struct Inks {
    offer: Handle<OutlineMaterial>,
    place: Handle<OutlineMaterial>,
    ring: Handle<Mesh>,
}

/// The outline of the thing it is a child of.
#[derive(Component)]
struct Outline;

/// The ring of the place it is a child of.
#[derive(Component)]
struct Ring;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Offer>()
        .add_systems(Startup, mix)
        .add_systems(
            Update,
            (draw_around, mark, show_outlines, show_rings, offer)
                .chain()
                .in_set(FrameSet::Send),
        );
}

fn mix(
    mut materials: ResMut<Assets<OutlineMaterial>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut commands: Commands,
) {
    let mut ink = |colour: Color| {
        materials.add(OutlineMaterial {
            colour: colour.to_linear(),
            width_m: WIDTH_M,
        })
    };
    commands.insert_resource(Inks {
        offer: ink(Color::srgb(1.0, 0.84, 0.4)),
        place: ink(Color::srgb(0.42, 0.94, 0.78)),
        ring: meshes.add(Torus {
            minor_radius: 0.004,
            major_radius: RING_M,
        }),
    });
}

fn draw_around(
    fresh: Query<(Entity, &Collider), Added<Prop>>,
    inks: Res<Inks>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut commands: Commands,
) {
    for (prop, collider) in &fresh {
        let Some(hull) = collider.as_convex_polyhedron() else {
            continue;
        };
        let (points, triangles) = hull.raw.to_trimesh();
        let points: Vec<Vec3> = points
            .into_iter()
            .map(|point| Vec3::new(point.x, point.y, point.z))
            .collect();
        commands.spawn((
            Name::new("outline"),
            Outline,
            Mesh3d(meshes.add(shell(&points, triangles.as_flattened()))),
            MeshMaterial3d(inks.offer.clone()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
            NotShadowReceiver,
            ChildOf(prop),
        ));
    }
}

/// A convex surface with one normal a corner, so that it grows without gaps: the normals of its faces, each by the angle it has
/// there. Splinters, which a hull has along its edges, point anywhere and do not count; a face that was wound the wrong way round,
/// as a hull's are where many points lie nearly in one plane, would be seen from the front and is turned.
///
/// Source: Thürmer and Wüthrich, Computing vertex normals from polygonal facets, J. Graphics Tools 3(1), 1998.
fn shell(points: &[Vec3], corners: &[u32]) -> Mesh {
    let mut normals = vec![Vec3::ZERO; points.len()];
    let middle = points.iter().sum::<Vec3>() / points.len().max(1) as f32;
    let mut outward = Vec::with_capacity(corners.len());
    for triangle in corners.chunks_exact(3) {
        let [a, mut b, mut c] = [0, 1, 2].map(|corner| triangle[corner] as usize);
        let mut across = (points[b] - points[a]).cross(points[c] - points[a]);
        if across.dot(points[a] - middle) < 0.0 {
            (b, c) = (c, b);
            across = -across;
        }
        outward.extend([a, b, c].map(|corner| corner as u32));
        let longest = [(a, b), (b, c), (c, a)]
            .map(|(from, to)| points[from].distance(points[to]))
            .into_iter()
            .fold(0.0, f32::max);
        if across.length() <= SPLINTER_M * longest {
            continue;
        }
        for (corner, next, last) in [(a, b, c), (b, c, a), (c, a, b)] {
            let angle =
                (points[next] - points[corner]).angle_between(points[last] - points[corner]);
            normals[corner] += across.normalize() * angle;
        }
    }
    let normals: Vec<[f32; 3]> = normals
        .into_iter()
        .map(|normal| normal.normalize_or(Vec3::Y).to_array())
        .collect();
    let places: Vec<[f32; 3]> = points.iter().map(Vec3::to_array).collect();
    Mesh::new(PrimitiveTopology::TriangleList, default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, places)
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals)
        .with_inserted_indices(Indices::U32(outward))
}

fn mark(fresh: Query<Entity, Added<Socket>>, inks: Res<Inks>, mut commands: Commands) {
    for socket in &fresh {
        commands.spawn((
            Name::new("ring"),
            Ring,
            Mesh3d(inks.ring.clone()),
            MeshMaterial3d(inks.place.clone()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
            NotShadowReceiver,
            ChildOf(socket),
        ));
    }
}

fn show_outlines(
    pointer: Res<Pointer>,
    reach: Res<Reach>,
    dealing: Dealing,
    props: Query<&Prop>,
    mut outlines: Query<(&ChildOf, &mut Visibility), With<Outline>>,
) {
    let pointed_at = pointer.over.filter(|_| dealing.mine().is_empty());
    for (of, mut visibility) in &mut outlines {
        let offered = props.get(of.parent()).is_ok_and(|prop| {
            let near = Side::BOTH
                .iter()
                .any(|side| *reach.of(*side) == Reached::Near(prop.id.clone()));
            (near || pointed_at == Some(of.parent())) && !dealing.is_another_s(&prop.id)
        });
        visibility.set_if_neq(shown(offered));
    }
}

fn show_rings(
    dealing: Dealing,
    sockets: Query<&Socket>,
    mut rings: Query<(&ChildOf, &mut Visibility), With<Ring>>,
) {
    let holding = !dealing.mine().is_empty();
    for (of, mut visibility) in &mut rings {
        let wanted = holding
            && sockets.get(of.parent()).is_ok_and(|socket| {
                dealing
                    .around
                    .is_empty(&socket.id, &dealing.asked, &dealing.session)
            });
        visibility.set_if_neq(shown(wanted));
    }
}

fn offer(pointer: Res<Pointer>, dealing: Dealing, mut offer: ResMut<Offer>) {
    let takes = || {
        let object = dealing.around.prop_of(pointer.over?)?;
        (!dealing.is_another_s(&object)).then_some(Offer::Take)
    };
    let now = if dealing.mine().is_empty() {
        takes().unwrap_or_default()
    } else {
        Offer::Put
    };
    offer.set_if_neq(now);
}

fn shown(is: bool) -> Visibility {
    if is {
        Visibility::Inherited
    } else {
        Visibility::Hidden
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;

    /// A wedge, one face of it wound the wrong way round, and a splinter along an edge.
    #[test]
    fn faces_look_outward_and_a_splinter_turns_no_corner() {
        let points = [
            Vec3::ZERO,
            Vec3::X,
            Vec3::Y,
            Vec3::Z,
            // On the edge from X to Y, as near as reckoning comes.
            Vec3::new(0.5, 0.5, 1e-6),
        ];
        let faces = [[0, 2, 1], [0, 1, 3], [0, 2, 3], [1, 2, 3], [1, 4, 2]];
        let mesh = shell(&points, faces.as_flattened());
        let Some(Indices::U32(turned)) = mesh.indices() else {
            panic!("no corners")
        };
        let inside = Vec3::splat(0.25);
        for face in turned.chunks_exact(3) {
            let [a, b, c] = [0, 1, 2].map(|corner| points[face[corner] as usize]);
            assert!((b - a).cross(c - a).dot(a - inside) >= 0.0, "{face:?}");
        }
        let normals = mesh.attribute(Mesh::ATTRIBUTE_NORMAL).unwrap();
        for (point, normal) in points.iter().zip(normals.as_float3().unwrap()).take(4) {
            let outward = (point - inside).dot(Vec3::from_array(*normal));
            assert!(outward > 0.2, "{point} {normal:?}");
        }
    }

    #[test]
    fn a_shell_grows_outward_everywhere() {
        let half = Vec3::new(0.2, 0.05, 0.03);
        let points: Vec<Vec3> = (0..8)
            .map(|corner| {
                let sign = |bit: u32| if corner >> bit & 1 == 0 { -1.0 } else { 1.0 };
                half * Vec3::new(sign(0), sign(1), sign(2))
            })
            .collect();
        let hull = Collider::convex_hull(&points).unwrap();
        let (points, triangles) = hull.as_convex_polyhedron().unwrap().raw.to_trimesh();
        let points: Vec<Vec3> = points
            .into_iter()
            .map(|point| Vec3::new(point.x, point.y, point.z))
            .collect();
        let mesh = shell(&points, triangles.as_flattened());
        let normals = mesh
            .attribute(Mesh::ATTRIBUTE_NORMAL)
            .unwrap()
            .as_float3()
            .unwrap();
        for (point, normal) in points.iter().zip(normals) {
            let outward = point.signum().dot(Vec3::from_array(*normal));
            assert!(outward > 1.0, "{point} {normal:?}");
        }
    }
}
