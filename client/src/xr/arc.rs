//! How the arc looks: a ribbon of chevrons to a ring with an arrow where one can stand; of dots to a cross where there is no
//! ground, and to a barred octagon where there is no room; of bars to a ring with a slash where the host lets nobody go.

use bevy::{
    asset::RenderAssetUsages,
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::PrimitiveTopology,
    prelude::*,
};

use super::{
    rig::Rig,
    teleport::{Aim, Verdict},
    tracked::Tracked,
};
use crate::{
    app::sets::FrameSet,
    shading::{ArcMaterial, Pattern},
};

/// Half the width of the ribbon, metres.
const HALF_WIDTH_M: f32 = 0.022;
/// Above the ground, so that it does not flicker in it, metres.
const LIFT_M: f32 = 0.02;

/// What an entity of the arc is for.
#[derive(Component, Clone, Copy, Debug, PartialEq)]
enum Piece {
    /// From the hand to the end.
    Ribbon,
    /// At the end, for one verdict.
    Sign(Verdict),
}

/// Colours that differ in lightness as well, for those who do not see red from green.
fn colour(verdict: Verdict) -> Color {
    match verdict {
        Verdict::Free => Color::srgb(0.42, 0.94, 0.78),
        Verdict::NoGround => Color::srgb(0.86, 0.34, 0.24),
        Verdict::NoRoom => Color::srgb(0.98, 0.74, 0.18),
        Verdict::Forbidden => Color::srgb(0.93, 0.45, 0.85),
    }
}

fn pattern(verdict: Verdict) -> Pattern {
    match verdict {
        Verdict::Free => Pattern::Chevrons,
        Verdict::NoGround | Verdict::NoRoom => Pattern::Dots,
        Verdict::Forbidden => Pattern::Bars,
    }
}

/// The ribbon's materials.
#[derive(Resource)]
struct Inks([(Verdict, Handle<ArcMaterial>); 4]);

impl Inks {
    fn of(&self, verdict: Verdict) -> Handle<ArcMaterial> {
        self.0
            .iter()
            .find(|(of, _)| *of == verdict)
            .map_or_else(Handle::default, |(_, ink)| ink.clone())
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Startup, make)
        .add_systems(Update, show.in_set(FrameSet::Send));
}

fn make(
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut ribbons: ResMut<Assets<ArcMaterial>>,
    mut commands: Commands,
) {
    let inks = Inks(
        [
            Verdict::Free,
            Verdict::NoGround,
            Verdict::NoRoom,
            Verdict::Forbidden,
        ]
        .map(|verdict| {
            let ink = ArcMaterial::new(colour(verdict), pattern(verdict));
            (verdict, ribbons.add(ink))
        }),
    );
    commands.spawn((
        Name::new("arc"),
        Piece::Ribbon,
        Mesh3d(meshes.add(ribbon(&[Vec3::ZERO, Vec3::NEG_Z], Vec3::Y))),
        MeshMaterial3d(inks.of(Verdict::Free)),
        Transform::default(),
        Visibility::Hidden,
        // It is made anew every frame: what it was when it was culled says nothing.
        bevy::camera::visibility::NoFrustumCulling,
        NotShadowCaster,
        NotShadowReceiver,
    ));
    let ring = |sides: usize, major_radius: f32| {
        Torus {
            minor_radius: 0.028,
            major_radius,
        }
        .mesh()
        .major_resolution(sides)
        .build()
    };
    let bar = |x: f32, z: f32| Cuboid::new(x, 0.03, z).mesh().build();
    let mut sign = |verdict: Verdict, pieces: Vec<(Mesh, Transform)>| {
        let ink = materials.add(StandardMaterial {
            base_color: colour(verdict),
            unlit: true,
            ..default()
        });
        let mut sign = commands.spawn((
            Name::new("arc end"),
            Piece::Sign(verdict),
            Transform::default(),
            Visibility::Hidden,
        ));
        sign.with_children(|sign| {
            for (mesh, at) in pieces {
                sign.spawn((
                    Mesh3d(meshes.add(mesh)),
                    MeshMaterial3d(ink.clone()),
                    at,
                    NotShadowCaster,
                ));
            }
        });
    };
    let arrow = Cone {
        radius: 0.12,
        height: 0.2,
    }
    .mesh()
    .build();
    let forward = Transform::from_xyz(0.0, 0.0, -0.52)
        .with_rotation(Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2))
        .with_scale(Vec3::new(1.0, 1.0, 0.25));
    sign(
        Verdict::Free,
        vec![(ring(40, 0.36), Transform::default()), (arrow, forward)],
    );
    let quarter = Quat::from_rotation_y(std::f32::consts::FRAC_PI_4);
    sign(
        Verdict::NoGround,
        vec![
            (bar(0.5, 0.07), Transform::from_rotation(quarter)),
            (bar(0.07, 0.5), Transform::from_rotation(quarter)),
        ],
    );
    sign(
        Verdict::NoRoom,
        vec![
            (ring(8, 0.32), Transform::default()),
            (bar(0.5, 0.08), Transform::default()),
        ],
    );
    sign(
        Verdict::Forbidden,
        vec![
            (ring(40, 0.36), Transform::default()),
            (bar(0.66, 0.07), Transform::from_rotation(quarter)),
        ],
    );
    commands.insert_resource(inks);
}

