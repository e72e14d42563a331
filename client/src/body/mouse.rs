//! The mouse: drag to look around, click the ground to walk there.

use bevy::{
    input::mouse::AccumulatedMouseMotion,
    prelude::*,
    window::{CursorMoved, PrimaryWindow},
};
use bevy_egui::input::EguiWantsInput;
use bevy_rapier3d::prelude::*;

use super::{
    eyes::Eyes,
    intent::{Intent, WalkTo},
    walk::Body,
};
use crate::{
    app::sets::FrameSet,
    panels::Screen,
    pointer::{Dragging, Pointer},
    settings::Settings,
    tour::Seeking,
    world::scenery,
};

/// Radians a pixel of dragging.
const LOOK_RAD_PX: f32 = 0.0042;
/// Further than this a press is a drag, not a click, pixels.
const CLICK_SLACK_PX: f32 = 6.0;
/// As far as one can send oneself by a click, metres.
const REACH_M: f32 = 60.0;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Press>().add_systems(
        Update,
        (drag, click)
            .chain()
            .run_if(in_state(Screen::Visit).and_then(resource_exists::<ButtonInput<MouseButton>>))
            .in_set(FrameSet::Intend),
    );
}

/// A button held down since the pointer was over the world.
#[derive(Resource, Default)]
struct Press {
    travelled_px: Option<f32>,
    clicked: bool,
}

fn drag(
    buttons: Res<ButtonInput<MouseButton>>,
    mut cursor: MessageReader<CursorMoved>,
    motion: Res<AccumulatedMouseMotion>,
    settings: Res<Settings>,
    interface: Option<Res<EguiWantsInput>>,
    dragging: Res<Dragging>,
    mut press: ResMut<Press>,
    mut intent: ResMut<Intent>,
) {
    // Where the pointer went, as its owner set it. Past the edge of the screen it stays, and the mouse itself is asked;
    // a remote desktop or a pen has no other motion than the pointer's.
    let moved: Vec2 = cursor.read().filter_map(|moved| moved.delta).sum();
    let moved = if moved == Vec2::ZERO {
        motion.delta
    } else {
        moved
    };
    let over_panel = interface.is_some_and(|interface| interface.wants_any_pointer_input());
    let holding = buttons.any_pressed([MouseButton::Left, MouseButton::Right]);
    if buttons.any_just_pressed([MouseButton::Left, MouseButton::Right]) && !over_panel {
        press.travelled_px = Some(0.0);
    }
    press.clicked = false;
    let Some(travelled) = press.travelled_px else {
        return;
    };
    if !holding {
        press.clicked = travelled < CLICK_SLACK_PX && buttons.just_released(MouseButton::Left);
        press.travelled_px = None;
        return;
    }
    let travelled = travelled + moved.length();
    press.travelled_px = Some(travelled);
    if travelled >= CLICK_SLACK_PX && !dragging.0 {
        let scale = LOOK_RAD_PX * settings.comfort.look_speed;
        let upward = if settings.comfort.invert_look {
            1.0
        } else {
            -1.0
        };
        intent.look += Vec2::new(-moved.x * scale, upward * moved.y * scale);
    }
}

fn click(
    press: Res<Press>,
    pointer: Res<Pointer>,
    mut seeking: ResMut<Seeking>,
    window: Query<&Window, With<PrimaryWindow>>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eyes>>,
    bodies: Query<(), With<Body>>,
    physics: ReadRapierContext,
    mut walk: MessageWriter<WalkTo>,
) {
    if !press.clicked || seeking.takes_click() || pointer.over.is_some() || bodies.is_empty() {
        return;
    }
    let (Ok(window), Ok((camera, at)), Ok(physics)) =
        (window.single(), eyes.single(), physics.single())
    else {
        return;
    };
    let Some(ray) = window
        .cursor_position()
        .and_then(|cursor| camera.viewport_to_world(at, cursor).ok())
    else {
        return;
    };
    let hit = physics.cast_ray_and_get_normal(ray.origin, *ray.direction, REACH_M, true, scenery());
    if let Some((_, hit)) = hit
        && hit.normal.y > 0.7
    {
        walk.write(WalkTo(hit.point));
    }
}
