//! A geological section: what was measured, projected onto a vertical plane, and the beds drawn on below the ground.

use super::{
    colour,
    svg::{Anchor, Svg},
    ticks::ticks,
};
use crate::{
    orientation::{Azimuth, Enu, Plane, dip_in_section_deg, mean_plane},
    quantity::Notation,
};

/// A plane and where it was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Located {
    /// Metres, ENU.
    pub place: Enu,
    /// What was read there.
    pub plane: Plane,
}

/// Measurements that belong together: a limb of a fold.
#[derive(Debug, Clone, PartialEq)]
pub struct Traverse {
    /// What it is called.
    pub title: String,
    /// Its measurements.
    pub readings: Vec<Located>,
}

/// What is drawn: no vertical exaggeration, flat ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What it is, for those who cannot see it.
    pub title: String,
    /// Where the right end lies.
    pub azimuth: Azimuth,
    /// The limbs.
    pub limbs: Vec<Traverse>,
    /// How numbers are written.
    pub notation: Notation,
}

/// A bed's line in the section: metres along it and up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trace {
    /// Which limb.
    pub limb: usize,
    /// Apparent dip, degrees, positive down to the right.
    pub dip_deg: f64,
    /// Where it leaves the ground.
    pub from: [f64; 2],
    /// How far it is drawn.
    pub to: [f64; 2],
    /// Whether it is the limb's mean rather than one measurement.
    pub mean: bool,
}

/// A section worked out: what a drawing needs, in metres.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// From the left end to the right, measured from the origin of the places.
    pub along_m: [f64; 2],
    /// How deep it is drawn.
    pub depth_m: f64,
    /// A line for each measurement, then one for each limb with a mean.
    pub traces: Vec<Trace>,
}

const LEFT: f64 = 20.0;
const WIDTH: f64 = 600.0;
const TOP: f64 = 44.0;

