//! A log: beds one above the other to scale, the coarser the wider.

use bevy_egui::egui;
use egui::{Align2, Rect, Stroke, StrokeKind};
use pleiades_labs::plot::{Log, log_width, ticks};

use super::{Paper, colour};
use crate::panels::style;

const LEFT: f32 = 52.0;
const COLUMN: f32 = 170.0;
const HEIGHT: f32 = 300.0;

pub(super) fn draw(ui: &mut egui::Ui, log: &Log) {
    let paper = Paper::new(ui, 560.0, HEIGHT + 20.0);
    let high = log.height_m();
    let metre = if high > 0.0 {
        HEIGHT / high as f32
    } else {
        1.0
    };
    let y = |metres: f64| 10.0 + HEIGHT - metre * metres as f32;
    let (foot, top) = (paper.at(LEFT, 10.0 + HEIGHT), paper.at(LEFT, 10.0));
    paper.line(foot, top, 2.0, style::PAPER);
    paper.line(
        foot,
        paper.at(LEFT + COLUMN, 10.0 + HEIGHT),
        2.0,
        style::PAPER,
    );
    for tick in ticks(0.0, high)
        .into_iter()
        .filter(|tick| high > 0.0 && *tick <= high)
    {
        let mark = paper.at(LEFT - 6.0, y(tick));
        paper.line(mark, paper.at(LEFT, y(tick)), 2.0, style::PAPER);
        let words = log.notation.fixed(tick, 1);
        let beside = mark - egui::vec2(4.0, 0.0);
        paper.words(beside, Align2::RIGHT_CENTER, words, style::MIST);
    }
    for (nth, (base, bed)) in log.stacked().into_iter().enumerate() {
        let right = LEFT + log_width(bed.grain, f64::from(COLUMN)) as f32;
        let block = Rect::from_min_max(
            paper.at(LEFT, y(base + bed.thickness_m)),
            paper.at(right, y(base)),
        );
        let fill = colour(nth).gamma_multiply(0.35);
        let edge = Stroke::new(2.0, colour(nth));
        paper
            .painter
            .rect(block, 0.0, fill, edge, StrokeKind::Inside);
        let middle = paper.at(LEFT + COLUMN + 12.0, block.center().y - paper.area.top());
        let words = log.words(bed);
        paper.words(middle, Align2::LEFT_CENTER, words, style::PAPER);
    }
}
