//! How rings, scales, dials and displays are painted.

use bevy_egui::egui;
use egui::{Align2, Color32, Painter, Pos2, Rect, Stroke, pos2, vec2};
use pleiades_labs::quantity::Notation;

use super::face::Line;
use crate::panels::style;

/// The ground of a display.
pub(super) const LCD: Color32 = Color32::from_rgb(186, 204, 176);

/// Degrees against the clock: under the needle stands the azimuth of the edge.
pub(super) fn ring(painter: &Painter, area: Rect) {
    let (middle, radius) = (area.center(), area.width() / 2.0);
    painter.circle_filled(middle, radius, style::NIGHT);
    painter.circle_filled(middle, radius * 0.66, Color32::from_rgb(232, 232, 224));
    let at = |degrees: f32, share: f32| {
        let (sin, cos) = (-degrees).to_radians().sin_cos();
        middle + radius * share * vec2(sin, -cos)
    };
    for step in 0..180 {
        let degrees = step as f32 * 2.0;
        let (inner, wide) = match step {
            step if step % 15 == 0 => (0.86, 2.4),
            step if step % 5 == 0 => (0.89, 1.6),
            _ => (0.94, 0.9),
        };
        let tick = Stroke::new(wide, style::PAPER);
        painter.line_segment([at(degrees, inner), at(degrees, 0.985)], tick);
    }
    for degrees in (0_u16..360).step_by(30) {
        let (words, colour, size) = match degrees {
            0 => ("N".to_owned(), style::AMBER, 25.0),
            _ => (degrees.to_string(), style::PAPER, 20.0),
        };
        let place = at(f32::from(degrees), 0.755);
        painter.text(
            place,
            Align2::CENTER_CENTER,
            words,
            style::bold_font(size),
            colour,
        );
    }
}

/// Degrees from the plate (to the right) upwards, about the lower left corner.
pub(super) fn quadrant(painter: &Painter, area: Rect) {
    painter.rect_filled(area, 0.0, Color32::from_rgb(232, 232, 224));
    let corner = area.left_bottom();
    let at = |degrees: f32, share: f32| {
        let (sin, cos) = degrees.to_radians().sin_cos();
        corner + area.width() * share * vec2(cos, -sin)
    };
    for step in 0..=18 {
        let degrees = step as f32 * 5.0;
        let inner = if step % 2 == 0 { 0.86 } else { 0.92 };
        let tick = Stroke::new(1.6, style::NIGHT);
        painter.line_segment([at(degrees, inner), at(degrees, 0.99)], tick);
    }
    for degrees in [10.0, 30.0, 50.0, 70.0] {
        let place = at(degrees, 0.72);
        let words = Notation::French.fixed(f64::from(degrees), 0);
        painter.text(
            place,
            Align2::CENTER_CENTER,
            words,
            style::bold_font(19.0),
            style::NIGHT,
        );
    }
}

pub(super) fn tag(painter: &Painter, area: Rect, words: &[Line]) {
    let glass = Color32::from_rgba_unmultiplied(16, 26, 40, 235);
    let gap = 4.0;
    let high: f32 = words.iter().map(|line| line.size * 1.2 + gap).sum::<f32>() + 10.0;
    let sheet = Rect::from_center_size(area.center(), vec2(area.width() - 4.0, high));
    painter.rect_filled(sheet, 10.0, glass);
    let mut y = sheet.top() + 5.0;
    for line in words {
        let place: Pos2 = pos2(sheet.center().x, y);
        painter.text(
            place,
            Align2::CENTER_TOP,
            &line.text,
            style::bold_font(line.size),
            line.colour,
        );
        y += line.size * 1.2 + gap;
    }
}

/// Hundredths of a millimetre with the clock, the hand, and a small dial that counts millimetres.
pub(super) fn dial(painter: &Painter, area: Rect, hand_mm: f64) {
    let (middle, radius) = (area.center(), area.width() / 2.0);
    painter.circle_filled(middle, radius, Color32::from_rgb(236, 236, 230));
    let at = |turns: f32, share: f32| {
        let (sin, cos) = (turns * std::f32::consts::TAU).sin_cos();
        middle + radius * share * vec2(sin, -cos)
    };
    for step in 0..100 {
        let (inner, wide) = match step {
            step if step % 10 == 0 => (0.84, 2.6),
            step if step % 5 == 0 => (0.88, 1.8),
            _ => (0.92, 1.0),
        };
        let turns = step as f32 / 100.0;
        let tick = Stroke::new(wide, style::NIGHT);
        painter.line_segment([at(turns, inner), at(turns, 0.97)], tick);
    }
    for tens in 0_u8..10 {
        let place = at(f32::from(tens) / 10.0, 0.71);
        let words = (u16::from(tens) * 10).to_string();
        painter.text(
            place,
            Align2::CENTER_CENTER,
            words,
            style::bold_font(22.0),
            style::NIGHT,
        );
    }
    let small = middle - vec2(0.0, radius * 0.3);
    painter.circle_stroke(small, radius * 0.17, Stroke::new(1.5, style::NIGHT));
    let turns = (hand_mm / 10.0) as f32;
    let (sin, cos) = (turns * std::f32::consts::TAU).sin_cos();
    let red = Color32::from_rgb(196, 40, 24);
    painter.line_segment(
        [small, small + radius * 0.15 * vec2(sin, -cos)],
        Stroke::new(3.0, red),
    );
    let turns = hand_mm.rem_euclid(1.0) as f32;
    painter.line_segment([at(turns, -0.14), at(turns, 0.9)], Stroke::new(4.0, red));
    painter.circle_filled(middle, radius * 0.05, style::NIGHT);
}

/// Of a display's width, on each side of what it shows.
const MARGIN: f32 = 0.07;

/// Words in the middle of a display; of a dial below its middle.
pub(super) fn display(painter: &Painter, area: Rect, is_dial: bool, words: &[Line]) {
    let high: f32 = words.iter().map(|line| line.size * 1.2).sum();
    let mut y = if is_dial {
        area.center().y + area.height() * 0.13
    } else {
        area.center().y - high / 2.0
    };
    for line in words {
        let set = |size: f32| {
            painter.layout_no_wrap(line.text.clone(), style::bold_font(size), line.colour)
        };
        let mut words = set(line.size);
        // A long number is set smaller than it would be cut off.
        let room = area.width() * (1.0 - 2.0 * MARGIN);
        if words.size().x > room {
            words = set(line.size * room / words.size().x);
        }
        let left = area.center().x - words.size().x / 2.0;
        let lower = (line.size * 1.2 - words.size().y).max(0.0) / 2.0;
        painter.galley(pos2(left, y + lower), words, line.colour);
        y += line.size * 1.2;
    }
}
