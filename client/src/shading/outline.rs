//! The outline of a thing one can take, or of a place for it: `shaders/outline.wgsl`.

use bevy::{
    asset::uuid::{Uuid, uuid},
    mesh::MeshVertexBufferLayoutRef,
    pbr::{Material, MaterialPipeline, MaterialPipelineKey},
    prelude::*,
    reflect::TypePath,
    render::render_resource::{
        AsBindGroup, Face, RenderPipelineDescriptor, SpecializedMeshPipelineError,
    },
    shader::ShaderRef,
};

const SHADER: Uuid = uuid!("c0a3f2f1-52b4-4a86-9be2-8f7d5f0f3c11");

/// A rim around a mesh with smooth normals.
#[derive(Asset, AsBindGroup, Clone, Debug, TypePath)]
pub(crate) struct OutlineMaterial {
    /// As it is seen: past exposure and tone mapping.
    #[uniform(0)]
    pub(crate) colour: LinearRgba,
    /// Metres.
    #[uniform(0)]
    pub(crate) width_m: f32,
}

impl Material for OutlineMaterial {
    fn vertex_shader() -> ShaderRef {
        super::handle(SHADER).into()
    }

    drawn_over_the_scene!(SHADER);

    fn specialize(
        _: &MaterialPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _: &MeshVertexBufferLayoutRef,
        _: MaterialPipelineKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        descriptor.primitive.cull_mode = Some(Face::Front);
        Ok(())
    }
}

pub(super) fn plugin(app: &mut App) {
    let source = include_str!("../../../shaders/outline.wgsl");
    super::add::<OutlineMaterial>(app, SHADER, "shaders/outline.wgsl", source);
}
