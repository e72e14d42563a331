//! The point on the picture one points at: the mouse's or a finger's on the window, a script's without one.

use bevy::{
    input::{
        mouse::{AccumulatedMouseScroll, MouseScrollUnit},
        touch::Touches,
    },
    prelude::*,
    window::{PrimaryWindow, Window},
};
use bevy_egui::{
    EguiContext, EguiInputSet, egui,
    input::{EguiInputEvent, EguiWantsInput},
};

use super::PointSet;
use crate::{body::Eyes, xr};

/// Pixels that a touchpad scrolls for a line of a wheel.
const LINE_PX: f32 = 40.0;

/// Where on the picture one points, logical pixels from the upper left, and whether the main button is down.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ScreenPoint {
    pub(crate) at: Option<Vec2>,
    pub(crate) down: bool,
    /// Lines the wheel was turned in this frame.
    pub(crate) wheel: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<ScreenPoint>().add_systems(
        PreUpdate,
        (
            from_the_window.before(PointSet::Aim),
            tell_the_panels
                .in_set(EguiInputSet::ReadBevyMessages)
                .run_if(not(any_with_component::<PrimaryWindow>).and_then(not(xr::worn))),
        ),
    );
}

fn from_the_window(
    window: Query<&Window, With<PrimaryWindow>>,
    buttons: Option<Res<ButtonInput<MouseButton>>>,
    touches: Option<Res<Touches>>,
    scroll: Option<Res<AccumulatedMouseScroll>>,
    interface: Option<Res<EguiWantsInput>>,
    mut point: ResMut<ScreenPoint>,
) {
    let Ok(window) = window.single() else { return };
    let finger = touches.and_then(|touches| touches.iter().next().map(|touch| touch.position()));
    // Over a panel the wheel is the panel's.
    let over_panel = interface.is_some_and(|interface| interface.wants_any_pointer_input());
    let (unit, lines) = scroll.map_or((MouseScrollUnit::Line, 0.0), |scroll| {
        (scroll.unit, scroll.delta.y)
    });
    let wheel = match (over_panel, unit) {
        (true, _) => 0.0,
        (false, MouseScrollUnit::Line) => lines,
        (false, MouseScrollUnit::Pixel) => lines / LINE_PX,
    };
    let next = ScreenPoint {
        at: finger.or_else(|| window.cursor_position()),
        down: finger.is_some() || buttons.is_some_and(|buttons| buttons.pressed(MouseButton::Left)),
        wheel,
    };
    point.set_if_neq(next);
}

/// What a window tells the panels by itself.
fn tell_the_panels(
    mut point: ResMut<ScreenPoint>,
    mut before: Local<ScreenPoint>,
    mut eyes: Query<(Entity, &mut EguiContext), With<Eyes>>,
    mut input: MessageWriter<EguiInputEvent>,
) {
    let now = *point;
    let Ok((context, mut panels)) = eyes.single_mut() else {
        return;
    };
    let zoom = panels.get_mut().zoom_factor();
    let mut tell = |event| {
        input.write(EguiInputEvent { context, event });
    };
    let pos = now.at.map(|at| egui::pos2(at.x / zoom, at.y / zoom));
    match pos {
        Some(pos) if now.at != before.at => tell(egui::Event::PointerMoved(pos)),
        None if before.at.is_some() => tell(egui::Event::PointerGone),
        _ => {}
    }
    if let Some(pos) = pos
        && now.down != before.down
    {
        tell(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed: now.down,
            modifiers: egui::Modifiers::default(),
        });
    }
    if now.wheel != 0.0 {
        tell(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, now.wheel),
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::default(),
        });
        point.wheel = 0.0;
    }
    *before = now;
}
