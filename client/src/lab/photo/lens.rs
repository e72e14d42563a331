//! The camera: a view of its own from where one looks, drawn until it is all there, then kept as a JPEG and put into the notebook.

use std::{
    io::Cursor,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use bevy::{
    camera::RenderTarget,
    prelude::*,
    render::{
        Render, RenderApp, RenderSystems,
        render_resource::PipelineCache,
        view::screenshot::{Screenshot, ScreenshotCaptured},
    },
    tasks::{AsyncComputeTaskPool, Task, futures::check_ready},
};
use image::{DynamicImage, codecs::jpeg::JpegEncoder};
use pleiades_netcode::protocol::{
    Deed,
    lab::{PHOTO_FILE_BYTES, PHOTOS, PhotoFile},
};

use super::{Album, Finder, HEIGHT_RAD, SIZE_PX};
use crate::{
    app::{picture, sets::FrameSet},
    body::{Eyes, sight},
    lab::desk::Desk,
    language::Phrases,
    panels::Toasts,
};

/// What draws in this lens is compiled when it is first pointed somewhere; so many frames without anything to compile are enough,
/// and a picture that lacks something is better than none after so long.
const STEADY_FRAMES: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(10);
/// Qualities of a JPEG, the first that fits is taken.
const QUALITIES: [u8; 5] = [85, 75, 60, 45, 30];

/// The lens.
#[derive(Component)]
struct Lens;

/// The lens is open; frames without anything to compile, and the time since it opened.
#[derive(Resource)]
struct Open {
    picture: Handle<Image>,
    steady: u32,
    since: Duration,
    pressed: bool,
}

/// A picture that is being made into a file.
#[derive(Resource)]
struct Developing(Task<Option<PhotoFile>>);

/// Whether the renderer has something left to compile.
#[derive(Resource, Clone, Default)]
struct Compiling(Arc<AtomicBool>);

pub(super) fn plugin(app: &mut App) {
    let compiling = Compiling::default();
    app.insert_resource(compiling.clone())
        .add_systems(Update, (open, press, keep).chain().in_set(FrameSet::Send))
        .add_systems(PostUpdate, follow.before(TransformSystems::Propagate));
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render
            .insert_resource(compiling)
            .add_systems(Render, watch.in_set(RenderSystems::Cleanup));
    }
}

fn watch(pipelines: Res<PipelineCache>, compiling: Res<Compiling>) {
    let waits = pipelines.waiting_pipelines().next().is_some();
    compiling.0.store(waits, Ordering::Relaxed);
}

fn open(
    finder: Res<Finder>,
    open: Option<Res<Open>>,
    mut images: ResMut<Assets<Image>>,
    mut commands: Commands,
) {
    if !finder.is_open() || open.is_some() {
        return;
    }
    let picture = images.add(picture::canvas(SIZE_PX));
    commands.spawn((
        Name::new("lens"),
        Lens,
        Camera3d::default(),
        Camera {
            order: -4,
            ..default()
        },
        RenderTarget::Image(picture.clone().into()),
        Projection::Perspective(PerspectiveProjection {
            near: 0.05,
            far: 1200.0,
            fov: HEIGHT_RAD,
            ..default()
        }),
        Transform::default(),
        sight(),
    ));
    commands.insert_resource(Open {
        picture,
        steady: 0,
        since: Duration::ZERO,
        pressed: false,
    });
}

/// The lens is where the eyes are.
fn follow(
    eyes: Query<&GlobalTransform, With<Eyes>>,
    mut lenses: Query<&mut Transform, With<Lens>>,
) {
    let Ok(eyes) = eyes.single() else { return };
    for mut lens in &mut lenses {
        *lens = Transform::from_isometry(eyes.to_isometry());
    }
}

