//! Figures, live: the stereonet and the plot of what is in the notebook now.

use bevy_egui::egui;
use egui::{Color32, Pos2, Stroke, vec2};
use pleiades_labs::{
    fit::{Weights, fit_line},
    orientation::{Plane, Projection},
    plot::{Limb, Net, ticks},
    quantity::Notation,
};
use pleiades_scenes::lab::{Plot, PlotKind, derived};

use super::Sheet;
use crate::panels::style;

const COLOURS: [Color32; 3] = [
    Color32::from_rgb(120, 190, 240),
    Color32::from_rgb(245, 150, 110),
    Color32::from_rgb(140, 210, 140),
];

pub(super) fn page(ui: &mut egui::Ui, sheet: &Sheet<'_>) {
    for plot in &sheet.lab.plots {
        ui.label(style::bold(sheet.say(&plot.title), 18.0));
        match plot.kind {
            PlotKind::Stereonet => stereonet(ui, sheet, plot),
            PlotKind::Scatter => scatter(ui, sheet, plot),
        }
    }
}

fn stereonet(ui: &mut egui::Ui, sheet: &Sheet<'_>, plot: &Plot) {
    let evidence = sheet.attempt.notebook.evidence();
    let limbs = plot.tables.iter().filter_map(|id| {
        let rows = evidence
            .tables
            .get(id)
            .map(|rows| rows.pairs("strike", "dip"));
        Some(Limb {
            title: sheet.say(&sheet.lab.table(id)?.title),
            planes: rows
                .into_iter()
                .flatten()
                .filter_map(|(_, strike, dip)| Plane::from_degrees(strike, dip).ok())
                .collect(),
        })
    });
    let net = Net {
        title: String::new(),
        limbs: limbs.collect(),
        projection: Projection::EqualArea,
    };
    let (area, _) = ui.allocate_exact_size(vec2(420.0, 420.0), egui::Sense::hover());
    let (painter, centre, radius) = (ui.painter().clone(), area.center(), 185.0_f32);
    let at =
        |[x, y]: [f64; 2]| Pos2::new(centre.x + radius * x as f32, centre.y - radius * y as f32);
    let faint = Stroke::new(1.0, style::SLATE);
    painter.line_segment([at([-1.0, 0.0]), at([1.0, 0.0])], faint);
    painter.line_segment([at([0.0, -1.0]), at([0.0, 1.0])], faint);
    painter.circle_stroke(centre, radius, Stroke::new(2.0, style::PAPER));
    let north = at([0.0, 1.0]) - vec2(0.0, 4.0);
    let font = egui::FontId::proportional(16.0);
    painter.text(
        north,
        egui::Align2::CENTER_BOTTOM,
        "N",
        font.clone(),
        style::PAPER,
    );
    let projection = net.projection;
    for (nth, (limb, mean)) in net.limbs.iter().zip(net.means()).enumerate() {
        let colour = COLOURS[nth % COLOURS.len()];
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
        painter.text(place, egui::Align2::CENTER_CENTER, "✕", font, style::AMBER);
        ui.label(egui::RichText::new(format!("✕ {axis}")).color(style::AMBER));
    }
}

fn scatter(ui: &mut egui::Ui, sheet: &Sheet<'_>, plot: &Plot) {
    let (Some(x), Some(y)) = (plot.x.as_deref(), plot.y.as_deref()) else {
        return;
    };
    let evidence = sheet.attempt.notebook.evidence();
    let pairs = plot.tables.iter().flat_map(|id| {
        let rows = evidence.tables.get(id).zip(sheet.lab.table(id));
        rows.map(|(rows, table)| derived(table, rows).pairs(x, y))
            .unwrap_or_default()
    });
    let (xs, ys): (Vec<f64>, Vec<f64>) = pairs.map(|(_, x, y)| (x, y)).unzip();
    let (area, _) = ui.allocate_exact_size(vec2(540.0, 300.0), egui::Sense::hover());
    let painter = ui.painter().clone();
    let inner = egui::Rect::from_min_max(area.min + vec2(64.0, 10.0), area.max - vec2(10.0, 30.0));
    let (along, up) = (span(&xs), span(&ys));
    let at = |x: f64, y: f64| {
        let share = |value: f64, [low, high]: [f64; 2]| ((value - low) / (high - low)) as f32;
        Pos2::new(
            inner.left() + inner.width() * share(x, along),
            inner.bottom() - inner.height() * share(y, up),
        )
    };
    let font = egui::FontId::proportional(14.0);
    let faint = Stroke::new(1.0, style::SLATE);
    for tick in ticks(along[0], along[1])
        .into_iter()
        .filter(|tick| (along[0]..=along[1]).contains(tick))
    {
        painter.line_segment([at(tick, up[0]), at(tick, up[1])], faint);
        let words = Notation::French.exact(tick);
        painter.text(
            at(tick, up[0]) + vec2(0.0, 4.0),
            egui::Align2::CENTER_TOP,
            words,
            font.clone(),
            style::MIST,
        );
    }
    for tick in ticks(up[0], up[1])
        .into_iter()
        .filter(|tick| (up[0]..=up[1]).contains(tick))
    {
        painter.line_segment([at(along[0], tick), at(along[1], tick)], faint);
        let words = Notation::French.fixed(tick, 2);
        painter.text(
            at(along[0], tick) - vec2(4.0, 0.0),
            egui::Align2::RIGHT_CENTER,
            words,
            font.clone(),
            style::MIST,
        );
    }
    for (x, y) in xs.iter().zip(&ys) {
        painter.circle_filled(at(*x, *y), 4.0, COLOURS[0]);
    }
    if let Ok(line) = fit_line(&xs, &ys, Weights::Equal) {
        let ends = along.map(|x| at(x, line.at(x).0));
        painter.line_segment(ends, Stroke::new(2.0, COLOURS[1]));
        let slope = Notation::French.exact((line.slope * 1e6).round() / 1e6);
        let u = Notation::French.exact((line.u_slope * 1e6).round() / 1e6);
        ui.label(format!(
            "{} {slope}, u = {u}",
            sheet.phrases.get("lab-slope")
        ));
    }
}

/// What numbers span, and a little more.
fn span(numbers: &[f64]) -> [f64; 2] {
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low > high {
        return [0.0, 1.0];
    }
    let wide = (high - low).max(1e-6);
    [low - 0.08 * wide, high + 0.08 * wide]
}
