//! Soft shadows where the others stand.

use bevy::{
    light::{NotShadowCaster, NotShadowReceiver},
    prelude::*,
};
use bevy_rapier3d::prelude::*;

use super::{Avatar, motion::Shown};
use crate::{app::sets::FrameSet, shading::ContactMaterial, world::scenery};

/// Side of the quad, metres.
const SIDE_M: f32 = 1.0;
/// In the middle, 0 to 1.
const DARKNESS: f32 = 0.55;
/// Ground lower than this under the eyes is not theirs, metres.
const DEEPEST_M: f32 = 3.0;
/// Above the ground, so that it does not flicker, metres.
const LIFT_M: f32 = 0.012;

/// The shadow of this avatar.
#[derive(Component)]
struct ShadowOf(Entity);

#[derive(Resource)]
struct Shade {
    quad: Handle<Mesh>,
    ink: Handle<ContactMaterial>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, mix).add_systems(
        Update,
        (cast, lie)
            .chain()
            .after(FrameSet::Move)
            .before(FrameSet::Send),
    );
}

fn mix(
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<ContactMaterial>>,
    mut commands: Commands,
) {
    commands.insert_resource(Shade {
        quad: meshes.add(Plane3d::default().mesh().size(SIDE_M, SIDE_M)),
        ink: materials.add(ContactMaterial { darkness: DARKNESS }),
    });
}

fn cast(fresh: Query<Entity, Added<Avatar>>, shade: Res<Shade>, mut commands: Commands) {
    for avatar in &fresh {
        commands.spawn((
            Name::new("contact shadow"),
            ShadowOf(avatar),
            Mesh3d(shade.quad.clone()),
            MeshMaterial3d(shade.ink.clone()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
            NotShadowReceiver,
        ));
    }
}

fn lie(
    avatars: Query<&Shown, With<Avatar>>,
    physics: ReadRapierContext,
    mut shadows: Query<(Entity, &ShadowOf, &mut Transform, &mut Visibility)>,
    mut commands: Commands,
) {
    let Ok(physics) = physics.single() else {
        return;
    };
    for (shadow, of, mut transform, mut visibility) in &mut shadows {
        let Ok(shown) = avatars.get(of.0) else {
            commands.entity(shadow).despawn();
            continue;
        };
        let ground = shown.pose.and_then(|pose| {
            let eyes = Vec3::from_array(pose.head.position);
            physics
                .cast_ray_and_get_normal(eyes, Vec3::NEG_Y, DEEPEST_M, true, scenery())
                .map(|(_, hit)| hit)
        });
        let Some(ground) = ground else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        *transform =
            Transform::from_translation(ground.point + ground.normal * LIFT_M).with_rotation(
                Quat::from_rotation_arc(Vec3::Y, ground.normal.normalize_or(Vec3::Y)),
            );
        visibility.set_if_neq(Visibility::Inherited);
    }
}
