//! A veil over the eyes while one is brought somewhere: places change behind it, never in sight.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use crate::{panels::style, world::SceneStatus, xr};

const RISE_PER_S: f32 = 2.2;

/// How much of the view is covered, 0 to 1.
#[derive(Resource, Debug)]
pub(crate) struct Veil(f32);

impl Veil {
    /// How much of the view is covered, 0 to 1.
    pub(crate) fn covers(&self) -> f32 {
        self.0.min(1.0)
    }

    /// Covers the view at once; it clears by itself.
    pub(crate) fn drop_for_a_moment(&mut self) {
        self.0 = 1.25;
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.insert_resource(Veil(1.0))
        .add_systems(Update, lift)
        // In a headset the veil is before the eyes.
        .add_systems(EguiPrimaryContextPass, draw.run_if(not(xr::worn)));
}

/// The veil stays down while there is nothing to see yet.
fn lift(time: Res<Time>, scene: Res<SceneStatus>, mut veil: ResMut<Veil>) {
    let hold = matches!(*scene, SceneStatus::Absent | SceneStatus::Loading);
    if !hold && veil.0 > 0.0 {
        veil.0 = (veil.0 - RISE_PER_S * time.delta_secs()).max(0.0);
    }
}

pub(super) fn draw(mut contexts: EguiContexts, veil: Res<Veil>) -> Result {
    if veil.0 > 0.0 {
        let context = contexts.ctx_mut()?;
        let painter =
            context.layer_painter(egui::LayerId::new(egui::Order::Background, "veil".into()));
        painter.rect_filled(
            context.viewport_rect(),
            0.0,
            style::NIGHT.gamma_multiply(veil.covers()),
        );
    }
    Ok(())
}
