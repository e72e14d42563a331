//! Pictures out of files that people made: PNG and JPEG, held against their bounds before they are decoded.

use bevy::{
    asset::RenderAssetUsages,
    image::{CompressedImageFormats, ImageSampler, ImageType},
    prelude::*,
};
use pleiades_scenes::media::{Picture, PictureKind};

/// The picture in a file, for panels; nothing if there is none that we show.
pub(crate) fn decode(bytes: &[u8]) -> Option<Image> {
    let kind = match Picture::read(bytes)?.kind {
        PictureKind::Png => ImageType::Extension("png"),
        PictureKind::Jpeg => ImageType::Extension("jpg"),
    };
    Image::from_buffer(
        bytes,
        kind,
        CompressedImageFormats::NONE,
        true,
        ImageSampler::linear(),
        RenderAssetUsages::RENDER_WORLD,
    )
    .ok()
}
