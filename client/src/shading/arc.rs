//! The ribbon of the teleport arc: `shaders/arc.wgsl`.

use bevy::{
    asset::uuid::{Uuid, uuid},
    pbr::Material,
    prelude::*,
    reflect::TypePath,
    render::render_resource::AsBindGroup,
};

const SHADER: Uuid = uuid!("5b0b8f63-70f6-4c8c-9d0a-3f4f7a6f1d92");

/// What is drawn along the ribbon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// They flow to the end.
    Chevrons = 0,
    Dots = 1,
    Bars = 2,
}

/// A ribbon: U runs along it in metres, V across it from −1 to 1.
#[derive(Asset, AsBindGroup, Clone, Debug, TypePath)]
pub(crate) struct ArcMaterial {
    #[uniform(0)]
    colour: LinearRgba,
    #[uniform(0)]
    pattern: u32,
}

impl ArcMaterial {
    pub(crate) fn new(colour: Color, pattern: Pattern) -> Self {
        Self {
            colour: colour.to_linear(),
            pattern: pattern as u32,
        }
    }
}

impl Material for ArcMaterial {
    drawn_over_the_scene!(SHADER);

    fn alpha_mode(&self) -> AlphaMode {
        AlphaMode::Premultiplied
    }

    seen_from_both_sides!();
}

pub(super) fn plugin(app: &mut App) {
    let source = include_str!("../../../shaders/arc.wgsl");
    super::add::<ArcMaterial>(app, SHADER, "shaders/arc.wgsl", source);
}
