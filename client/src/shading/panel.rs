//! The material of boards, plates and the mirror: `shaders/panel.wgsl`.

use bevy::{
    asset::uuid::{Uuid, uuid},
    pbr::Material,
    prelude::*,
    reflect::TypePath,
    render::render_resource::AsBindGroup,
};

const SHADER: Uuid = uuid!("7f6d2a54-0f0b-4c39-9a4e-5d1b1c6f2e81");

/// A picture shown as it was drawn: no light, no exposure, no tone mapping; its alpha premultiplied.
#[derive(Asset, AsBindGroup, Clone, Debug, TypePath)]
pub(crate) struct PanelMaterial {
    #[texture(0)]
    #[sampler(1)]
    pub(crate) picture: Handle<Image>,
}

impl Material for PanelMaterial {
    drawn_over_the_scene!(SHADER);

    fn alpha_mode(&self) -> AlphaMode {
        AlphaMode::Premultiplied
    }
}

pub(super) fn plugin(app: &mut App) {
    let source = include_str!("../../../shaders/panel.wgsl");
    super::add::<PanelMaterial>(app, SHADER, "shaders/panel.wgsl", source);
}
