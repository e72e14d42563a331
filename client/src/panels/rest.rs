//! A break for the eyes: proposed after the minutes in a headset that the host allows.

use std::time::Duration;

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use pleiades_netcode::protocol::limits;

use super::style;
use crate::{
    language::Phrases,
    session::Session,
    xr::{self, Headset, SwitchHeadset},
};

/// Off for this long, the eyes have rested.
const RESTED: Duration = Duration::from_secs(60 * limits::REST_MIN);
/// Asked for, the break is proposed again after this.
const A_LITTLE_LONGER: Duration = Duration::from_secs(5 * 60);

/// How long the headset has been worn without a break.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
struct Wearing {
    worn: Duration,
    off: Duration,
    /// Added to what the host allows by who asked for a little longer.
    longer: Duration,
}

impl Wearing {
    fn pass(&mut self, worn: bool, time: Duration) {
        if worn {
            self.worn += time;
            self.off = Duration::ZERO;
        } else {
            self.off += time;
            if self.off >= RESTED {
                *self = Self::default();
            }
        }
    }

    /// Whether a break is due. A limit of zero minutes is none.
    fn is_over(&self, allowed_min: u8) -> bool {
        allowed_min > 0
            && self.worn >= Duration::from_secs(60 * u64::from(allowed_min)) + self.longer
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Wearing>()
        .add_systems(Update, count)
        .add_systems(EguiPrimaryContextPass, draw.run_if(xr::worn));
}

fn count(time: Res<Time<Real>>, headset: Res<Headset>, mut wearing: ResMut<Wearing>) {
    wearing.pass(headset.is_on(), time.delta());
}

fn draw(
    mut contexts: EguiContexts,
    session: Res<Session>,
    phrases: Res<Phrases>,
    mut wearing: ResMut<Wearing>,
    mut wear: MessageWriter<SwitchHeadset>,
) -> Result {
    let allowed_min = session.room().map_or(0, |room| room.break_after_min());
    // Worn elsewhere is worn as well: the session knows of every headset one had on.
    let known = session.room().zip(session.me()).map(|(room, me)| {
        let worn = room.class().worn(me);
        Duration::from_millis(worn.stretch_ms(session.server_now_ms()))
    });
    wearing.worn = wearing.worn.max(known.unwrap_or_default());
    if !wearing.is_over(allowed_min) {
        return Ok(());
    }
    let minutes = wearing.worn.as_secs() / 60;
    egui::Area::new("rest".into())
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .order(egui::Order::Foreground)
        .show(contexts.ctx_mut()?, |ui| {
            style::panel().show(ui, |ui| {
                ui.set_width(420.0);
                ui.label(style::bold(phrases.get("rest-title"), 24.0).color(style::AMBER));
                ui.label(phrases.with("rest-why", &[("minutes", minutes.into())]));
                ui.add_space(6.0);
                ui.horizontal_wrapped(|ui| {
                    if ui.add(style::primary(phrases.get("xr-off"))).clicked() {
                        wear.write(SwitchHeadset(false));
                    }
                    if ui.button(phrases.get("rest-longer").into_owned()).clicked() {
                        wearing.longer = wearing.longer.max(
                            wearing
                                .worn
                                .saturating_sub(Duration::from_secs(60 * u64::from(allowed_min))),
                        ) + A_LITTLE_LONGER;
                    }
                });
            });
        });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_break_is_due_after_the_minutes_worn_and_only_a_rest_ends_that() {
        let mut wearing = Wearing::default();
        wearing.pass(true, 19 * MINUTE);
        assert!(!wearing.is_over(20));
        wearing.pass(true, MINUTE);
        assert!(wearing.is_over(20));
        assert!(!wearing.is_over(0), "a host may want none");
        // To take it off for a moment is no break.
        wearing.pass(false, MINUTE);
        wearing.pass(true, MINUTE);
        assert!(wearing.is_over(20));
        wearing.pass(false, RESTED);
        assert!(!wearing.is_over(20));
        assert_eq!(wearing, Wearing::default());
    }

    #[test]
    fn who_asks_for_longer_is_asked_again() {
        let mut wearing = Wearing {
            worn: 20 * MINUTE,
            longer: A_LITTLE_LONGER,
            ..Wearing::default()
        };
        assert!(!wearing.is_over(20));
        wearing.pass(true, A_LITTLE_LONGER);
        assert!(wearing.is_over(20));
    }
}
