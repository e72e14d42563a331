//! A veil over the eyes while one is brought somewhere: places change behind it, never in sight. And what dims the world.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use crate::{panels::style, session::Session, world::SceneStatus, xr};

const RISE_PER_S: f32 = 2.2;

/// How much of the view is covered, 0 to 1.
#[derive(Resource, Debug)]
pub(crate) struct Veil {
    down: f32,
    dimmed: f32,
}

impl Veil {
    /// How much of the view of a headset is covered, 0 to 1.
    pub(crate) fn covers(&self) -> f32 {
        self.down.min(1.0).max(self.dimmed)
    }

    /// Covers the view at once; it clears by itself.
    pub(crate) fn drop_for_a_moment(&mut self) {
        self.down = 1.25;
    }

    /// Dims the view of a headset by so much, 0 to 1, until told otherwise. The window dims around what is to be seen.
    pub(crate) fn dim(&mut self, share: f32) {
        self.dimmed = share;
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.insert_resource(Veil {
        down: 1.0,
        dimmed: 0.0,
    })
    .add_systems(Update, lift)
    // In a headset the veil is before the eyes.
    .add_systems(EguiPrimaryContextPass, draw.run_if(not(xr::worn)));
}

/// The veil stays down while there is nothing to see yet, and before who waits to be let in.
fn lift(time: Res<Time>, scene: Res<SceneStatus>, session: Res<Session>, mut veil: ResMut<Veil>) {
    if session.waits() {
        veil.down = 1.0;
        return;
    }
    let hold = matches!(*scene, SceneStatus::Absent | SceneStatus::Loading);
    if !hold && veil.down > 0.0 {
        veil.down = (veil.down - RISE_PER_S * time.delta_secs()).max(0.0);
    }
}

pub(super) fn draw(mut contexts: EguiContexts, veil: Res<Veil>) -> Result {
    if veil.down > 0.0 {
        let context = contexts.ctx_mut()?;
        let painter =
            context.layer_painter(egui::LayerId::new(egui::Order::Background, "veil".into()));
        painter.rect_filled(
            context.viewport_rect(),
            0.0,
            style::NIGHT.gamma_multiply(veil.down.min(1.0)),
        );
    }
    Ok(())
}
