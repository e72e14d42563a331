//! Placing, setting and reading instruments.

use glam::{DQuat, DVec3};
use pleiades_labs::instrument::{Laid, Surroundings};
use pleiades_labs::orientation::{Declination, Enu};
use pleiades_scenes::lab::{BenchError, CompassSheet, Instrument, Specimen};

use super::Bench;
use crate::protocol::lab::{
    Attempt, AttemptId, FLAT_DEG, Placement, REACH_M, READINGS, Reading, Stand, Value,
};
use crate::protocol::{Done, LabName, LabRefusal, Refusal, limits, pose::Pose};

const LOAD: &str = "load";
const DECLINATION: &str = "declination";

impl Bench {
    /// An instrument is held to something, or put back.
    pub(super) fn placed(
        &self,
        attempt: &Attempt,
        instrument: &LabName,
        at: Option<&Placement>,
    ) -> Result<Option<Done>, Refusal> {
        let known = self.known(instrument)?;
        let at = match at {
            None => None,
            Some(at) => Some(self.checked(known, at)?),
        };
        let now = attempt
            .stands
            .get(instrument)
            .and_then(|stand| stand.at.as_ref());
        Ok((now != at.as_ref()).then(|| Done::Placed {
            instrument: instrument.clone(),
            at,
        }))
    }

    /// A placement that names a specimen, one of its nodes, and a pose within reach of it; or of where the instrument stands, for
    /// specimens are carried to a press.
    fn checked(&self, instrument: &Instrument, at: &Placement) -> Result<Placement, Refusal> {
        let unknown = Refusal::Lab(LabRefusal::UnknownHere);
        let specimen = self.specimen(&at.specimen).ok_or(unknown.clone())?;
        let node = at.node.as_str();
        let place = self
            .nodes
            .get(node)
            .filter(|_| specimen.is_at(node))
            .ok_or(unknown)?;
        let pose = at
            .pose
            .checked(limits::PLACE_M)
            .ok_or(Refusal::OutOfReach)?;
        let stands = instrument.anchor.as_ref().and_then(|id| self.nodes.get(id));
        let here = DVec3::from(pose.position.map(f64::from));
        let reaches =
            |from: &[f32; 3]| DVec3::from(from.map(f64::from)).distance(here) <= f64::from(REACH_M);
        if !reaches(place) && !stands.is_some_and(reaches) {
            return Err(Refusal::OutOfReach);
        }
        Ok(Placement { pose, ..at.clone() })
    }

    /// A dial is turned.
    pub(super) fn dialled(
        &self,
        attempt: &Attempt,
        instrument: &LabName,
        dial: &LabName,
        value: f64,
    ) -> Result<Option<Done>, Refusal> {
        let known = self.known(instrument)?;
        let (low, high) = match (dial.as_str(), known) {
            (
                LOAD,
                Instrument {
                    press: Some(press), ..
                },
            ) => (0.0, press.max_load_n),
            (
                DECLINATION,
                Instrument {
                    compass: Some(_), ..
                },
            ) => (-180.0, 180.0),
            _ => return Err(Refusal::Lab(LabRefusal::UnknownHere)),
        };
        if !(low..=high).contains(&value) {
            return Err(Refusal::Lab(LabRefusal::DialEnd));
        }
        let now = attempt
            .stands
            .get(instrument)
            .and_then(|stand| stand.dials.get(dial));
        Ok((now != Some(&value)).then(|| Done::Dialled {
            instrument: instrument.clone(),
            dial: dial.clone(),
            value,
        }))
    }

    /// An instrument is read as it stands.
    pub(super) fn read(
        &self,
        id: AttemptId,
        attempt: &Attempt,
        instrument: &LabName,
    ) -> Result<Done, Refusal> {
        let known = self.known(instrument)?;
        if attempt.readings.len() >= READINGS {
            return Err(Refusal::Lab(LabRefusal::NotebookFull));
        }
        let index = attempt.readings.len() as u64;
        let stand = attempt.stands.get(instrument);
        match known.compass {
            Some(sheet) => self.read_compass(id, attempt, known, sheet, stand, index),
            None => self.read_gauge(id, attempt, known, stand, index),
        }
        .map(Done::Read)
    }

    fn read_compass(
        &self,
        id: AttemptId,
        attempt: &Attempt,
        instrument: &Instrument,
        sheet: CompassSheet,
        stand: Option<&Stand>,
        index: u64,
    ) -> Result<Reading, Refusal> {
        let stand = stand.ok_or(Refusal::Lab(LabRefusal::NothingToRead))?;
        let at = stand
            .at
            .as_ref()
            .ok_or(Refusal::Lab(LabRefusal::NothingToRead))?;
        let truth = self.truth(id);
        let surface = truth.surface(at.specimen.as_str()).map_err(refusal)?;
        let laid = laid(&at.pose);
        if laid.off_surface_deg(surface) > FLAT_DEG {
            return Err(Refusal::Lab(LabRefusal::NotFlat));
        }
        let plunge = laid.plunge_deg();
        if plunge.abs() > sheet.level_deg {
            return Err(Refusal::Lab(LabRefusal::NotLevel));
        }
        let ring = Declination {
            east_deg: stand
                .dials
                .get(&LabName::from(DECLINATION))
                .copied()
                .unwrap_or(0.0),
        };
        let around = Surroundings {
            declination: truth.declination(),
            metal_distance_m: self.steel_near(attempt, instrument, &at.pose),
            edge_plunge_deg: plunge,
        };
        let reading = truth
            .compass(
                &instrument.id,
                at.specimen.as_str(),
                ring,
                around,
                laid.is_reversed(surface),
                index,
            )
            .map_err(refusal)?;
        let u = sheet.resolution_deg / 12_f64.sqrt();
        let value = |channel: &str, value: f64| Value {
            channel: channel.to_owned(),
            value,
            u,
            decimals: 0,
        };
        Ok(Reading {
            instrument: instrument.id.as_str().into(),
            specimen: Some(at.specimen.clone()),
            place_m: Some(enu(&at.pose)),
            values: vec![
                value("strike", reading.plane.strike.degrees()),
                value("dip", reading.plane.dip.degrees()),
            ],
            saturated: false,
        })
    }

