//! The compass as one sees it: where it lies, its needle with its lag, its bubble, its hinge, and a plate with what it reads.

use std::f32::consts::{FRAC_PI_2, PI};

use bevy::prelude::*;
use pleiades_labs::instrument::Needle;
use pleiades_labs::quantity::Notation;
use pleiades_netcode::protocol::{LabName, lab::Attempt};
use pleiades_scenes::lab::Lab;

use super::{
    Compass, Keeping,
    lie::{Lie, needle_for},
    shape::{self, BUBBLE_TO_M, Body, CIRCLE_M, LONG_M, PLATE_M, Part, WIDE_M},
};
use crate::{
    body::Eyes,
    lab::{
        desk::Desk,
        face::{Face, Faces, Line, Plate, Sheet},
        record::Wanted,
    },
    language::Phrases,
    panels::style,
    props::PropSet,
    session,
};

/// A needle on its pin swings in within half a second.
const NEEDLE_S: f64 = 0.5;
/// Where the bubble is, of the way it has to go, after this time.
const BUBBLE_S: f32 = 0.18;
/// The plate hangs this far above the compass, metres.
const ABOVE_M: f32 = 0.13;
/// Farther away it is not worn on a plate, metres.
const READ_FROM_M: f32 = 7.0;

/// What moves late.
#[derive(Resource)]
struct Swing {
    needle: Needle,
    bubble: Vec2,
}

