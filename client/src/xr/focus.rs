//! Whether the wearer is with us, or at the runtime's own menu, or has put the headset aside.

use bevy::prelude::*;
use bevy_mod_openxr::poll_events::{OxrEventHandlerExt as _, OxrEventIn};
use openxr::{Event, SessionState};

use super::{headset::Headset, rig::Recentre};

/// What the runtime lets us be to the wearer.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Focus {
    /// Not even seen: the headset lies on the table.
    Unseen,
    /// Seen behind something of the runtime's that has the hands.
    Seen,
    /// Seen and heard.
    #[default]
    Ours,
}

impl Focus {
    /// Whether hands and gaze are meant for us.
    pub(crate) fn is_ours(self) -> bool {
        self == Self::Ours
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Focus>()
        .add_oxr_event_handler(hear)
        .add_systems(Update, forget.run_if(resource_changed::<Headset>));
}

fn hear(event: OxrEventIn, mut focus: ResMut<Focus>, mut recentre: MessageWriter<Recentre>) {
    match *event {
        Event::SessionStateChanged(change) => {
            let next = match change.state() {
                SessionState::FOCUSED => Focus::Ours,
                SessionState::VISIBLE => Focus::Seen,
                _ => Focus::Unseen,
            };
            if *focus != next {
                info!("the headset's attention: {next:?}");
                *focus = next;
            }
        }
        // The wearer has asked the runtime for another middle or floor.
        Event::ReferenceSpaceChangePending(_) => {
            recentre.write_default();
        }
        _ => {}
    }
}

/// A headset that is off has nobody's attention to lose.
fn forget(headset: Res<Headset>, mut focus: ResMut<Focus>) {
    if matches!(
        *headset,
        Headset::Off | Headset::Absent(_) | Headset::Unasked
    ) {
        *focus = Focus::default();
    }
}