fn show(
    aim: Res<Aim>,
    inks: Res<Inks>,
    tracked: Res<Tracked>,
    rig: Res<Rig>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut pieces: Query<(
        &Piece,
        &mut Transform,
        &mut Visibility,
        Option<(&Mesh3d, &mut MeshMaterial3d<ArcMaterial>)>,
    )>,
) {
    if !aim.is_changed() {
        return;
    }
    for (piece, mut transform, mut visibility, drawn) in &mut pieces {
        let Some(aiming) = &aim.0 else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let shown = match piece {
            Piece::Ribbon => {
                if let Some((mesh, mut ink)) = drawn {
                    let eyes = rig.in_room(tracked.head).translation.into();
                    if let Some(mut mesh) = meshes.get_mut(&mesh.0) {
                        *mesh = ribbon(&aiming.points, eyes);
                    }
                    ink.0 = inks.of(aiming.verdict);
                }
                true
            }
            Piece::Sign(verdict) => {
                *transform = Transform::from_translation(aiming.end() + Vec3::Y * LIFT_M)
                    .with_rotation(Quat::from_rotation_y(aiming.facing));
                *verdict == aiming.verdict
            }
        };
        visibility.set_if_neq(if shown {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}

/// A ribbon along a line, its flat side to the eyes; U is the length in metres, V runs across from −1 to 1.
fn ribbon(points: &[Vec3], eyes: Vec3) -> Mesh {
    let (mut places, mut normals, mut uvs) = (Vec::new(), Vec::new(), Vec::new());
    let mut along = 0.0;
    for (index, point) in points.iter().enumerate() {
        let before = points[index.saturating_sub(1)];
        let after = points[(index + 1).min(points.len() - 1)];
        along += before.distance(*point);
        let to_eyes = (eyes - point).normalize_or(Vec3::Y);
        let aside = (after - before).cross(to_eyes).normalize_or(Vec3::X) * HALF_WIDTH_M;
        for across in [-1.0, 1.0] {
            places.push((*point + aside * across).to_array());
            normals.push(to_eyes.to_array());
            uvs.push([along, across]);
        }
    }
    Mesh::new(
        PrimitiveTopology::TriangleStrip,
        RenderAssetUsages::default(),
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, places)
    .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals)
    .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, uvs)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_ribbon_counts_its_metres_and_lies_flat_before_the_eyes() {
        let points = [Vec3::ZERO, Vec3::NEG_Z, Vec3::new(0.0, 0.0, -3.0)];
        let mesh = ribbon(&points, Vec3::Y * 1.6);
        let uvs = match mesh.attribute(Mesh::ATTRIBUTE_UV_0) {
            Some(bevy::mesh::VertexAttributeValues::Float32x2(uvs)) => uvs.clone(),
            _ => Vec::new(),
        };
        assert_eq!(uvs.len(), 6);
        assert_eq!((uvs[0][0], uvs[2][0], uvs[5][0]), (0.0, 1.0, 3.0));
        let places = mesh
            .attribute(Mesh::ATTRIBUTE_POSITION)
            .unwrap()
            .as_float3()
            .unwrap();
        for pair in places.chunks(2) {
            let across = Vec3::from_array(pair[1]) - Vec3::from_array(pair[0]);
            assert!((across.length() - 2.0 * HALF_WIDTH_M).abs() < 1e-5);
            assert!(across.y.abs() < 1e-6 && across.z.abs() < 1e-6, "{across}");
        }
    }
}
