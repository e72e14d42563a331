//! Darkness and vignette before the eyes: `shaders/veil.wgsl`.

use bevy::{
    asset::uuid::{Uuid, uuid},
    mesh::MeshVertexBufferLayoutRef,
    pbr::{Material, MaterialPipeline, MaterialPipelineKey},
    prelude::*,
    reflect::TypePath,
    render::render_resource::{
        AsBindGroup, CompareFunction, RenderPipelineDescriptor, SpecializedMeshPipelineError,
    },
    shader::ShaderRef,
};

const SHADER: Uuid = uuid!("9e2f1f5c-4b8f-4b57-8f6d-0d2a9c3e7b44");

/// On a ball about the head, in the head's frame.
#[derive(Asset, AsBindGroup, Clone, Debug, PartialEq, TypePath)]
pub(crate) struct VeilMaterial {
    #[uniform(0)]
    pub(crate) colour: LinearRgba,
    /// All of the view, 0 to 1.
    #[uniform(0)]
    pub(crate) dark: f32,
    /// The rim only, 0 to 1.
    #[uniform(0)]
    pub(crate) narrow: f32,
    /// Where the rim begins, radians from the middle.
    #[uniform(0)]
    pub(crate) inner: f32,
    /// Where the rim is full, radians from the middle.
    #[uniform(0)]
    pub(crate) outer: f32,
}

impl Material for VeilMaterial {
    fn vertex_shader() -> ShaderRef {
        super::handle(SHADER).into()
    }

    drawn_over_the_scene!(SHADER);

    fn alpha_mode(&self) -> AlphaMode {
        AlphaMode::Premultiplied
    }

    /// Drawn after everything else that one sees through.
    fn depth_bias(&self) -> f32 {
        1e6
    }

    fn specialize(
        _: &MaterialPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _: &MeshVertexBufferLayoutRef,
        _: MaterialPipelineKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        // It is seen from inside, and before everything: also before a hand that is nearer.
        descriptor.primitive.cull_mode = None;
        if let Some(depth) = &mut descriptor.depth_stencil {
            depth.depth_compare = Some(CompareFunction::Always);
        }
        Ok(())
    }
}

pub(super) fn plugin(app: &mut App) {
    let source = include_str!("../../../shaders/veil.wgsl");
    super::add::<VeilMaterial>(app, SHADER, "shaders/veil.wgsl", source);
}
