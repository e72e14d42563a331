//! Late-morning sun from the south-east, with one shadow cascade.

use bevy::prelude::*;

use crate::quality::single_cascade;

/// Where the sun stands, degrees clockwise from north; the sky of `assets/sky` is rendered with the same sun.
pub(crate) const SUN_AZIMUTH_DEG: f32 = 135.0;
/// How high it stands, degrees above the horizon.
pub(crate) const SUN_ELEVATION_DEG: f32 = 40.0;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Startup, shine);
}

fn shine(mut commands: Commands) {
    commands.spawn((
        Name::new("sun"),
        DirectionalLight {
            color: Color::srgb(1.0, 0.957, 0.88),
            illuminance: 78_000.0,
            shadow_maps_enabled: true,
            shadow_depth_bias: 0.03,
            shadow_normal_bias: 1.2,
            ..default()
        },
        single_cascade(45.0),
        Transform::default().looking_to(-toward_sun(), Vec3::Y),
    ));
}

/// Unit vector from the ground toward the sun, room frame (+X east, −Z north, +Y up).
pub(crate) fn toward_sun() -> Vec3 {
    let (azimuth, elevation) = (SUN_AZIMUTH_DEG.to_radians(), SUN_ELEVATION_DEG.to_radians());
    Vec3::new(
        azimuth.sin() * elevation.cos(),
        elevation.sin(),
        -azimuth.cos() * elevation.cos(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_morning_sun_is_in_the_south_east() {
        let sun = toward_sun();
        assert!(sun.x > 0.0 && sun.z > 0.0 && sun.y > 0.0 && sun.is_normalized());
        assert!((sun.y.asin().to_degrees() - SUN_ELEVATION_DEG).abs() < 1e-3);
    }
}
