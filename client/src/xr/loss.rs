//! The runtime went away: the person stays where they are, on the screen, and is told.

use bevy::prelude::*;
use bevy_mod_openxr::loss::OxrSessionLost;

use crate::{language::Phrases, panels::Toasts};

/// The headset's session ended by itself.
#[derive(Message, Clone, Debug)]
pub(crate) struct Lost {
    /// The call that failed, and how.
    pub(crate) reason: String,
    /// No new session can be made: the runtime is gone.
    pub(crate) for_good: bool,
}

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<Lost>().add_systems(
        First,
        tell.run_if(resource_exists::<Messages<OxrSessionLost>>),
    );
}

fn tell(
    mut losses: MessageReader<OxrSessionLost>,
    phrases: Res<Phrases>,
    mut toasts: ResMut<Toasts>,
    mut lost: MessageWriter<Lost>,
) {
    for OxrSessionLost(failure) in losses.read() {
        warn!("the headset is lost: {}", failure.reason);
        toasts.alert(phrases.get("xr-lost").into_owned());
        lost.write(Lost {
            reason: failure.reason.clone(),
            for_good: failure.instance_lost,
        });
    }
}
