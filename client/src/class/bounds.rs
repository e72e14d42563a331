//! The bounds a host sets: staying in place, an area with a border one sees.

use bevy::{light::NotShadowCaster, prelude::*};
use pleiades_netcode::protocol::Area;

use super::ground::Heads;
use crate::{
    app::sets::FrameSet,
    body::{Arrive, Body, EYE_HEIGHT_M, Leash},
    panels::Veil,
    session::Session,
    world::heading_deg,
    xr::Aim,
};

/// Farther outside than this one is brought back, metres: at the border itself one only walks along it.
const STRAYED_M: f32 = 1.0;
/// Height of the border, metres: seen from afar, looked over from near.
const BORDER_HEIGHT_M: f32 = 1.1;

/// The border of the area.
#[derive(Component)]
struct Border(Area);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (tie, bring_back).chain().in_set(FrameSet::Receive))
        .add_systems(
            Update,
            lower_arc.after(FrameSet::Intend).before(FrameSet::Move),
        )
        .add_systems(Update, mark.in_set(FrameSet::Move));
}

/// Hosts go where they like.
fn tie(session: Res<Session>, mut leash: ResMut<Leash>) {
    let tied = session
        .room()
        .filter(|_| !session.i_host())
        .map(|room| Leash {
            still: room.class().is_frozen(),
            area: room.class().roam().copied(),
        })
        .unwrap_or_default();
    leash.set_if_neq(tied);
}

/// An area can be set around others than oneself.
fn bring_back(
    leash: Res<Leash>,
    heads: Heads,
    bodies: Query<&Transform, With<Body>>,
    mut veil: ResMut<Veil>,
    mut arrive: MessageWriter<Arrive>,
) {
    let Ok(body) = bodies.single() else { return };
    if leash.outside_m(body.translation) > STRAYED_M {
        let back = leash.nearest(body.translation);
        veil.drop_for_a_moment();
        arrive.write(Arrive {
            feet: heads.ground_under(back + Vec3::Y * EYE_HEIGHT_M),
            heading_deg: heading_deg(body),
        });
    }
}

/// An arc of a headset that ends where one may not go is none.
fn lower_arc(leash: Res<Leash>, mut aim: ResMut<Aim>) {
    let beyond = aim
        .0
        .as_ref()
        .is_some_and(|aimed| !leash.allows(aimed.end()));
    if beyond {
        aim.0 = None;
    }
}

/// A low wall of light around the area, for everyone.
fn mark(
    session: Res<Session>,
    borders: Query<(Entity, &Border)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let area = session.room().and_then(|room| room.class().roam().copied());
    let standing = borders.iter().next().map(|(_, border)| border.0);
    if area == standing {
        return;
    }
    for (border, _) in &borders {
        commands.entity(border).despawn();
    }
    let Some(area) = area else { return };
    let wall = Cylinder::new(area.radius_m, BORDER_HEIGHT_M)
        .mesh()
        .resolution(96)
        .without_caps();
    commands.spawn((
        Name::new("border"),
        Border(area),
        Mesh3d(meshes.add(wall)),
        MeshMaterial3d(materials.add(StandardMaterial {
            base_color: Color::srgba(1.0, 0.72, 0.2, 0.4),
            unlit: true,
            alpha_mode: AlphaMode::Blend,
            cull_mode: None,
            double_sided: true,
            ..default()
        })),
        Transform::from_translation(
            Vec3::from_array(area.centre) + Vec3::Y * BORDER_HEIGHT_M / 2.0,
        ),
        NotShadowCaster,
    ));
}
