//! Pictures: out of files that people made (PNG and JPEG, held against their bounds before they are decoded), and to draw into.

use bevy::{
    asset::RenderAssetUsages,
    image::{CompressedImageFormats, ImageSampler, ImageType},
    prelude::*,
    render::render_resource::{TextureFormat, TextureUsages},
};
use pleiades_scenes::media::{Picture, PictureKind};

/// A picture of so many pixels for a camera to draw into, and to be taken from the graphics card again.
pub(crate) fn canvas(pixels: UVec2) -> Image {
    let mut image =
        Image::new_target_texture(pixels.x, pixels.y, TextureFormat::Rgba8UnormSrgb, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    image
}

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
