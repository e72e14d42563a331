//! One look for every panel: night blue glass, amber for what one can do, text large enough for the back of the room.

pub(crate) mod qr;

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::{EguiContext, EguiSchedule, PrimaryEguiContext, egui};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Margin, RichText, Stroke, TextStyle, vec2,
};

use crate::settings::Settings;

pub(crate) const NIGHT: Color32 = Color32::from_rgb(16, 26, 40);
pub(crate) const SLATE: Color32 = Color32::from_rgb(38, 54, 74);
pub(crate) const PAPER: Color32 = Color32::from_rgb(244, 240, 231);
pub(crate) const MIST: Color32 = Color32::from_rgb(184, 197, 211);
pub(crate) const AMBER: Color32 = Color32::from_rgb(245, 178, 66);
pub(crate) const ALERT: Color32 = Color32::from_rgb(255, 138, 122);

const INTER: &[u8] = include_bytes!("../../../../assets/fonts/Inter-Regular.ttf");
const INTER_BOLD: &[u8] = include_bytes!("../../../../assets/fonts/Inter-Bold.ttf");
const BOLD: &str = "bold";

pub(crate) fn plugin(app: &mut App) {
    // Before the first pass: a panel that asked for a font not yet there would be a panic.
    app.add_systems(Update, dress);
}

/// Puts the look on a context when it appears, and follows the text size chosen.
fn dress(
    mut fresh: Query<(&mut EguiContext, Ref<EguiSchedule>, Has<PrimaryEguiContext>)>,
    settings: Res<Settings>,
) {
    for (mut context, schedule, primary) in &mut fresh {
        let context = context.get_mut();
        if schedule.is_added() {
            context.set_fonts(fonts());
            context.set_theme(egui::Theme::Dark);
            context.all_styles_mut(look);
            // A press held long is still a press: hands are slow, and so are some computers.
            context.options_mut(|options| options.input_options.max_click_duration = 10.0);
        }
        if primary && context.zoom_factor() != settings.comfort.text_scale {
            context.set_zoom_factor(settings.comfort.text_scale);
        }
    }
}

fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    for (name, data) in [("inter", INTER), ("inter-bold", INTER_BOLD)] {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(egui::FontData::from_static(data)));
    }
    let fallback = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let with = |first: &str| {
        std::iter::once(first.to_owned())
            .chain(fallback.iter().cloned())
            .collect()
    };
    fonts
        .families
        .insert(FontFamily::Proportional, with("inter"));
    fonts
        .families
        .insert(FontFamily::Name(BOLD.into()), with("inter-bold"));
    fonts
}

