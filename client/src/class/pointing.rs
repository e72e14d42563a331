//! The guide's pointer, which everyone sees: a ray from the hand to what it meets, and a spot there.

use bevy::{light::NotShadowCaster, prelude::*};

use super::ground::Heads;
use crate::{pointer::Pointer, xr};

/// Where nothing is met the ray ends after so far, metres.
const REACH_M: f32 = 60.0;
/// Width of the ray, and size of the spot a metre away; both grow with the root of the distance, so that they are seen there.
const RAY_M: f32 = 0.012;
const SPOT_M: f32 = 0.06;

/// Where the pointer that all see ends now, room frame. Who points at a screen sends a hand that points there
/// (`session/pose.rs`), so that the others need know nothing else.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Shown(pub(crate) Option<Vec3>);

/// One's own ray begins so far below the eyes, metres.
const BELOW_EYES_M: f32 = 0.25;

#[derive(Component)]
enum Part {
    Ray,
    Spot,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shown>()
        .add_systems(Startup, prepare)
        .add_systems(PostUpdate, point.before(TransformSystems::Propagate));
}

fn prepare(
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let light = materials.add(StandardMaterial {
        base_color: Color::linear_rgb(1.0, 0.35, 0.05),
        unlit: true,
        ..default()
    });
    // A ray of one metre along −Z from its origin.
    let ray = Cylinder::new(0.5, 1.0)
        .mesh()
        .resolution(8)
        .build()
        .rotated_by(Quat::from_rotation_x(std::f32::consts::FRAC_PI_2))
        .translated_by(Vec3::NEG_Z * 0.5);
    for (part, mesh) in [
        (Part::Ray, ray),
        (
            Part::Spot,
            Sphere::new(0.5)
                .mesh()
                .ico(2)
                .unwrap_or_else(|_| Mesh::from(Sphere::new(0.5))),
        ),
    ] {
        commands.spawn((
            Name::new("pointer"),
            part,
            Mesh3d(meshes.add(mesh)),
            MeshMaterial3d(light.clone()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
        ));
    }
}

fn point(
    heads: Heads,
    pointer: Res<Pointer>,
    measured: Res<xr::Measured>,
    mut shown: ResMut<Shown>,
    mut parts: Query<(&Part, &mut Transform, &mut Visibility)>,
) {
    let session = heads.session();
    let pointing = session.room().and_then(|room| room.class().pointing());
    let from = pointing.and_then(|who| {
        if Some(who) != session.me() {
            return heads.points_from(who);
        }
        let seen = || {
            let ray = match pointer.ray {
                Some(ray) => ray,
                None => {
                    let head = heads.of(who)?;
                    let ahead = Dir3::new(head.rotation * Vec3::NEG_Z).ok()?;
                    Ray3d::new(head.translation.into(), ahead)
                }
            };
            // From beside the eyes, or one would not see one's own ray; to the same place as the pointer.
            let at = heads.meet(ray.origin, ray.direction, REACH_M);
            let at = at.unwrap_or_else(|| ray.get_point(REACH_M));
            let start = ray.origin - Vec3::Y * BELOW_EYES_M;
            let way = Transform::default().looking_to(at - start, Vec3::Y);
            Some(Isometry3d::new(start, way.rotation))
        };
        measured.right.or(measured.left).or_else(seen)
    });
    let ray = from.and_then(|from| {
        let start = Vec3::from(from.translation);
        let way = Dir3::new(from.rotation * Vec3::NEG_Z).ok()?;
        let end = heads.meet(start, way, REACH_M);
        Some((start, way, end))
    });
    let end = ray.map(|(start, way, end)| end.unwrap_or(start + *way * REACH_M));
    shown.set_if_neq(Shown(end));
    for (part, mut transform, mut visibility) in &mut parts {
        let Some((start, way, hit)) = ray else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let end = hit.unwrap_or(start + *way * REACH_M);
        let length = start.distance(end);
        let far = length.max(1.0).sqrt();
        *transform = match part {
            Part::Ray => Transform::from_translation(start)
                .looking_to(way, Vec3::Y)
                .with_scale(Vec3::new(RAY_M * far, RAY_M * far, length)),
            Part::Spot => Transform::from_translation(end).with_scale(Vec3::splat(SPOT_M * far)),
        };
        // Where nothing is met there is nothing to show a spot on.
        let seen = matches!(part, Part::Ray) || hit.is_some();
        visibility.set_if_neq(if seen {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}
