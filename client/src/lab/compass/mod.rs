//! The compass-clinometer: laid on rock by a click and turned, or held against it in the hand.

mod hold;
mod lay;
mod lie;
mod shape;
mod show;

use bevy::prelude::*;
use pleiades_netcode::protocol::{
    Deed, Done, Event, LabEvent, LabName,
    lab::{Attempt, Placement, Reading},
};
use pleiades_scenes::lab::{CompassSheet, Lab};
use serde_json::{Value, json};

use super::{desk::Desk, record::Wanted};
use crate::{
    app::sets::FrameSet,
    props::PropSet,
    session::{self, Happened, Told},
    xr::Side,
};

/// What was turned is told to the room once it has been left alone so long, seconds.
const TELL_AFTER_S: f32 = 0.35;
/// An answer this old was lost on the way, seconds.
const FORGET_AFTER_S: f32 = 3.0;
/// Moved by less, it still shows what was read: metres and radians; in a hand, which is never still, by more.
const STILL: (f32, f32) = (0.004, 0.009);
const STILL_IN_HAND: (f32, f32) = (0.03, 0.1);

/// The compass of this client: a student has one, whatever others do.
#[derive(Resource, Default, Debug)]
pub(crate) struct Compass {
    name: Option<LabName>,
    keeping: Keeping,
    /// How it lies, as one has it now.
    laid: Option<Placement>,
    /// What the room was last heard to know.
    heard: Option<Placement>,
    /// Placements on their way, and since when.
    asked: u8,
    asked_for_s: f32,
    /// Turned, and told when this has run out.
    tell_in_s: Option<f32>,
    /// What was read where it lies, and how it lay.
    shown: Option<(Reading, Isometry3d)>,
    /// Readings of it that are known.
    readings: usize,
    /// Where it is drawn, room frame: of its plate.
    at: Option<Isometry3d>,
}

/// Where a compass is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keeping {
    /// In the bag.
    #[default]
    Away,
    /// At the belt of one who wears a headset.
    Belt,
    /// In a hand; `touches` rock or not.
    Hand { side: Side, touches: bool },
    /// On the rock.
    Laid,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Compass>()
        .add_plugins((lay::plugin, hold::plugin, show::plugin))
        .add_systems(
            Update,
            (
                hear.after(FrameSet::Receive).before(FrameSet::Move),
                tell.in_set(PropSet::Place),
            ),
        );
}

/// The compass of a lab: its name, title and sheet.
fn instrument(lab: &Lab) -> Option<(LabName, CompassSheet)> {
    let mut all = lab.instruments.iter();
    all.find_map(|instrument| Some((instrument.id.as_str().into(), instrument.compass?)))
}

fn stands(attempt: &Attempt, name: &LabName) -> Option<Placement> {
    attempt.stands.get(name)?.at.clone()
}

impl Compass {
    /// Lays it somewhere, or takes it back, and tells the room.
    fn put(&mut self, desk: &mut Desk, at: Option<Placement>) {
        self.laid.clone_from(&at);
        self.tell_in_s = None;
        let Some(name) = self.name.clone() else {
            return;
        };
        // What the room knows already it would not answer.
        if self.heard == at && self.asked == 0 {
            return;
        }
        self.asked = self.asked.saturating_add(1);
        self.asked_for_s = 0.0;
        desk.does(Deed::Place {
            instrument: name,
            at,
        });
    }

    /// Reads it as it lies, and notes what it shows.
    fn read(&mut self, desk: &mut Desk, wanted: &mut Wanted) {
        let Some(name) = self.name.clone() else {
            return;
        };
        if self.tell_in_s.is_some() {
            let laid = self.laid.clone();
            self.put(desk, laid);
        }
        wanted.read(desk, name);
    }

    /// Turns it where it lies, degrees clockwise seen from above the rock.
    fn turn(&mut self, degrees: f32) {
        if let Some(laid) = &mut self.laid {
            let about = Quat::from_rotation_y(-degrees.to_radians());
            let turned = (Quat::from_array(laid.pose.rotation) * about).normalize();
            laid.pose.rotation = turned.to_array();
            self.tell_in_s = Some(TELL_AFTER_S);
        }
    }

