//! A stereonet: poles, the great circles of their means with cones of confidence, and the fold axis.

use super::{
    colour,
    svg::{Anchor, Svg},
};
use crate::orientation::{FisherMean, Line, Plane, Projection, girdle, mean_plane};

/// Planes that belong together: a limb of a fold.
#[derive(Debug, Clone, PartialEq)]
pub struct Limb {
    /// What it is called.
    pub title: String,
    /// Its planes.
    pub planes: Vec<Plane>,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Net {
    /// What it is, for those who cannot see it.
    pub title: String,
    /// The limbs, each with a shape of its own.
    pub limbs: Vec<Limb>,
    /// How the hemisphere is flattened.
    pub projection: Projection,
}

const RADIUS: f64 = 190.0;
const CENTRE: [f64; 2] = [220.0, 226.0];
const INK: &str = r##"stroke="#222" fill="none""##;
const FAINT: &str = r##"stroke="#ddd""##;

impl Net {
    /// The mean plane of each limb that has one, with its statistics.
    pub fn means(&self) -> Vec<Option<(Plane, FisherMean)>> {
        self.limbs
            .iter()
            .map(|limb| mean_plane(&limb.planes).ok())
            .collect()
    }

    /// The fold axis: where two mean planes meet, or for other numbers of limbs the pole of the girdle through all poles.
    pub fn axis(&self) -> Option<Line> {
        match self.means().as_slice() {
            [Some((first, _)), Some((second, _))] => first.intersection(*second).ok(),
            _ => {
                let all: Vec<Plane> = self
                    .limbs
                    .iter()
                    .flat_map(|limb| limb.planes.iter().copied())
                    .collect();
                girdle(&all).ok().map(|girdle| girdle.axis)
            }
        }
    }

    /// The drawing.
    pub fn svg(&self) -> String {
        let rows = self.limbs.len() as f64 + 1.0;
        let mut svg = Svg::new(2.0 * CENTRE[0], CENTRE[1] + RADIUS + 24.0 + 18.0 * rows);
        self.net(&mut svg);
        let means = self.means();
        for (nth, (limb, mean)) in self.limbs.iter().zip(&means).enumerate() {
            let colour = colour(nth);
            for plane in &limb.planes {
                mark(
                    &mut svg,
                    nth,
                    place(self.projection.project(plane.pole())),
                    colour,
                );
            }
            let mut words = format!("{} : n = {}", limb.title, limb.planes.len());
            if let Some((plane, spread)) = mean {
                let stroke = format!(r#"stroke="{colour}" stroke-width="1.5""#);
                let arc = self.projection.great_circle(*plane, 48);
                svg.path(&arc.into_iter().map(place).collect::<Vec<_>>(), &stroke);
                if spread.alpha95_deg > 0.0 && spread.alpha95_deg < 90.0 {
                    let dashed = format!(r#"stroke="{colour}" stroke-dasharray="4 3""#);
                    let cone = self
                        .projection
                        .small_circle(spread.axis, spread.alpha95_deg, 72);
                    for run in cone {
                        svg.path(&run.into_iter().map(place).collect::<Vec<_>>(), &dashed);
                    }
                }
                words.push_str(&format!(
                    ", moyenne {plane}, α95 = {:.1}°",
                    spread.alpha95_deg
                ));
            }
            let y = CENTRE[1] + RADIUS + 30.0 + 18.0 * nth as f64;
            mark(&mut svg, nth, [20.0, y - 4.0], colour);
            svg.text([32.0, y], Anchor::Start, &words);
        }
        if let Some(axis) = self.axis() {
            let [x, y] = place(self.projection.project(axis));
            let bold = r##"stroke="#222" stroke-width="2.5""##;
            svg.line([x - 6.0, y - 6.0], [x + 6.0, y + 6.0], bold);
            svg.line([x - 6.0, y + 6.0], [x + 6.0, y - 6.0], bold);
            let y = CENTRE[1] + RADIUS + 30.0 + 18.0 * self.limbs.len() as f64;
            svg.text([32.0, y], Anchor::Start, &format!("✕ axe {axis}"));
        }
        svg.finish(&self.title)
    }

    /// The primitive circle with graduations, north and the centre.
    fn net(&self, svg: &mut Svg) {
        let [x, y] = CENTRE;
        svg.line([x - RADIUS, y], [x + RADIUS, y], FAINT);
        svg.line([x, y - RADIUS], [x, y + RADIUS], FAINT);
        svg.circle(CENTRE, RADIUS, INK);
        for ten in 0..36 {
            let turn = f64::from(ten) * 10.0_f64.to_radians();
            let (sine, cosine) = (libm::sin(turn), libm::cos(turn));
            let at = |radius: f64| [x + radius * sine, y - radius * cosine];
            let inner = if ten % 9 == 0 { 10.0 } else { 5.0 };
            svg.line(at(RADIUS - inner), at(RADIUS), r##"stroke="#222""##);
        }
        svg.text([x, y - RADIUS - 8.0], Anchor::Middle, "N");
        svg.text([x + RADIUS + 8.0, y + 4.0], Anchor::Start, "E");
        svg.text([x - RADIUS - 8.0, y + 4.0], Anchor::End, "O");
        svg.text([x, y + RADIUS + 16.0], Anchor::Middle, "S");
    }
}

/// From the disc of radius 1, north up, to the drawing.
fn place([x, y]: [f64; 2]) -> [f64; 2] {
    [CENTRE[0] + RADIUS * x, CENTRE[1] - RADIUS * y]
}

/// A pole: limbs differ by shape and not by colour alone.
fn mark(svg: &mut Svg, limb: usize, [x, y]: [f64; 2], colour: &str) {
    let stroke = format!(r#"stroke="{colour}" stroke-width="1.5""#);
    match limb % 3 {
        0 => svg.circle([x, y], 3.5, &format!(r#"fill="{colour}""#)),
        1 => svg.circle([x, y], 3.5, &format!(r#"fill="none" {stroke}"#)),
        _ => {
            svg.line([x - 4.0, y], [x + 4.0, y], &stroke);
            svg.line([x, y - 4.0], [x, y + 4.0], &stroke);
        }
    }
}
