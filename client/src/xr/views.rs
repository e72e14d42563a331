//! The two eyes: drawn like the flat picture, which shows no scene while they are open.

use bevy::{
    camera::{ManualTextureViewHandle, visibility::RenderLayers},
    light::NotShadowCaster,
    prelude::*,
    render::view::screenshot::Screenshot,
};
use bevy_mod_openxr::render::XR_TEXTURE_INDEX;
use bevy_mod_xr::{
    camera::{XrCamera, XrProjection},
    session::XrTrackingRoot,
};

use super::{board, headset::worn, rig::Rig, tracked::Tracked};
use crate::{
    app::sets::FrameSet,
    body::{Body, sight},
    panels,
    settings::Settings,
    shading::VeilMaterial,
};

/// Nearer than this nothing is drawn, metres: a hand before the face still is.
const NEAR_M: f32 = 0.05;
/// Time in which the dark comes and goes.
const VEIL_S: f32 = 0.12;
/// Walking faster than this narrows the view fully, m/s.
const FULL_VIGNETTE_M_S: f32 = 2.0;

/// Where the vignette begins and where it is full, radians from the middle.
const RIM_RAD: [f32; 2] = [0.4, 0.8];

/// What lies before the eyes: darkness inside walls, and a rim that narrows the view while one is moved.
#[derive(Component)]
struct Veil;

pub(crate) fn plugin(app: &mut App) {
    app.add_observer(open_eye)
        .add_systems(Startup, hang_veil)
        .add_systems(Update, draw_veil.run_if(worn).after(FrameSet::Move));
}

/// A picture of what an eye sees, 0 left, 1 right.
pub(crate) fn eye_picture(eye: u32) -> Screenshot {
    Screenshot::texture_view(ManualTextureViewHandle(XR_TEXTURE_INDEX + eye))
}

fn open_eye(added: On<Add, XrCamera>, mut lenses: Query<&mut Projection>, mut commands: Commands) {
    let eye = added.event_target();
    let layers = RenderLayers::default().union(&board::wearers());
    commands.entity(eye).insert((sight(), layers));
    if let Ok(mut lens) = lenses.get_mut(eye)
        && let Projection::Custom(lens) = &mut *lens
        && let Some(lens) = lens.get_mut::<XrProjection>()
    {
        lens.near = NEAR_M;
    }
}

fn hang_veil(
    root: Query<Entity, With<XrTrackingRoot>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<VeilMaterial>>,
    mut commands: Commands,
) {
    let Ok(root) = root.single() else { return };
    let [inner, outer] = RIM_RAD;
    commands.spawn((
        Name::new("veil"),
        Veil,
        Mesh3d(meshes.add(Sphere::new(0.25).mesh().uv(32, 24))),
        MeshMaterial3d(materials.add(VeilMaterial {
            colour: LinearRgba::rgb(0.01, 0.012, 0.016),
            dark: 0.0,
            narrow: 0.0,
            inner,
            outer,
        })),
        Transform::default(),
        Visibility::Hidden,
        NotShadowCaster,
        ChildOf(root),
    ));
}

fn draw_veil(
    time: Res<Time>,
    tracked: Res<Tracked>,
    rig: Res<Rig>,
    settings: Res<Settings>,
    covered: Res<panels::Veil>,
    bodies: Query<&Body>,
    mut strengths: Local<Vec2>,
    mut veils: Query<
        (
            &mut Transform,
            &mut Visibility,
            &MeshMaterial3d<VeilMaterial>,
        ),
        With<Veil>,
    >,
    mut materials: ResMut<Assets<VeilMaterial>>,
) {
    let speed = bodies.single().map_or(0.0, Body::speed);
    let narrow = (speed / FULL_VIGNETTE_M_S).min(1.0) * settings.comfort.vignette;
    let dark = if rig.in_wall { 0.96 } else { 0.0 };
    // Brought somewhere, one does not see the way.
    let wanted = Vec2::new(covered.covers().max(dark), narrow);
    *strengths = strengths.lerp(wanted, 1.0 - (-time.delta_secs() / VEIL_S).exp());
    for (mut transform, mut visibility, material) in &mut veils {
        *transform = Transform::from_isometry(tracked.head);
        if strengths.max_element() < 0.01 {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        }
        visibility.set_if_neq(Visibility::Inherited);
        if let Some(mut material) = materials.get_mut(&material.0) {
            [material.dark, material.narrow] = strengths.to_array();
        }
    }
}
