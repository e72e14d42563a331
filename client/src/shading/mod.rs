//! Shaders of ours: one file a material here, and its WGSL in `shaders/`, compiled into the program.

/// The part of [`Material`] that all of ours share: the shader, and that what is drawn over the scene neither hides things from
/// it nor throws a shadow into it.
macro_rules! drawn_over_the_scene {
    ($shader:expr) => {
        fn fragment_shader() -> bevy::shader::ShaderRef {
            $crate::shading::handle($shader).into()
        }

        fn enable_prepass() -> bool {
            false
        }

        fn enable_shadows() -> bool {
            false
        }
    };
}

/// For [`Material`]s of flat things that are seen from both sides.
macro_rules! seen_from_both_sides {
    () => {
        fn specialize(
            _: &bevy::pbr::MaterialPipeline,
            descriptor: &mut bevy::render::render_resource::RenderPipelineDescriptor,
            _: &bevy::mesh::MeshVertexBufferLayoutRef,
            _: bevy::pbr::MaterialPipelineKey<Self>,
        ) -> Result<(), bevy::render::render_resource::SpecializedMeshPipelineError> {
            descriptor.primitive.cull_mode = None;
            Ok(())
        }
    };
}

mod arc;
mod contact;
mod fence;
mod outline;
mod panel;
mod veil;

use bevy::{
    asset::uuid::Uuid,
    pbr::{Material, MaterialPlugin},
    prelude::*,
};

pub(crate) use arc::{ArcMaterial, Pattern};
pub(crate) use contact::ContactMaterial;
pub(crate) use fence::FenceMaterial;
pub(crate) use outline::OutlineMaterial;
pub(crate) use panel::PanelMaterial;
pub(crate) use veil::VeilMaterial;

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        arc::plugin,
        contact::plugin,
        fence::plugin,
        outline::plugin,
        panel::plugin,
        veil::plugin,
    ));
}

/// Where the shader of a material is found.
const fn handle(id: Uuid) -> Handle<Shader> {
    Handle::Uuid(id, std::marker::PhantomData)
}

/// Adds a material whose shader is compiled into the program.
fn add<M: Material>(app: &mut App, id: Uuid, path: &'static str, source: &'static str)
where
    M::Data: PartialEq + Eq + std::hash::Hash + Clone,
{
    let shader = Shader::from_wgsl(source, path);
    let inserted = app
        .world_mut()
        .resource_mut::<Assets<Shader>>()
        .insert(&handle(id), shader);
    if let Err(error) = inserted {
        error!("{path}: {error}");
    }
    app.add_plugins(MaterialPlugin::<M>::default());
}