    fn read_gauge(
        &self,
        id: AttemptId,
        attempt: &Attempt,
        instrument: &Instrument,
        stand: Option<&Stand>,
        index: u64,
    ) -> Result<Reading, Refusal> {
        let gauge = instrument
            .gauge
            .as_ref()
            .ok_or(Refusal::Lab(LabRefusal::NothingToRead))?;
        let at = stand.and_then(|stand| stand.at.as_ref());
        let press = self
            .lab
            .instruments
            .iter()
            .find(|instrument| instrument.press.is_some());
        let press = press.and_then(|press| attempt.stands.get(&LabName::from(press.id.as_str())));
        let loaded = press.and_then(|press| {
            let load = press
                .dials
                .get(&LabName::from(LOAD))
                .copied()
                .unwrap_or(0.0);
            Some((press.at.as_ref()?, load))
        });
        let held_to = at.map(|at| (at.specimen.as_str(), metres(&at.pose)));
        let in_press = loaded.map(|(at, load)| (at.specimen.as_str(), load));
        let shown = self
            .truth(id)
            .gauge(&instrument.id, held_to, in_press, index)
            .map_err(refusal)?;
        let measured = if gauge.in_press() {
            loaded.map(|(at, _)| at)
        } else {
            at
        };
        // Where a receiver is, is what it measures.
        let told = measured.filter(|_| !gauge.reads_place());
        Ok(Reading {
            instrument: instrument.id.as_str().into(),
            specimen: measured.map(|at| at.specimen.clone()),
            place_m: told.map(|at| enu(&at.pose)),
            saturated: shown.iter().any(|(_, shown)| shown.saturated),
            values: shown
                .into_iter()
                .map(|(channel, shown)| Value {
                    channel: channel.to_owned(),
                    value: shown.value,
                    u: shown.u(),
                    decimals: u8::try_from(shown.decimals).unwrap_or(9),
                })
                .collect(),
        })
    }

    /// Distance from a compass to the nearest steel that was put down, metres.
    fn steel_near(&self, attempt: &Attempt, compass: &Instrument, at: &Pose) -> Option<f64> {
        let here = DVec3::from(at.position.map(f64::from));
        self.lab
            .instruments
            .iter()
            .filter(|instrument| instrument.steel && instrument.id != compass.id)
            .filter_map(|instrument| attempt.stands.get(&LabName::from(instrument.id.as_str())))
            .filter_map(|stand| stand.at.as_ref())
            .map(|at| DVec3::from(at.pose.position.map(f64::from)).distance(here))
            .reduce(f64::min)
    }

    fn known(&self, instrument: &LabName) -> Result<&Instrument, Refusal> {
        self.lab
            .instrument(instrument.as_str())
            .ok_or(Refusal::Lab(LabRefusal::UnknownHere))
    }

    fn specimen(&self, specimen: &LabName) -> Option<&Specimen> {
        let mut all = self.lab.specimens.iter();
        all.find(|known| known.id == specimen.as_str())
    }
}

/// Only a lesson and a key that contradict each other give other errors, and a lint finds them.
fn refusal(error: BenchError) -> Refusal {
    Refusal::Lab(match error {
        BenchError::Instrument(_) | BenchError::Specimen(_) | BenchError::EmptyPress => {
            LabRefusal::NothingToRead
        }
        BenchError::Key { .. } => LabRefusal::UnknownHere,
    })
}

/// How a compass of this pose lies: +Y away from the rock, the edge along −Z. East is +X, up +Y, north −Z.
fn laid(pose: &Pose) -> Laid {
    let [x, y, z, w] = pose.rotation.map(f64::from);
    let turn = DQuat::from_xyzw(x, y, z, w);
    let in_enu = |v: DVec3| Enu::new(v.x, -v.z, v.y);
    Laid {
        edge: in_enu(turn * DVec3::NEG_Z),
        normal: in_enu(turn * DVec3::Y),
    }
}

/// Where a pose is, metres east, north and up.
fn metres(pose: &Pose) -> [f64; 3] {
    let [x, y, z] = pose.position.map(f64::from);
    [x, -z, y]
}

/// The same to the centimetre: no notebook needs more.
fn enu(pose: &Pose) -> [f64; 3] {
    metres(pose).map(|metres| (metres * 100.0).round() / 100.0)
}
