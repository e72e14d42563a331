//! What happens when the runtime goes away: the calls that used to panic leave the reason here.
//!
//! Not part of upstream. Main world and render world share one [`OxrLoss`]; the main world ends the session at the start of
//! its next frame and says [`OxrSessionLost`]. The graphics device outlives the runtime, so the application goes on drawing.

use std::sync::{Arc, Mutex};

use bevy_app::{App, Plugin};
use bevy_ecs::{
    message::{Message, MessageWriter},
    resource::Resource,
    schedule::IntoScheduleConfigs as _,
    system::{Res, ResMut},
};
use bevy_log::error;
use bevy_mod_xr::session::{
    XrDestroySessionMessage, XrFirst, XrHandleEvents, XrState, session_created,
};
use bevy_render::RenderApp;

use crate::resources::OxrSessionStarted;

/// The first failure since the last session, if there was one.
#[derive(Resource, Clone, Default)]
pub struct OxrLoss(Arc<Mutex<Option<Failure>>>);

/// A call the runtime did not answer as it must.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The call and what it returned.
    pub reason: String,
    /// The instance itself is gone: no new session can be made from it.
    pub instance_lost: bool,
}

impl OxrLoss {
    /// Keeps a failure; the first one since the last session is the one that is told.
    pub fn tell(&self, call: &str, error: openxr::sys::Result) {
        let instance_lost = matches!(
            error,
            openxr::sys::Result::ERROR_INSTANCE_LOST
                | openxr::sys::Result::ERROR_RUNTIME_FAILURE
                | openxr::sys::Result::ERROR_RUNTIME_UNAVAILABLE
        );
        let mut failure = self.0.lock().unwrap_or_else(|held| held.into_inner());
        match &mut *failure {
            Some(earlier) => earlier.instance_lost |= instance_lost,
            None => {
                error!("{call}: {error}");
                *failure = Some(Failure {
                    reason: format!("{call}: {error}"),
                    instance_lost,
                });
            }
        }
    }

    /// Whether something failed and the session has not ended yet.
    pub fn is_told(&self) -> bool {
        self.0
            .lock()
            .unwrap_or_else(|held| held.into_inner())
            .is_some()
    }

    fn take(&self) -> Option<Failure> {
        self.0
            .lock()
            .unwrap_or_else(|held| held.into_inner())
            .take()
    }
}

/// The session ended because the runtime failed.
#[derive(Message, Clone, Debug)]
pub struct OxrSessionLost(pub Failure);

/// Ends the session when a failure was told.
pub struct OxrLossPlugin;

impl Plugin for OxrLossPlugin {
    fn build(&self, app: &mut App) {
        let loss = OxrLoss::default();
        app.insert_resource(loss.clone())
            .add_message::<OxrSessionLost>()
            .add_systems(
                XrFirst,
                end_lost_session
                    .run_if(session_created)
                    .after(XrHandleEvents::Poll)
                    .before(XrHandleEvents::ExitEvents),
            );
        if let Some(render_app) = app.get_sub_app_mut(RenderApp) {
            render_app.insert_resource(loss);
        }
    }
}

fn end_lost_session(
    loss: Res<OxrLoss>,
    mut started: ResMut<OxrSessionStarted>,
    mut state: ResMut<XrState>,
    mut destroy: MessageWriter<XrDestroySessionMessage>,
    mut lost: MessageWriter<OxrSessionLost>,
) {
    let Some(failure) = loss.take() else { return };
    started.0 = false;
    *state = XrState::Exiting {
        should_restart: false,
    };
    destroy.write_default();
    lost.write(OxrSessionLost(failure));
}