fn look(style: &mut egui::Style) {
    let bold = FontFamily::Name(BOLD.into());
    style.text_styles = [
        (TextStyle::Heading, FontId::new(28.0, bold.clone())),
        (TextStyle::Body, FontId::new(17.0, FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(18.0, bold)),
        (
            TextStyle::Small,
            FontId::new(14.0, FontFamily::Proportional),
        ),
        (
            TextStyle::Monospace,
            FontId::new(17.0, FontFamily::Monospace),
        ),
    ]
    .into();
    style.spacing.item_spacing = vec2(10.0, 10.0);
    style.spacing.button_padding = vec2(16.0, 9.0);
    style.spacing.interact_size.y = 36.0;
    style.spacing.slider_width = 220.0;
    style.spacing.combo_width = 260.0;
    style.spacing.icon_width = 26.0;
    style.spacing.icon_width_inner = 16.0;
    style.spacing.icon_spacing = 10.0;
    // That there is more below is seen, not found out.
    style.spacing.scroll = egui::style::ScrollStyle {
        floating_allocated_width: 10.0,
        floating_width: 5.0,
        dormant_background_opacity: 0.25,
        dormant_handle_opacity: 0.7,
        ..egui::style::ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    let visuals = &mut style.visuals;
    visuals.override_text_color = Some(PAPER);
    visuals.window_fill = glass();
    visuals.panel_fill = glass();
    visuals.extreme_bg_color = Color32::from_rgb(9, 15, 24);
    visuals.selection.bg_fill = AMBER.gamma_multiply(0.45);
    visuals.selection.stroke = Stroke::new(2.0, AMBER);
    visuals.hyperlink_color = AMBER;
    let round = CornerRadius::same(9);
    for (widget, fill, edge) in [
        (
            &mut visuals.widgets.noninteractive,
            Color32::TRANSPARENT,
            Stroke::new(1.0, SLATE),
        ),
        (
            &mut visuals.widgets.inactive,
            SLATE,
            Stroke::new(1.0, SLATE),
        ),
        (
            &mut visuals.widgets.hovered,
            Color32::from_rgb(58, 80, 106),
            Stroke::new(2.0, AMBER),
        ),
        (
            &mut visuals.widgets.active,
            Color32::from_rgb(72, 98, 128),
            Stroke::new(2.0, AMBER),
        ),
        (&mut visuals.widgets.open, SLATE, Stroke::new(1.0, AMBER)),
    ] {
        widget.corner_radius = round;
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = edge;
        widget.expansion = 0.0;
    }
}

/// The glass panels are made of.
pub(crate) fn glass() -> Color32 {
    Color32::from_rgba_unmultiplied(NIGHT.r(), NIGHT.g(), NIGHT.b(), 250)
}

/// The frame of a panel.
pub(crate) fn panel() -> egui::Frame {
    egui::Frame::new()
        .fill(glass())
        .corner_radius(CornerRadius::same(16))
        .inner_margin(Margin::same(24))
}

/// The frame of a small sign.
pub(crate) fn sign() -> egui::Frame {
    egui::Frame::new()
        .fill(Color32::from_rgba_unmultiplied(
            NIGHT.r(),
            NIGHT.g(),
            NIGHT.b(),
            232,
        ))
        .corner_radius(CornerRadius::same(11))
        .inner_margin(Margin::symmetric(14, 9))
}

/// The letters of text in bold.
pub(crate) fn bold_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// Text in bold.
pub(crate) fn bold(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(bold_font(size))
}

/// Text that steps back.
pub(crate) fn quiet(text: impl Into<String>) -> RichText {
    RichText::new(text).color(MIST).size(15.0)
}

/// The one button a panel hopes for.
pub(crate) fn primary(text: impl Into<String>) -> egui::Button<'static> {
    egui::Button::new(bold(text, 18.0).color(NIGHT)).fill(AMBER)
}

/// The one button a panel hopes for, or what it looks like as long as it has nothing to do.
pub(crate) fn primary_if(ui: &mut egui::Ui, ready: bool, text: &str) -> egui::Response {
    if ready {
        ui.add(primary(text))
    } else {
        ui.add_enabled(false, egui::Button::new(text))
    }
}

/// What one fills in stands out from the glass by its edge: circles, boxes and fields.
pub(crate) fn edge_fields(ui: &mut egui::Ui) {
    ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.5, MIST.gamma_multiply(0.7));
}

/// A name on a plate whose lower edge is at `foot`.
pub(crate) fn name_plate(
    painter: &egui::Painter,
    foot: egui::Pos2,
    text: &str,
    size: f32,
    colour: Color32,
    fade: f32,
) {
    let font = bold_font(size);
    let galley = painter.layout_no_wrap(text.to_owned(), font, PAPER.gamma_multiply(fade));
    let text_at = Align2::CENTER_BOTTOM.anchor_size(foot - vec2(0.0, 6.0), galley.size());
    let plate = text_at.expand2(vec2(9.0, 5.0));
    painter.rect_filled(
        plate,
        CornerRadius::same(8),
        Color32::from_black_alpha((150.0 * fade) as u8),
    );
    let underline = egui::Rect::from_min_max(
        egui::pos2(plate.left() + 8.0, plate.bottom() - 3.0),
        plate.right_bottom() - vec2(8.0, 0.0),
    );
    painter.rect_filled(
        underline,
        CornerRadius::same(1),
        colour.gamma_multiply(fade),
    );
    painter.galley(text_at.min, galley, PAPER);
}

/// Seven stars as one sees them from Épinal in winter, `width` wide, their lower left corner at `corner`.
pub(crate) fn seven_stars(painter: &egui::Painter, corner: egui::Pos2, width: f32) {
    // Relative places and sizes of Alcyone, Atlas, Electra, Maia, Merope, Taygeta and Pleione, from their coordinates.
    const STARS: [(f32, f32, f32); 7] = [
        (0.43, 0.49, 1.0),
        (0.02, 0.54, 0.72),
        (0.97, 0.47, 0.70),
        (0.69, 0.17, 0.66),
        (0.72, 0.72, 0.60),
        (0.89, 0.04, 0.55),
        (0.03, 0.38, 0.42),
    ];
    for (right, down, size) in STARS {
        let at = corner + vec2(right * width, down * width * 0.5);
        let radius = size * width * 0.032;
        painter.circle_filled(at, radius * 2.8, AMBER.gamma_multiply(0.10));
        painter.circle_filled(at, radius * 1.6, AMBER.gamma_multiply(0.22));
        painter.circle_filled(at, radius, PAPER);
    }
}
