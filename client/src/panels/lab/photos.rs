//! Photographs on the notebook's page, and what one sees while one is taken.

use std::time::Duration;

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui};
use pleiades_netcode::protocol::{
    Deed,
    lab::{PHOTO_BYTES, PHOTOS, Photo},
};

use super::{LabPanel, Sheet};
use crate::{
    lab::{Album, Finder, HEIGHT_RAD, Print, SIZE_PX},
    language::Phrases,
    panels::style,
    settings::Settings,
    xr::Headset,
};

/// Time to turn to what the photograph is to show, once the panel is out of the way.
const WAIT: Duration = Duration::from_secs(3);
/// Width of a print on the page, points: two beside each other.
const PRINT: f32 = 272.0;

/// The button that takes one.
pub(super) fn button(ui: &mut egui::Ui, sheet: &mut Sheet<'_>) {
    if !can_be_changed(sheet) {
        return;
    }
    let room = sheet.attempt.notebook.photos.len() < PHOTOS;
    let key = if sheet.worn {
        "lab-photo-take-vr"
    } else {
        "lab-photo-take"
    };
    let take = egui::Button::new(sheet.phrases.get(key).into_owned());
    let help = sheet.phrases.get("lab-photo-help").into_owned();
    if ui.add_enabled(room, take).on_hover_text(help).clicked() {
        sheet.finder.aim(WAIT);
    }
    ui.add_space(6.0);
}

fn can_be_changed(sheet: &Sheet<'_>) -> bool {
    sheet.own && sheet.attempt.handed_in_ms.is_none()
}

/// The prints, two beside each other.
pub(super) fn prints(ui: &mut egui::Ui, panel: &mut LabPanel, sheet: &mut Sheet<'_>) {
    let photos = &sheet.attempt.notebook.photos;
    if photos.is_empty() {
        return;
    }
    let count = [("count", photos.len().into()), ("most", PHOTOS.into())];
    let heading = sheet.phrases.with("lab-photos", &count);
    ui.label(style::bold(heading, 18.0));
    let open = can_be_changed(sheet);
    ui.horizontal_wrapped(|ui| {
        for photo in photos {
            ui.push_id(photo.digest, |ui| {
                ui.vertical(|ui| {
                    ui.set_width(PRINT);
                    print(ui, photo, sheet.album, sheet.phrases);
                    if open {
                        let deed = edit(ui, panel, photo, sheet.phrases);
                        sheet.deeds.extend(deed);
                    } else {
                        ui.label(&photo.caption);
                    }
                });
            });
        }
    });
    ui.add_space(10.0);
}

fn print(ui: &mut egui::Ui, photo: &Photo, album: &mut Album, phrases: &Phrases) {
    match album.print(photo.digest) {
        Print::Shown { texture, size } => {
            let points = egui::vec2(PRINT, PRINT * size.y / size.x.max(1.0));
            let picture = egui::Image::new(egui::load::SizedTexture::new(*texture, points))
                .corner_radius(6)
                .alt_text(&photo.caption);
            ui.add(picture);
        }
        Print::Coming => {
            ui.label(style::quiet(phrases.get("card-coming")));
        }
        Print::Absent => {
            ui.label(style::quiet(phrases.get("lab-photo-absent")));
        }
    }
}

/// The caption, to be said anew, and the button that takes the photograph out.
fn edit(ui: &mut egui::Ui, panel: &mut LabPanel, photo: &Photo, phrases: &Phrases) -> Option<Deed> {
    let digest = photo.digest;
    let place = format!("photo/{digest}");
    let mut wish = None;
    ui.horizontal(|ui| {
        let mut text = panel
            .drafts
            .get(&place)
            .unwrap_or(&photo.caption)
            .to_owned();
        let field = egui::TextEdit::singleline(&mut text)
            .desired_width(PRINT - 44.0)
            .char_limit(PHOTO_BYTES / 2);
        let response = ui.add(field);
        if response.changed() {
            panel.drafts.insert(place.clone(), text.clone());
        }
        if response.lost_focus() && panel.drafts.remove(&place).is_some() && text != photo.caption {
            wish = Some(Deed::CaptionPhoto {
                digest,
                caption: text,
            });
        }
        if ui
            .button("×")
            .on_hover_text(phrases.get("lab-photo-remove").into_owned())
            .clicked()
        {
            wish = Some(Deed::RemovePhoto { digest });
        }
    });
    wish
}

/// The frame of what it will show, and the seconds left. A board has no middle of the view to frame.
pub(super) fn viewfinder(
    mut contexts: EguiContexts,
    finder: Res<Finder>,
    settings: Res<Settings>,
    headset: Res<Headset>,
    phrases: Res<Phrases>,
) -> Result {
    let Some(left) = finder.left() else {
        return Ok(());
    };
    let context = contexts.ctx_mut()?;
    let window = context.viewport_rect();
    let view = settings.comfort.field_of_view_deg.to_radians();
    let height = window.height() * (HEIGHT_RAD / 2.0).tan() / (view / 2.0).tan();
    let size = egui::vec2(height * SIZE_PX.x as f32 / SIZE_PX.y as f32, height);
    let frame = egui::Rect::from_center_size(window.center(), size);
    if !headset.is_on() {
        let painter = context.layer_painter(egui::LayerId::new(
            egui::Order::Background,
            "viewfinder".into(),
        ));
        for (stroke, colour) in [(5.0, style::NIGHT), (2.5, style::PAPER)] {
            corners(&painter, frame, egui::Stroke::new(stroke, colour));
        }
    }
    let seconds = left.as_secs_f32().ceil();
    let text = if seconds > 0.0 {
        phrases.with("lab-photo-in", &[("seconds", f64::from(seconds).into())])
    } else {
        phrases.get("lab-photo-now").into_owned()
    };
    egui::Area::new("viewfinder".into())
        .anchor(egui::Align2::CENTER_BOTTOM, egui::vec2(0.0, -90.0))
        .interactable(false)
        .order(egui::Order::Middle)
        .show(context, |ui| {
            style::sign().show(ui, |ui| ui.label(style::bold(text, 20.0)));
        });
    Ok(())
}

/// The corners of a frame, a seventh of its height long.
fn corners(painter: &egui::Painter, frame: egui::Rect, stroke: egui::Stroke) {
    let arm = frame.height() / 7.0;
    for (corner, x, y) in [
        (frame.left_top(), 1.0, 1.0),
        (frame.right_top(), -1.0, 1.0),
        (frame.left_bottom(), 1.0, -1.0),
        (frame.right_bottom(), -1.0, -1.0),
    ] {
        painter.line_segment([corner, corner + egui::vec2(x * arm, 0.0)], stroke);
        painter.line_segment([corner, corner + egui::vec2(0.0, y * arm)], stroke);
    }
}
