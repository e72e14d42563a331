//! What one points with, seen: a beam from the hand and a dot where it lands.

use bevy::{light::NotShadowCaster, prelude::*};
use bevy_mod_xr::session::XrTrackingRoot;

use super::{Board, Pointing, choice::Source};
use crate::{
    app::sets::FrameSet,
    panels::Screen,
    pointer::Pointer,
    xr::{headset::Headset, teleport::Aim},
};

/// The beam of who looks for the board, metres.
const SEARCHING_M: f32 = 1.5;
/// It begins this far from the hand, metres.
const CLEAR_OF_HAND_M: f32 = 0.06;
/// Thickness of the beam, and of the dot at its end, metres.
const BEAM_M: f32 = 0.0022;
const DOT_M: f32 = 0.011;

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Beam,
    Dot,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostStartup, make)
        .add_systems(Update, show.in_set(FrameSet::Send));
}

fn make(
    root: Query<Entity, With<XrTrackingRoot>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let Ok(root) = root.single() else { return };
    let ink = materials.add(StandardMaterial {
        base_color: Color::srgb(1.0, 0.83, 0.5),
        unlit: true,
        ..default()
    });
    for (piece, mesh) in [
        (
            Piece::Beam,
            Cylinder::new(BEAM_M, 1.0).mesh().resolution(8).build(),
        ),
        (Piece::Dot, Sphere::new(DOT_M).mesh().uv(16, 10)),
    ] {
        commands.spawn((
            Name::new("beam"),
            piece,
            Mesh3d(meshes.add(mesh)),
            MeshMaterial3d(ink.clone()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
            ChildOf(root),
        ));
    }
}

fn show(
    headset: Res<Headset>,
    pointing: Res<Pointing>,
    screen: Res<State<Screen>>,
    pointer: Res<Pointer>,
    aim: Res<Aim>,
    boards: Query<&Board>,
    mut pieces: Query<(&Piece, &mut Transform, &mut Visibility)>,
) {
    let end = pointing
        .on
        .and_then(|(board, at)| boards.get(board).ok().map(|board| board.at(at)));
    let asked = end.is_some() || pointer.over.is_some() || *screen.get() != Screen::Visit;
    let ray = pointing
        .ray
        .filter(|_| headset.is_on() && asked && !aim.is_on());
    for (piece, mut transform, mut visibility) in &mut pieces {
        let shown = match (piece, ray, pointing.source) {
            (Piece::Beam, Some(ray), Some(Source::Ray(_))) => {
                let length = end.map_or(SEARCHING_M, |end| end.distance(ray.origin));
                let start = ray.get_point(CLEAR_OF_HAND_M.min(length));
                let stop = ray.get_point(length);
                *transform = Transform::from_translation(start.midpoint(stop))
                    .with_rotation(Quat::from_rotation_arc(Vec3::Y, *ray.direction))
                    .with_scale(Vec3::new(1.0, start.distance(stop), 1.0));
                true
            }
            (Piece::Dot, Some(_), source) => end.is_some_and(|end| {
                let growing = if source == Some(Source::Gaze) {
                    1.0 + pointing.dwelt
                } else if pointing.is_pressed() {
                    0.7
                } else {
                    1.0
                };
                *transform = Transform::from_translation(end).with_scale(Vec3::splat(growing));
                true
            }),
            _ => false,
        };
        visibility.set_if_neq(if shown {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}
