//! The material of boards and of the mirror: `shaders/panel.wgsl`.

use bevy::{
    asset::uuid_handle,
    pbr::{Material, MaterialPlugin},
    prelude::*,
    reflect::TypePath,
    render::render_resource::AsBindGroup,
    shader::ShaderRef,
};

const SHADER: Handle<Shader> = uuid_handle!("7f6d2a54-0f0b-4c39-9a4e-5d1b1c6f2e81");

/// A picture shown as it was drawn: no light, no exposure, no tone mapping; its alpha premultiplied.
#[derive(Asset, AsBindGroup, Clone, Debug, TypePath)]
pub(crate) struct PanelMaterial {
    #[texture(0)]
    #[sampler(1)]
    pub(crate) picture: Handle<Image>,
}

impl Material for PanelMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn alpha_mode(&self) -> AlphaMode {
        AlphaMode::Premultiplied
    }

    fn enable_prepass() -> bool {
        false
    }

    fn enable_shadows() -> bool {
        false
    }
}

pub(crate) fn plugin(app: &mut App) {
    let shader = Shader::from_wgsl(
        include_str!("../../../../shaders/panel.wgsl"),
        "shaders/panel.wgsl",
    );
    let inserted = app
        .world_mut()
        .resource_mut::<Assets<Shader>>()
        .insert(&SHADER, shader);
    if let Err(error) = inserted {
        error!("shaders/panel.wgsl: {error}");
    }
    app.add_plugins(MaterialPlugin::<PanelMaterial>::default());
}
