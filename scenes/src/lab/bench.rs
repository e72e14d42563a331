//! The bench of one attempt: what is true in it, what instruments show, and how it is marked. A pure function of lesson, key and
//! the attempt's secret name, so that it can be made anew for every command and years later for a second marking.

use std::collections::BTreeMap;

use pleiades_labs::{
    instrument::{CompassReading, Reading, Surroundings},
    marking::{Criterion, Gate, Key, Rubric, Score, Truth},
    orientation::{Declination, Plane},
    quantity::Unit,
    random::Stream,
    timber::{Piece, longitudinal_hz},
};

use super::classes::classes;
use super::key::{How, ModelTruth, Quantity};
use super::{KeyFile, KeySpecimen, KeyTruth, Lab, Reads};

/// The bench of one attempt.
#[derive(Debug)]
pub struct Bench<'a> {
    lab: &'a Lab,
    key: &'a KeyFile,
    stream: Stream,
    pieces: BTreeMap<&'a str, Piece>,
}

/// Why an instrument shows nothing, or a key cannot mark.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BenchError {
    /// No such instrument, or none that reads this.
    #[error("`{0}` does not read that")]
    Instrument(String),
    /// Not a specimen this instrument can be held to.
    #[error("`{0}` cannot be measured with this")]
    Specimen(String),
    /// The press is empty, or no load is set.
    #[error("there is no beam in the press")]
    EmptyPress,
    /// The key.
    #[error("truth `{id}`: {why}")]
    Key {
        /// The truth.
        id: String,
        /// What is wrong.
        why: String,
    },
}

impl<'a> Bench<'a> {
    /// The bench of the attempt named `attempt` at the lesson `lesson`. Beams are drawn from the attempt's own chance.
    pub fn new(lesson: &str, lab: &'a Lab, key: &'a KeyFile, attempt: &str) -> Self {
        let stream = Stream::new(key.seed, lesson, attempt);
        let pieces = key
            .specimens
            .iter()
            .filter_map(|(id, specimen)| {
                let (class, sawn) = specimen.sawn()?;
                let piece = Piece::draw(class, sawn, &mut stream.specimen(id, 0));
                Some((id.as_str(), piece))
            })
            .collect();
        Self {
            lab,
            key,
            stream,
            pieces,
        }
    }

    /// Declination of the place.
    pub fn declination(&self) -> Declination {
        Declination {
            east_deg: self.lab.declination_deg,
        }
    }

    /// The true orientation of a surface.
    ///
    /// # Errors
    /// It is no surface, or the key does not know its plane.
    pub fn surface(&self, specimen: &str) -> Result<Plane, BenchError> {
        let Some(KeySpecimen::Surface { truth }) = self.key.specimens.get(specimen) else {
            return Err(BenchError::Specimen(specimen.to_owned()));
        };
        let key = self.truths()?;
        key.plane(truth).map_err(|error| BenchError::Key {
            id: truth.clone(),
            why: error.to_string(),
        })
    }

    /// The `index`th reading of a compass on `specimen`, with `ring` set and `around` it. `reversed`: its edge points against strike.
    ///
    /// # Errors
    /// It is no compass, or no surface.
    pub fn compass(
        &self,
        instrument: &str,
        specimen: &str,
        ring: Declination,
        around: Surroundings,
        reversed: bool,
        index: u64,
    ) -> Result<CompassReading, BenchError> {
        let sheet = self
            .lab
            .instrument(instrument)
            .and_then(|instrument| instrument.compass)
            .ok_or_else(|| BenchError::Instrument(instrument.to_owned()))?;
        let mut source = self.stream.reading(instrument, index);
        let surface = self.surface(specimen)?;
        let around = Surroundings {
            declination: self.declination(),
            // Seen from the other end, the plunge has the other sign.
            edge_plunge_deg: if reversed {
                -around.edge_plunge_deg
            } else {
                around.edge_plunge_deg
            },
            ..around
        };
        let mut reading = sheet.set(ring).read(surface, &around, &mut source);
        if reversed {
            reading.plane.strike = reading.plane.strike.turned(180.0);
        }
        Ok(reading)
    }

    /// The `index`th reading of a gauge, by channel: on `held_to` (a specimen, and the place east, north and up, metres), or on
    /// `in_press` under its load (N).
    ///
    /// # Errors
    /// The gauge does not read that, or there is nothing to read.
    pub fn gauge(
        &self,
        instrument: &str,
        held_to: Option<(&str, [f64; 3])>,
        in_press: Option<(&str, f64)>,
        index: u64,
    ) -> Result<Vec<(&'static str, Reading)>, BenchError> {
        let not_this = || BenchError::Instrument(instrument.to_owned());
        let gauge = self
            .lab
            .instrument(instrument)
            .and_then(|instrument| instrument.gauge.as_ref())
            .ok_or_else(not_this)?;
        let sheet = gauge.sheet(instrument).ok_or_else(not_this)?;
        let shown_in = sheet.unit.si();
        let made = sheet.made(&self.stream).map_err(|_| not_this())?;
        let read = |(nth, reads): (u64, &Reads)| {
            let true_si = self.true_value(*reads, held_to, in_press)?;
            // Several numbers of one reading have each their own noise.
            let draw = index | nth << 32;
            let reading = made.read(true_si / shown_in, &self.stream, draw);
            Ok((gauge.channel(*reads), reading))
        };
        (0..).zip(&gauge.reads).map(read).collect()
    }

