//! A ticket as a QR code, drawn from squares so that it is sharp at any size.

use bevy_egui::egui::{self, Color32, CornerRadius, Sense, vec2};
use qrcode::{Color, EcLevel, QrCode};

/// Quiet zone round a code, modules; the standard asks for four.
const QUIET: usize = 4;

/// Draws `text` as a QR code about `side` points wide; a text too long for one is written out instead.
pub(crate) fn draw(ui: &mut egui::Ui, text: &str, side: f32) {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else {
        ui.label(text);
        return;
    };
    let modules = code.width() + 2 * QUIET;
    // Whole pixels only: a camera reads even squares better than blurred ones.
    let pixels = ui.ctx().pixels_per_point();
    let module = ((side * pixels / modules as f32).floor().max(1.0)) / pixels;
    let (area, _) =
        ui.allocate_exact_size(vec2(1.0, 1.0) * module * modules as f32, Sense::hover());
    let painter = ui.painter_at(area);
    painter.rect_filled(area, CornerRadius::same(6), Color32::WHITE);
    for (index, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let (column, row) = (index % code.width() + QUIET, index / code.width() + QUIET);
            let corner = area.min + vec2(column as f32, row as f32) * module;
            painter.rect_filled(
                egui::Rect::from_min_size(corner, vec2(module, module)),
                CornerRadius::ZERO,
                Color32::BLACK,
            );
        }
    }
}
