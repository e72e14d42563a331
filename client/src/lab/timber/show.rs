//! What stands on the displays, where the hand of the dial is, and how the beam in the press bends.

use std::collections::HashMap;

use bevy::{mesh::VertexAttributeValues, prelude::*};
use pleiades_labs::quantity::Notation;
use pleiades_netcode::protocol::{ObjectId, lab::Reading};
use pleiades_scenes::lab::{Instrument, Lab, Reads};

use super::{
    bend::{EXAGGERATION, below_m, cut},
    load_n, reads, shows, stand, the_press,
};
use crate::{
    lab::{
        desk::Desk,
        face::{Face, Faces, Line, Sheet, patched},
    },
    language::Phrases,
    panels::style,
    props::{PropSet, Things},
    shading::PanelMaterial,
    world::{Marker, Place},
};

/// The hand of a dial gauge swings in within this time, seconds.
const HAND_S: f64 = 0.2;
/// The ram at rest is so far above a beam in the press, metres: as the scene has it.
const RAM_GAP_M: f32 = 0.004;
/// Turn of the press's wheel for a newton, radians.
const WHEEL_RAD_N: f32 = 0.006;

/// The beam that is bent, and its meshes as they were.
#[derive(Resource, Default)]
struct Bent {
    beam: Option<ObjectId>,
    /// By the entity that is drawn: its straight mesh, cut finely, and the mesh that is shown.
    parts: HashMap<Entity, (Mesh, Handle<Mesh>)>,
    drawn_m: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Bent>().add_systems(
        Update,
        (
            paper.run_if(resource_exists::<Sheet>),
            (write.run_if(resource_exists::<Sheet>), push, bend)
                .chain()
                .in_set(PropSet::Place),
        ),
    );
}

/// The face of a display, by the instrument it belongs to.
fn face(lab: &Lab, display: &str) -> Option<Face> {
    let anchor = format!("instrument.{}", display.strip_prefix("display.")?);
    let mut all = lab.instruments.iter();
    all.find_map(|instrument| {
        let own = instrument.anchor.as_ref() == Some(&anchor);
        own.then(|| of(instrument)).flatten()
    })
}

fn of(instrument: &Instrument) -> Option<Face> {
    let faces = [
        (Reads::Deflection, Face::Dial),
        (Reads::Load, Face::Load),
        (Reads::Mass, Face::Mass),
        (Reads::Height, Face::Length),
        (Reads::Frequency, Face::Sound),
    ];
    faces
        .into_iter()
        .find_map(|(what, face)| reads(instrument, what).then_some(face))
}

/// Displays of the scene show the sheet: theirs is a rectangle or a disc whose picture spans it once.
fn paper(
    fresh: Query<(Entity, &Marker)>,
    place: Option<Res<Place>>,
    sheet: Res<Sheet>,
    children: Query<&Children>,
    shapes: Query<&Mesh3d, With<MeshMaterial3d<StandardMaterial>>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut commands: Commands,
) {
    let Some(lab) = place.as_ref().and_then(|place| place.lab()) else {
        return;
    };
    for (node, marker) in &fresh {
        if marker.kind != "display" {
            continue;
        }
        let Some(face) = face(lab, &marker.id) else {
            continue;
        };
        for part in std::iter::once(node).chain(children.iter_descendants(node)) {
            let Some(mesh) = shapes.get(part).ok().and_then(|shape| meshes.get(&shape.0)) else {
                continue;
            };
            let mesh = patched(mesh.clone(), face);
            commands
                .entity(part)
                .remove::<MeshMaterial3d<StandardMaterial>>()
                .insert((
                    Mesh3d(meshes.add(mesh)),
                    MeshMaterial3d::<PanelMaterial>(sheet.material.clone()),
                ));
        }
    }
}

fn number(reading: &Reading, nth: usize) -> Option<String> {
    let value = reading.values.get(nth)?;
    Some(Notation::French.fixed(value.value, usize::from(value.decimals)))
}

fn write(
    time: Res<Time>,
    desk: Desk,
    phrases: Res<Phrases>,
    mut hand_mm: Local<f64>,
    mut faces: ResMut<Faces>,
) {
    let Some(lab) = desk.lab().filter(|lab| the_press(lab).is_some()) else {
        return;
    };
    let attempt = desk.attempt().map(|(_, attempt)| attempt);
    for instrument in &lab.instruments {
        let (Some(face), Some(gauge)) = (of(instrument), &instrument.gauge) else {
            continue;
        };
        let reading = attempt.and_then(|attempt| shows(lab, attempt, instrument));
        let unit = gauge.unit.as_str();
        let value = |nth| reading.and_then(|reading| number(reading, nth));
        let big = |nth: usize| {
            value(nth).map_or_else(|| "– – –".to_owned(), |number| format!("{number} {unit}"))
        };
        let lines = match face {
            Face::Dial => {
                let goal = reading.map_or(0.0, |reading| {
                    reading.values.first().map_or(0.0, |value| value.value)
                });
                let left = (-time.delta_secs_f64() / HAND_S).exp();
                *hand_mm = if (goal - *hand_mm).abs() < 5e-4 {
                    goal
                } else {
                    goal + (*hand_mm - goal) * left
                };
                faces.turn(*hand_mm);
                vec![Line::new(big(0), 34.0, style::NIGHT)]
            }
            Face::Load => vec![
                Line::new(big(0), 34.0, style::NIGHT),
                Line::new(phrases.get("lab-press-wheel"), 13.0, style::NIGHT),
                Line::new(phrases.get("lab-press-drawn"), 13.0, style::NIGHT),
            ],
            Face::Length if gauge.reads.len() > 1 => {
                let named = |what: &Reads| match what {
                    Reads::Width => "b ",
                    Reads::Height => "h ",
                    _ => "",
                };
                let both = gauge.reads.iter().enumerate().map(|(nth, what)| {
                    let number = value(nth).unwrap_or_else(|| "–".to_owned());
                    format!("{}{number}", named(what))
                });
                let both: Vec<String> = both.collect();
                vec![Line::new(both.join("   "), 25.0, style::NIGHT)]
            }
            _ => vec![Line::new(big(0), 34.0, style::NIGHT)],
        };
        faces.show(face, lines);
    }
}

