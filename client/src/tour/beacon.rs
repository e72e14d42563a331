//! The sign of a stop in the world: a slowly turning star one can point at, over a ring on the ground.

use std::{collections::HashSet, f32::consts::TAU};

use bevy::{
    picking::events::{Out, Over, Pointer, Press},
    prelude::*,
};

use super::{guide::Lead, open::OpenCard, seek::Seeking};
use crate::{app::sets::FrameSet, pointer::Target, world::Place};

/// Height of the star above the ground, metres.
const STAR_HEIGHT_M: f32 = 2.25;
/// A pointer this close to the star's middle is on it, metres.
const STAR_REACH_M: f32 = 0.55;
/// Farther stars are not to be clicked by accident, metres.
const POINT_FROM_M: f32 = 40.0;

/// The sign of the stop with this id.
#[derive(Component, Clone, Debug)]
pub(crate) struct Beacon {
    pub(crate) stop: String,
}

/// The stop that is pointed at.
#[derive(Resource, Default, Debug)]
struct Hovered(Option<String>);

#[derive(Resource)]
struct Looks {
    plain: Handle<StandardMaterial>,
    bright: Handle<StandardMaterial>,
}

#[derive(Component)]
struct Star;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Hovered>()
        .add_systems(Startup, prepare)
        .add_systems(
            Update,
            (plant.run_if(resource_exists_and_changed::<Place>), turn)
                .chain()
                .in_set(FrameSet::Receive),
        );
}

fn prepare(mut materials: ResMut<Assets<StandardMaterial>>, mut commands: Commands) {
    // The engine does not expose emission, so that 1 is white on the screen.
    let mut glowing = |glow: f32| {
        materials.add(StandardMaterial {
            base_color: Color::srgb(1.0, 0.72, 0.2),
            emissive: LinearRgba::rgb(1.0, 0.55, 0.10) * glow,
            perceptual_roughness: 0.4,
            ..default()
        })
    };
    let looks = Looks {
        plain: glowing(0.35),
        bright: glowing(1.1),
    };
    commands.insert_resource(looks);
}

fn plant(
    place: Res<Place>,
    former: Query<Entity, With<Beacon>>,
    looks: Res<Looks>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut commands: Commands,
) {
    for beacon in &former {
        commands.entity(beacon).despawn();
    }
    let star = meshes.add(star_mesh());
    let ring = meshes.add(Torus {
        minor_radius: 0.025,
        major_radius: 0.62,
    });
    for stop in place.stops() {
        let Some(anchor) = place.anchor(&stop.anchor) else {
            continue;
        };
        let ground = anchor
            .translation
            .with_y(anchor.translation.y - crate::body::EYE_HEIGHT_M);
        // One stands at the anchor to read, and the star hangs a little further on, so that it does not fill the view.
        let ahead =
            (anchor.forward().as_vec3() * Vec3::new(1.0, 0.0, 1.0)).normalize_or_zero() * 3.2;
        let mut beacon = commands.spawn((
            Name::new(format!("beacon {}", stop.id)),
            Beacon {
                stop: stop.id.clone(),
            },
            Transform::from_translation(ground + ahead),
            Visibility::default(),
            children![
                (
                    Star,
                    Target::Ball {
                        radius_m: STAR_REACH_M,
                        within_m: POINT_FROM_M,
                    },
                    Mesh3d(star.clone()),
                    MeshMaterial3d(looks.plain.clone()),
                    Transform::from_xyz(0.0, STAR_HEIGHT_M, 0.0),
                ),
                (
                    Mesh3d(ring.clone()),
                    MeshMaterial3d(looks.plain.clone()),
                    Transform::from_xyz(0.0, 0.04, 0.0),
                ),
            ],
        ));
        beacon.observe(noticed).observe(passed).observe(pressed);
    }
}

