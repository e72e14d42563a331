//! Attention: the world is dimmed around who speaks, and who looks elsewhere is told where. Nobody's head is turned.

use std::f32::consts::TAU;

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::ground::Heads;
use crate::{
    app::sets::FrameSet,
    body::Eyes,
    panels::{Screen, Veil, style},
    xr,
};

/// How dark the rest of the world gets, 0 to 1.
const DIMMED: f32 = 0.6;
/// How dark it gets where the headset is to be taken off.
const DARK: f32 = 0.9;
/// In a headset the panels darken with the world, and must still be read.
const DARKEST_WORN: f32 = 0.6;
/// Time in which it does, seconds.
const EASE_S: f32 = 0.35;
/// Around who speaks so much stays bright: metres, and points of the window at least.
const BRIGHT_M: f32 = 1.6;
const BRIGHT_POINTS: f32 = 90.0;

/// Where everyone is to look.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Attention {
    /// The head of who calls for attention, room frame; nothing if nobody does, or oneself.
    pub(crate) at: Option<Vec3>,
    shade: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Attention>()
        .add_systems(Update, look.in_set(FrameSet::Move))
        .add_systems(
            EguiPrimaryContextPass,
            dim.run_if(not(xr::worn).and_then(in_state(Screen::Visit))),
        );
}

fn look(time: Res<Time>, heads: Heads, mut attention: ResMut<Attention>, mut veil: ResMut<Veil>) {
    let session = heads.session();
    let class = session.room().map(|room| room.class());
    let called = class
        .and_then(|class| class.attention())
        .filter(|who| Some(*who) != session.me() && !session.i_host());
    let leaves = class.is_some_and(|class| class.evacuation().is_some()) && !session.i_host();
    attention.at = called
        .and_then(|who| heads.of(who))
        .map(|head| Vec3::from(head.translation));
    let wanted = match (leaves, called) {
        (true, _) => DARK,
        (false, Some(_)) => DIMMED,
        (false, None) => 0.0,
    };
    let blend = 1.0 - (-time.delta_secs() / EASE_S).exp();
    attention.shade += (wanted - attention.shade) * blend;
    if attention.shade < 0.005 {
        attention.shade = 0.0;
    }
    veil.dim(attention.shade.min(DARKEST_WORN));
}

/// On the window a bright spot is left around who speaks.
fn dim(
    mut contexts: EguiContexts,
    attention: Res<Attention>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eyes>>,
) -> Result {
    if attention.shade == 0.0 {
        return Ok(());
    }
    let context = contexts.ctx_mut()?;
    let view = context.viewport_rect();
    let dark = style::NIGHT.gamma_multiply(attention.shade);
    let painter = context.layer_painter(egui::LayerId::new(
        egui::Order::Background,
        "attention".into(),
    ));
    let spot = attention
        .at
        .zip(eyes.single().ok())
        .and_then(|(head, (camera, eyes))| {
            let middle = camera.world_to_viewport(eyes, head).ok()?;
            let side = head + eyes.right() * BRIGHT_M;
            let radius = camera.world_to_viewport(eyes, side).ok()?.distance(middle);
            Some((egui::pos2(middle.x, middle.y), radius.max(BRIGHT_POINTS)))
        });
    match spot {
        Some((middle, radius)) => {
            painter.add(around(middle, radius, view, dark));
        }
        None => {
            painter.rect_filled(view, 0.0, dark);
        }
    }
    Ok(())
}

/// Everything but a circle, with a soft edge.
fn around(middle: egui::Pos2, radius: f32, view: egui::Rect, dark: egui::Color32) -> egui::Mesh {
    const SIDES: u32 = 48;
    let far = view.size().length() + middle.distance(view.center());
    let rims = [
        (radius, egui::Color32::TRANSPARENT),
        (radius * 1.7, dark),
        (far, dark),
    ];
    let mut mesh = egui::Mesh::default();
    for (rim, (distance, colour)) in (0u32..).zip(rims) {
        for side in 0..SIDES {
            let angle = side as f32 / SIDES as f32 * TAU;
            mesh.colored_vertex(middle + distance * egui::Vec2::angled(angle), colour);
            if rim > 0 {
                let next = (side + 1) % SIDES;
                let (inner, outer) = ((rim - 1) * SIDES, rim * SIDES);
                mesh.add_triangle(inner + side, outer + side, outer + next);
                mesh.add_triangle(inner + side, outer + next, inner + next);
            }
        }
    }
    mesh
}
