//! The stand: an unattended visit of a few minutes at a fair, one visitor after the other, that keeps nothing but counts.
//!
//! Each visitor has a session of their own on a server that nobody else reaches and that leaves nothing behind; when they
//! walk away, or their time is over, everything is as it was for the next one. Time is that of the wall: the program's own goes
//! slower than it on a computer that draws few frames a second.

mod counts;
mod presence;
mod round;

use std::{path::PathBuf, time::Duration};

use bevy::prelude::*;

use crate::{app::sets::FrameSet, panels::Screen, session::Begin, settings::Settings};
pub(crate) use counts::Counts;

/// How long a visit takes where nothing is said.
pub(crate) const VISIT: Duration = Duration::from_secs(6 * 60);
/// Who has not moved for so long has gone.
const IDLE: Duration = Duration::from_secs(45);
/// Who walks away still has a hand on the mouse, and is not the next one.
const SETTLE: Duration = Duration::from_secs(2);
/// How long the end stays in view.
const FAREWELL: Duration = Duration::from_secs(30);

/// What the stand is set up with, and where the visit is.
#[derive(Resource, Debug)]
pub(crate) struct Stand {
    /// How every visit begins.
    begin: Begin,
    /// The settings that every visitor finds.
    settings: Settings,
    /// How long a visit takes.
    visit: Duration,
    /// Where the counts are kept; nowhere in scripted runs.
    file: Option<PathBuf>,
    pub(crate) counts: Counts,
    pub(crate) turn: Turn,
    /// How long the campus has been ready for somebody.
    ready: Duration,
}

/// Where the visit is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Turn {
    /// The campus is there, and waits for somebody.
    #[default]
    Waiting,
    /// Somebody visits.
    Visiting {
        /// For so long.
        since: Duration,
    },
    /// The visit is over; its end is in view.
    Farewell {
        /// For so long.
        since: Duration,
    },
}

impl Stand {
    /// A stand that goes on counting where its file left off.
    pub(crate) fn new(
        begin: Begin,
        settings: Settings,
        visit: Duration,
        file: Option<PathBuf>,
    ) -> Self {
        let counts = file.as_deref().map(Counts::read).unwrap_or_default();
        Self {
            begin,
            settings,
            visit,
            file,
            counts,
            turn: Turn::Waiting,
            ready: Duration::ZERO,
        }
    }

    /// What is left of the visit.
    pub(crate) fn left(&self) -> Option<Duration> {
        match self.turn {
            Turn::Visiting { since } => Some(self.visit.saturating_sub(since)),
            Turn::Waiting | Turn::Farewell { .. } => None,
        }
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<presence::Still>().add_systems(
        Update,
        (
            presence::notice,
            round::go_on,
            stay_in.run_if(in_state(Screen::Start)),
        )
            .chain()
            .in_set(FrameSet::Send),
    );
}

/// The start is for hosts; a stand has none.
fn stay_in(mut next: ResMut<NextState<Screen>>) {
    next.set(Screen::Visit);
}