impl Section {
    /// The section worked out; none without a measurement.
    ///
    /// Two means that meet below the ground end there: the hinge lies between the limbs of a synform, and no bed crosses another.
    /// A place is projected at right angles to the section, a plane drawn by [`dip_in_section_deg`]; a limb's mean plane (Fisher) goes
    /// through the middle of its places. Right where beds are planes and the fold's axis is near to square with the section.
    pub fn profile(&self) -> Option<Profile> {
        let turn = self.azimuth.radians();
        let along = |place: Enu| place.east * libm::sin(turn) + place.north * libm::cos(turn);
        let all = self.limbs.iter().flat_map(|limb| &limb.readings);
        let (low, high) = all
            .map(|reading| along(reading.place))
            .filter(|metres| metres.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), metres| {
                (low.min(metres), high.max(metres))
            });
        if low > high {
            return None;
        }
        let margin = 0.25 * (high - low).max(4.0);
        let along_m = [low - margin, high + margin];
        let wide = along_m[1] - along_m[0];
        let depth_m = 0.45 * wide;
        let down = |limb, plane: Plane, at: f64, length: f64, mean| {
            let dip_deg = dip_in_section_deg(plane, self.azimuth);
            // Downward along the bed: to the right for a positive dip, to the left for a negative one.
            let size = dip_deg.abs().to_radians();
            let side = if dip_deg < 0.0 { -1.0 } else { 1.0 };
            let to = [
                at + side * length * libm::cos(size),
                -length * libm::sin(size),
            ];
            let from = [at, 0.0];
            Trace {
                limb,
                dip_deg,
                from,
                to,
                mean,
            }
        };
        let mut traces = Vec::new();
        let mut means = Vec::new();
        for (limb, traverse) in self.limbs.iter().enumerate() {
            for reading in &traverse.readings {
                let at = along(reading.place);
                if at.is_finite() {
                    traces.push(down(limb, reading.plane, at, 0.07 * wide, false));
                }
            }
            let planes: Vec<Plane> = traverse
                .readings
                .iter()
                .map(|reading| reading.plane)
                .collect();
            if let Ok((plane, _)) = mean_plane(&planes) {
                let sum: f64 = traverse
                    .readings
                    .iter()
                    .map(|reading| along(reading.place))
                    .sum();
                let at = sum / planes.len() as f64;
                if at.is_finite() {
                    means.push(down(limb, plane, at, depth_m, true));
                }
            }
        }
        meet(&mut means);
        traces.extend(means);
        Some(Profile {
            along_m,
            depth_m,
            traces,
        })
    }

    /// The words under the drawing, one for each limb with a mean: what it is called and how steep it looks.
    pub fn legend(&self, profile: &Profile) -> Vec<(usize, String)> {
        let means = profile.traces.iter().filter(|trace| trace.mean);
        means
            .filter_map(|trace| {
                let limb = self.limbs.get(trace.limb)?;
                let dip = self.notation.fixed(trace.dip_deg.abs(), 1);
                Some((trace.limb, format!("{} : {dip}°", limb.title)))
            })
            .collect()
    }

    /// What stands at the left and at the right end.
    pub fn ends(&self) -> [String; 2] {
        let back = self.azimuth.turned(180.0);
        [format!("N{back}"), format!("N{}", self.azimuth)]
    }

    /// The drawing; without measurements the two ends.
    pub fn svg(&self) -> String {
        let profile = self.profile();
        let metre = profile
            .as_ref()
            .map_or(1.0, |found| WIDTH / (found.along_m[1] - found.along_m[0]));
        let deep = profile.as_ref().map_or(60.0, |found| found.depth_m * metre);
        let legend = profile
            .as_ref()
            .map_or_else(Vec::new, |found| self.legend(found));
        let mut svg = Svg::new(
            2.0 * LEFT + WIDTH,
            TOP + deep + 56.0 + 18.0 * legend.len() as f64,
        );
        let [left, right] = self.ends();
        svg.text([LEFT, TOP - 22.0], Anchor::Start, &left);
        svg.text([LEFT + WIDTH, TOP - 22.0], Anchor::End, &right);
        let ground = r##"stroke="#222" stroke-width="2""##;
        svg.line([LEFT, TOP], [LEFT + WIDTH, TOP], ground);
        let Some(profile) = profile else {
            return svg.finish(&self.title);
        };
        let at = |[x, up]: [f64; 2]| [LEFT + metre * (x - profile.along_m[0]), TOP - metre * up];
        for trace in &profile.traces {
            let wide = if trace.mean { 2.5 } else { 1.5 };
            // One measurement is dashed, so that means are told from them without colour.
            let dashes = if trace.mean {
                ""
            } else {
                r#" stroke-dasharray="4 3""#
            };
            let style = format!(
                r#"stroke="{}" stroke-width="{wide}"{dashes}"#,
                colour(trace.limb)
            );
            svg.line(at(trace.from), at(trace.to), &style);
        }
        let bar = self.bar_m(&profile);
        let below = TOP + deep + 20.0;
        svg.line([LEFT, below], [LEFT + metre * bar, below], ground);
        let words = format!("{} m", self.notation.exact(bar));
        svg.text([LEFT, below + 16.0], Anchor::Start, &words);
        for (nth, (limb, words)) in legend.iter().enumerate() {
            let y = below + 34.0 + 18.0 * nth as f64;
            let style = format!(r#"stroke="{}" stroke-width="2.5""#, colour(*limb));
            svg.line([LEFT, y - 4.0], [LEFT + 18.0, y - 4.0], &style);
            svg.text([LEFT + 26.0, y], Anchor::Start, words);
        }
        svg.finish(&self.title)
    }

    /// Length of a scale bar: a round number of metres.
    pub fn bar_m(&self, profile: &Profile) -> f64 {
        let wide = profile.along_m[1] - profile.along_m[0];
        match ticks(0.0, wide).as_slice() {
            [_, step, ..] => *step,
            _ => wide,
        }
    }
}

/// Ends two lines where they meet, if they do.
fn meet(means: &mut [Trace]) {
    let [first, second] = means else {
        return;
    };
    let way = |trace: &Trace| [trace.to[0] - trace.from[0], trace.to[1] - trace.from[1]];
    let (a, b) = (way(first), way(second));
    let apart = [
        second.from[0] - first.from[0],
        second.from[1] - first.from[1],
    ];
    let cross = |u: [f64; 2], v: [f64; 2]| u[0] * v[1] - u[1] * v[0];
    let turn = cross(a, b);
    let (along, other) = (cross(apart, b) / turn, cross(apart, a) / turn);
    // Parallel lines give no number, and are left alone.
    if (0.0..1.0).contains(&along) && (0.0..1.0).contains(&other) {
        let hinge = [first.from[0] + along * a[0], first.from[1] + along * a[1]];
        (first.to, second.to) = (hinge, hinge);
    }
}
