//! The two eyes: drawn like the flat picture, which shows no scene while they are open.

use bevy::{
    camera::ManualTextureViewHandle, light::NotShadowCaster, mesh::PrimitiveTopology, prelude::*,
    render::view::screenshot::Screenshot,
};
use bevy_mod_openxr::render::XR_TEXTURE_INDEX;
use bevy_mod_xr::{
    camera::{XrCamera, XrProjection},
    session::XrTrackingRoot,
};

use super::{headset::worn, rig::Rig, tracked::Tracked};
use crate::{
    app::sets::FrameSet,
    body::{Body, sight},
    panels,
    settings::Settings,
};

/// Nearer than this nothing is drawn, metres: a hand before the face still is.
const NEAR_M: f32 = 0.05;
/// Time in which the dark comes and goes.
const VEIL_S: f32 = 0.12;
/// Walking faster than this narrows the view fully, m/s.
const FULL_VIGNETTE_M_S: f32 = 2.0;

/// What lies before the eyes, in the head's frame.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Veil {
    /// Darkness inside walls.
    Dark,
    /// A ring that narrows the view while one is moved.
    Vignette,
}

pub(crate) fn plugin(app: &mut App) {
    app.add_observer(open_eye)
        .add_systems(Startup, hang_veils)
        .add_systems(Update, draw_veils.run_if(worn).after(FrameSet::Move));
}

/// A picture of what an eye sees, 0 left, 1 right.
pub(crate) fn eye_picture(eye: u32) -> Screenshot {
    Screenshot::texture_view(ManualTextureViewHandle(XR_TEXTURE_INDEX + eye))
}

fn open_eye(added: On<Add, XrCamera>, mut lenses: Query<&mut Projection>, mut commands: Commands) {
    let eye = added.event_target();
    commands.entity(eye).insert(sight());
    if let Ok(mut lens) = lenses.get_mut(eye)
        && let Projection::Custom(lens) = &mut *lens
        && let Some(lens) = lens.get_mut::<XrProjection>()
    {
        lens.near = NEAR_M;
    }
}

fn hang_veils(
    root: Query<Entity, With<XrTrackingRoot>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let Ok(root) = root.single() else { return };
    let mut dark = || {
        materials.add(StandardMaterial {
            base_color: Color::linear_rgba(0.01, 0.012, 0.016, 0.0),
            unlit: true,
            alpha_mode: AlphaMode::Blend,
            cull_mode: None,
            depth_bias: 1e6,
            ..default()
        })
    };
    for (veil, mesh) in [
        (Veil::Dark, Sphere::new(0.2).mesh().uv(16, 12)),
        (Veil::Vignette, ring()),
    ] {
        commands.spawn((
            Name::new("veil"),
            veil,
            Mesh3d(meshes.add(mesh)),
            MeshMaterial3d(dark()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
            ChildOf(root),
        ));
    }
}

/// A funnel before the eyes, clear in the middle, dark at the rim: half-angles 22° to 75°, 0.25 m from the head.
fn ring() -> Mesh {
    const SIDES: u32 = 48;
    let rims: [(f32, f32); 4] = [(22.0, 0.0), (34.0, 0.8), (48.0, 1.0), (80.0, 1.0)];
    let (mut places, mut colours, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    for (angle_deg, alpha) in rims {
        let angle = angle_deg.to_radians();
        for side in 0..SIDES {
            let around = side as f32 / SIDES as f32 * std::f32::consts::TAU;
            places.push([
                0.25 * angle.sin() * around.cos(),
                0.25 * angle.sin() * around.sin(),
                -0.25 * angle.cos(),
            ]);
            colours.push([1.0, 1.0, 1.0, alpha]);
        }
    }
    for band in 0..rims.len() as u32 - 1 {
        for side in 0..SIDES {
            let next = (side + 1) % SIDES;
            let (inner, outer) = (band * SIDES, (band + 1) * SIDES);
            indices.extend([inner + side, outer + side, outer + next]);
            indices.extend([inner + side, outer + next, inner + next]);
        }
    }
    Mesh::new(PrimitiveTopology::TriangleList, default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, vec![[0.0, 0.0, 1.0]; places.len()])
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, places)
        .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colours)
        .with_inserted_indices(bevy::mesh::Indices::U32(indices))
}

fn draw_veils(
    time: Res<Time>,
    tracked: Res<Tracked>,
    rig: Res<Rig>,
    settings: Res<Settings>,
    veil: Res<panels::Veil>,
    bodies: Query<&Body>,
    mut strengths: Local<[f32; 2]>,
    mut veils: Query<(
        &Veil,
        &mut Transform,
        &mut Visibility,
        &MeshMaterial3d<StandardMaterial>,
    )>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    let speed = bodies.single().map_or(0.0, Body::speed);
    let narrow = (speed / FULL_VIGNETTE_M_S).min(1.0) * settings.comfort.vignette;
    let dark = if rig.in_wall { 0.96 } else { 0.0 };
    // Brought somewhere, one does not see the way.
    let wanted = [veil.covers().max(dark), narrow];
    let blend = 1.0 - (-time.delta_secs() / VEIL_S).exp();
    for (veil, mut transform, mut visibility, material) in &mut veils {
        let index = *veil as usize;
        strengths[index] += (wanted[index] - strengths[index]) * blend;
        let strength = strengths[index];
        *transform = Transform::from_isometry(tracked.head);
        visibility.set_if_neq(if strength > 0.01 {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        if strength > 0.01
            && let Some(mut material) = materials.get_mut(&material.0)
        {
            material.base_color.set_alpha(strength);
        }
    }
}
