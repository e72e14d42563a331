//! Puts a preset into effect, at the start and whenever the person changes it.

use bevy::{
    light::{CascadeShadowConfig, CascadeShadowConfigBuilder, DirectionalLightShadowMap},
    prelude::*,
};

use super::{Adapter, Quality};
use crate::settings::Settings;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(PreUpdate, (resolve, refine_shadows, refine_edges).chain());
}

fn resolve(
    settings: Res<Settings>,
    adapter: Res<Adapter>,
    quality: Option<ResMut<Quality>>,
    mut commands: Commands,
) {
    let wanted = settings.quality.resolve(adapter.kind);
    match quality {
        Some(mut quality) => {
            quality.set_if_neq(wanted);
        }
        None => commands.insert_resource(wanted),
    }
}

fn refine_shadows(
    quality: Option<Res<Quality>>,
    mut map: ResMut<DirectionalLightShadowMap>,
    mut suns: Query<&mut CascadeShadowConfig>,
) {
    let Some(quality) = quality else { return };
    if quality.is_changed() || suns.iter().any(|config| config.bounds.len() != 1) {
        map.size = quality.shadow_map_px;
        for mut config in &mut suns {
            *config = single_cascade(quality.shadow_distance_m);
        }
    }
}

fn refine_edges(quality: Option<Res<Quality>>, mut cameras: Query<&mut Msaa, With<Camera3d>>) {
    let Some(quality) = quality else { return };
    for mut msaa in &mut cameras {
        msaa.set_if_neq(match quality.samples {
            4 => Msaa::Sample4,
            2 => Msaa::Sample2,
            _ => Msaa::Off,
        });
    }
}

/// One cascade reaching `distance_m`: the budget of a headset, and enough for a forecourt.
pub(crate) fn single_cascade(distance_m: f32) -> CascadeShadowConfig {
    CascadeShadowConfigBuilder {
        num_cascades: 1,
        minimum_distance: 0.1,
        maximum_distance: distance_m,
        first_cascade_far_bound: distance_m,
        overlap_proportion: 0.2,
    }
    .build()
}
