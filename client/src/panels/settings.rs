//! The settings page, in the start and in the menu.

use bevy_egui::egui;
use pleiades_scenes::Language;

use super::{comfort, style};
use crate::{
    language::{self, Phrases},
    quality::Preset,
    settings::{BoardPlace, Comfort, Settings, SettingsFile},
};

/// Draws the page; what is changed takes effect and is kept at once. True when the person wants to go back.
pub(super) fn page(
    ui: &mut egui::Ui,
    phrases: &mut Phrases,
    settings: &mut Settings,
    file: &SettingsFile,
) -> bool {
    let before = settings.clone();
    ui.label(style::bold(phrases.get("settings-title"), 21.0));
    row(ui, &phrases.get("settings-language"), |ui| {
        for (language, name) in [
            (Language::French, "Français"),
            (Language::English, "English"),
        ] {
            if ui
                .selectable_label(phrases.language() == language, name)
                .clicked()
            {
                settings.language = Some(language);
            }
        }
    });
    row(ui, &phrases.get("settings-quality"), |ui| {
        egui::ComboBox::from_id_salt("quality")
            .selected_text(phrases.get(settings.quality.key()).into_owned())
            .show_ui(ui, |ui| {
                for preset in Preset::ALL {
                    ui.selectable_value(
                        &mut settings.quality,
                        preset,
                        phrases.get(preset.key()).into_owned(),
                    );
                }
            });
    });
    let comfort = &mut settings.comfort;
    for (key, value, range, suffix) in [
        (
            "settings-walk-speed",
            &mut comfort.walk_speed,
            1.0..=4.0,
            " m/s",
        ),
        (
            "settings-look-speed",
            &mut comfort.look_speed,
            0.2..=3.0,
            "×",
        ),
        (
            "settings-field-of-view",
            &mut comfort.field_of_view_deg,
            45.0..=90.0,
            "°",
        ),
        (
            "settings-text-scale",
            &mut comfort.text_scale,
            0.8..=2.0,
            "×",
        ),
        ("settings-volume", &mut comfort.volume, 0.0..=1.0, ""),
    ] {
        row(ui, &phrases.get(key), |ui| {
            // Text that grew under the pointer would run away from it: sizes take effect when the slider is let go.
            let digits = if suffix == "°" { 0 } else { 1 };
            ui.add(
                egui::Slider::new(value, range)
                    .suffix(suffix)
                    .fixed_decimals(digits),
            );
        });
    }
    ui.horizontal_wrapped(|ui| {
        for (key, value) in [
            ("settings-invert-look", &mut comfort.invert_look),
            ("settings-smooth-move", &mut comfort.smooth_move),
            ("settings-left-handed", &mut comfort.left_handed),
            ("settings-seated", &mut comfort.seated),
        ] {
            ui.checkbox(value, phrases.get(key).into_owned());
        }
    });
    row(ui, &phrases.get("settings-snap-turn"), |ui| {
        comfort::snap_turns(ui, &mut comfort.snap_turn_deg);
    });
    row(ui, &phrases.get("settings-board"), |ui| {
        for place in BoardPlace::ALL {
            let name = phrases.get(place.key()).into_owned();
            ui.selectable_value(&mut comfort.board, place, name);
        }
    });
    row(ui, &phrases.get("settings-vignette"), |ui| {
        ui.add(egui::Slider::new(&mut comfort.vignette, 0.0..=1.0).fixed_decimals(1));
    });
    row(ui, &phrases.get("settings-eye-scale"), |ui| {
        ui.add(egui::Slider::new(&mut comfort.eye_scale, 0.5..=1.5).fixed_decimals(1));
    });
    let mut back = false;
    ui.horizontal(|ui| {
        back = ui.add(style::primary(phrases.get("back"))).clicked();
        if ui
            .button(phrases.get("settings-reset").into_owned())
            .clicked()
        {
            settings.comfort = Comfort {
                newcomer: settings.comfort.newcomer,
                ..Comfort::default()
            };
            settings.quality = Preset::Auto;
        }
    });
    if *settings != before {
        if settings.language != before.language {
            *phrases = Phrases::new(
                settings
                    .language
                    .unwrap_or_else(|| language::preferred(None)),
            );
        }
        if let Err(error) = file.save(settings) {
            tracing::warn!("{error}");
        }
    }
    back
}

fn row(ui: &mut egui::Ui, label: &str, contents: impl FnOnce(&mut egui::Ui)) {
    ui.label(style::quiet(label));
    ui.horizontal(contents);
}
