//! The bounds a host sets: staying in place, and an area; its border is in `border.rs`.

use bevy::prelude::*;

use super::ground::Heads;
use crate::{
    app::sets::FrameSet,
    body::{Arrive, Body, EYE_HEIGHT_M, Leash},
    panels::Veil,
    session::Session,
    world::heading_deg,
};

/// Farther outside than this one is brought back, metres: at the border itself one only walks along it.
const STRAYED_M: f32 = 1.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (tie, bring_back).chain().in_set(FrameSet::Receive));
}

/// Hosts go where they like.
fn tie(session: Res<Session>, mut leash: ResMut<Leash>) {
    let tied = session
        .room()
        .filter(|_| !session.i_host())
        .map(|room| Leash {
            still: room.class().is_frozen(),
            area: room.class().roam().copied(),
        })
        .unwrap_or_default();
    leash.set_if_neq(tied);
}

/// An area can be set around others than oneself.
fn bring_back(
    leash: Res<Leash>,
    heads: Heads,
    bodies: Query<&Transform, With<Body>>,
    mut veil: ResMut<Veil>,
    mut arrive: MessageWriter<Arrive>,
) {
    let Ok(body) = bodies.single() else { return };
    if leash.outside_m(body.translation) > STRAYED_M {
        let back = leash.nearest(body.translation);
        veil.drop_for_a_moment();
        arrive.write(Arrive {
            feet: heads.ground_under(back + Vec3::Y * EYE_HEIGHT_M),
            heading_deg: heading_deg(body),
        });
    }
}
