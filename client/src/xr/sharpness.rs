//! How many pixels an eye has: what the runtime recommends, as much finer or coarser as preset and person want.

use bevy::prelude::*;
use bevy_mod_openxr::resources::{OxrInstance, OxrSessionConfig, OxrSystemId};

use crate::{quality::Quality, script::Plan, settings::Settings};

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        choose.run_if(
            resource_exists::<OxrInstance>
                .and_then(resource_exists::<OxrSystemId>)
                .and_then(resource_exists::<Quality>)
                .and_then(resource_changed::<Settings>.or_else(resource_changed::<Quality>)),
        ),
    );
}

/// A session has the size it began with: a change shows when the headset is put on again.
fn choose(
    instance: Res<OxrInstance>,
    system: Res<OxrSystemId>,
    quality: Res<Quality>,
    settings: Res<Settings>,
    plan: Option<Res<Plan>>,
    mut config: ResMut<OxrSessionConfig>,
) {
    if plan.is_some_and(|plan| plan.eyes.is_some()) {
        return;
    }
    let instance: &openxr::Instance = &instance;
    let views = instance.enumerate_view_configuration_views(
        **system,
        openxr::ViewConfigurationType::PRIMARY_STEREO,
    );
    let Some(view) = views.ok().and_then(|views| views.first().copied()) else {
        return;
    };
    let size = scaled(
        UVec2::new(
            view.recommended_image_rect_width,
            view.recommended_image_rect_height,
        ),
        UVec2::new(view.max_image_rect_width, view.max_image_rect_height),
        quality.eye_scale * settings.comfort.eye_scale,
    );
    if config.resolutions.as_deref() != Some(&[size]) {
        config.resolutions = Some(vec![size]);
    }
}

/// A size times a scale for each side, in even pixels, no more than the runtime can do.
fn scaled(recommended: UVec2, most: UVec2, scale: f32) -> UVec2 {
    let size = (recommended.as_vec2() * scale / 2.0).round().as_uvec2() * 2;
    size.min(most).max(UVec2::splat(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_keeps_the_shape_and_the_limits_of_the_runtime() {
        let recommended = UVec2::new(2064, 2208);
        let most = UVec2::splat(4096);
        assert_eq!(scaled(recommended, most, 1.0), recommended);
        assert_eq!(scaled(recommended, most, 0.75), UVec2::new(1548, 1656));
        assert_eq!(scaled(recommended, most, 9.0), most);
        assert_eq!(
            scaled(UVec2::new(333, 555), most, 1.0),
            UVec2::new(334, 556)
        );
    }
}
