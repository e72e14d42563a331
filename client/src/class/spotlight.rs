//! The spotlight: a cone of light over somebody or something, for everyone.

use bevy::{light::NotShadowCaster, prelude::*};
use pleiades_netcode::protocol::Spot;

use super::ground::Heads;
use crate::{app::sets::FrameSet, tour::Beacon, world::Marker};

/// From its foot to its tip, metres.
const HEIGHT_M: f32 = 9.0;
/// Of its foot, metres: around a person, and as much for a thing.
const RADIUS_M: f32 = 1.1;
/// So many times as wide and as high over a stop: it is seen from across the campus.
const OVER_STOP: Vec3 = Vec3::new(3.0, 2.0, 3.0);

#[derive(Component)]
struct Beam;

/// The cone of light; the ring at its foot stays where this is hidden.
#[derive(Component)]
struct Shaft;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, hang)
        .add_systems(Update, aim.in_set(FrameSet::Move));
}

fn hang(
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let mut light = |strength: f32| {
        materials.add(StandardMaterial {
            base_color: Color::linear_rgba(1.0, 0.86, 0.55, strength),
            unlit: true,
            alpha_mode: AlphaMode::Add,
            cull_mode: None,
            ..default()
        })
    };
    commands.spawn((
        Name::new("spotlight"),
        Beam,
        Transform::default(),
        Visibility::Hidden,
        children![
            (
                Shaft,
                Mesh3d(
                    meshes.add(
                        Cone {
                            radius: RADIUS_M,
                            height: HEIGHT_M,
                        }
                        .mesh()
                        .resolution(48)
                    )
                ),
                MeshMaterial3d(light(0.16)),
                Transform::from_xyz(0.0, HEIGHT_M / 2.0, 0.0),
                NotShadowCaster,
            ),
            (
                Mesh3d(meshes.add(Annulus::new(RADIUS_M * 0.9, RADIUS_M * 1.02).mesh().build())),
                MeshMaterial3d(light(0.7)),
                Transform::from_xyz(0.0, 0.05, 0.0)
                    .with_rotation(Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2)),
                NotShadowCaster,
            ),
        ],
    ));
}

fn aim(
    heads: Heads,
    beacons: Query<(&Beacon, &GlobalTransform)>,
    nodes: Query<(&Marker, &GlobalTransform)>,
    mut beams: Query<(&mut Transform, &mut Visibility), With<Beam>>,
    mut shafts: Query<&mut Visibility, (With<Shaft>, Without<Beam>)>,
) {
    let spot = heads
        .session()
        .room()
        .and_then(|room| room.class().spotlight());
    let foot = spot.and_then(|spot| match spot {
        Spot::Person(who) => heads
            .of(*who)
            .map(|head| heads.ground_under(head.translation.into())),
        Spot::Stop(stop) => beacons
            .iter()
            .find(|(beacon, _)| beacon.stop == stop.as_str())
            .map(|(_, at)| at.translation()),
        Spot::Object(object) => nodes
            .iter()
            .find(|(marker, _)| marker.id == object.as_str())
            .map(|(_, at)| at.translation()),
    });
    for (mut transform, mut visibility) in &mut beams {
        visibility.set_if_neq(match foot {
            Some(_) => Visibility::Inherited,
            None => Visibility::Hidden,
        });
        if let Some(foot) = foot {
            transform.scale = match spot {
                Some(Spot::Stop(_)) => OVER_STOP,
                _ => Vec3::ONE,
            };
            transform.translation = foot;
            // Who stands in the light sees no haze before everything else.
            let me = heads.session().me().and_then(|me| heads.of(me));
            let within = me.is_some_and(|head| {
                let aside = Vec3::from(head.translation) - foot;
                aside.xz().length() < RADIUS_M * transform.scale.x
            });
            for mut shaft in &mut shafts {
                shaft.set_if_neq(if within {
                    Visibility::Hidden
                } else {
                    Visibility::Inherited
                });
            }
        }
    }
}
