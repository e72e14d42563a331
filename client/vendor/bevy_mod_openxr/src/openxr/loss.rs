//! What happens when the runtime goes away: the calls that used to panic leave the reason here.
//!
//! Not part of upstream. Main world and render world share one [`OxrLoss`]; the main world ends the session at the start of
//! its next frame and says [`OxrSessionLost`]. The graphics device outlives the runtime, so the application goes on drawing.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use bevy_app::{App, Plugin};
use bevy_ecs::{
    message::{Message, MessageWriter},
    resource::Resource,
    schedule::IntoScheduleConfigs as _,
    system::{Local, Res, ResMut},
};
use bevy_log::{debug, error};
use bevy_mod_xr::session::{
    XrDestroySessionMessage, XrFirst, XrHandleEvents, XrState, session_created,
};
use bevy_render::RenderApp;

use crate::resources::OxrSessionStarted;

/// The first failure since the last session, if there was one.
#[derive(Resource, Clone, Default)]
pub struct OxrLoss {
    failure: Arc<Mutex<Option<Failure>>>,
    /// Whether the frame being rendered was begun: what was not begun is not ended.
    pub(crate) begun: Arc<AtomicBool>,
}

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
        // With pipelined rendering a session ends in one thread while the other still draws its last frame.
        if error == openxr::sys::Result::ERROR_SESSION_NOT_RUNNING {
            debug!("{call}: {error}");
            return;
        }
        let instance_lost = matches!(
            error,
            openxr::sys::Result::ERROR_INSTANCE_LOST
                | openxr::sys::Result::ERROR_RUNTIME_FAILURE
                | openxr::sys::Result::ERROR_RUNTIME_UNAVAILABLE
        );
        let mut failure = self.failure.lock().unwrap_or_else(|held| held.into_inner());
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

    /// Whether the frame being rendered goes to the runtime.
    pub(crate) fn frame_is_on(&self) -> bool {
        self.begun.load(Ordering::Relaxed) && !self.is_told()
    }

    /// Whether something failed and the session has not ended yet.
    pub fn is_told(&self) -> bool {
        self.failure
            .lock()
            .unwrap_or_else(|held| held.into_inner())
            .is_some()
    }

    fn take(&self) -> Option<Failure> {
        self.failure
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

/// Frames from the last one of a lost session to its end: the render thread draws one that was extracted before.
const FRAMES_TO_END: u8 = 3;

fn end_lost_session(
    loss: Res<OxrLoss>,
    mut left: Local<u8>,
    mut started: ResMut<OxrSessionStarted>,
    mut state: ResMut<XrState>,
    mut destroy: MessageWriter<XrDestroySessionMessage>,
    mut lost: MessageWriter<OxrSessionLost>,
) {
    if !loss.is_told() {
        return;
    }
    if *left == 0 {
        started.0 = false;
        *state = XrState::Stopping;
        *left = FRAMES_TO_END;
        return;
    }
    *left -= 1;
    if *left == 0
        && let Some(failure) = loss.take()
    {
        *state = XrState::Exiting {
            should_restart: false,
        };
        destroy.write_default();
        lost.write(OxrSessionLost(failure));
    }
}