/// Counts down, and presses once everything is drawn.
fn press(
    time: Res<Time<Real>>,
    compiling: Res<Compiling>,
    mut finder: ResMut<Finder>,
    open: Option<ResMut<Open>>,
    mut commands: Commands,
) {
    let Some(left) = finder.left else { return };
    let left = left.saturating_sub(time.delta());
    finder.left = Some(left);
    let Some(mut open) = open else { return };
    open.since += time.delta();
    open.steady = if compiling.0.load(Ordering::Relaxed) {
        0
    } else {
        open.steady + 1
    };
    let drawn = open.steady >= STEADY_FRAMES || open.since >= PATIENCE + left;
    if open.pressed || !left.is_zero() || !drawn {
        return;
    }
    open.pressed = true;
    commands
        .spawn(Screenshot::image(open.picture.clone()))
        .observe(develop);
}

/// The picture is there: the lens closes, and the file is made beside the frames.
fn develop(
    captured: On<ScreenshotCaptured>,
    lenses: Query<Entity, With<Lens>>,
    mut finder: ResMut<Finder>,
    mut commands: Commands,
) {
    finder.left = None;
    commands.remove_resource::<Open>();
    for lens in &lenses {
        commands.entity(lens).despawn();
    }
    let image = captured.image.clone();
    let task = AsyncComputeTaskPool::get().spawn(async move {
        let picture = image.try_into_dynamic();
        picture
            .inspect_err(|error| error!("a photograph could not be read back: {error}"))
            .ok()
            .and_then(|picture| file(&picture))
    });
    commands.insert_resource(Developing(task));
}

/// As a JPEG within its bound; nothing if even the coarsest is larger, which no view of this size is.
fn file(picture: &DynamicImage) -> Option<PhotoFile> {
    let picture = picture.to_rgb8();
    QUALITIES.iter().find_map(|quality| {
        let mut bytes = Cursor::new(Vec::new());
        let encoder = JpegEncoder::new_with_quality(&mut bytes, *quality);
        picture.write_with_encoder(encoder).ok()?;
        let bytes = bytes.into_inner();
        (bytes.len() <= PHOTO_FILE_BYTES).then(|| PhotoFile::new(bytes))
    })
}

/// Puts the file into the notebook.
fn keep(
    developing: Option<ResMut<Developing>>,
    mut desk: Desk,
    mut album: ResMut<Album>,
    phrases: Res<Phrases>,
    mut toasts: ResMut<Toasts>,
    mut commands: Commands,
) {
    let Some(mut developing) = developing else {
        return;
    };
    let Some(file) = check_ready(&mut developing.0) else {
        return;
    };
    commands.remove_resource::<Developing>();
    let taken = desk
        .open()
        .map(|(_, attempt)| attempt.notebook.photos.len());
    let (Some(file), Some(taken)) = (file, taken) else {
        toasts.alert(phrases.get("lab-photo-nowhere"));
        return;
    };
    if taken >= PHOTOS {
        toasts.alert(phrases.get("lab-photo-full"));
        return;
    }
    let number = [("number", (taken + 1).into())];
    let caption = phrases.with("lab-photo-caption", &number);
    album.put(file.clone());
    desk.does(Deed::AddPhoto { caption, file });
    toasts.tell(phrases.with("lab-photo-taken", &number));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use image::{Rgb, RgbImage};

    use super::*;

    #[test]
    fn a_picture_is_a_file_that_a_server_takes_however_wild_it_is() {
        let mut state = 1_u32;
        let noise = RgbImage::from_fn(SIZE_PX.x, SIZE_PX.y, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
        });
        let sky = RgbImage::from_pixel(SIZE_PX.x, SIZE_PX.y, Rgb([120, 160, 200]));
        let rock = RgbImage::from_fn(SIZE_PX.x, SIZE_PX.y, |x, y| {
            let grain = (x * 7 + y * 13) % 23;
            Rgb([120 + grain as u8, 110, (90 + x / 8) as u8])
        });
        for calm in [sky, rock] {
            let file = file(&DynamicImage::ImageRgb8(calm)).unwrap();
            assert!(file.is_whole(), "{file:?}");
        }
        // Nothing one sees is noise from edge to edge; if it ever is, nothing is sent that would be refused.
        let wild = file(&DynamicImage::ImageRgb8(noise));
        assert!(wild.is_none_or(|file| file.is_whole()));
    }
}
