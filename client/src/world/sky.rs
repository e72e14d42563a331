//! The sky: what one sees above the roofs, and the soft light it gives.

use bevy::{
    asset::LoadState,
    light::{GeneratedEnvironmentMapLight, Skybox},
    prelude::*,
};

use crate::{
    body::{Eyes, Sight},
    quality::Quality,
    xr::Headset,
};

const SKY: &str = "sky/sky.ktx2";
/// Luminance of the sky's brightest haze, cd/m²; a clear late morning.
const SKY_LUMINANCE: f32 = 11_000.0;
/// What the sky adds where the sun does not reach, when it is not filtered from the cube map.
const PLAIN_AMBIENT: f32 = 8_500.0;

#[derive(Resource)]
struct Sky(Handle<Image>);

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Startup, open).add_systems(Update, cover);
}

fn open(assets: Res<AssetServer>, mut commands: Commands) {
    commands.insert_resource(Sky(assets.load(SKY)));
    commands.insert_resource(ClearColor(Color::srgb(0.62, 0.76, 0.9)));
}

/// Puts the sky on every camera that sees the scene once it is there; without the file the clear colour stays, and the light is plain.
fn cover(
    sky: Res<Sky>,
    assets: Res<AssetServer>,
    quality: Option<Res<Quality>>,
    headset: Res<Headset>,
    mut ambient: ResMut<GlobalAmbientLight>,
    eyes: Query<
        (
            Entity,
            Has<Skybox>,
            Has<GeneratedEnvironmentMapLight>,
            Has<Eyes>,
        ),
        With<Sight>,
    >,
    mut commands: Commands,
) {
    let Some(quality) = quality else { return };
    let loaded = matches!(assets.get_load_state(&sky.0), Some(LoadState::Loaded));
    // Filtered for each eye anew it would cost more than it shows.
    let filtered = loaded && quality.filtered_sky_light && !headset.is_on();
    ambient.color = Color::srgb(0.80, 0.88, 1.0);
    ambient.brightness = if filtered { 0.0 } else { PLAIN_AMBIENT };
    for (camera, covered, lit, flat) in &eyes {
        let mut camera = commands.entity(camera);
        // While a headset is worn the window shows no scene, and no sky either.
        let closed = flat && headset.is_on();
        if closed && covered {
            camera.remove::<Skybox>();
        } else if loaded && !covered && !closed {
            camera.insert(Skybox {
                image: Some(sky.0.clone()),
                brightness: SKY_LUMINANCE,
                ..default()
            });
        }
        if filtered && !lit {
            camera.insert(GeneratedEnvironmentMapLight {
                environment_map: sky.0.clone(),
                intensity: SKY_LUMINANCE,
                ..default()
            });
        } else if !filtered && lit {
            camera.remove::<GeneratedEnvironmentMapLight>();
        }
    }
}