fn noticed(on: On<Pointer<Over>>, beacons: Query<&Beacon>, mut hovered: ResMut<Hovered>) {
    if let Ok(beacon) = beacons.get(on.event_target()) {
        hovered.0 = Some(beacon.stop.clone());
    }
}

fn passed(on: On<Pointer<Out>>, beacons: Query<&Beacon>, mut hovered: ResMut<Hovered>) {
    if let Ok(beacon) = beacons.get(on.event_target())
        && hovered.0.as_ref() == Some(&beacon.stop)
    {
        hovered.0 = None;
    }
}

fn pressed(
    on: On<Pointer<Press>>,
    beacons: Query<&Beacon>,
    seeking: Res<Seeking>,
    mut cards: MessageWriter<OpenCard>,
) {
    // Who looks for something points past stars, and at them.
    if seeking.quiz().is_some() {
        return;
    }
    if let Ok(beacon) = beacons.get(on.event_target()) {
        cards.write(OpenCard(beacon.stop.clone()));
    }
}

fn turn(
    time: Res<Time>,
    hovered: Res<Hovered>,
    lead: Res<Lead>,
    looks: Res<Looks>,
    beacons: Query<(&Beacon, &Children)>,
    mut stars: Query<(&mut Transform, &mut MeshMaterial3d<StandardMaterial>), With<Star>>,
) {
    let led_to: HashSet<&str> = lead.stop().into_iter().collect();
    for (beacon, children) in &beacons {
        let called =
            hovered.0.as_deref() == Some(&beacon.stop) || led_to.contains(beacon.stop.as_str());
        for child in children.iter() {
            let Ok((mut transform, mut material)) = stars.get_mut(child) else {
                continue;
            };
            transform.rotation = Quat::from_rotation_y(time.elapsed_secs() * 0.8);
            transform.translation.y = STAR_HEIGHT_M + 0.06 * (time.elapsed_secs() * 1.6).sin();
            transform.scale = Vec3::splat(if called { 1.35 } else { 1.0 });
            let wanted = if called { &looks.bright } else { &looks.plain };
            if material.0 != *wanted {
                material.0 = wanted.clone();
            }
        }
    }
}

/// A seven-pointed star with a ridge, 60 cm across: the Pleiades are seven sisters.
fn star_mesh() -> Mesh {
    const POINTS: usize = 7;
    const OUTER_M: f32 = 0.3;
    const INNER_M: f32 = 0.15;
    const RIDGE_M: f32 = 0.075;
    let rim: Vec<Vec3> = (0..2 * POINTS)
        .map(|corner| {
            let angle = TAU * corner as f32 / (2 * POINTS) as f32;
            let radius = if corner % 2 == 0 { OUTER_M } else { INNER_M };
            Vec3::new(angle.sin() * radius, angle.cos() * radius, 0.0)
        })
        .collect();
    let mut positions = Vec::new();
    for (corner, &here) in rim.iter().enumerate() {
        let next = rim[(corner + 1) % rim.len()];
        for (first, second, ridge) in [(next, here, RIDGE_M), (here, next, -RIDGE_M)] {
            positions.extend([first, second, Vec3::Z * ridge].map(|point| point.to_array()));
        }
    }
    Mesh::new(bevy::mesh::PrimitiveTopology::TriangleList, default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_computed_flat_normals()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_face_of_the_star_looks_outward() {
        let mesh = star_mesh();
        let of = |attribute| {
            mesh.attribute(attribute)
                .and_then(|values| values.as_float3())
                .unwrap()
                .to_vec()
        };
        for (point, normal) in of(Mesh::ATTRIBUTE_POSITION)
            .chunks(3)
            .zip(of(Mesh::ATTRIBUTE_NORMAL).chunks(3))
        {
            let middle: Vec3 = point
                .iter()
                .map(|&corner| Vec3::from_array(corner))
                .sum::<Vec3>()
                / 3.0;
            assert!(Vec3::from_array(normal[0]).dot(middle) > 0.0);
        }
    }
}
