//! Figures, live: what is in the notebook now, as the lesson asks to see it. Worked out by the labs, drawn here.

mod log;
mod net;
mod scatter;
mod section;

use bevy_egui::egui;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use pleiades_netcode::bench::report;
use pleiades_scenes::lab::report::Figure;

use super::{LabPanel, Sheet, takeout};
use crate::{language::Phrases, panels::style};

const COLOURS: [Color32; 3] = [
    Color32::from_rgb(120, 190, 240),
    Color32::from_rgb(245, 150, 110),
    Color32::from_rgb(140, 210, 140),
];

pub(super) fn page(ui: &mut egui::Ui, panel: &mut LabPanel, sheet: &Sheet<'_>) {
    let lesson = &sheet.place.lesson.lesson;
    let Some(report) = report(lesson, sheet.attempt, sheet.phrases.language()) else {
        return;
    };
    takeout::button(ui, &mut panel.takeout, sheet.phrases);
    for plot in &sheet.lab.plots {
        ui.label(style::bold(sheet.say(&plot.title), 18.0));
        draw(ui, &report.figure(plot), sheet.phrases);
        ui.add_space(8.0);
    }
}

/// A figure, as wide as it needs.
pub(super) fn draw(ui: &mut egui::Ui, figure: &Figure, phrases: &Phrases) {
    match figure {
        Figure::Scatter(scatter) => scatter::draw(ui, scatter, phrases),
        Figure::Net(net) => net::draw(ui, net),
        Figure::Section(section) => section::draw(ui, section),
        Figure::Log(log) => log::draw(ui, log),
    }
}

fn colour(nth: usize) -> Color32 {
    COLOURS[nth % COLOURS.len()]
}

/// A piece of the panel to draw on.
struct Paper {
    painter: Painter,
    area: Rect,
}

impl Paper {
    fn new(ui: &mut egui::Ui, width: f32, height: f32) -> Self {
        let (area, _) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
        Self {
            painter: ui.painter().clone(),
            area,
        }
    }

    /// From its upper left corner, egui's points.
    fn at(&self, x: f32, y: f32) -> Pos2 {
        pos2(self.area.left() + x, self.area.top() + y)
    }

    fn line(&self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        self.painter
            .line_segment([from, to], Stroke::new(width, colour));
    }

    fn dashed(&self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        let dashes = Shape::dashed_line(&[from, to], Stroke::new(width, colour), 6.0, 4.0);
        self.painter.extend(dashes);
    }

    fn words(&self, at: Pos2, align: Align2, words: impl ToString, colour: Color32) {
        let font = FontId::proportional(14.0);
        self.painter
            .text(at, align, words.to_string(), font, colour);
    }
}
