//! A sedimentary log: beds one above the other to scale, the coarser the wider, with their thickness and what they are.

use super::{
    svg::{Anchor, Svg},
    ticks::ticks,
};
use crate::quantity::{Measured, Notation, Unit};

/// A bed of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogBed {
    /// What it is called.
    pub title: String,
    /// Mean thickness, metres.
    pub thickness_m: f64,
    /// Its standard uncertainty; 0 if it was measured once.
    pub u_m: f64,
    /// How coarse it is, 0 to 1; half for a bed of which nothing was said.
    pub grain: f64,
    /// What it is made of, in the student's words.
    pub words: String,
}

/// What is drawn, from the base up.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// What it is, for those who cannot see it.
    pub title: String,
    /// The beds, the lowest first; others than those of a positive thickness are left out.
    pub beds: Vec<LogBed>,
    /// How numbers are written.
    pub notation: Notation,
}

const LEFT: f64 = 56.0;
const TOP: f64 = 16.0;
const HEIGHT: f64 = 320.0;
const INK: &str = r##"stroke="#222" stroke-width="1.5""##;
const FAINT: &str = r##"stroke="#777""##;

impl Log {
    /// The beds that can be drawn, each with the height of its base, metres.
    pub fn stacked(&self) -> Vec<(f64, &LogBed)> {
        let mut base = 0.0;
        let drawn = self
            .beds
            .iter()
            .filter(|bed| bed.thickness_m.is_finite() && bed.thickness_m > 0.0);
        drawn
            .map(|bed| {
                let at = base;
                base += bed.thickness_m;
                (at, bed)
            })
            .collect()
    }

    /// Height of all beds, metres.
    pub fn height_m(&self) -> f64 {
        self.stacked()
            .last()
            .map_or(0.0, |(base, bed)| base + bed.thickness_m)
    }

    /// What stands beside a bed.
    pub fn words(&self, bed: &LogBed) -> String {
        let metre: Unit = "m".parse().unwrap_or_else(|_| Unit::one());
        let thick = if bed.u_m > 0.0 {
            Measured::new(bed.thickness_m, bed.u_m, metre).stated(self.notation)
        } else {
            format!("{} m", self.notation.exact(bed.thickness_m))
        };
        let parts = [bed.title.as_str(), thick.as_str(), bed.words.as_str()];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" · ")
    }

    /// The drawing; without beds an empty column.
    pub fn svg(&self) -> String {
        let mut svg = Svg::new(620.0, TOP + HEIGHT + 24.0);
        let high = self.height_m();
        let metre = if high > 0.0 { HEIGHT / high } else { 1.0 };
        let y = |metres: f64| TOP + HEIGHT - metre * metres;
        svg.line([LEFT, TOP], [LEFT, TOP + HEIGHT], INK);
        svg.line([LEFT, TOP + HEIGHT], [LEFT + 220.0, TOP + HEIGHT], INK);
        for tick in ticks(0.0, high)
            .into_iter()
            .filter(|tick| *tick <= high && high > 0.0)
        {
            svg.line([LEFT - 5.0, y(tick)], [LEFT, y(tick)], INK);
            let words = self.notation.fixed(tick, 1);
            svg.text([LEFT - 9.0, y(tick) + 4.0], Anchor::End, &words);
        }
        for (nth, (base, bed)) in self.stacked().into_iter().enumerate() {
            let (low, top) = (y(base), y(base + bed.thickness_m));
            let right = LEFT + width(bed.grain, 220.0);
            let corners = [[LEFT, low], [right, low], [right, top], [LEFT, top]];
            hatch(&mut svg, nth, [LEFT, right], [top, low]);
            svg.path(&[&corners[..], &corners[..1]].concat(), INK);
            let middle = f64::midpoint(low, top) + 4.0;
            svg.text([LEFT + 234.0, middle], Anchor::Start, &self.words(bed));
        }
        svg.upright([14.0, TOP + HEIGHT / 2.0], "m");
        svg.finish(&self.title)
    }
}

/// How wide a bed is drawn in a column `wide` across: the finest still has a third.
pub fn width(grain: f64, wide: f64) -> f64 {
    wide * (1.0 + 2.0 * grain.clamp(0.0, 1.0)) / 3.0
}

/// Beds differ by their lines and not by colour.
fn hatch(svg: &mut Svg, nth: usize, [left, right]: [f64; 2], [top, low]: [f64; 2]) {
    let step = [14.0, 6.0, 9.0][nth % 3];
    let mut y = low - step;
    while y > top {
        match nth % 3 {
            0 => {
                svg.line([left, y], [right, y], FAINT);
                let mut x = left + 20.0;
                while x < right {
                    svg.line([x, y], [x, (y + step).min(low)], FAINT);
                    x += 40.0;
                }
            }
            1 => svg.line([left, y], [right, y], FAINT),
            _ => {
                let mut x = left + 6.0;
                while x < right {
                    svg.circle([x, y], 0.8, r##"fill="#777""##);
                    x += 11.0;
                }
            }
        }
        y -= step;
    }
}
