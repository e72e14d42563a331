use bevy_ecs::system::Res;
use bevy_mod_xr::session::XrState;
use resources::OxrInstance;
use session::OxrSession;

pub mod action_binding;
pub mod action_set_attaching;
pub mod action_set_syncing;
pub mod environment_blend_mode;
pub mod error;
pub mod exts;
pub mod features;
pub mod graphics;
pub mod helper_traits;
pub mod init;
pub mod layer_builder;
pub mod loss;
pub mod next_chain;
pub mod poll_events;
pub mod reference_space;
pub mod render;
pub mod resources;
pub mod session;
pub mod spaces;
pub mod types;

/// A [`Condition`](bevy::ecs::schedule::Condition) system that says if the OpenXR session is available.
pub fn openxr_session_available(
    status: Option<Res<XrState>>,
    instance: Option<Res<OxrInstance>>,
) -> bool {
    status.is_some_and(|s| *s != XrState::Unavailable) && instance.is_some()
}

/// A [`Condition`](bevy::ecs::schedule::Condition) system that says if the OpenXR is running.
/// use this when working with OpenXR specific things
pub fn openxr_session_running(
    status: Option<Res<XrState>>,
    session: Option<Res<OxrSession>>,
) -> bool {
    matches!(status.as_deref(), Some(XrState::Running)) & session.is_some()
}
