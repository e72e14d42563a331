//! An instrument's data sheet, and one instrument made after it.

use serde::{Deserialize, Serialize};

use super::{Noise, Reading};
use crate::{quantity::Unit, random::Stream};

/// A kind of instrument, as its data sheet describes it. All numbers in `unit` unless said otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Its name in lesson and journal.
    pub id: String,
    /// What it reads in.
    pub unit: Unit,
    /// Promised limit of the zero error: an instrument's own is uniform within ± this, and stays.
    #[serde(default)]
    pub zero_tolerance: f64,
    /// Promised limit of the gain error as a share of the value (0.005 is ± 0.5 %): uniform within ± this, and stays.
    #[serde(default)]
    pub gain_tolerance: f64,
    /// What is new at each reading.
    #[serde(default)]
    pub noise: Noise,
    /// Lowest and highest value it can show.
    pub range: [f64; 2],
    /// Resolution: one step of the last digit, or one graduation.
    pub step: f64,
}

/// What is wrong in a data sheet.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// The step is not above zero.
    #[error("instrument `{0}`: `step` must be above zero")]
    Step(String),
    /// The range is upside down or not finite.
    #[error("instrument `{0}`: `range` must be two finite numbers, the smaller first")]
    Range(String),
    /// A negative or unbounded tolerance or noise.
    #[error("instrument `{0}`: tolerances and noise must be finite and not negative")]
    Spread(String),
}

/// One instrument: a model with the zero and gain errors it happens to have in this attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    model: Model,
    zero: f64,
    gain: f64,
}

impl Model {
    /// Checks the sheet and takes one instrument from the shelf: its lasting errors are drawn from the attempt.
    pub fn made(self, stream: &Stream) -> Result<Instrument, ModelError> {
        if !(self.step.is_finite() && self.step > 0.0) {
            return Err(ModelError::Step(self.id));
        }
        let [low, high] = self.range;
        if !(low.is_finite() && high.is_finite() && low < high) {
            return Err(ModelError::Range(self.id));
        }
        let spreads = match self.noise {
            Noise::None => [0.0, 0.0],
            Noise::Normal { sigma, relative } => [sigma, relative],
            Noise::Uniform { half_width } => [half_width, 0.0],
        };
        let all = [
            self.zero_tolerance,
            self.gain_tolerance,
            spreads[0],
            spreads[1],
        ];
        if !all
            .iter()
            .all(|spread| spread.is_finite() && *spread >= 0.0)
        {
            return Err(ModelError::Spread(self.id));
        }
        let mut source = stream.making(&self.id);
        Ok(Instrument {
            zero: source.uniform(-self.zero_tolerance, self.zero_tolerance),
            gain: 1.0 + source.uniform(-self.gain_tolerance, self.gain_tolerance),
            model: self,
        })
    }
}

impl Instrument {
    /// The data sheet.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The `index`th reading of `true_value`: true → zero and gain → noise → end of range → step → display.
    ///
    /// The same stream, instrument, index and true value give the same reading. A true value that is not a number reads as the
    /// low end, saturated.
    pub fn read(&self, true_value: f64, stream: &Stream, index: u64) -> Reading {
        let Self { model, zero, gain } = self;
        let [low, high] = model.range;
        let systematic = true_value * gain + zero;
        // Noise in proportion to the value stops growing where the range ends.
        let level = systematic.clamp(low, high);
        let noisy = systematic
            + model
                .noise
                .draw(level, &mut stream.reading(&model.id, index));
        let saturated = !(low..=high).contains(&noisy);
        let limited = if noisy.is_nan() {
            low
        } else {
            noisy.clamp(low, high)
        };
        let value = (limited / model.step).round() * model.step;
        let tolerance = model.zero_tolerance + model.gain_tolerance * value.abs();
        Reading {
            instrument: model.id.clone(),
            index,
            value,
            unit: model.unit.clone(),
            decimals: decimals(model.step),
            saturated,
            u_resolution: model.step / 12_f64.sqrt(),
            u_specification: tolerance / 3_f64.sqrt(),
        }
    }
}

/// How many decimals show every multiple of `step`: 2 for 0.05, 1 for 0.5, 0 for 2; at most 9.
fn decimals(step: f64) -> usize {
    let mut scaled = step;
    for decimals in 0..9 {
        if (scaled - scaled.round()).abs() < 1e-6 * scaled && scaled.round() >= 1.0 {
            return decimals;
        }
        scaled *= 10.0;
    }
    9
}
