//! Points with error bars, a line through them, and what the line leaves over.

use super::{
    svg::{Anchor, Svg},
    ticks::ticks,
};
use crate::{
    fit::{StraightLine, Weights, fit_line},
    quantity::Notation,
};

/// A point with its standard uncertainties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Abscissa.
    pub x: f64,
    /// Ordinate.
    pub y: f64,
    /// Standard uncertainty of the abscissa; 0 draws no bar.
    pub u_x: f64,
    /// Standard uncertainty of the ordinate; 0 draws no bar.
    pub u_y: f64,
}

/// What is drawn. Bars are two standard uncertainties on either side.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    /// What it is, for those who cannot see it.
    pub title: String,
    /// Words under the abscissa, with the unit.
    pub x_title: String,
    /// Words beside the ordinate, with the unit.
    pub y_title: String,
    /// The points; others than finite ones are left out.
    pub points: Vec<Point>,
    /// How numbers are written.
    pub notation: Notation,
}

const LEFT: f64 = 76.0;
const WIDTH: f64 = 540.0;
const TOP: f64 = 16.0;
const HEIGHT: f64 = 260.0;
const GAP: f64 = 26.0;
const RESIDUALS: f64 = 90.0;
const INK: &str = r##"stroke="#222""##;
const GRID: &str = r##"stroke="#ddd""##;
const BAR: &str = r##"stroke="#1b6ca8""##;
const DOT: &str = r##"fill="#1b6ca8""##;
const FIT: &str = r##"stroke="#c4401c" stroke-width="1.5""##;

/// A box of the drawing and the numbers it shows.
struct Frame {
    x: [f64; 2],
    y: [f64; 2],
    top: f64,
    height: f64,
}

impl Frame {
    fn at(&self, x: f64, y: f64) -> [f64; 2] {
        let share = |value: f64, [low, high]: [f64; 2]| (value - low) / (high - low);
        [
            LEFT + WIDTH * share(x, self.x),
            self.top + self.height * (1.0 - share(y, self.y)),
        ]
    }
}

impl Scatter {
    /// The straight line through the points; none if there are too few.
    pub fn line(&self) -> Option<StraightLine> {
        let (x, y): (Vec<f64>, Vec<f64>) = self.finite().map(|point| (point.x, point.y)).unzip();
        fit_line(&x, &y, Weights::Equal).ok()
    }

    fn finite(&self) -> impl Iterator<Item = &Point> {
        let all = |point: &&Point| {
            [point.x, point.y, point.u_x, point.u_y]
                .iter()
                .all(|number| number.is_finite())
        };
        self.points.iter().filter(all)
    }

    /// The drawing. Without points, the empty axes.
    pub fn svg(&self) -> String {
        let mut svg = Svg::new(LEFT + WIDTH + 20.0, TOP + HEIGHT + GAP + RESIDUALS + 48.0);
        let line = self.line();
        let x_range = range(self.finite().map(|point| (point.x, 2.0 * point.u_x)));
        let y_range = range(self.finite().map(|point| (point.y, 2.0 * point.u_y)));
        let main = Frame {
            x: x_range,
            y: y_range,
            top: TOP,
            height: HEIGHT,
        };
        self.axes(&mut svg, &main, &self.y_title);
        if let Some(line) = &line {
            let end = |x: f64| main.at(x, line.at(x).0.clamp(y_range[0], y_range[1]));
            let ends: Vec<[f64; 2]> = (0..=60)
                .map(|step| x_range[0] + (x_range[1] - x_range[0]) * f64::from(step) / 60.0)
                .map(end)
                .collect();
            svg.path(&ends, FIT);
        }
        for point in self.finite() {
            draw(&mut svg, &main, point, 0.0);
        }
        if let Some(line) = &line {
            let left = |point: &Point| point.y - line.at(point.x).0;
            let most = self
                .finite()
                .map(|point| left(point).abs() + 2.0 * point.u_y)
                .fold(0.0, f64::max);
            let most = if most > 0.0 { 1.1 * most } else { 1.0 };
            let below = Frame {
                x: x_range,
                y: [-most, most],
                top: TOP + HEIGHT + GAP,
                height: RESIDUALS,
            };
            self.axes(&mut svg, &below, "résidus");
            svg.line(below.at(x_range[0], 0.0), below.at(x_range[1], 0.0), FIT);
            for point in self.finite() {
                draw(&mut svg, &below, point, line.at(point.x).0);
            }
        }
        let under = [LEFT + WIDTH / 2.0, TOP + HEIGHT + GAP + RESIDUALS + 40.0];
        svg.text(under, Anchor::Middle, &self.x_title);
        svg.finish(&self.title)
    }

    fn axes(&self, svg: &mut Svg, frame: &Frame, y_title: &str) {
        let inside = |range: [f64; 2]| {
            move |tick: &f64| *tick >= range[0] - 1e-12 && *tick <= range[1] + 1e-12
        };
        let [left, bottom] = frame.at(frame.x[0], frame.y[0]);
        for tick in ticks(frame.x[0], frame.x[1])
            .iter()
            .filter(|tick| inside(frame.x)(tick))
        {
            let [x, _] = frame.at(*tick, frame.y[0]);
            svg.line([x, frame.top], [x, bottom], GRID);
            let words = self.notation.fixed(*tick, decimals(frame.x));
            svg.text([x, bottom + 15.0], Anchor::Middle, &words);
        }
        for tick in ticks(frame.y[0], frame.y[1])
            .iter()
            .filter(|tick| inside(frame.y)(tick))
        {
            let [_, y] = frame.at(frame.x[0], *tick);
            svg.line([left, y], [left + WIDTH, y], GRID);
            let words = self.notation.fixed(*tick, decimals(frame.y));
            svg.text([left - 6.0, y + 4.0], Anchor::End, &words);
        }
        svg.line([left, bottom], [left + WIDTH, bottom], INK);
        svg.line([left, frame.top], [left, bottom], INK);
        svg.upright([16.0, frame.top + frame.height / 2.0], y_title);
    }
}

/// A dot with its bars, `less` below where it is.
fn draw(svg: &mut Svg, frame: &Frame, point: &Point, less: f64) {
    let Point { x, y, u_x, u_y } = *point;
    let y = y - less;
    if u_y > 0.0 {
        svg.line(frame.at(x, y - 2.0 * u_y), frame.at(x, y + 2.0 * u_y), BAR);
    }
    if u_x > 0.0 {
        svg.line(frame.at(x - 2.0 * u_x, y), frame.at(x + 2.0 * u_x, y), BAR);
    }
    svg.circle(frame.at(x, y), 3.0, DOT);
}

/// What numbers with their half-widths span, and a little more; 0 to 1 for none.
fn range(numbers: impl Iterator<Item = (f64, f64)>) -> [f64; 2] {
    let (low, high) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (x, u)| {
        (low.min(x - u), high.max(x + u))
    });
    if low > high {
        return [0.0, 1.0];
    }
    let wide = (high - low).max(1e-9 * high.abs()).max(1e-12);
    [low - 0.06 * wide, high + 0.06 * wide]
}

/// How many decimals tell the graduations of a range apart.
fn decimals(range: [f64; 2]) -> usize {
    let step = match ticks(range[0], range[1]).as_slice() {
        [first, second, ..] => second - first,
        _ => 1.0,
    };
    let places = -libm::log10(step * (1.0 + 1e-9)).floor();
    if places > 0.0 {
        places.min(9.0) as usize
    } else {
        0
    }
}
