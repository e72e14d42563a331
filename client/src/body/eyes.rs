//! The eyes: the camera at the body's head, looking up and down.

use std::f32::consts::FRAC_PI_2;

use bevy::{
    camera::Exposure,
    core_pipeline::tonemapping::Tonemapping,
    prelude::*,
    render::view::{ColorGrading, ColorGradingGlobal},
};

use super::{
    intent::{Arrive, Intent},
    walk::{Body, EYE_HEIGHT_M},
};
use crate::{
    app::{Surface, sets::FrameSet},
    settings::Settings,
    xr,
};

/// The person's camera; a child of the body.
#[derive(Component, Debug, Default)]
pub(crate) struct Eyes {
    pitch: f32,
}

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(PostStartup, open).add_systems(
        Update,
        (look.run_if(not(xr::worn)), see_wide).in_set(FrameSet::Move),
    );
}

/// A camera that sees the scene under its sky: the person's, each eye of a headset, any other lens.
#[derive(Component, Debug)]
pub(crate) struct Sight;

/// How light becomes a picture, the same on the screen and in both eyes of a headset.
pub(crate) fn sight() -> impl Bundle {
    (
        Sight,
        Tonemapping::AgX,
        Exposure { ev100: 13.4 },
        ColorGrading {
            global: ColorGradingGlobal {
                post_saturation: 1.15,
                ..default()
            },
            ..default()
        },
    )
}

fn open(body: Query<Entity, With<Body>>, surface: Res<Surface>, mut commands: Commands) {
    for body in &body {
        let mut eyes = commands.spawn((
            Name::new("eyes"),
            Eyes::default(),
            Camera3d::default(),
            Transform::from_xyz(0.0, EYE_HEIGHT_M, 0.0),
            Projection::Perspective(PerspectiveProjection {
                near: 0.05,
                far: 1200.0,
                ..default()
            }),
            sight(),
            ChildOf(body),
        ));
        surface.draw_on(&mut eyes);
    }
}

fn look(
    intent: Res<Intent>,
    mut arrivals: MessageReader<Arrive>,
    mut eyes: Query<(&mut Transform, &mut Eyes)>,
) {
    let arrived = arrivals.read().next().is_some();
    for (mut transform, mut eyes) in &mut eyes {
        let wanted = if arrived {
            0.0
        } else {
            eyes.pitch + intent.look.y
        };
        eyes.pitch = wanted.clamp(-FRAC_PI_2 + 0.05, FRAC_PI_2 - 0.05);
        // A headset that was taken off left them elsewhere.
        *transform = Transform::from_xyz(0.0, EYE_HEIGHT_M, 0.0)
            .with_rotation(Quat::from_rotation_x(eyes.pitch));
    }
}

fn see_wide(settings: Res<Settings>, mut lenses: Query<&mut Projection, With<Eyes>>) {
    if !settings.is_changed() {
        return;
    }
    for mut lens in &mut lenses {
        if let Projection::Perspective(lens) = &mut *lens {
            lens.fov = settings.comfort.field_of_view_deg.to_radians();
        }
    }
}
