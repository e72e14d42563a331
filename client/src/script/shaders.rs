//! A shader that does not compile ends the run with what is wrong: every picture a test takes checks all shaders it needed,
//! in the variants the window and the eyes ask for.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
};

use bevy::{
    prelude::*,
    render::{
        Render, RenderApp, RenderSystems,
        render_resource::{CachedPipelineState, PipelineCache},
    },
    shader::ShaderCacheError,
};

/// What the renderer found wrong, for the main world to tell.
#[derive(Resource, Clone, Default)]
struct Faults(Arc<Mutex<HashSet<String>>>);

pub(super) fn plugin(app: &mut App) {
    let faults = Faults::default();
    app.insert_resource(faults.clone()).add_systems(Last, tell);
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render
            .insert_resource(faults)
            .add_systems(Render, look.in_set(RenderSystems::Cleanup));
    }
}

fn look(pipelines: Res<PipelineCache>, faults: Res<Faults>) {
    let found = pipelines.pipelines().filter_map(|pipeline| {
        let CachedPipelineState::Err(error) = &pipeline.state else {
            return None;
        };
        fault(error)
    });
    if let Ok(mut faults) = faults.0.lock() {
        faults.extend(found);
    }
}

/// What is wrong for good; what is only not loaded yet is not.
fn fault(error: &ShaderCacheError) -> Option<String> {
    match error {
        ShaderCacheError::ShaderNotLoaded(_) | ShaderCacheError::ShaderImportNotYetAvailable => {
            None
        }
        error => Some(error.to_string()),
    }
}

fn tell(faults: Res<Faults>, mut exit: MessageWriter<AppExit>) {
    let Ok(mut faults) = faults.0.lock() else {
        return;
    };
    for fault in faults.drain() {
        error!("a shader does not compile: {fault}");
        exit.write(AppExit::error());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shader_on_its_way_is_no_fault() {
        assert_eq!(fault(&ShaderCacheError::ShaderImportNotYetAvailable), None);
        let broken = ShaderCacheError::CreateShaderModule("expected `;`".to_owned());
        assert!(fault(&broken).is_some_and(|fault| fault.contains("expected `;`")));
    }
}
