//! What a compass is made of: plate, hinge scale, body, ring, needle, bubble. Twice a field compass's size, to be read in a headset.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy::{
    light::NotShadowCaster,
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};

use crate::{
    lab::face::{Face, patched},
    shading::PanelMaterial,
};

/// Plate and body, metres: across the edge, along it.
pub(super) const WIDE_M: f32 = 0.13;
pub(super) const LONG_M: f32 = 0.19;
pub(super) const PLATE_M: f32 = 0.008;
const BODY_M: f32 = 0.02;
/// The ring, and where its middle is on the body, metres towards the rear.
const RING_M: f32 = 0.061;
const RING_Z_M: f32 = 0.03;
/// The round level before it, and the circle its bubble belongs in.
const LEVEL_M: f32 = 0.024;
const LEVEL_Z_M: f32 = -0.064;
pub(super) const CIRCLE_M: f32 = 0.009;
const BUBBLE_M: f32 = 0.0075;
/// As far as the bubble goes from the middle.
pub(super) const BUBBLE_TO_M: f32 = LEVEL_M - BUBBLE_M;
const NEEDLE_M: f32 = 0.046;
const QUADRANT_M: f32 = 0.07;

/// The whole of it; its frame is the plate's: +Y away from the rock, the edge along −Z.
#[derive(Component)]
pub(super) struct Body;

/// Its moving parts.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All that hangs level.
    Hinged,
    /// The hinge itself.
    Hinge,
    /// The scale at the hinge.
    Quadrant,
    Ring,
    Needle,
    Bubble,
}

/// Where the bubble is when level, in the frame of the body.
pub(super) fn bubble_home() -> Vec3 {
    Vec3::new(0.0, BODY_M + 0.004, LEVEL_Z_M)
}

pub(super) fn build(
    meshes: &mut Assets<Mesh>,
    materials: &mut Assets<StandardMaterial>,
    faces: &Handle<PanelMaterial>,
    commands: &mut Commands,
) {
    let mut paint = |colour: Color, rough: f32| {
        materials.add(StandardMaterial {
            base_color: colour,
            perceptual_roughness: rough,
            reflectance: 0.3,
            double_sided: true,
            cull_mode: None,
            ..default()
        })
    };
    let aluminium = paint(Color::srgb(0.62, 0.64, 0.66), 0.5);
    let housing = paint(Color::srgb(0.10, 0.22, 0.30), 0.6);
    let red = paint(Color::srgb(0.86, 0.06, 0.05), 0.6);
    let pale = paint(Color::srgb(0.92, 0.92, 0.88), 0.6);
    let dark = paint(Color::srgb(0.03, 0.04, 0.05), 0.6);
    let amber = paint(Color::srgb(0.96, 0.62, 0.10), 0.6);
    let green = paint(Color::srgb(0.55, 0.78, 0.16), 0.3);
    let disc = |radius: f32| Circle::new(radius).mesh().resolution(64).build();
    let flat = |z: f32, y: f32| {
        Transform::from_xyz(0.0, y, z).with_rotation(Quat::from_rotation_x(-FRAC_PI_2))
    };
    let ring = meshes.add(patched(disc(RING_M), Face::Ring));
    let scale = meshes.add(patched(quadrant(QUADRANT_M), Face::Quadrant));
    let plate = meshes.add(Cuboid::new(WIDE_M, PLATE_M, LONG_M));
    let body = meshes.add(Cuboid::new(WIDE_M, BODY_M, LONG_M));
    let (north, south) = (meshes.add(half(-1.0)), meshes.add(half(1.0)));
    let pin = meshes.add(Cylinder::new(0.005, 0.004));
    let level = meshes.add(Cylinder::new(LEVEL_M, 0.004));
    let circle = meshes.add(Torus {
        minor_radius: 0.0008,
        major_radius: CIRCLE_M,
    });
    let bubble = meshes.add(Sphere::new(BUBBLE_M).mesh().uv(24, 12));
    let index = meshes.add(Cuboid::new(0.005, 0.003, 0.016));
    let hinge = meshes.add(Cylinder::new(0.005, LONG_M));
    let part = |name: &'static str, mesh: Handle<Mesh>, colour: &Handle<StandardMaterial>, at| {
        (
            Name::new(name),
            Mesh3d(mesh),
            MeshMaterial3d(colour.clone()),
            at,
        )
    };
    let up = |y: f32, z: f32| Transform::from_xyz(0.0, y, z);
    let top = BODY_M + 0.0015;
    commands.spawn((
        Name::new("compass"),
        Body,
        Transform::default(),
        Visibility::Hidden,
        children![
            part("plate", plate, &aluminium, up(PLATE_M / 2.0, 0.0)),
            (
                part("hinge", hinge, &dark, Transform::default()),
                Part::Hinge
            ),
            (
                Name::new("hinge scale"),
                Part::Quadrant,
                Mesh3d(scale),
                MeshMaterial3d(faces.clone()),
                Transform::default(),
                NotShadowCaster,
            ),
            (
                Name::new("hinged"),
                Part::Hinged,
                Transform::default(),
                Visibility::default(),
                children![
                    part("body", body, &housing, up(BODY_M / 2.0, 0.0)),
                    (
                        Name::new("ring"),
                        Part::Ring,
                        Transform::from_xyz(0.0, top, RING_Z_M),
                        Visibility::default(),
                        children![(
                            Mesh3d(ring),
                            MeshMaterial3d(faces.clone()),
                            flat(0.0, 0.0),
                            NotShadowCaster,
                        )],
                    ),
                    (
                        Name::new("needle"),
                        Part::Needle,
                        Transform::from_xyz(0.0, top + 0.004, RING_Z_M),
                        Visibility::default(),
                        children![
                            part("north", north, &red, Transform::default()),
                            part("south", south, &pale, Transform::default()),
                            part("pin", pin, &dark, Transform::default()),
                        ],
                    ),
                    part("index", index, &amber, up(top + 0.001, RING_Z_M - RING_M)),
                    part("level", level, &green, up(BODY_M, LEVEL_Z_M)),
                    part("circle", circle, &dark, up(BODY_M + 0.003, LEVEL_Z_M)),
                    (
                        part(
                            "bubble",
                            bubble,
                            &pale,
                            Transform::from_translation(bubble_home())
                        ),
                        Part::Bubble,
                    ),
                ],
            ),
        ],
    ));
}

