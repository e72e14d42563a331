//! Points with their bars of two standard uncertainties, the line through them, and what it leaves over.

use bevy_egui::egui;
use egui::{Align2, Pos2, Rect, vec2};
use pleiades_labs::{
    plot::{Point, Scatter, ticks},
    quantity::Notation,
};

use super::{Paper, colour};
use crate::{language::Phrases, panels::style};

const WIDTH: f32 = 560.0;
const HEIGHT: f32 = 300.0;
const RESIDUALS: f32 = 110.0;
const LEFT: f32 = 70.0;

/// A box of the drawing and the numbers it shows.
struct Frame {
    inner: Rect,
    x: [f64; 2],
    y: [f64; 2],
}

impl Frame {
    fn at(&self, x: f64, y: f64) -> Pos2 {
        let share = |value: f64, [low, high]: [f64; 2]| ((value - low) / (high - low)) as f32;
        Pos2::new(
            self.inner.left() + self.inner.width() * share(x, self.x),
            self.inner.bottom() - self.inner.height() * share(y, self.y),
        )
    }

    fn axes(&self, paper: &Paper, notation: Notation) {
        for tick in inside(self.x) {
            paper.line(
                self.at(tick, self.y[0]),
                self.at(tick, self.y[1]),
                1.0,
                style::SLATE,
            );
            let under = self.at(tick, self.y[0]) + vec2(0.0, 4.0);
            let words = notation.exact(tick);
            paper.words(under, Align2::CENTER_TOP, words, style::MIST);
        }
        let places = decimals(self.y);
        for tick in inside(self.y) {
            paper.line(
                self.at(self.x[0], tick),
                self.at(self.x[1], tick),
                1.0,
                style::SLATE,
            );
            let beside = self.at(self.x[0], tick) - vec2(6.0, 0.0);
            let words = notation.fixed(tick, places);
            paper.words(beside, Align2::RIGHT_CENTER, words, style::MIST);
        }
    }

    /// A dot with its bars, `less` below where it is.
    fn point(&self, paper: &Paper, point: &Point, less: f64) {
        let Point { x, y, u_x, u_y } = *point;
        let y = y - less;
        let blue = colour(0);
        if u_y > 0.0 {
            let ends = (self.at(x, y - 2.0 * u_y), self.at(x, y + 2.0 * u_y));
            paper.line(ends.0, ends.1, 1.5, blue);
        }
        if u_x > 0.0 {
            let ends = (self.at(x - 2.0 * u_x, y), self.at(x + 2.0 * u_x, y));
            paper.line(ends.0, ends.1, 1.5, blue);
        }
        paper.painter.circle_filled(self.at(x, y), 4.0, blue);
    }
}

pub(super) fn draw(ui: &mut egui::Ui, scatter: &Scatter, phrases: &Phrases) {
    let finite = |point: &&Point| {
        [point.x, point.y, point.u_x, point.u_y]
            .iter()
            .all(|number| number.is_finite())
    };
    let points: Vec<&Point> = scatter.points.iter().filter(finite).collect();
    let line = scatter.line();
    ui.label(style::quiet(&scatter.y_title));
    let below = if line.is_some() {
        RESIDUALS + 24.0
    } else {
        0.0
    };
    let paper = Paper::new(ui, WIDTH, HEIGHT + below);
    let notation = scatter.notation;
    let main = Frame {
        inner: Rect::from_min_max(paper.at(LEFT, 8.0), paper.at(WIDTH - 10.0, HEIGHT - 24.0)),
        x: span(points.iter().map(|point| (point.x, 2.0 * point.u_x))),
        y: span(points.iter().map(|point| (point.y, 2.0 * point.u_y))),
    };
    main.axes(&paper, notation);
    if let Some(line) = &line {
        let ends = main.x.map(|x| main.at(x, line.at(x).0));
        let clipped = Paper {
            painter: paper.painter.with_clip_rect(main.inner),
            area: paper.area,
        };
        clipped.line(ends[0], ends[1], 2.0, colour(1));
    }
    for point in &points {
        main.point(&paper, point, 0.0);
    }
    if let Some(line) = &line {
        let most = points
            .iter()
            .map(|point| (point.y - line.at(point.x).0).abs() + 2.0 * point.u_y)
            .fold(0.0, f64::max);
        let most = if most > 0.0 { 1.15 * most } else { 1.0 };
        let left_over = Frame {
            inner: Rect::from_min_max(
                paper.at(LEFT, HEIGHT + 4.0),
                paper.at(WIDTH - 10.0, HEIGHT + RESIDUALS),
            ),
            x: main.x,
            y: [-most, most],
        };
        left_over.axes(&paper, notation);
        paper.line(
            left_over.at(main.x[0], 0.0),
            left_over.at(main.x[1], 0.0),
            2.0,
            colour(1),
        );
        for point in &points {
            left_over.point(&paper, point, line.at(point.x).0);
        }
    }
    ui.label(style::quiet(&scatter.x_title));
    if let Some(line) = line {
        ui.label(style::quiet(phrases.get("lab-residuals")));
        let short = |number: f64| notation.exact((number * 1e6).round() / 1e6);
        let words = format!(
            "{} {}, u = {}",
            phrases.get("lab-slope"),
            short(line.slope),
            short(line.u_slope)
        );
        ui.label(egui::RichText::new(words).color(colour(1)));
    }
}

/// Graduations within a range.
fn inside([low, high]: [f64; 2]) -> impl Iterator<Item = f64> {
    let within = move |tick: &f64| (low..=high).contains(tick);
    ticks(low, high).into_iter().filter(within)
}

/// How many decimals tell the graduations of a range apart.
fn decimals([low, high]: [f64; 2]) -> usize {
    let step = match ticks(low, high).as_slice() {
        [first, second, ..] => second - first,
        _ => 1.0,
    };
    (0..6)
        .find(|places| {
            let scaled = step * 10_f64.powi(*places);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0) && scaled.round() != 0.0
        })
        .and_then(|places| usize::try_from(places).ok())
        .unwrap_or(6)
}

/// What numbers with their half-widths span, and a little more.
fn span(numbers: impl Iterator<Item = (f64, f64)>) -> [f64; 2] {
    let (low, high) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (x, u)| {
        (low.min(x - u), high.max(x + u))
    });
    if low > high {
        return [0.0, 1.0];
    }
    let wide = (high - low).max(1e-6);
    [low - 0.08 * wide, high + 0.08 * wide]
}
