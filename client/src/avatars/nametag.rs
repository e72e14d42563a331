//! Names above heads: crisp at any distance, hidden behind walls, never shouting over the scene.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use bevy_rapier3d::prelude::*;
use pleiades_netcode::{
    protocol::{Reaction, Role},
    room::Participant,
};

use super::{Avatar, motion::Shown, palette};
use crate::{
    body::Eyes,
    panels::{reactions, style},
    session::Session,
    world::scenery,
    xr,
};

/// Farther people's names would only clutter, metres.
pub(super) const READ_FROM_M: f32 = 28.0;
/// Above the eyes, metres.
pub(super) const ABOVE_EYES_M: f32 = 0.36;

pub(crate) fn plugin(app: &mut App) {
    // On the window only: in a headset a name hangs in the room.
    app.add_systems(EguiPrimaryContextPass, draw.run_if(not(xr::worn)));
}

fn draw(
    mut contexts: EguiContexts,
    session: Res<Session>,
    avatars: Query<(&Avatar, &Shown)>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eyes>>,
    physics: ReadRapierContext,
) -> Result {
    let (Some(room), Ok((camera, at))) = (session.room(), eyes.single()) else {
        return Ok(());
    };
    let painter = contexts
        .ctx_mut()?
        .layer_painter(egui::LayerId::new(egui::Order::Background, "names".into()));
    let physics = physics.single().ok();
    for (avatar, shown) in &avatars {
        let (Some(pose), Some(person)) = (&shown.pose, room.participant(avatar.id)) else {
            continue;
        };
        let head = Vec3::from_array(pose.head.position);
        let anchor = head + Vec3::Y * ABOVE_EYES_M;
        let distance = head.distance(at.translation());
        if !(0.3..READ_FROM_M).contains(&distance) {
            continue;
        }
        let behind_wall = behind_wall(physics.as_ref(), at.translation(), head);
        let Ok(point) = camera.world_to_viewport(at, anchor) else {
            continue;
        };
        if behind_wall {
            continue;
        }
        let size = (90.0 / distance).clamp(12.0, 20.0);
        let fade = ((READ_FROM_M - distance) / 6.0).clamp(0.0, 1.0);
        style::name_plate(
            &painter,
            egui::pos2(point.x, point.y),
            &words(person, session.reaction(avatar.id)),
            size,
            palette::tint(person.appearance.colour).egui(),
            fade,
        );
    }
    Ok(())
}

/// What stands above somebody's head: a raised hand, their role, their name, what they react with.
pub(super) fn words(person: &Participant, reaction: Option<Reaction>) -> String {
    let role = match person.role {
        Role::Host => "★ ",
        Role::Observer => "👁 ",
        Role::Learner => "",
    };
    let hand = if person.hand_raised.is_some() {
        "✋ "
    } else {
        ""
    };
    let reaction = reaction
        .map(|reaction| format!("  {}", reactions::sign(reaction)))
        .unwrap_or_default();
    format!("{hand}{role}{}{reaction}", person.nickname)
}

/// Whether something stands between the eyes and a head.
pub(super) fn behind_wall(physics: Option<&RapierContext>, eyes: Vec3, head: Vec3) -> bool {
    let way = head - eyes;
    let distance = way.length();
    physics.is_some_and(|physics| {
        physics
            .cast_ray(eyes, way / distance, distance - 0.3, true, scenery())
            .is_some()
    })
}