/// Half of a needle, flat, pointing along ±Z.
fn half(way: f32) -> Mesh {
    let wide = 0.008;
    Mesh::new(PrimitiveTopology::TriangleList, default())
        .with_inserted_attribute(
            Mesh::ATTRIBUTE_POSITION,
            vec![
                [0.0, 0.0, way * NEEDLE_M],
                [-wide, 0.0, 0.0],
                [wide, 0.0, 0.0],
            ],
        )
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, vec![[0.0, 1.0, 0.0]; 3])
        .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, vec![[0.0, 0.0]; 3])
        .with_inserted_indices(Indices::U32(if way < 0.0 {
            vec![0, 1, 2]
        } else {
            vec![0, 2, 1]
        }))
}

/// A quarter of a disc in the plane of X and Y, from +X to +Y, seen from both sides; its picture's lower left at the middle.
fn quadrant(radius: f32) -> Mesh {
    const STEPS: u32 = 18;
    let mut points = vec![[0.0, 0.0, 0.0]];
    points.extend((0..=STEPS).map(|step| {
        let (sin, cos) = (TAU / 4.0 * step as f32 / STEPS as f32).sin_cos();
        [radius * cos, radius * sin, 0.0]
    }));
    let uv: Vec<[f32; 2]> = points
        .iter()
        .map(|[x, y, _]| [x / radius, 1.0 - y / radius])
        .collect();
    let front = (1..=STEPS).flat_map(|step| [0, step, step + 1]);
    let back = (1..=STEPS).flat_map(|step| [0, step + 1, step]);
    Mesh::new(PrimitiveTopology::TriangleList, default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, vec![[0.0, 0.0, 1.0]; points.len()])
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, points)
        .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, uv)
        .with_inserted_indices(Indices::U32(front.chain(back).collect()))
}
