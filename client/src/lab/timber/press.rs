//! Instruments that stand: pressed, they are read and noted; the wheel of the press loads and unloads.

use bevy::prelude::*;
use pleiades_netcode::protocol::{Deed, LabName, Whereabouts};
use pleiades_scenes::lab::{Instrument, Lab, Reads};

use super::{held_to, load_n, loaded, name, reads, specimen_of, the_press};
use crate::{
    lab::{OpenNotebook, desk::Desk, record::Wanted},
    panels::Screen,
    pointer::{Pointer, ScreenPoint, Target},
    props::{Asked, Pressed, Prop, PropSet},
    world::{Marker, Place},
};

/// One pull of the wheel, and one line of the mouse's wheel over it, newtons.
const STEP_N: f64 = 100.0;
const FINE_N: f64 = 10.0;
/// An instrument is pressed from as far as this, metres.
const WITHIN_M: f32 = 3.5;
/// Within this of its origin: a display, a wheel.
const DISPLAY_M: f32 = 0.13;
const WHEEL_M: f32 = 0.19;

/// Something that is pressed to be used: pressed with a thing in the hand, the thing stays there.
#[derive(Component, Clone, Copy, Debug)]
pub(crate) struct Tool;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            mark,
            (press, fine)
                .run_if(in_state(Screen::Visit))
                .in_set(PropSet::Ask),
        ),
    );
}

fn mark(
    fresh: Query<(Entity, &Marker), Added<Marker>>,
    place: Option<Res<Place>>,
    mut commands: Commands,
) {
    let Some(lab) = place.as_ref().and_then(|place| place.lab()) else {
        return;
    };
    for (node, marker) in &fresh {
        let Some(used) = Used::of(lab, &marker.id) else {
            continue;
        };
        let radius_m = match used {
            Used::Wheel => WHEEL_M,
            Used::Gauge(_) => DISPLAY_M,
        };
        commands.entity(node).insert((
            Tool,
            Target::Ball {
                radius_m,
                within_m: WITHIN_M,
            },
        ));
    }
}

/// What a node of the scene is used for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Used<'a> {
    Wheel,
    /// The gauge that is read.
    Gauge(&'a Instrument),
}

impl<'a> Used<'a> {
    /// By the names of the scene: `display.X` belongs to `instrument.X`; the hammer makes a beam heard.
    fn of(lab: &'a Lab, id: &str) -> Option<Self> {
        if id == "press.wheel" {
            return the_press(lab).map(|_| Self::Wheel);
        }
        let (kind, what) = id.split_once('.')?;
        let mut gauges = lab.instruments.iter().filter(|one| one.gauge.is_some());
        let gauge = match (kind, what) {
            ("instrument", "hammer") => gauges.find(|one| reads(one, Reads::Frequency)),
            // Its origin is on the floor: it is read by its display.
            ("instrument", "press") => None,
            ("instrument" | "display", _) => {
                let anchor = format!("instrument.{what}");
                gauges.find(|one| one.anchor.as_ref() == Some(&anchor))
            }
            _ => None,
        };
        gauge.map(Self::Gauge)
    }
}

fn press(
    pointer: Res<Pointer>,
    asked: Res<Asked>,
    nodes: Query<(&Marker, &GlobalTransform)>,
    props: Query<(&Prop, &Transform)>,
    mut presses: MessageReader<Pressed>,
    mut desk: Desk,
    mut wanted: ResMut<Wanted>,
    mut open: MessageWriter<OpenNotebook>,
) {
    let on = presses.read().last().map(|pressed| pressed.0);
    let (Some(on), Some(ray)) = (on, pointer.ray.filter(|_| pointer.pressed)) else {
        return;
    };
    let (Ok((marker, at)), Some(lab)) = (nodes.get(on), desk.lab()) else {
        return;
    };
    let Some(used) = Used::of(lab, &marker.id) else {
        return;
    };
    let Some((_, attempt)) = desk.attempt() else {
        open.write(OpenNotebook);
        return;
    };
    match used {
        Used::Wheel => {
            let along = (at.translation() - ray.origin).dot(*ray.direction);
            let off = (ray.get_point(along) - at.translation()).dot(at.right().into());
            let step = if off >= 0.0 { STEP_N } else { -STEP_N };
            turn(&mut desk, step);
        }
        Used::Gauge(gauge) if gauge.gauge.as_ref().is_some_and(|gauge| gauge.in_press()) => {
            let names: Vec<LabName> = loaded(lab).map(name).collect();
            for instrument in names {
                wanted.read(&mut desk, instrument);
            }
        }
        Used::Gauge(gauge) => {
            let instrument = name(gauge);
            let me = desk.session.me();
            // What one holds is what it is held to.
            let held = props.iter().find_map(|(prop, at)| {
                let place = asked.place(&desk.session, &prop.id);
                let mine = matches!(place, Whereabouts::Held { by, .. } if Some(by) == me);
                let specimen = specimen_of(lab, prop.id.as_str()).filter(|_| mine)?;
                Some(held_to(specimen, at.to_isometry()))
            });
            let before = attempt.stands.get(&instrument);
            let known = before.and_then(|stand| stand.at.as_ref());
            let moved =
                held.filter(|held| known.is_none_or(|known| known.specimen != held.specimen));
            if let Some(at) = moved {
                desk.does(Deed::Place {
                    instrument: instrument.clone(),
                    at: Some(at),
                });
            }
            wanted.read(&mut desk, instrument);
        }
    }
}

/// The mouse's wheel over the press's turns it finely.
fn fine(pointer: Res<Pointer>, screen: Res<ScreenPoint>, nodes: Query<&Marker>, mut desk: Desk) {
    let over = pointer.over.and_then(|over| nodes.get(over).ok());
    if screen.wheel != 0.0 && over.is_some_and(|marker| marker.id == "press.wheel") {
        turn(&mut desk, f64::from(screen.wheel) * FINE_N);
    }
}

/// Loads or unloads the press by so much, as far as it goes.
fn turn(desk: &mut Desk, by_n: f64) {
    let Some((lab, (_, attempt))) = desk.lab().zip(desk.open()) else {
        return;
    };
    let Some((press, sheet)) = the_press(lab).and_then(|press| Some((press, press.press?))) else {
        return;
    };
    let now = load_n(attempt, press);
    let value = (now + by_n).clamp(0.0, sheet.max_load_n);
    if value != now {
        let instrument = name(press);
        desk.does(Deed::Dial {
            instrument,
            dial: "load".into(),
            value,
        });
    }
}
