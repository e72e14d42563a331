//! What a card shows and plays beside its words: pictures with what is seen on them, and sounds with what is said in them.

use std::time::Duration;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui;
use pleiades_scenes::lesson::{Media, MediaKind, Stop};

use super::style;
use crate::{
    language::Phrases,
    sound::{ReadAloud, Reading, Speaker},
    tour::{Leaf, Shelf},
};

/// The files of the card that is open, and who reads them aloud.
#[derive(SystemParam)]
pub(super) struct Files<'w> {
    shelf: Res<'w, Shelf>,
    reading: Res<'w, Reading>,
    speaker: Res<'w, Speaker>,
    aloud: MessageWriter<'w, ReadAloud>,
}

impl Files<'_> {
    /// Sounds, and narrations in one's own language: a button each.
    pub(super) fn sounds(&mut self, ui: &mut egui::Ui, stop: &Stop, phrases: &Phrases) {
        let heard = stop.media.iter().filter(|media| match media.kind {
            MediaKind::Image => false,
            MediaKind::Sound => true,
            MediaKind::Narration => media.language == Some(phrases.language()),
        });
        for media in heard {
            ui.push_id(&media.file, |ui| self.sound(ui, media, phrases));
        }
    }

    fn sound(&mut self, ui: &mut egui::Ui, media: &Media, phrases: &Phrases) {
        let clip = match self.shelf.leaf(&media.file) {
            Leaf::Sound(clip) => clip.clone(),
            Leaf::Unreadable => {
                ui.label(style::quiet(phrases.get("card-unreadable")));
                return;
            }
            Leaf::Coming | Leaf::Picture { .. } => {
                ui.label(style::quiet(phrases.get("card-coming")));
                return;
            }
        };
        let reads = self.reading.file.as_ref() == Some(&media.file);
        let key = match (reads, media.kind) {
            (true, _) => "card-hush",
            (false, MediaKind::Narration) => "card-read-aloud",
            (false, _) => "card-listen",
        };
        ui.horizontal(|ui| {
            let sign = if reads { "⏹" } else { "🔊" };
            let button = egui::Button::selectable(reads, format!("{sign} {}", phrases.get(key)));
            if ui.add(button).clicked() {
                self.aloud.write(if reads {
                    ReadAloud::Stop
                } else {
                    ReadAloud::Begin(media.file.clone(), clip.clone())
                });
            }
            let length = clip.length();
            let since = if reads {
                self.reading.since
            } else {
                Duration::ZERO
            };
            let time = format!("{} / {}", clock(since), clock(length));
            ui.label(style::quiet(time));
        });
        // What is said is read along; a sound is described at once.
        if reads || media.kind == MediaKind::Sound {
            if reads && !self.speaker.is_there() {
                ui.label(style::quiet(phrases.get("card-silent")));
            }
            egui::Frame::new()
                .fill(style::SLATE)
                .corner_radius(9)
                .inner_margin(12)
                .show(ui, |ui| {
                    ui.label(media.caption.get(phrases.language()));
                });
        }
        ui.label(style::quiet(&media.credit).size(13.0));
    }

    /// Pictures, as wide as the card.
    pub(super) fn pictures(&self, ui: &mut egui::Ui, stop: &Stop, phrases: &Phrases) {
        let pictures = stop
            .media
            .iter()
            .filter(|media| media.kind == MediaKind::Image);
        for media in pictures {
            ui.add_space(4.0);
            let caption = media.caption.get(phrases.language());
            match self.shelf.leaf(&media.file) {
                Leaf::Picture { shown, size, .. } => {
                    let wide = ui.available_width();
                    // A tall picture is not higher than a screen.
                    let scale = (wide / size.x).min(wide / size.y);
                    let points = egui::vec2(size.x, size.y) * scale;
                    let picture = egui::Image::new(egui::load::SizedTexture::new(*shown, points))
                        .corner_radius(9)
                        .alt_text(caption);
                    ui.vertical_centered(|ui| ui.add(picture));
                }
                Leaf::Unreadable => {
                    ui.label(style::quiet(phrases.get("card-unreadable")));
                }
                Leaf::Coming | Leaf::Sound(_) => {
                    ui.label(style::quiet(phrases.get("card-coming")));
                }
            }
            ui.label(egui::RichText::new(caption).size(15.0));
            ui.label(style::quiet(&media.credit).size(13.0));
        }
    }
}

fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
