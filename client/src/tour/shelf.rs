//! The pictures and sounds of the card that is open: read beside the frames when it opens, let go when it closes.

use std::{collections::HashMap, fs, path::Path, sync::Arc};

use bevy::{
    prelude::*,
    tasks::{AsyncComputeTaskPool, Task, futures::check_ready},
};
use bevy_egui::{EguiTextureHandle, EguiUserTextures, egui};
use pleiades_scenes::{lesson::MediaKind, media::Clip};

use super::OpenedCard;
use crate::{
    app::{picture, sets::FrameSet},
    sound::ReadAloud,
    world::Place,
};

/// What a file of a card is to who draws the card.
#[derive(Debug)]
pub(crate) enum Leaf {
    /// Still being read.
    Coming,
    /// A picture, by what name panels show it, and its size in pixels.
    Picture {
        image: Handle<Image>,
        shown: egui::TextureId,
        size: Vec2,
    },
    /// A sound.
    Sound(Arc<Clip>),
    /// It was there when the lesson was checked, and cannot be read now.
    Unreadable,
}

/// The files of the card that is open, by their names in the lesson.
#[derive(Resource, Debug, Default)]
pub(crate) struct Shelf {
    stop: Option<String>,
    leaves: HashMap<String, Leaf>,
    coming: Vec<(String, Task<Option<Content>>)>,
}

impl Shelf {
    /// What became of a file.
    pub(crate) fn leaf(&self, file: &str) -> &Leaf {
        self.leaves.get(file).unwrap_or(&Leaf::Coming)
    }

    /// How many files can be seen or heard.
    pub(crate) fn ready(&self) -> usize {
        let there = |leaf: &&Leaf| matches!(leaf, Leaf::Picture { .. } | Leaf::Sound(_));
        self.leaves.values().filter(there).count()
    }
}

/// What a file held.
enum Content {
    Picture(Box<Image>),
    Clip(Clip),
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shelf>()
        .add_systems(Update, (change, take).chain().in_set(FrameSet::Send));
}

/// Another card, or none: what was shown is let go, and who read aloud stops.
fn change(
    opened: Res<OpenedCard>,
    place: Option<Res<Place>>,
    mut shelf: ResMut<Shelf>,
    mut textures: ResMut<EguiUserTextures>,
    mut aloud: MessageWriter<ReadAloud>,
) {
    if opened.0 == shelf.stop {
        return;
    }
    for leaf in shelf.leaves.values() {
        if let Leaf::Picture { image, .. } = leaf {
            textures.remove_image(image);
        }
    }
    *shelf = Shelf {
        stop: opened.0.clone(),
        ..default()
    };
    aloud.write(ReadAloud::Stop);
    let Some(place) = place else { return };
    let stop = opened.0.as_deref().and_then(|stop| place.stop(stop));
    for media in stop.map(|stop| &stop.media).into_iter().flatten() {
        let (kind, path) = (media.kind, place.lesson.directory.join(&media.file));
        let task = AsyncComputeTaskPool::get().spawn(async move { read(kind, &path) });
        shelf.coming.push((media.file.clone(), task));
    }
}

fn take(
    mut shelf: ResMut<Shelf>,
    mut images: ResMut<Assets<Image>>,
    mut textures: ResMut<EguiUserTextures>,
) {
    if shelf.coming.is_empty() {
        return;
    }
    let Shelf { leaves, coming, .. } = &mut *shelf;
    coming.retain_mut(|(file, task)| {
        let Some(content) = check_ready(task) else {
            return true;
        };
        let leaf = match content {
            Some(Content::Picture(image)) => {
                let size = image.size().as_vec2();
                let image = images.add(*image);
                let shown = textures.add_image(EguiTextureHandle::Strong(image.clone()));
                Leaf::Picture { image, shown, size }
            }
            Some(Content::Clip(clip)) => Leaf::Sound(Arc::new(clip)),
            None => Leaf::Unreadable,
        };
        leaves.insert(file.clone(), leaf);
        false
    });
}

/// Reads a file; nothing, and a line for who looks after the computer, if that is not possible.
fn read(kind: MediaKind, path: &Path) -> Option<Content> {
    let bytes = fs::read(path)
        .inspect_err(|error| warn!("{}: {error}", path.display()))
        .ok()?;
    let content = match kind {
        MediaKind::Image => picture::decode(&bytes).map(|image| Content::Picture(Box::new(image))),
        MediaKind::Sound | MediaKind::Narration => Clip::read(&bytes).map(Content::Clip),
    };
    if content.is_none() {
        warn!("{}: it cannot be read", path.display());
    }
    content
}
