//! What the wearer sees, in the window: the left eye's picture copied thirty times a second, for the others in the classroom.

use std::time::Duration;

use bevy::{
    camera::visibility::RenderLayers,
    core_pipeline::{Core3d, Core3dSystems, tonemapping::Tonemapping},
    light::{NotShadowCaster, NotShadowReceiver},
    prelude::*,
    render::{
        RenderApp,
        extract_component::{ExtractComponent, ExtractComponentPlugin},
        render_asset::RenderAssets,
        render_resource::{TextureFormat, TextureUsages},
        renderer::{RenderContext, ViewQuery},
        texture::GpuImage,
        view::ViewTarget,
    },
};
use bevy_mod_openxr::resources::OxrCurrentSessionConfig;
use bevy_mod_xr::camera::XrCamera;

use super::headset::Headset;
use crate::{app::Surface, shading::PanelMaterial};

/// Time between two pictures: thirty a second are enough to follow, and cost the headset little.
const EVERY: Duration = Duration::from_millis(33);
/// The mirror's own layer: its camera sees nothing of the scene.
const LAYER: usize = 7;
/// Behind the picture before the first one arrives.
const BACKDROP: Color = Color::srgb(0.11, 0.15, 0.2);

/// The eye whose picture is copied, into this image, in the frames in which it is due.
#[derive(Component, Clone, Debug, ExtractComponent)]
struct Mirrored {
    image: Handle<Image>,
    due: bool,
}

/// The window's camera and the picture before it.
#[derive(Component)]
struct Mirror;

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins(ExtractComponentPlugin::<Mirrored>::default())
        .add_systems(
            Update,
            (
                take_down.run_if(resource_changed::<Headset>),
                hang.run_if(resource_exists::<OxrCurrentSessionConfig>),
                pace,
                cover,
            )
                .chain(),
        );
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render.add_systems(Core3d, copy.after(Core3dSystems::PostProcess));
    }
}

fn take_down(headset: Res<Headset>, mirrors: Query<Entity, With<Mirror>>, mut commands: Commands) {
    if !headset.is_on() {
        for mirror in &mirrors {
            commands.entity(mirror).despawn();
        }
    }
}

fn hang(
    headset: Res<Headset>,
    config: Res<OxrCurrentSessionConfig>,
    surface: Res<Surface>,
    mirrors: Query<(), With<Mirror>>,
    eyes: Query<(Entity, &XrCamera), Without<Mirrored>>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<PanelMaterial>>,
    mut commands: Commands,
) {
    let Some((eye, _)) = eyes.iter().find(|(_, eye)| eye.0 == 0) else {
        return;
    };
    if !headset.is_on() || !mirrors.is_empty() {
        return;
    }
    let UVec2 { x, y } = config.resolution;
    let mut image = Image::new_target_texture(x, y, config.format, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_DST;
    let image = images.add(image);
    commands.entity(eye).insert(Mirrored {
        image: image.clone(),
        due: true,
    });
    commands.spawn((
        Name::new("mirror camera"),
        Mirror,
        Camera3d::default(),
        Camera {
            clear_color: ClearColorConfig::Custom(BACKDROP),
            ..default()
        },
        Projection::Orthographic(OrthographicProjection {
            near: 0.0,
            far: 2.0,
            ..OrthographicProjection::default_3d()
        }),
        Tonemapping::None,
        surface.target(),
        RenderLayers::layer(LAYER),
    ));
    commands.spawn((
        Name::new("mirror"),
        Mirror,
        Mesh3d(meshes.add(Rectangle::new(x as f32, y as f32))),
        MeshMaterial3d(materials.add(PanelMaterial { picture: image })),
        Transform::from_xyz(0.0, 0.0, -1.0),
        RenderLayers::layer(LAYER),
        NotShadowCaster,
        NotShadowReceiver,
    ));
}

fn pace(time: Res<Time<Real>>, mut waited: Local<Duration>, mut eyes: Query<&mut Mirrored>) {
    *waited += time.delta();
    let due = *waited >= EVERY;
    if due {
        *waited = Duration::ZERO;
    }
    for mut eye in &mut eyes {
        eye.due = due;
    }
}

/// The picture fills the window; what does not fit of it is cut off.
fn cover(
    cameras: Query<&Camera, With<Mirror>>,
    config: Option<Res<OxrCurrentSessionConfig>>,
    mut pictures: Query<&mut Transform, (With<Mirror>, With<Mesh3d>)>,
) {
    let (Some(config), Ok(mut picture)) = (config, pictures.single_mut()) else {
        return;
    };
    let Some(window) = cameras
        .single()
        .ok()
        .and_then(Camera::logical_viewport_size)
    else {
        return;
    };
    let scale = Vec3::splat((window / config.resolution.as_vec2()).max_element());
    if picture.scale != scale {
        picture.scale = scale;
    }
}

fn copy(
    view: ViewQuery<(&ViewTarget, &Mirrored)>,
    images: Res<RenderAssets<GpuImage>>,
    mut context: RenderContext,
) {
    let (eye, mirrored) = view.into_inner();
    let Some(image) = images.get(&mirrored.image).filter(|_| mirrored.due) else {
        return;
    };
    let (from, to) = (eye.main_texture(), &image.texture);
    let alike = |format: TextureFormat| format.remove_srgb_suffix();
    if from.size() != to.size() || alike(from.format()) != alike(to.format()) {
        return;
    }
    context.command_encoder().copy_texture_to_texture(
        from.as_image_copy(),
        to.as_image_copy(),
        from.size(),
    );
}
