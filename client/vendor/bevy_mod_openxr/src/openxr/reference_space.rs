use bevy_app::{App, Plugin};
use bevy_ecs::{
    entity::Entity,
    query::With,
    resource::Resource,
    schedule::IntoScheduleConfigs as _,
    system::{Commands, Query, Res},
};
use bevy_log::{debug, error};
use bevy_math::Isometry3d;
use bevy_mod_xr::{
    session::{XrPreDestroySession, XrSessionCreated},
    spaces::{XrPrimaryReferenceSpace, XrReferenceSpace},
};
use bevy_render::{RenderApp, extract_resource::ExtractResourcePlugin};

use crate::{resources::OxrInstance, session::OxrSession};

pub struct OxrReferenceSpacePlugin {
    pub default_primary_ref_space: openxr::ReferenceSpaceType,
}
impl Default for OxrReferenceSpacePlugin {
    fn default() -> Self {
        Self {
            default_primary_ref_space: openxr::ReferenceSpaceType::STAGE,
        }
    }
}

/// Resource specifying what the type should used be for the [`XrPrimaryReferenceSpace`]. Set through [`OxrReferenceSpacePlugin`].
#[derive(Resource)]
struct OxrDefaultPrimaryReferenceSpaceType(openxr::ReferenceSpaceType);

/// The kind of space that [`XrPrimaryReferenceSpace`] is in this session: poses in `STAGE` are above the floor, poses in `LOCAL`
/// are relative to where the eyes were.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OxrPrimaryReferenceSpaceType(pub openxr::ReferenceSpaceType);

impl Plugin for OxrReferenceSpacePlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(ExtractResourcePlugin::<XrPrimaryReferenceSpace>::default())
            .insert_resource(OxrDefaultPrimaryReferenceSpaceType(
                self.default_primary_ref_space,
            ))
            .add_systems(XrSessionCreated, set_primary_ref_space)
            .add_systems(XrPreDestroySession, (destroy, cleanup).chain());

        let render_app = app.sub_app_mut(RenderApp);

        render_app.add_systems(XrPreDestroySession, cleanup);
    }
}

/// What is only forgotten keeps its handle until the session is gone, and a validation layer beyond that.
fn destroy(space: Option<Res<XrPrimaryReferenceSpace>>, instance: Res<OxrInstance>) {
    if let Some(space) = space
        && let Err(error) = instance.destroy_space(space.0.0)
    {
        debug!("xrDestroySpace: {error}");
    }
}

fn cleanup(query: Query<Entity, With<XrReferenceSpace>>, mut cmds: Commands) {
    cmds.remove_resource::<XrPrimaryReferenceSpace>();
    for e in &query {
        cmds.entity(e).remove::<XrReferenceSpace>();
    }
}

fn set_primary_ref_space(
    session: Res<OxrSession>,
    space_type: Res<OxrDefaultPrimaryReferenceSpaceType>,
    mut cmds: Commands,
) {
    // A runtime without a stage still has a place where the person sat down.
    let wanted = [space_type.0, openxr::ReferenceSpaceType::LOCAL];
    let found = wanted
        .into_iter()
        .map(|kind| {
            (
                kind,
                session.create_reference_space(kind, Isometry3d::IDENTITY),
            )
        })
        .find(|(_, made)| made.is_ok());
    let (kind, made) = match found {
        Some(found) => found,
        None => (
            space_type.0,
            session.create_reference_space(space_type.0, Isometry3d::IDENTITY),
        ),
    };
    match made {
        Ok(space) => {
            cmds.insert_resource(XrPrimaryReferenceSpace(space));
            cmds.insert_resource(OxrPrimaryReferenceSpaceType(kind));
        }
        Err(openxr::sys::Result::ERROR_EXTENSION_NOT_PRESENT) => {
            error!("Required Extension for Reference Space not loaded");
        }
        Err(err) => error!("Error while creating reference space: {}", err.to_string()),
    };
}