/// How far the beam in the press is down in its middle, metres, by the dial's last reading under this load; and which beam.
fn down_m(desk: &Desk) -> Option<(ObjectId, f32, f32)> {
    let (lab, (_, attempt)) = desk.lab().zip(desk.attempt())?;
    let press = the_press(lab)?;
    let at = stand(attempt, press)?.at.as_ref()?;
    let mut specimens = lab.specimens.iter();
    let specimen = specimens.find(|specimen| specimen.id == at.specimen.as_str())?;
    let mut all = lab.instruments.iter();
    let dial = all.find(|instrument| reads(instrument, Reads::Deflection))?;
    let unit: pleiades_labs::quantity::Unit = dial.gauge.as_ref()?.unit.parse().ok()?;
    let read = shows(lab, attempt, dial)
        .and_then(|reading| reading.values.first())
        .map_or(0.0, |value| value.value * unit.si());
    let down = if load_n(attempt, press) > 0.0 {
        read
    } else {
        0.0
    };
    let span = press.press?.span_m as f32;
    Some((ObjectId::from(specimen.anchor.as_str()), down as f32, span))
}

/// The ram follows the beam, and the wheel has turned as far as the load asks.
fn push(
    desk: Desk,
    bent: Res<Bent>,
    mut parts: Query<(&Marker, &mut Transform)>,
    mut homes: Local<HashMap<String, Transform>>,
) {
    let Some((lab, (_, attempt))) = desk.lab().zip(desk.attempt()) else {
        return;
    };
    let Some(press) = the_press(lab) else { return };
    let load = load_n(attempt, press);
    for (marker, mut transform) in &mut parts {
        if marker.kind != "part" {
            continue;
        }
        let home = *homes.entry(marker.id.clone()).or_insert(*transform);
        let next = match marker.id.as_str() {
            "press.ram" => {
                // It stands a little above a beam it does not push.
                let off = if load > 0.0 {
                    RAM_GAP_M + bent.drawn_m
                } else {
                    0.0
                };
                home.with_translation(home.translation - Vec3::Y * off)
            }
            "press.wheel" => {
                let turn = Quat::from_rotation_z(-(load as f32) * WHEEL_RAD_N);
                home.with_rotation(home.rotation * turn)
            }
            _ => continue,
        };
        transform.set_if_neq(next);
    }
}

fn bend(
    time: Res<Time>,
    desk: Desk,
    things: Res<Things>,
    children: Query<&Children>,
    shapes: Query<&Mesh3d>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut bent: ResMut<Bent>,
    mut commands: Commands,
) {
    let (beam, down, span) = match down_m(&desk) {
        Some((beam, down, span)) => (Some(beam), down * EXAGGERATION, span),
        None => (None, 0.0, 1.0),
    };
    let bent = &mut *bent;
    if beam != bent.beam {
        // The last one is straight again.
        for (part, (straight, _)) in bent.parts.drain() {
            if let Ok(mut part) = commands.get_entity(part) {
                part.insert(Mesh3d(meshes.add(straight)));
            }
        }
        bent.drawn_m = 0.0;
        bent.beam = beam;
    }
    let share = 1.0 - (-f64::from(time.delta_secs()) / HAND_S).exp() as f32;
    let next = bent.drawn_m + (down - bent.drawn_m) * share;
    let next = if (down - next).abs() < 2e-5 {
        down
    } else {
        next
    };
    let Some(node) = bent.beam.as_ref().and_then(|beam| things.props.get(beam)) else {
        return;
    };
    if next == bent.drawn_m {
        return;
    }
    bent.drawn_m = next;
    if bent.parts.is_empty() {
        for part in std::iter::once(*node).chain(children.iter_descendants(*node)) {
            let Some(finer) = shapes
                .get(part)
                .ok()
                .and_then(|shape| cut(meshes.get(&shape.0)?))
            else {
                continue;
            };
            let shown = meshes.add(finer.clone());
            commands.entity(part).insert(Mesh3d(shown.clone()));
            bent.parts.insert(part, (finer, shown));
        }
    }
    for (straight, shown) in bent.parts.values() {
        let mut mesh = straight.clone();
        if let Some(VertexAttributeValues::Float32x3(points)) =
            mesh.attribute_mut(Mesh::ATTRIBUTE_POSITION)
        {
            for point in points {
                point[1] -= below_m(point[0], span, next);
            }
        }
        let _ = meshes.insert(shown.id(), mesh);
    }
}
