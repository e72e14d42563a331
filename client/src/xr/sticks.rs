//! The sticks: turning in steps, and walking for those who asked for it.

use bevy::prelude::*;

use super::{
    actions::Feel,
    board::Pointing,
    headset::worn,
    teleport::Aim,
    tracked::{Side, Tracked},
};
use crate::{
    app::sets::FrameSet,
    body::Intent,
    panels::{PressMenu, Screen},
    settings::Settings,
};

/// Beyond this a stick turns.
const TURN_FROM: f32 = 0.7;
/// Below this it may turn again.
const REARM_BELOW: f32 = 0.4;
/// Rest position is never quite zero.
const DEAD_ZONE: f32 = 0.15;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (turn, walk)
            .run_if(worn.and_then(in_state(Screen::Visit)))
            .in_set(FrameSet::Intend),
    )
    .add_systems(Update, menu.run_if(worn).before(FrameSet::Intend));
}

/// The hand that points, teleports and turns.
pub(crate) fn leading(settings: &Settings) -> Side {
    if settings.comfort.left_handed {
        Side::Left
    } else {
        Side::Right
    }
}

fn turn(
    tracked: Res<Tracked>,
    settings: Res<Settings>,
    aim: Res<Aim>,
    pointing: Res<Pointing>,
    mut held: Local<bool>,
    mut intent: ResMut<Intent>,
    mut feel: MessageWriter<Feel>,
) {
    let side = leading(&settings);
    let stick = tracked.hand(side).stick;
    if stick.x.abs() < REARM_BELOW {
        *held = false;
    }
    let sideways = stick.x.abs() > TURN_FROM && stick.x.abs() > stick.y.abs();
    if sideways && !*held && !aim.is_on() && !pointing.takes(side) {
        *held = true;
        intent.look.x -= stick.x.signum() * settings.comfort.snap_turn_deg.to_radians();
        feel.write(Feel {
            side,
            strength: 0.3,
            milliseconds: 15,
        });
    }
}

/// B, Y or the menu button opens and closes the menu, whichever the controllers have.
fn menu(tracked: Res<Tracked>, mut held: Local<bool>, mut press: MessageWriter<PressMenu>) {
    let down = Side::BOTH.into_iter().any(|side| {
        let hand = tracked.hand(side);
        hand.menu || hand.secondary
    });
    if down && !*held {
        press.write_default();
    }
    *held = down;
}

fn walk(tracked: Res<Tracked>, settings: Res<Settings>, mut intent: ResMut<Intent>) {
    if !settings.comfort.smooth_move {
        return;
    }
    let stick = tracked.hand(leading(&settings).other()).stick;
    if stick.length() > DEAD_ZONE {
        // One speed, no ramps: what the ear does not feel the eye should not see grow.
        intent.walk += stick.clamp_length_max(1.0);
    }
}
