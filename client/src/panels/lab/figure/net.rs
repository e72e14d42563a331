//! The stereonet: poles, mean great circles with their cones of confidence, the fold axis.

use bevy_egui::egui;
use egui::{Align2, Pos2, Stroke, vec2};
use pleiades_labs::{plot::Net, quantity::Notation};

use super::{Paper, colour};
use crate::panels::style;

/// Sides of the paper, points: whole in view where it can be, and never too small to read.
const SIDES: std::ops::RangeInclusive<f32> = 220.0..=420.0;
/// What the title above it takes of the page, points.
const TITLE: f32 = 34.0;
/// Radius of the net, of a side of the paper.
const RADIUS: f32 = 0.44;

pub(super) fn draw(ui: &mut egui::Ui, net: &Net) {
    let side = (ui.clip_rect().height() - TITLE).clamp(*SIDES.start(), *SIDES.end());
    let paper = Paper::new(ui, side, side);
    let centre = paper.at(side / 2.0, side / 2.0);
    let radius = RADIUS * side;
    let at =
        |[x, y]: [f64; 2]| Pos2::new(centre.x + radius * x as f32, centre.y - radius * y as f32);
    let painter = &paper.painter;
    paper.line(at([-1.0, 0.0]), at([1.0, 0.0]), 1.0, style::SLATE);
    paper.line(at([0.0, -1.0]), at([0.0, 1.0]), 1.0, style::SLATE);
    painter.circle_stroke(centre, radius, Stroke::new(2.0, style::PAPER));
    let north = at([0.0, 1.0]) - vec2(0.0, 4.0);
    paper.words(north, Align2::CENTER_BOTTOM, "N", style::PAPER);
    let projection = net.projection;
    for (nth, (limb, mean)) in net.limbs.iter().zip(net.means()).enumerate() {
        let colour = colour(nth);
        for plane in &limb.planes {
            let pole = at(projection.project(plane.pole()));
            if nth == 0 {
                painter.circle_filled(pole, 4.5, colour);
            } else {
                painter.circle_stroke(pole, 4.5, Stroke::new(2.0, colour));
            }
        }
        let mut words = format!("{} : n = {}", limb.title, limb.planes.len());
        if let Some((plane, spread)) = mean {
            let arc = projection.great_circle(plane, 48);
            painter.line(arc.into_iter().map(at).collect(), Stroke::new(2.0, colour));
            for run in projection.small_circle(spread.axis, spread.alpha95_deg.min(89.0), 64) {
                painter.line(run.into_iter().map(at).collect(), Stroke::new(1.0, colour));
            }
            let wide = Notation::French.fixed(spread.alpha95_deg, 1);
            words.push_str(&format!(", {plane}, α95 = {wide}°"));
        }
        ui.label(egui::RichText::new(words).color(colour));
    }
    if let Some(axis) = net.axis() {
        let place = at(projection.project(axis));
        for tilt in [vec2(6.0, 6.0), vec2(6.0, -6.0)] {
            paper.line(place - tilt, place + tilt, 2.5, style::AMBER);
        }
        ui.label(egui::RichText::new(format!("× {axis}")).color(style::AMBER));
    }
}