    /// Whether a hand of a headset's wearer holds it: nothing else should hang before it then.
    pub(crate) fn is_in_hand(&self) -> bool {
        matches!(self.keeping, Keeping::Hand { .. })
    }

    /// For scripted runs.
    pub(crate) fn line(&self) -> Value {
        let keeping = match self.keeping {
            Keeping::Away => "away",
            Keeping::Belt => "belt",
            Keeping::Hand { touches: false, .. } => "hand",
            Keeping::Hand { touches: true, .. } => "rock",
            Keeping::Laid => "laid",
        };
        json!({
            "is": keeping,
            "node": self.laid.as_ref().map(|laid| laid.node.to_string()),
            "at": self.at.map(|at| at.translation.to_array()),
            "turned": self.at.map(|at| at.rotation.to_array()),
            "asked": self.asked,
            "shows": self.shown.as_ref().map(|(reading, _)| reading.values.iter().map(|value| value.value).collect::<Vec<_>>()),
        })
    }
}

/// What the room says of it: an answer to oneself, or that somebody else has moved it.
fn hear(
    time: Res<Time>,
    desk: Desk,
    mut happened: MessageReader<Happened>,
    mut told: MessageReader<Told>,
    mut compass: ResMut<Compass>,
) {
    let compass = &mut *compass;
    let open = desk.open().zip(desk.lab().and_then(instrument));
    let Some(((id, attempt), (name, _))) = open else {
        happened.clear();
        told.clear();
        if compass.name.is_some() {
            *compass = Compass::default();
        }
        return;
    };
    let me = desk.session.me();
    for Happened(entry) in happened.read() {
        if let Event::Lab(LabEvent::Worked {
            attempt,
            who,
            done: Done::Placed { instrument, .. },
        }) = &entry.event
            && (*attempt, Some(*who), instrument) == (id, me, &name)
        {
            compass.asked = compass.asked.saturating_sub(1);
        }
    }
    compass.asked_for_s += time.delta_secs();
    let lost = compass.asked > 0 && compass.asked_for_s > FORGET_AFTER_S;
    if told.read().any(|told| matches!(told, Told::Refused(_))) || lost {
        compass.asked = 0;
    }
    let readings = attempt.readings.iter();
    let mut own = readings.filter(|reading| reading.instrument == name);
    let count = own.clone().count();
    if compass.name.as_ref() != Some(&name) {
        *compass = Compass {
            name: Some(name.clone()),
            readings: count,
            ..Compass::default()
        };
    }
    let known = stands(attempt, &name);
    if compass.asked == 0 && compass.heard != known {
        compass.heard.clone_from(&known);
        let in_hand = matches!(compass.keeping, Keeping::Hand { .. });
        if !in_hand && compass.tell_in_s.is_none() {
            compass.keeping = if known.is_some() {
                Keeping::Laid
            } else {
                Keeping::Away
            };
            compass.laid = known;
        }
    }
    if count > compass.readings
        && let (Some(reading), Some(laid)) = (own.next_back(), &compass.laid)
    {
        compass.shown = Some((reading.clone(), session::from_pose(&laid.pose)));
    }
    compass.readings = count;
    let (still_m, still_rad) = match compass.keeping {
        Keeping::Hand { .. } => STILL_IN_HAND,
        _ => STILL,
    };
    let moved = match (&compass.shown, &compass.laid) {
        (Some((_, then)), Some(now)) => {
            let now = session::from_pose(&now.pose);
            (now.translation - then.translation).length() > still_m
                || now.rotation.angle_between(then.rotation) > still_rad
        }
        (shown, _) => shown.is_some(),
    };
    if moved {
        compass.shown = None;
    }
}

/// Tells the room how it lies, once it has been left alone.
fn tell(time: Res<Time>, mut desk: Desk, mut compass: ResMut<Compass>) {
    let Some(left) = compass.tell_in_s else {
        return;
    };
    let left = left - time.delta_secs();
    compass.tell_in_s = Some(left);
    if left <= 0.0 {
        let laid = compass.laid.clone();
        compass.put(&mut desk, laid);
    }
}
