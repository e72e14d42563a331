//! The mark on the ground where a click sends the body.

use bevy::prelude::*;

use super::walk::Body;
use crate::app::sets::FrameSet;

#[derive(Component)]
struct Footprint;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Startup, draw)
        .add_systems(Update, follow.in_set(FrameSet::Send));
}

fn draw(
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    commands.spawn((
        Name::new("footprint"),
        Footprint,
        Mesh3d(meshes.add(Torus {
            minor_radius: 0.018,
            major_radius: 0.24,
        })),
        MeshMaterial3d(materials.add(StandardMaterial {
            base_color: Color::srgb(1.0, 0.9, 0.66),
            emissive: LinearRgba::rgb(0.8, 0.6, 0.3),
            ..default()
        })),
        Transform::default(),
        Visibility::Hidden,
    ));
}

fn follow(
    bodies: Query<&Body>,
    mut marks: Query<(&mut Transform, &mut Visibility), With<Footprint>>,
) {
    let goal = bodies.single().ok().and_then(Body::goal);
    for (mut transform, mut visibility) in &mut marks {
        match goal {
            Some(point) => {
                transform.translation = point + Vec3::Y * 0.03;
                visibility.set_if_neq(Visibility::Inherited);
            }
            None => {
                visibility.set_if_neq(Visibility::Hidden);
            }
        }
    }
}
