//! What is drawn on: the window, or an image in memory.

use std::time::Duration;

use bevy::{
    app::{PluginGroupBuilder, ScheduleRunnerPlugin},
    camera::RenderTarget,
    prelude::*,
    render::{
        RenderPlugin,
        settings::{Backends, RenderCreation, WgpuSettings},
    },
    window::{ExitCondition, WindowPlugin, WindowResolution},
    winit::WinitPlugin,
};
use bevy_egui::PrimaryEguiContext;

use super::picture;
use crate::xr;

/// Where the person's camera draws.
#[derive(Resource, Clone, Debug)]
pub(crate) enum Surface {
    /// The primary window.
    Window,
    /// An image, of which pictures are taken.
    Image(Handle<Image>),
}

impl Surface {
    /// Where a camera draws that draws here.
    pub(crate) fn target(&self) -> RenderTarget {
        match self {
            Self::Window => RenderTarget::default(),
            Self::Image(image) => RenderTarget::Image(image.clone().into()),
        }
    }

    /// Lets a camera draw here, with the interface on top.
    pub(crate) fn draw_on(&self, camera: &mut EntityCommands) {
        camera.insert((PrimaryEguiContext, self.target()));
    }
}

/// Only backends that the adapter was looked for on.
fn creation() -> RenderCreation {
    RenderCreation::Automatic(Box::new(WgpuSettings {
        backends: Some(Backends::PRIMARY.with_env()),
        ..default()
    }))
}

/// The engine with its renderer, or with a headset's if one answers and is wished for.
fn with_renderer(
    engine: PluginGroupBuilder,
    synchronous: bool,
    wish: xr::Wish,
) -> PluginGroupBuilder {
    match wish {
        xr::Wish::Flat => engine.set(RenderPlugin {
            render_creation: creation(),
            synchronous_pipeline_compilation: synchronous,
            ..default()
        }),
        xr::Wish::Auto | xr::Wish::Headset => xr::with_headset(engine, synchronous, creation),
    }
}

pub(super) fn in_window(app: &mut App, engine: PluginGroupBuilder, title: String, wish: xr::Wish) {
    let window = Window {
        title,
        name: Some("pleiades".to_owned()),
        resolution: WindowResolution::new(1280, 760),
        ..default()
    };
    let engine = engine.set(WindowPlugin {
        primary_window: Some(window),
        ..default()
    });
    app.add_plugins(with_renderer(engine, false, wish))
        .insert_resource(Surface::Window);
}

pub(super) fn without_window(
    app: &mut App,
    engine: PluginGroupBuilder,
    size: UVec2,
    wish: xr::Wish,
) {
    app.add_plugins(
        with_renderer(engine, true, wish)
            .set(WindowPlugin {
                primary_window: None,
                exit_condition: ExitCondition::DontExit,
                ..default()
            })
            .disable::<WinitPlugin>(),
    )
    .add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO));
    let image = picture::canvas(size);
    let image = app.world_mut().resource_mut::<Assets<Image>>().add(image);
    app.insert_resource(Surface::Image(image));
}
