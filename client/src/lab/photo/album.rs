//! The photographs of the notebooks one looks at: asked of the server when they are to be seen, let go when nobody looks any more.

use std::{collections::HashMap, time::Duration};

use bevy::{
    prelude::*,
    tasks::{AsyncComputeTaskPool, Task, futures::check_ready},
};
use bevy_egui::{EguiTextureHandle, EguiUserTextures, egui};
use pleiades_netcode::protocol::lab::{PhotoDigest, PhotoFile};

use crate::{
    app::{picture, sets::FrameSet},
    session::{PhotoCame, Session},
};

/// An answer that does not come was lost with its connection.
const AGAIN: Duration = Duration::from_secs(3);
/// Prints nobody looks at are let go after so long.
const KEPT: Duration = Duration::from_secs(30);

/// A photograph, as far as it is here.
#[derive(Debug)]
pub(crate) enum Print {
    /// Still to come.
    Coming,
    /// By what name panels show it, and its size in pixels.
    Shown {
        texture: egui::TextureId,
        size: Vec2,
    },
    /// It is in no notebook one may see, or no picture.
    Absent,
}

#[derive(Debug)]
struct Entry {
    print: Print,
    file: Option<PhotoFile>,
    image: Option<Handle<Image>>,
    decoding: Option<Task<Option<Image>>>,
    asked: Option<Duration>,
    wanted: Duration,
}

/// Photographs by their digests.
#[derive(Resource, Debug, Default)]
pub(crate) struct Album {
    entries: HashMap<PhotoDigest, Entry>,
    now: Duration,
}

impl Album {
    /// A photograph that is to be seen now.
    pub(crate) fn print(&mut self, digest: PhotoDigest) -> &Print {
        &self.entry(digest).print
    }

    /// The file of a photograph that is to be had; nothing before it came.
    pub(crate) fn file(&mut self, digest: PhotoDigest) -> Option<PhotoFile> {
        self.entry(digest).file.clone()
    }

    /// Whether nothing more will come of a photograph.
    pub(crate) fn is_settled(&mut self, digest: PhotoDigest) -> bool {
        let entry = self.entry(digest);
        entry.file.is_some() || matches!(entry.print, Print::Absent)
    }

    /// How many can be seen.
    pub(crate) fn shown(&self) -> usize {
        let shown = |entry: &&Entry| matches!(entry.print, Print::Shown { .. });
        self.entries.values().filter(shown).count()
    }

    /// A file that is here already: one's own, just taken.
    pub(super) fn put(&mut self, file: PhotoFile) {
        let digest = file.digest();
        self.entry(digest).take(Some(file));
    }

    fn entry(&mut self, digest: PhotoDigest) -> &mut Entry {
        let now = self.now;
        let entry = self.entries.entry(digest).or_insert(Entry {
            print: Print::Coming,
            file: None,
            image: None,
            decoding: None,
            asked: None,
            wanted: now,
        });
        entry.wanted = now;
        entry
    }
}

impl Entry {
    fn take(&mut self, file: Option<PhotoFile>) {
        // A file is believed by its bounds; what is in it, by what the decoder makes of it.
        match file.filter(PhotoFile::is_whole) {
            Some(file) => {
                let bytes = file.bytes().to_vec();
                let task = async move { picture::decode(&bytes) };
                self.decoding = Some(AsyncComputeTaskPool::get().spawn(task));
                self.file = Some(file);
            }
            None => self.print = Print::Absent,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Album>().add_systems(
        Update,
        (receive, ask, develop, forget)
            .chain()
            .in_set(FrameSet::Receive),
    );
}

fn receive(mut came: MessageReader<PhotoCame>, mut album: ResMut<Album>) {
    for PhotoCame { digest, file } in came.read() {
        if let Some(entry) = album.entries.get_mut(digest)
            && entry.file.is_none()
        {
            // Not what was asked for is nothing.
            let file = file.clone().filter(|file| file.digest() == *digest);
            entry.take(file);
        }
    }
}

fn ask(time: Res<Time<Real>>, session: Res<Session>, mut album: ResMut<Album>) {
    let now = time.elapsed();
    album.now = now;
    for (digest, entry) in &mut album.entries {
        let asked = entry.asked.is_some_and(|asked| now < asked + AGAIN);
        if entry.file.is_none() && matches!(entry.print, Print::Coming) && !asked {
            session.see_photo(*digest);
            entry.asked = Some(now);
        }
    }
}

fn develop(
    mut album: ResMut<Album>,
    mut images: ResMut<Assets<Image>>,
    mut textures: ResMut<EguiUserTextures>,
) {
    for entry in album.entries.values_mut() {
        let Some(decoded) = entry.decoding.as_mut().and_then(check_ready) else {
            continue;
        };
        entry.decoding = None;
        let Some(image) = decoded else {
            entry.print = Print::Absent;
            continue;
        };
        let size = image.size().as_vec2();
        let image = images.add(image);
        let texture = textures.add_image(EguiTextureHandle::Strong(image.clone()));
        entry.image = Some(image);
        entry.print = Print::Shown { texture, size };
    }
}

fn forget(mut album: ResMut<Album>, mut textures: ResMut<EguiUserTextures>) {
    let now = album.now;
    album.entries.retain(|_, entry| {
        let kept = now < entry.wanted + KEPT;
        if !kept && let Some(image) = &entry.image {
            textures.remove_image(image);
        }
        kept
    });
}
