//! The border of an area: `shaders/fence.wgsl`.

use bevy::{
    asset::uuid::{Uuid, uuid},
    pbr::Material,
    prelude::*,
    reflect::TypePath,
    render::render_resource::AsBindGroup,
};

const SHADER: Uuid = uuid!("91d4c6a2-0e5b-4b7f-8c33-d2a6e0f17b58");

/// On a strip: U runs along it in metres; V from 0 to 1 is the height in the fence, from 2 to 4 across the line on the ground.
#[derive(Asset, AsBindGroup, Clone, Debug, TypePath)]
pub(crate) struct FenceMaterial {
    /// The line and the fence.
    #[uniform(0)]
    pub(crate) colour: LinearRgba,
    /// The edges of the line.
    #[uniform(0)]
    pub(crate) edge: LinearRgba,
    /// Height of the fence, metres.
    #[uniform(0)]
    pub(crate) height_m: f32,
}

impl Material for FenceMaterial {
    drawn_over_the_scene!(SHADER);

    fn alpha_mode(&self) -> AlphaMode {
        AlphaMode::Premultiplied
    }

    /// The ground the line lies on never hides it.
    fn depth_bias(&self) -> f32 {
        2.0
    }

    seen_from_both_sides!();
}

pub(super) fn plugin(app: &mut App) {
    let source = include_str!("../../../shaders/fence.wgsl");
    super::add::<FenceMaterial>(app, SHADER, "shaders/fence.wgsl", source);
}
