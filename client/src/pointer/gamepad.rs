//! The gamepad as a pointer: the middle of the view in the scene, the focus on panels.
//!
//! The cross moves the focus from button to button, A presses what has it, B lets go of it. Without a focus A presses what
//! the middle of the view is on.

use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiInputSet, EguiPrimaryContextPass, PrimaryEguiContext, egui,
    input::EguiInputEvent,
};

use super::{PointSet, Pointer, ScreenPoint};
use crate::{
    body::Eyes,
    panels::{PressMenu, Screen},
    tour::OpenedCard,
    xr,
};

/// A stick pushed further than this is in use.
const IN_USE: f32 = 0.3;
/// The ring in the middle of the view, points.
const RING: f32 = 7.0;

/// What the gamepad does.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pad {
    /// It was used last, not the mouse.
    in_use: bool,
    /// A control of a panel has its focus.
    focused: bool,
}

impl Pad {
    /// A run condition: it points, not the mouse.
    pub(super) fn points(pad: Res<Self>) -> bool {
        pad.in_use
    }

    /// Whether its buttons belong to a panel.
    pub(crate) fn is_on_panel(&self) -> bool {
        self.focused
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pad>()
        .add_systems(
            PreUpdate,
            (
                notice.before(PointSet::Aim),
                look.in_set(PointSet::Aim)
                    .run_if(not(xr::worn).and_then(Pad::points)),
                focus.in_set(EguiInputSet::ReadBevyMessages),
            ),
        )
        .add_systems(
            EguiPrimaryContextPass,
            ring.run_if(in_state(Screen::Visit).and_then(not(xr::worn).and_then(Pad::points))),
        );
}

/// Whether mouse or gamepad was used last.
fn notice(pads: Query<&Gamepad>, screen: Res<ScreenPoint>, mut pad: ResMut<Pad>) {
    let used = pads.iter().any(|pad| {
        pad.get_just_pressed().next().is_some()
            || pad.left_stick().length().max(pad.right_stick().length()) > IN_USE
    });
    let in_use = used || pad.in_use && !screen.is_changed();
    if pad.in_use != in_use {
        pad.in_use = in_use;
    }
}

fn look(
    pads: Query<&Gamepad>,
    pad: Res<Pad>,
    eyes: Query<&GlobalTransform, With<Eyes>>,
    mut pointer: ResMut<Pointer>,
) {
    let ray = eyes
        .single()
        .ok()
        .filter(|_| !pad.focused)
        .map(|eyes| Ray3d::new(eyes.translation(), eyes.forward()));
    let pressed = pads
        .iter()
        .any(|pad| pad.just_pressed(GamepadButton::South));
    let down = pads.iter().any(|pad| pad.pressed(GamepadButton::South));
    pointer.aim(ray, pressed, down);
}

/// Buttons become the keys that panels already answer to.
fn focus(
    pads: Query<&Gamepad>,
    mut contexts: Query<(Entity, &mut EguiContext), With<PrimaryEguiContext>>,
    mut pad: ResMut<Pad>,
    mut opened: ResMut<OpenedCard>,
    mut input: MessageWriter<EguiInputEvent>,
    mut menu: MessageWriter<PressMenu>,
) {
    let Ok((context, mut panels)) = contexts.single_mut() else {
        return;
    };
    let focused = panels.get_mut().memory(|memory| memory.focused()).is_some();
    let pressed = |button| pads.iter().any(|pad| pad.just_pressed(button));
    let mut key = |key: egui::Key| {
        for pressed in [true, false] {
            input.write(EguiInputEvent {
                context,
                event: egui::Event::Key {
                    key,
                    physical_key: None,
                    pressed,
                    repeat: false,
                    modifiers: egui::Modifiers::default(),
                },
            });
        }
    };
    for (button, way) in [
        (GamepadButton::DPadUp, egui::Key::ArrowUp),
        (GamepadButton::DPadDown, egui::Key::ArrowDown),
        (GamepadButton::DPadLeft, egui::Key::ArrowLeft),
        (GamepadButton::DPadRight, egui::Key::ArrowRight),
    ] {
        if pressed(button) {
            // The first press finds a control, the next ones go from there.
            key(if focused { way } else { egui::Key::Tab });
        }
    }
    if pressed(GamepadButton::South) && focused {
        key(egui::Key::Enter);
    }
    if pressed(GamepadButton::East) {
        if focused {
            key(egui::Key::Escape);
        } else if opened.0.is_some() {
            opened.0 = None;
        }
    }
    if pressed(GamepadButton::Start) {
        menu.write_default();
    }
    pad.set_if_neq(Pad { focused, ..*pad });
}

fn ring(
    pointer: Res<Pointer>,
    mut contexts: Query<(&mut EguiContext, &Camera), With<PrimaryEguiContext>>,
) {
    let Ok((mut panels, camera)) = contexts.single_mut() else {
        return;
    };
    let panels = panels.get_mut();
    let Some(size) = camera.logical_viewport_size() else {
        return;
    };
    let middle = size / 2.0 / panels.zoom_factor();
    let middle = egui::pos2(middle.x, middle.y);
    let ink = egui::Stroke::new(2.0, egui::Color32::WHITE);
    let shade = egui::Stroke::new(4.0, egui::Color32::from_black_alpha(90));
    let painter = panels.layer_painter(egui::LayerId::background());
    let radius = if pointer.over.is_some() {
        RING * 1.6
    } else {
        RING
    };
    painter.circle_stroke(middle, radius, shade);
    painter.circle_stroke(middle, radius, ink);
}
