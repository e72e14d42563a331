//! The devices a script plays: a point on the picture as a mouse has it, and a gamepad.

use bevy::{
    ecs::system::SystemParam,
    input::gamepad::{
        GamepadButton, GamepadConnection, GamepadConnectionEvent, RawGamepadButtonChangedEvent,
        RawGamepadEvent,
    },
    prelude::*,
};

use super::parse::{Aim, Step};
use crate::{body::Eyes, pointer::ScreenPoint, world::Marker};

/// The gamepad of scripts.
#[derive(Resource)]
struct OwnPad(Entity);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, plug_in)
        .add_systems(Last, let_the_wheel_rest);
}

fn plug_in(mut commands: Commands, mut plugged: MessageWriter<GamepadConnectionEvent>) {
    let pad = commands.spawn(Name::new("gamepad of the script")).id();
    commands.insert_resource(OwnPad(pad));
    plugged.write(GamepadConnectionEvent::new(
        pad,
        GamepadConnection::Connected {
            name: "script".to_owned(),
            vendor_id: None,
            product_id: None,
        },
    ));
}

fn let_the_wheel_rest(mut point: ResMut<ScreenPoint>) {
    if point.wheel != 0.0 {
        point.wheel = 0.0;
    }
}

#[derive(SystemParam)]
pub(super) struct Devices<'w, 's> {
    point: ResMut<'w, ScreenPoint>,
    pad: Option<Res<'w, OwnPad>>,
    buttons: MessageWriter<'w, RawGamepadEvent>,
    eyes: Query<'w, 's, (&'static Camera, &'static GlobalTransform), With<Eyes>>,
    nodes: Query<'w, 's, (&'static Marker, &'static GlobalTransform)>,
}

impl Devices<'_, '_> {
    /// Begins a step of a device; the reason if it cannot.
    pub(super) fn begin(&mut self, step: &Step) -> Option<String> {
        match step {
            Step::Point(aim) => match self.aimed(aim) {
                Ok(at) => self.point.at = at,
                Err(reason) => return Some(reason),
            },
            Step::Press(down) => self.point.down = *down,
            Step::Click => self.point.down = true,
            Step::Wheel(lines) => self.point.wheel = *lines,
            Step::Pad(button) => self.tap(*button, 1.0),
            _ => {}
        }
        None
    }

    /// Ends a step that lasts.
    pub(super) fn end(&mut self, step: &Step) {
        match step {
            Step::Click => self.point.down = false,
            Step::Pad(button) => self.tap(*button, 0.0),
            _ => {}
        }
    }

    fn tap(&mut self, button: GamepadButton, value: f32) {
        if let Some(pad) = &self.pad {
            let event = RawGamepadButtonChangedEvent::new(pad.0, button, value);
            self.buttons.write(RawGamepadEvent::Button(event));
        }
    }

    fn aimed(&self, aim: &Aim) -> Result<Option<Vec2>, String> {
        let id = match aim {
            Aim::Nothing => return Ok(None),
            Aim::Place(at) => return Ok(Some(*at)),
            Aim::Node(id) => id,
        };
        let place = self
            .nodes
            .iter()
            .find(|(marker, _)| marker.id == *id)
            .map(|(_, at)| at.translation())
            .ok_or_else(|| format!("the scene has no node called «{id}»"))?;
        self.eyes
            .single()
            .ok()
            .and_then(|(camera, at)| camera.world_to_viewport(at, place).ok())
            .map(Some)
            .ok_or_else(|| format!("«{id}» is not in view"))
    }
}
