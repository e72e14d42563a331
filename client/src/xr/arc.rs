//! How the arc looks: a ring with an arrow where one can stand, a cross where there is no ground, a barred octagon where there is no room.

use bevy::{light::NotShadowCaster, prelude::*};

use super::teleport::{Aim, Verdict};
use crate::app::sets::FrameSet;

/// Beads of the string.
const BEADS: usize = 24;
/// Above the ground, so that it does not flicker in it, metres.
const LIFT_M: f32 = 0.02;

/// What an entity of the arc is for.
#[derive(Component, Clone, Copy, Debug, PartialEq)]
enum Piece {
    Bead(usize),
    /// At the end, for one verdict.
    Sign(Verdict),
}

/// The materials of the three verdicts: colours that differ in lightness as well, for those who do not see red from green.
#[derive(Resource)]
struct Inks {
    free: Handle<StandardMaterial>,
    no_ground: Handle<StandardMaterial>,
    no_room: Handle<StandardMaterial>,
}

impl Inks {
    fn of(&self, verdict: Verdict) -> Handle<StandardMaterial> {
        match verdict {
            Verdict::Free => &self.free,
            Verdict::NoGround => &self.no_ground,
            Verdict::NoRoom => &self.no_room,
        }
        .clone()
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Startup, make)
        .add_systems(Update, show.in_set(FrameSet::Send));
}

fn make(
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let mut ink = |colour: Color| {
        materials.add(StandardMaterial {
            base_color: colour,
            unlit: true,
            ..default()
        })
    };
    let inks = Inks {
        free: ink(Color::srgb(0.42, 0.94, 0.78)),
        no_ground: ink(Color::srgb(0.86, 0.34, 0.24)),
        no_room: ink(Color::srgb(0.98, 0.74, 0.18)),
    };
    let bead = meshes.add(Sphere::new(0.022).mesh().uv(10, 6));
    for index in 0..BEADS {
        commands.spawn((
            Name::new("arc bead"),
            Piece::Bead(index),
            Mesh3d(bead.clone()),
            MeshMaterial3d(inks.free.clone()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
        ));
    }
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
                    MeshMaterial3d(inks.of(verdict)),
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
    commands.insert_resource(inks);
}

fn show(
    aim: Res<Aim>,
    inks: Res<Inks>,
    mut pieces: Query<(
        &Piece,
        &mut Transform,
        &mut Visibility,
        Option<&mut MeshMaterial3d<StandardMaterial>>,
    )>,
) {
    if !aim.is_changed() {
        return;
    }
    for (piece, mut transform, mut visibility, ink) in &mut pieces {
        let Some(aiming) = &aim.0 else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let shown = match piece {
            Piece::Bead(index) => {
                // The first stays clear of the hand.
                let share = (*index as f32 + 1.0) / BEADS as f32;
                transform.translation = along(&aiming.points, share);
                if let Some(mut ink) = ink {
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

/// The point at a share of a line's length, 0 to 1.
fn along(points: &[Vec3], share: f32) -> Vec3 {
    let lengths = points.windows(2).map(|pair| pair[0].distance(pair[1]));
    let mut left = share * lengths.clone().sum::<f32>();
    for (pair, length) in points.windows(2).zip(lengths) {
        if left <= length && length > 0.0 {
            return pair[0].lerp(pair[1], left / length);
        }
        left -= length;
    }
    points.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beads_are_evenly_strung() {
        let line = [Vec3::ZERO, Vec3::X, Vec3::new(1.0, 3.0, 0.0)];
        assert_eq!(along(&line, 0.25), Vec3::X);
        assert_eq!(along(&line, 0.5), Vec3::new(1.0, 1.0, 0.0));
        assert_eq!(along(&line, 1.0), Vec3::new(1.0, 3.0, 0.0));
        assert_eq!(along(&[], 0.5), Vec3::ZERO);
    }
}
