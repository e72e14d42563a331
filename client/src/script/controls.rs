//! What one can press, drag or write in, as a screen reader would be told, and where it is.

use std::cmp::Ordering;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContext, EguiOutput,
    egui::accesskit::{Node, Role},
};
use serde_json::{Value, json};

use crate::xr::{Board, Rig};

/// Lets the panels describe themselves.
pub(super) fn describe(mut contexts: Query<&mut EguiContext, Added<EguiContext>>) {
    for mut context in &mut contexts {
        context.get_mut().enable_accesskit();
    }
}

/// The panels' descriptions of the last frame.
#[derive(SystemParam)]
pub(super) struct Controls<'w, 's> {
    panels: Query<'w, 's, (Entity, &'static EguiOutput, &'static mut EguiContext)>,
    boards: Query<'w, 's, &'static Board>,
    rig: Res<'w, Rig>,
}

impl Controls<'_, '_> {
    /// Each with its name, role and value, its middle and width in points, and its middle in the room if it is on a board.
    pub(super) fn line(&mut self) -> Value {
        let mut found = Vec::new();
        for (entity, output, mut context) in &mut self.panels {
            let Some(update) = &output.platform_output.accesskit_update else {
                continue;
            };
            let zoom = context.get_mut().zoom_factor();
            let board = self
                .boards
                .iter()
                .find(|board| board.context == entity && board.shown);
            for (id, node) in &update.nodes {
                let (Some(role), Some(bounds)) = (role(node), node.bounds()) else {
                    continue;
                };
                let middle =
                    [bounds.x0 + bounds.x1, bounds.y0 + bounds.y1].map(|sum| (sum / 2.0) as f32);
                let middle = Vec2::from(middle);
                let in_room = board.map(|board| {
                    let at = board.at(middle * zoom);
                    let place = self.rig.in_room(Isometry3d::from_translation(at));
                    place.translation.to_array()
                });
                let line = json!({
                    "role": role,
                    "name": node.label(),
                    "value": node.value().map(|text| json!(text)).or_else(|| node.numeric_value().map(|number| json!(number))),
                    "enabled": !node.is_disabled(),
                    "focused": *id == update.focus,
                    "points": middle.to_array(),
                    "width": bounds.width(),
                    "at": in_room,
                });
                found.push((middle, line));
            }
        }
        // As one reads: the engine gives them in no order.
        found.sort_by(|(a, _), (b, _)| {
            (a.y, a.x)
                .partial_cmp(&(b.y, b.x))
                .unwrap_or(Ordering::Equal)
        });
        found.into_iter().map(|(_, line)| line).collect()
    }
}

fn role(node: &Node) -> Option<&'static str> {
    match node.role() {
        Role::Button => Some("button"),
        Role::CheckBox => Some("checkbox"),
        Role::RadioButton => Some("radio"),
        Role::Slider => Some("slider"),
        Role::SpinButton => Some("number"),
        Role::ComboBox => Some("choice"),
        Role::TextInput => Some("text"),
        // One that is pressed, as a map is.
        Role::Image => Some("image"),
        _ => None,
    }
}
