//! Which plugins the engine starts with when a headset is wished for.

use bevy::{
    app::PluginGroupBuilder,
    prelude::*,
    render::{RenderPlugin, settings::RenderCreation},
};
use bevy_mod_openxr::{
    exts::OxrExtensions, init::OxrInitPlugin, loss::OxrLossPlugin, poll_events::OxrEventsPlugin,
    reference_space::OxrReferenceSpacePlugin, render::OxrRenderPlugin, resources::OxrSessionConfig,
    spaces::OxrSpacePatchingPlugin, spaces::OxrSpatialPlugin, types::AppInfo,
};
use bevy_mod_xr::{camera::XrCameraPlugin, session::XrSessionPlugin};

/// Where the picture should go.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Wish {
    /// A headset if a runtime answers, else the window.
    #[default]
    Auto,
    /// The window; no runtime is asked.
    Flat,
    /// A headset; without one the window, and the person is told why.
    Headset,
}

/// The engine with OpenXR in the place of its own renderer set-up. The runtime is asked now, once: a graphics device that a
/// headset can use is made by the runtime. Without one, `fallback` says how the renderer is made.
pub(crate) fn with_headset(
    engine: PluginGroupBuilder,
    synchronous: bool,
    fallback: fn() -> RenderCreation,
) -> PluginGroupBuilder {
    let mut exts = OxrExtensions::default();
    let wanted = exts.raw_mut();
    wanted.bd_controller_interaction = true;
    wanted.meta_touch_controller_plus = true;
    wanted.ext_hand_interaction = true;
    wanted.ext_hand_tracking = true;
    engine
        .disable::<RenderPlugin>()
        .add_before::<RenderPlugin>(XrSessionPlugin { auto_handle: false })
        .add_before::<RenderPlugin>(OxrInitPlugin {
            app_info: AppInfo {
                name: "Pléiades Immersion".into(),
                ..default()
            },
            exts,
            synchronous_pipeline_compilation: synchronous,
            fallback,
            ..default()
        })
        .add(OxrEventsPlugin)
        .add(OxrReferenceSpacePlugin::default())
        .add(OxrRenderPlugin::default())
        .add(XrCameraPlugin)
        .add(OxrSpatialPlugin)
        .add(OxrSpacePatchingPlugin)
        .add(OxrLossPlugin)
}

/// Sets how many pixels each eye has, if the runtime can do as many.
pub(crate) fn draw_eyes_at(app: &mut App, size: UVec2) {
    app.insert_resource(OxrSessionConfig {
        resolutions: Some(vec![size]),
        ..default()
    });
}
