//! Whether a headset is worn: on and off while the session goes on, any number of times.

use bevy::{
    prelude::*,
    window::{PresentMode, PrimaryWindow},
    winit::WinitSettings,
};
use bevy_mod_openxr::init::OxrUnavailable;
use bevy_mod_xr::session::{
    XrBeginSessionMessage, XrCreateSessionMessage, XrDestroySessionMessage, XrEndSessionMessage,
    XrFirst, XrHandleEvents, XrRequestExitMessage, XrSessionDestroyedMessage, XrState,
    XrStateChanged,
};

use super::{Wish, loss::Lost};

/// What the headset is doing.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Headset {
    /// None was asked for.
    #[default]
    Unasked,
    /// No runtime answered at the start, or it went away for good; the reason, as the runtime or its loader gives it.
    Absent(String),
    /// There, and not used.
    Off,
    /// Its session begins.
    Starting,
    /// It shows the scene.
    On,
    /// Its session ends.
    Stopping,
}

impl Headset {
    /// Whether the scene is seen through it.
    pub(crate) fn is_on(&self) -> bool {
        *self == Self::On
    }
}

/// Put the headset on, or take it off.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SwitchHeadset(pub(crate) bool);

/// A run condition: the scene is seen through the headset.
pub(crate) fn worn(headset: Res<Headset>) -> bool {
    headset.is_on()
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Headset>()
        .add_message::<SwitchHeadset>()
        .add_systems(Startup, look_for_one)
        .add_systems(
            XrFirst,
            answer
                .after(XrHandleEvents::Poll)
                .before(XrHandleEvents::ExitEvents)
                .run_if(resource_exists::<XrState>),
        )
        .add_systems(
            PreUpdate,
            (switch.run_if(resource_exists::<XrState>), hurry_the_window).chain(),
        );
}

fn look_for_one(
    wish: Res<Wish>,
    state: Option<Res<XrState>>,
    reason: Option<Res<OxrUnavailable>>,
    mut headset: ResMut<Headset>,
    mut wanted: MessageWriter<SwitchHeadset>,
) {
    if *wish == Wish::Flat {
        return;
    }
    *headset = match (state.as_deref(), reason) {
        (None | Some(XrState::Unavailable), reason) => {
            let reason = reason.map_or_else(String::new, |reason| reason.0.clone());
            info!("no headset: {reason}; the window it is");
            Headset::Absent(reason)
        }
        _ => {
            info!("a headset answers");
            wanted.write(SwitchHeadset(true));
            Headset::Off
        }
    };
}

/// Frames from the runtime's wish to stop until it is told that we did: the render thread may still be about to draw one.
const FRAMES_TO_END: u8 = 2;

/// Does what the runtime's state machine asks for.
fn answer(
    mut changes: MessageReader<XrStateChanged>,
    mut ending: Local<u8>,
    mut begin: MessageWriter<XrBeginSessionMessage>,
    mut end: MessageWriter<XrEndSessionMessage>,
    mut destroy: MessageWriter<XrDestroySessionMessage>,
    mut headset: ResMut<Headset>,
) {
    if *ending > 0 {
        *ending -= 1;
        if *ending == 0 {
            end.write_default();
        }
    }
    for XrStateChanged(state) in changes.read() {
        match state {
            XrState::Ready => {
                begin.write_default();
            }
            XrState::Running => {
                headset.set_if_neq(Headset::On);
            }
            XrState::Stopping => {
                *ending = FRAMES_TO_END;
                headset.set_if_neq(Headset::Stopping);
            }
            XrState::Exiting { .. } => {
                destroy.write_default();
                headset.set_if_neq(Headset::Stopping);
            }
            XrState::Available | XrState::Idle | XrState::Unavailable => {}
        }
    }
}

fn switch(
    mut wishes: MessageReader<SwitchHeadset>,
    mut destroyed: MessageReader<XrSessionDestroyedMessage>,
    mut lost: MessageReader<Lost>,
    mut gone: Local<Option<String>>,
    mut state: ResMut<XrState>,
    mut headset: ResMut<Headset>,
    mut create: MessageWriter<XrCreateSessionMessage>,
    mut leave: MessageWriter<XrRequestExitMessage>,
) {
    for loss in lost.read() {
        if loss.for_good {
            *gone = Some(loss.reason.clone());
        }
        *headset = match (&*headset, &*gone) {
            // Its session never came to be: there is nothing to destroy.
            (Headset::Starting, None) => Headset::Off,
            (Headset::Starting, Some(reason)) => Headset::Absent(reason.clone()),
            _ => Headset::Stopping,
        };
    }
    if destroyed.read().last().is_some() {
        *headset = match &*gone {
            Some(reason) => {
                *state = XrState::Unavailable;
                Headset::Absent(reason.clone())
            }
            None => Headset::Off,
        };
    }
    match (wishes.read().last(), &*headset) {
        (Some(SwitchHeadset(true)), Headset::Off) => {
            create.write_default();
            *headset = Headset::Starting;
        }
        (Some(SwitchHeadset(false)), Headset::On) => {
            leave.write_default();
            *headset = Headset::Stopping;
        }
        _ => {}
    }
}

/// In a headset the window neither sets the pace nor stops it when it is not looked at.
fn hurry_the_window(
    headset: Res<Headset>,
    mut window: Query<&mut Window, With<PrimaryWindow>>,
    winit: Option<ResMut<WinitSettings>>,
) {
    if !headset.is_changed() {
        return;
    }
    let on = headset.is_on();
    for mut window in &mut window {
        let mode = if on {
            PresentMode::AutoNoVsync
        } else {
            PresentMode::default()
        };
        if window.present_mode != mode {
            window.present_mode = mode;
        }
    }
    if let Some(mut winit) = winit {
        *winit = if on {
            WinitSettings::continuous()
        } else {
            WinitSettings::default()
        };
    }
}
