//! The application: the plugins that make it, in a window or without one.

mod content;
pub(crate) mod picture;
pub(crate) mod sets;
mod surface;

use bevy::{
    asset::AssetPlugin,
    gltf::GltfPlugin,
    image::{ImageFilterMode, ImageSamplerDescriptor},
    log::LogPlugin,
    prelude::*,
    time::TimeUpdateStrategy,
};
use bevy_egui::{EguiGlobalSettings, EguiPlugin};
use bevy_rapier3d::prelude::*;

pub(crate) use content::Content;
pub(crate) use surface::Surface;

use crate::{
    avatars, body, class, lab,
    language::Phrases,
    panels, pointer, props, quality, script,
    session::{self, Begin},
    settings::{Settings, SettingsFile},
    shading, sound,
    stand::{self, Stand},
    supervisor::{self, NotesFile},
    tour, world,
    world::Place,
    xr,
};

/// How the program shows itself.
pub(crate) enum Mode {
    /// A window on the desktop.
    Window,
    /// No window: a script drives the body and takes pictures.
    Windowless(script::Plan),
}

/// Everything a run begins with.
pub(crate) struct Start {
    pub(crate) mode: Mode,
    pub(crate) content: Content,
    pub(crate) place: Place,
    pub(crate) phrases: Phrases,
    pub(crate) settings: Settings,
    pub(crate) settings_file: SettingsFile,
    pub(crate) adapter: quality::Adapter,
    /// Window or headset.
    pub(crate) wish: xr::Wish,
    /// The session to begin with.
    pub(crate) begin: Begin,
    /// Straight into the scene, past the start panel.
    pub(crate) straight_in: bool,
    /// Where to keep what another run would need to come back.
    pub(crate) notes: Option<NotesFile>,
    /// The run before this one died.
    pub(crate) restarted: bool,
    /// Where one stood in it: feet in the room frame, metres, and degrees clockwise from north.
    pub(crate) back: Option<(Vec3, f32)>,
    /// An unattended stand at a fair.
    pub(crate) stand: Option<Stand>,
}

/// Runs until the person leaves or the script is done.
pub(crate) fn run(start: Start) -> AppExit {
    let Start {
        mode,
        content,
        place,
        phrases,
        settings,
        settings_file,
        adapter,
        wish,
        begin,
        straight_in,
        notes,
        restarted,
        back,
        stand,
    } = start;
    let mut app = App::new();
    let engine = DefaultPlugins
        .set(AssetPlugin {
            file_path: content.root.join("assets").to_string_lossy().into_owned(),
            ..default()
        })
        .set(GltfPlugin {
            default_sampler: sampler(adapter.kind),
            ..default()
        })
        .disable::<LogPlugin>();
    match mode {
        Mode::Window => {
            surface::in_window(&mut app, engine, phrases.get("app-name").into_owned(), wish);
        }
        Mode::Windowless(plan) => {
            if let Some(size) = plan.eyes {
                xr::draw_eyes_at(&mut app, size);
            }
            surface::without_window(&mut app, engine, plan.size, wish);
            app.insert_resource(TimeUpdateStrategy::ManualDuration(plan.frame));
            app.insert_resource(plan).add_plugins(script::plugin);
        }
    }
    app.add_plugins((
        EguiPlugin::default(),
        RapierPhysicsPlugin::<NoUserData>::default(),
    ))
    // Thrown things fly at their own speed however slowly a school's computer draws.
    .insert_resource(TimestepMode::Variable {
        max_dt: 0.1,
        time_scale: 1.0,
        substeps: 4,
    })
    .insert_resource(EguiGlobalSettings {
        auto_create_primary_context: false,
        ..default()
    })
    .insert_resource(content)
    .insert_resource(place)
    .insert_resource(phrases)
    .insert_resource(settings)
    .insert_resource(settings_file)
    .insert_resource(adapter)
    .insert_resource(wish)
    .add_plugins((
        sets::plugin,
        quality::plugin,
        session::plugin,
        world::plugin,
        body::plugin,
        avatars::plugin,
        tour::plugin,
        class::plugin,
        panels::plugin,
        shading::plugin,
        pointer::plugin,
        (props::plugin, lab::plugin),
        sound::plugin,
        xr::plugin,
        supervisor::plugin,
    ));
    if let Some(notes) = notes {
        app.insert_resource(notes);
    }
    if let Some(stand) = stand {
        app.insert_resource(stand).add_plugins(stand::plugin);
    }
    app.insert_resource(session::Back(back));
    if restarted {
        app.add_systems(Startup, panels::tell_of_restart);
    }
    // A system that finds something gone says so; the visit goes on.
    app.set_error_handler(bevy::ecs::error::warn);
    if straight_in {
        app.insert_state(panels::Screen::Visit);
    }
    app.world_mut().write_message(begin);
    app.run()
}

/// Paving at a grazing angle stays sharp where there is graphics hardware.
fn sampler(adapter: quality::AdapterKind) -> ImageSamplerDescriptor {
    ImageSamplerDescriptor {
        mipmap_filter: ImageFilterMode::Linear,
        anisotropy_clamp: if adapter == quality::AdapterKind::Software {
            1
        } else {
            8
        },
        ..ImageSamplerDescriptor::linear()
    }
}
