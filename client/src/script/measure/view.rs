//! What is in view: how much the scene asks of any graphics card.

use std::{any::TypeId, collections::HashSet};

use bevy::{camera::visibility::VisibleEntities, ecs::system::SystemParam, prelude::*};
use serde_json::{Value, json};

/// The cameras and all they may see.
#[derive(SystemParam)]
pub(super) struct InView<'w, 's> {
    cameras: Query<'w, 's, (&'static Camera, &'static VisibleEntities), With<Camera3d>>,
    drawn: Query<
        'w,
        's,
        (
            &'static Mesh3d,
            Option<&'static MeshMaterial3d<StandardMaterial>>,
        ),
    >,
    meshes: Res<'w, Assets<Mesh>>,
    materials: Res<'w, Assets<StandardMaterial>>,
    images: Res<'w, Assets<Image>>,
}

impl InView<'_, '_> {
    /// What the camera sees that sees most: one of two eyes, not both.
    pub(super) fn line(&self) -> Option<Value> {
        let (triangles, things, batches, textures) = self
            .cameras
            .iter()
            .filter(|(camera, _)| camera.is_active)
            .map(|(_, visible)| self.seen(visible))
            .max_by_key(|(triangles, ..)| *triangles)?;
        Some(json!({
            "things": things,
            "batches": batches,
            "triangles": triangles,
            "textures_mb": textures as f64 / 1e6,
        }))
    }

    /// Triangles, things, pairs of a mesh and a material, and bytes of the materials' textures.
    fn seen(&self, visible: &VisibleEntities) -> (usize, usize, usize, u64) {
        let (mut triangles, mut things) = (0, 0);
        let (mut batches, mut textures) = (HashSet::new(), HashSet::new());
        for (mesh, material) in self.drawn.iter_many(visible.get(TypeId::of::<Mesh3d>())) {
            things += 1;
            batches.insert((mesh.id(), material.map(|material| material.id())));
            triangles += self.meshes.get(mesh).map_or(0, triangles_of);
            if let Some(material) = material.and_then(|material| self.materials.get(material)) {
                let images = [
                    &material.base_color_texture,
                    &material.emissive_texture,
                    &material.metallic_roughness_texture,
                    &material.normal_map_texture,
                    &material.occlusion_texture,
                ];
                textures.extend(images.into_iter().flatten().map(Handle::id));
            }
        }
        let bytes = textures
            .iter()
            .filter_map(|&image| self.images.get(image))
            .map(texture_bytes)
            .sum();
        (triangles, things, batches.len(), bytes)
    }
}

fn triangles_of(mesh: &Mesh) -> usize {
    match mesh.try_indices_option() {
        Ok(Some(indices)) => indices.len() / 3,
        Ok(None) => mesh.count_vertices() / 3,
        // Its corners are on the card only.
        Err(_) => 0,
    }
}

/// Bytes on the card, with all mip levels.
fn texture_bytes(image: &Image) -> u64 {
    let descriptor = &image.texture_descriptor;
    let format = descriptor.format;
    let (width, height) = format.block_dimensions();
    let block = format.block_copy_size(None).unwrap_or_default();
    (0..descriptor.mip_level_count)
        .map(|level| {
            let size = descriptor
                .size
                .mip_level_size(level, descriptor.dimension)
                .physical_size(format);
            let blocks = size.width / width * (size.height / height) * size.depth_or_array_layers;
            u64::from(blocks) * u64::from(block)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use bevy::{
        asset::RenderAssetUsages,
        render::render_resource::{Extent3d, TextureDimension, TextureFormat},
    };

    use super::*;

    #[test]
    fn mip_levels_and_blocks_count() {
        let mut image = Image::new_uninit(
            Extent3d {
                width: 8,
                height: 8,
                depth_or_array_layers: 1,
            },
            TextureDimension::D2,
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::default(),
        );
        assert_eq!(texture_bytes(&image), 8 * 8 * 4);
        image.texture_descriptor.mip_level_count = 4;
        assert_eq!(texture_bytes(&image), (64 + 16 + 4 + 1) * 4);
        image.texture_descriptor.format = TextureFormat::Bc7RgbaUnormSrgb;
        // Four blocks, then one each.
        assert_eq!(texture_bytes(&image), (4 + 1 + 1 + 1) * 16);
    }

    #[test]
    fn a_ball_has_its_triangles() {
        let cube = Cuboid::default().mesh().build();
        assert_eq!(triangles_of(&cube), 12);
    }
}