    fn true_value(
        &self,
        reads: Reads,
        held_to: Option<(&str, [f64; 3])>,
        in_press: Option<(&str, f64)>,
    ) -> Result<f64, BenchError> {
        if reads == Reads::Span {
            return self.span_m().ok_or(BenchError::EmptyPress);
        }
        if reads.in_press() {
            let (specimen, load_n) = in_press.ok_or(BenchError::EmptyPress)?;
            let piece = self.piece(specimen)?;
            let span_m = self.span_m().ok_or(BenchError::EmptyPress)?;
            return Ok(match reads {
                Reads::Load => load_n,
                _ => piece.deflection_m(span_m, self.key.press.seating(), load_n),
            });
        }
        let (specimen, place) = held_to.ok_or_else(|| BenchError::Specimen(String::new()))?;
        if let Some(coordinate) = reads.coordinate() {
            return Ok(place[coordinate]);
        }
        if reads == Reads::Thickness {
            return match self.key.specimens.get(specimen) {
                Some(KeySpecimen::Bed { thickness_m }) => Ok(*thickness_m),
                _ => Err(BenchError::Specimen(specimen.to_owned())),
            };
        }
        let piece = self.piece(specimen)?;
        Ok(match reads {
            Reads::Width => piece.section.width_m,
            Reads::Height => piece.section.height_m,
            Reads::Length => piece.length_m,
            Reads::Mass => piece.mass_kg(),
            Reads::Frequency => frequency_hz(piece),
            _ => match self.key.specimens.get(specimen) {
                Some(KeySpecimen::Beam { moisture, .. }) => *moisture,
                _ => return Err(BenchError::Specimen(specimen.to_owned())),
            },
        })
    }

    fn piece(&self, specimen: &str) -> Result<&Piece, BenchError> {
        self.pieces
            .get(specimen)
            .ok_or_else(|| BenchError::Specimen(specimen.to_owned()))
    }

    /// The true span of the press, metres.
    fn span_m(&self) -> Option<f64> {
        let press = self
            .lab
            .instruments
            .iter()
            .find_map(|instrument| instrument.press)?;
        Some(press.span_m + self.key.press.span_error_mm * 1e-3)
    }

    /// What is true in this attempt.
    ///
    /// # Errors
    /// A truth that the model cannot compute.
    pub fn truths(&self) -> Result<Key, BenchError> {
        let mut key = Key::default();
        for (id, truth) in &self.key.truths {
            let truth = match truth {
                KeyTruth::Given(truth) => truth.clone(),
                KeyTruth::Model(model) => self.computed(model).map_err(|why| BenchError::Key {
                    id: id.clone(),
                    why,
                })?,
            };
            key.truths.insert(id.clone(), truth);
        }
        Ok(key)
    }

    fn computed(&self, model: &ModelTruth) -> Result<Truth, String> {
        let ModelTruth {
            quantity,
            of,
            unit,
            u_share,
            load_n,
        } = model;
        let unit: Unit = unit
            .parse()
            .map_err(|error: pleiades_labs::quantity::UnitError| error.to_string())?;
        let si: Unit = quantity.si_unit().parse().unwrap_or_else(|_| Unit::one());
        if !unit.converts_to(&si) {
            return Err(format!("`{unit}` is no unit of it; `{si}` is"));
        }
        if of.is_empty() {
            return Err("`of` names no beam".to_owned());
        }
        let mut sum = 0.0;
        for specimen in of {
            let piece = self.piece(specimen).map_err(|error| error.to_string())?;
            sum += self.quantity(*quantity, piece, *load_n)?;
        }
        let value = sum / of.len() as f64 / unit.si();
        Ok(Truth::Number {
            value,
            u: value.abs() * u_share,
        })
    }

    fn quantity(&self, quantity: Quantity, piece: &Piece, load_n: f64) -> Result<f64, String> {
        let span = || {
            self.span_m()
                .ok_or_else(|| "the lab has no press".to_owned())
        };
        Ok(match quantity {
            Quantity::Modulus => piece.beam.modulus_pa,
            Quantity::ApparentModulus => piece.apparent_modulus_pa(span()?),
            Quantity::Stiffness => piece.stiffness_n_per_m(span()?),
            Quantity::Compliance => 1.0 / piece.stiffness_n_per_m(span()?),
            Quantity::Density => piece.beam.density_kg_m3,
            Quantity::Width => piece.section.width_m,
            Quantity::Height => piece.section.height_m,
            Quantity::Frequency => frequency_hz(piece),
            Quantity::Deflection => piece.deflection_m(span()?, self.key.press.seating(), load_n),
        })
    }

    /// The rubric of this attempt and the truths it holds against the notebook: the grid's points, the key's scores.
    ///
    /// # Errors
    /// A truth that cannot be computed.
    pub fn marking(&self) -> Result<(Rubric, Key), BenchError> {
        let key = self.truths()?;
        let criteria = self.lab.marking.criteria.iter().map(|line| {
            let how = self
                .key
                .scores
                .iter()
                .find(|score| score.criterion == line.id)
                .map(|score| &score.how);
            Ok(Criterion {
                id: line.id.clone(),
                points: line.points,
                score: match how {
                    Some(How::Score(score)) => score.clone(),
                    Some(How::Class(class)) => classes(class, &key)?,
                    // Without a score it is the teacher's.
                    None => Score::Manual,
                },
            })
        });
        let rubric = Rubric {
            total: self.lab.marking.total,
            criteria: criteria.collect::<Result<_, BenchError>>()?,
            gates: self
                .key
                .gates
                .iter()
                .map(|gate| Gate {
                    id: gate.gate.clone(),
                    when: gate.when.clone(),
                })
                .collect(),
        };
        Ok((rubric, key))
    }
}

fn frequency_hz(piece: &Piece) -> f64 {
    longitudinal_hz(
        piece.length_m,
        piece.beam.modulus_pa,
        piece.beam.density_kg_m3,
    )
}
