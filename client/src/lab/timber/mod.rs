//! The timber bench: beams laid into press, scale and cradles are held to them; the wheel loads, displays and dial show, the beam bends.

mod bend;
mod carry;
mod press;
mod show;

use bevy::prelude::*;
use pleiades_netcode::protocol::{
    LabName,
    lab::{Attempt, Placement, Reading, Stand},
};
use pleiades_scenes::lab::{Instrument, Lab, Reads, Specimen};

use crate::session::to_pose;

pub(crate) use press::Tool;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((carry::plugin, press::plugin, show::plugin));
}

/// The press of a lab.
fn the_press(lab: &Lab) -> Option<&Instrument> {
    lab.instruments
        .iter()
        .find(|instrument| instrument.press.is_some())
}

/// What a gauge reads, if it is one.
fn reads(instrument: &Instrument, what: Reads) -> bool {
    let gauge = instrument.gauge.as_ref();
    gauge.is_some_and(|gauge| gauge.reads.contains(&what))
}

/// The gauges that change with the load.
fn loaded(lab: &Lab) -> impl Iterator<Item = &Instrument> {
    lab.instruments
        .iter()
        .filter(|instrument| reads(instrument, Reads::Load) || reads(instrument, Reads::Deflection))
}

fn name(instrument: &Instrument) -> LabName {
    instrument.id.as_str().into()
}

/// The specimen that a thing of the scene is.
fn specimen_of<'a>(lab: &'a Lab, object: &str) -> Option<&'a Specimen> {
    let mut specimens = lab.specimens.iter();
    specimens.find(|specimen| specimen.anchor == object)
}

/// An instrument held to a whole specimen, where that is.
fn held_to(specimen: &Specimen, at: Isometry3d) -> Placement {
    Placement {
        specimen: specimen.id.as_str().into(),
        node: specimen.anchor.as_str().into(),
        pose: to_pose(at),
    }
}

fn stand<'a>(attempt: &'a Attempt, instrument: &Instrument) -> Option<&'a Stand> {
    attempt.stands.get(&name(instrument))
}

/// The load a press is set to, newtons.
fn load_n(attempt: &Attempt, press: &Instrument) -> f64 {
    stand(attempt, press)
        .and_then(|stand| stand.dials.get(&LabName::from("load")))
        .copied()
        .unwrap_or(0.0)
}

/// What an instrument shows: its newest reading, as long as that is of what it is held to, or of what lies in the press.
fn shows<'a>(lab: &Lab, attempt: &'a Attempt, instrument: &Instrument) -> Option<&'a Reading> {
    let in_press = instrument.gauge.as_ref()?.in_press();
    let holder = if in_press {
        the_press(lab)?
    } else {
        instrument
    };
    let now = stand(attempt, holder)?.at.as_ref()?;
    let own = name(instrument);
    let mut readings = attempt.readings.iter().rev();
    readings
        .find(|reading| reading.instrument == own)
        .filter(|reading| reading.specimen.as_ref() == Some(&now.specimen))
}