impl Default for Swing {
    fn default() -> Self {
        Self {
            needle: Needle {
                angle_deg: 0.0,
                time_constant_s: NEEDLE_S,
            },
            bubble: Vec2::ZERO,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Swing>().add_systems(
        Update,
        (
            make.run_if(resource_exists::<Sheet>.and_then(wanted).and_then(run_once)),
            (place, swing, say).chain().in_set(PropSet::Place),
        )
            .chain(),
    );
}

fn wanted(compass: Res<Compass>) -> bool {
    compass.name.is_some()
}

fn make(
    sheet: Res<Sheet>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    shape::build(&mut meshes, &mut materials, &sheet.material, &mut commands);
}

fn place(
    mut compass: ResMut<Compass>,
    mut bodies: Query<(&mut Transform, &mut Visibility), With<Body>>,
) {
    let at = match compass.keeping {
        Keeping::Away => None,
        Keeping::Laid => compass
            .laid
            .as_ref()
            .map(|laid| session::from_pose(&laid.pose)),
        Keeping::Belt | Keeping::Hand { .. } => compass.at,
    };
    compass.at = at;
    for (mut transform, mut visibility) in &mut bodies {
        visibility.set_if_neq(if at.is_some() {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        if let Some(at) = at {
            transform.set_if_neq(Transform::from_isometry(at));
        }
    }
}

/// Degrees by which steel that was put down pulls the needle, as the data sheet has it.
fn pull_deg(lab: &Lab, attempt: &Attempt, name: &LabName, at: Vec3) -> f64 {
    let sheet = lab
        .instrument(name.as_str())
        .and_then(|instrument| instrument.compass);
    let steel = lab
        .instruments
        .iter()
        .filter(|instrument| instrument.steel && instrument.id != name.as_str())
        .filter_map(|instrument| attempt.stands.get(&LabName::from(instrument.id.as_str())))
        .filter_map(|stand| stand.at.as_ref())
        .map(|put| f64::from(Vec3::from_array(put.pose.position).distance(at)));
    sheet.map_or(0.0, |sheet| {
        let near = steel.into_iter().any(|far| far < sheet.metal_radius_m);
        if near {
            sheet.metal_deflection_deg
        } else {
            0.0
        }
    })
}

fn swing(
    time: Res<Time>,
    desk: Desk,
    compass: Res<Compass>,
    mut swing: ResMut<Swing>,
    mut parts: Query<(&Part, &mut Transform)>,
) {
    let (Some(at), Some(name)) = (compass.at, &compass.name) else {
        return;
    };
    let Some((lab, (_, attempt))) = desk.lab().zip(desk.attempt()) else {
        return;
    };
    let lie = Lie::of(at.rotation);
    let ring_deg = attempt
        .stands
        .get(name)
        .and_then(|stand| stand.dials.get(&LabName::from("declination")))
        .copied()
        .unwrap_or(0.0);
    let read = compass
        .shown
        .as_ref()
        .and_then(|(reading, _)| reading.value("strike"));
    let towards = match read {
        Some(strike_deg) => needle_for(strike_deg, ring_deg),
        None => lie.needle_deg(
            lab.declination_deg,
            pull_deg(lab, attempt, name, at.translation.into()),
        ),
    };
    swing.needle = swing.needle.after(towards, time.delta_secs_f64());
    let level_deg = super::instrument(lab).map_or(1.0, |(_, sheet)| sheet.level_deg);
    // Air rises: with the forward end down it goes to the rear.
    let off = (lie.plunge_deg / level_deg) as f32 * CIRCLE_M;
    let goal = Vec2::new(0.0, off).clamp_length_max(BUBBLE_TO_M);
    let share = 1.0 - (-time.delta_secs() / BUBBLE_S).exp();
    swing.bubble = swing.bubble.lerp(goal, share);
    let in_plate = at.rotation.inverse() * lie.body;
    let hinge = Vec3::new(-lie.side * WIDE_M / 2.0, PLATE_M, 0.0);
    for (part, mut transform) in &mut parts {
        let next = match part {
            Part::Hinged => {
                let middle = hinge + in_plate * (Vec3::X * lie.side * WIDE_M / 2.0);
                Transform::from_translation(middle).with_rotation(in_plate)
            }
            Part::Hinge => {
                Transform::from_translation(hinge).with_rotation(Quat::from_rotation_x(FRAC_PI_2))
            }
            Part::Quadrant => {
                let turn = if lie.side > 0.0 { 0.0 } else { PI };
                let end = Vec3::Z * lie.side * (LONG_M / 2.0 + 0.002);
                Transform::from_translation(hinge + end).with_rotation(Quat::from_rotation_y(turn))
            }
            Part::Ring => transform.with_rotation(clockwise(ring_deg)),
            Part::Needle => transform.with_rotation(clockwise(swing.needle.angle_deg)),
            Part::Bubble => {
                let off = Vec3::new(swing.bubble.x, 0.0, swing.bubble.y);
                Transform::from_translation(shape::bubble_home() + off)
            }
        };
        transform.set_if_neq(next);
    }
}

/// A turn on the body, degrees clockwise seen from above.
fn clockwise(degrees: f64) -> Quat {
    Quat::from_rotation_y(-degrees.to_radians() as f32)
}

/// The plate above it: what was read, or whether it can be read.
fn say(
    desk: Desk,
    compass: Res<Compass>,
    wanted: Res<Wanted>,
    phrases: Res<Phrases>,
    eyes: Query<&GlobalTransform, With<Eyes>>,
    mut faces: ResMut<Faces>,
    mut plates: Query<(&Plate, &mut Transform, &mut Visibility)>,
) {
    let sheet = desk.lab().and_then(super::instrument);
    let near = eyes
        .single()
        .ok()
        .zip(compass.at)
        .filter(|(eyes, at)| eyes.translation().distance(at.translation.into()) < READ_FROM_M);
    let on_rock = matches!(
        compass.keeping,
        Keeping::Laid | Keeping::Hand { touches: true, .. }
    );
    let words = match (&sheet, &compass.shown, compass.at) {
        (Some(_), Some((reading, _)), _) => {
            let number = |channel| {
                let value = reading.value(channel).unwrap_or(0.0);
                Notation::French.fixed(value, 0)
            };
            let strike = format!("{:0>3}", number("strike"));
            let dip = format!("{:0>2}", number("dip"));
            let row = compass.name.as_ref().and_then(|name| wanted.row_of(name));
            let noted = match row {
                Some(row) => phrases.with("lab-compass-noted", &[("row", f64::from(row).into())]),
                None => phrases.get("lab-compass-read").into_owned(),
            };
            vec![
                Line::new(format!("{strike} / {dip}"), 34.0, style::AMBER),
                Line::new(noted, 18.0, style::PAPER),
            ]
        }
        (Some((_, sheet)), None, Some(at)) if on_rock => {
            let level = Lie::of(at.rotation).plunge_deg.abs() <= sheet.level_deg;
            let (key, colour) = if level {
                ("lab-compass-level", style::AMBER)
            } else {
                ("lab-compass-tilted", style::PAPER)
            };
            vec![Line::new(phrases.get(key), 22.0, colour)]
        }
        _ => Vec::new(),
    };
    let shown = !words.is_empty();
    if shown {
        faces.show(Face::Tag, words);
    }
    for (plate, mut transform, mut visibility) in &mut plates {
        if plate.0 != Face::Tag {
            continue;
        }
        match near.filter(|_| shown) {
            Some((eyes, at)) => {
                let above = Vec3::from(at.translation) + Vec3::Y * ABOVE_M;
                *transform = plate.hung(above, eyes.translation());
                visibility.set_if_neq(Visibility::Inherited);
            }
            None => {
                visibility.set_if_neq(Visibility::Hidden);
            }
        }
    }
}
