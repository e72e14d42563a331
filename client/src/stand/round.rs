//! From one visitor to the next.

use std::time::Duration;

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{FAREWELL, IDLE, SETTLE, Stand, Turn, presence::Still};
use crate::{
    panels::{AtHand, Screen, Toasts},
    session::{Begin, Phase, Session},
    settings::Settings,
    tour::{Drafts, Lead, OpenedCard},
};

/// Everything a visitor could leave behind.
#[derive(SystemParam)]
pub(super) struct Traces<'w> {
    opened: ResMut<'w, OpenedCard>,
    at_hand: ResMut<'w, AtHand>,
    drafts: ResMut<'w, Drafts>,
    lead: ResMut<'w, Lead>,
    toasts: ResMut<'w, Toasts>,
    settings: ResMut<'w, Settings>,
    screen: ResMut<'w, NextState<Screen>>,
}

impl Traces<'_> {
    fn sweep(&mut self, settings: &Settings) {
        self.opened.set_if_neq(OpenedCard::default());
        self.at_hand.set_if_neq(AtHand::Nothing);
        *self.drafts = Drafts::default();
        self.lead.clear();
        *self.toasts = Toasts::default();
        *self.settings = settings.clone();
        self.screen.set(Screen::Visit);
    }
}

pub(super) fn go_on(
    time: Res<Time<Real>>,
    session: Res<Session>,
    mut still: ResMut<Still>,
    mut stand: ResMut<Stand>,
    mut begin: MessageWriter<Begin>,
    mut traces: Traces,
) {
    let delta = time.delta();
    match stand.turn {
        Turn::Waiting => {
            if matches!(session.phase(), Phase::In) {
                stand.ready += delta;
            }
            if still.since.is_zero() && stand.ready > SETTLE {
                stand.turn = Turn::Visiting {
                    since: Duration::ZERO,
                };
            }
            // A session that could not begin is tried again.
            let lost = matches!(session.phase(), Phase::Ended(_) | Phase::Failed(_));
            if lost && still.since > IDLE {
                begin.write(stand.begin.clone());
                still.since = Duration::ZERO;
            }
        }
        Turn::Visiting { since } => {
            let since = since.saturating_add(delta);
            stand.turn = Turn::Visiting { since };
            let lost = matches!(session.phase(), Phase::Ended(_) | Phase::Failed(_));
            if since >= stand.visit {
                stand.count(&session, since, true);
                traces.opened.0 = None;
                *traces.at_hand = AtHand::Card;
                traces.screen.set(Screen::Visit);
                stand.turn = Turn::Farewell {
                    since: Duration::ZERO,
                };
            } else if still.since >= IDLE || lost {
                stand.count(&session, since.saturating_sub(still.since), false);
                next(&mut stand, &mut still, &mut begin, &mut traces);
            }
        }
        Turn::Farewell { since } => {
            let since = since.saturating_add(delta);
            stand.turn = Turn::Farewell { since };
            // Who closes the card has read it.
            if since >= FAREWELL || *traces.at_hand != AtHand::Card {
                next(&mut stand, &mut still, &mut begin, &mut traces);
            }
        }
    }
}

/// Everything is as it was before anybody came.
fn next(
    stand: &mut Stand,
    still: &mut Still,
    begin: &mut MessageWriter<Begin>,
    traces: &mut Traces,
) {
    traces.sweep(&stand.settings);
    begin.write(stand.begin.clone());
    stand.turn = Turn::Waiting;
    stand.ready = Duration::ZERO;
    still.begin();
}

impl Stand {
    fn count(&mut self, session: &Session, spent: Duration, finished: bool) {
        let visitor = session
            .room()
            .zip(session.me())
            .and_then(|(room, me)| room.visit().visitor(me));
        let stops = visitor.into_iter().flat_map(|visitor| {
            let mut stops = visitor.reached();
            stops.extend(&visitor.opened);
            stops.into_iter().map(ToString::to_string)
        });
        self.counts.add(spent.as_secs(), finished, stops);
        if let Some(path) = &self.file
            && let Err(error) = self.counts.write(path)
        {
            warn!(
                "{}: {error}; this visit is counted on the screen only",
                path.display()
            );
        }
    }
}
