//! The soft shadow under a figure's feet: `shaders/contact.wgsl`.

use bevy::{
    asset::uuid::{Uuid, uuid},
    pbr::Material,
    prelude::*,
    reflect::TypePath,
    render::render_resource::AsBindGroup,
};

const SHADER: Uuid = uuid!("2a7c9d3e-1f64-4e0b-a5c8-6b1e4f9d8a07");

/// On a quad that lies on the ground.
#[derive(Asset, AsBindGroup, Clone, Debug, TypePath)]
pub(crate) struct ContactMaterial {
    /// In the middle, 0 to 1.
    #[uniform(0)]
    pub(crate) darkness: f32,
}

impl Material for ContactMaterial {
    drawn_over_the_scene!(SHADER);

    fn alpha_mode(&self) -> AlphaMode {
        AlphaMode::Premultiplied
    }

    /// The ground it lies on never hides it.
    fn depth_bias(&self) -> f32 {
        2.0
    }
}

pub(super) fn plugin(app: &mut App) {
    let source = include_str!("../../../shaders/contact.wgsl");
    super::add::<ContactMaterial>(app, SHADER, "shaders/contact.wgsl", source);
}
