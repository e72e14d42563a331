//! Instruments: hold one to something within reach, turn it until it can be read, set its dial, read its display.

use bevy::prelude::*;
use bevy_egui::egui;
use pleiades_labs::quantity::{Notation, parse_number};
use pleiades_netcode::protocol::{
    Deed, LabName,
    lab::{Placement, REACH_M, Reading},
    pose::Pose,
};
use pleiades_scenes::{Language, lab::Instrument};

use super::{LabPanel, Sheet};
use crate::{
    lab::{PUT_DOWN_DEG, Spot, placement, spots, turned_deg},
    panels::style,
};

pub(super) fn page(ui: &mut egui::Ui, panel: &mut LabPanel, sheet: &mut Sheet<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (nth, instrument) in sheet.lab.instruments.iter().enumerate() {
            if ui
                .selectable_label(panel.instrument == nth, sheet.say(&instrument.title))
                .clicked()
            {
                panel.instrument = nth;
                panel.turn_deg = None;
                panel.dial.clear();
            }
        }
    });
    let Some(instrument) = sheet.lab.instruments.get(panel.instrument) else {
        return;
    };
    let name = LabName::from(instrument.id.as_str());
    ui.add_space(6.0);
    if instrument.compass.is_some() {
        let key = if sheet.worn {
            "lab-compass-help-vr"
        } else {
            "lab-compass-help"
        };
        ui.label(style::quiet(sheet.phrases.get(key)));
    }
    holding(ui, panel, sheet, instrument, &name);
    dial(ui, panel, sheet, instrument, &name);
    reading(ui, sheet, instrument, &name);
}

/// Where it can be held: every node of a specimen within reach of the person, nearest first.
fn holding(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    sheet: &mut Sheet<'_>,
    instrument: &Instrument,
    name: &LabName,
) {
    let in_press = instrument
        .gauge
        .as_ref()
        .is_some_and(|gauge| gauge.in_press());
    if in_press {
        return;
    }
    let phrases = sheet.phrases;
    ui.label(style::quiet(phrases.get("lab-hold")));
    let held = sheet
        .attempt
        .stands
        .get(name)
        .and_then(|stand| stand.at.as_ref());
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        for (spot, title) in within_reach(sheet, instrument) {
            let chosen = held.is_some_and(|held| held.node.as_str() == spot.node);
            let short = spot
                .node
                .rsplit_once('.')
                .map_or(title.clone(), |(_, number)| {
                    if number.parse::<u32>().is_ok() {
                        format!("{title} · {number}")
                    } else {
                        title.clone()
                    }
                });
            if ui.selectable_label(chosen, short).clicked() {
                wish = Some(spot);
            }
        }
    });
    if let Some(spot) = wish {
        panel.turn_deg = None;
        let at = placement(&spot, spot.at.translation, PUT_DOWN_DEG);
        sheet.deeds.push(Deed::Place {
            instrument: name.clone(),
            at: Some(at),
        });
    }
    if let (Some(held), Some(_)) = (held, instrument.compass) {
        if ui
            .button(phrases.get("lab-take-back").into_owned())
            .clicked()
        {
            sheet.deeds.push(Deed::Place {
                instrument: name.clone(),
                at: None,
            });
        }
        turning(ui, panel, sheet, instrument, held.clone());
    }
}

/// Fine turning: only a compass has an edge to level. While the slider is dragged the compass is in the hand.
fn turning(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    sheet: &mut Sheet<'_>,
    instrument: &Instrument,
    held: Placement,
) {
    let (Some(anchor), Some(sheet_of)) =
        (sheet.place.anchor(held.node.as_str()), instrument.compass)
    else {
        return;
    };
    let now = turned_deg(anchor, &held.pose).round();
    let mut turn = panel.turn_deg.unwrap_or(now);
    let slider = ui.add(
        egui::Slider::new(&mut turn, -180.0..=180.0)
            .step_by(1.0)
            .suffix("°")
            .text(sheet.phrases.get("lab-turn").into_owned()),
    );
    let spot = Spot {
        specimen: held.specimen.to_string(),
        node: held.node.to_string(),
        at: anchor,
        is_surface: true,
    };
    let at = placement(&spot, Vec3::from_array(held.pose.position), turn);
    bubble(ui, &at.pose, sheet_of.level_deg);
    if slider.changed() {
        panel.turn_deg = Some(turn);
    }
    if panel.turn_deg.is_some() && !ui.input(|input| input.pointer.any_down()) {
        panel.turn_deg = None;
        if turn != now {
            sheet.deeds.push(Deed::Place {
                instrument: instrument.id.as_str().into(),
                at: Some(at),
            });
        }
    }
}

/// Places of specimens near the person, nearest first; all of them for an instrument that stands somewhere: they are carried there.
fn within_reach(sheet: &Sheet<'_>, instrument: &Instrument) -> Vec<(Spot, String)> {
    let mut found: Vec<(f32, Spot)> = spots(sheet.lab, sheet.place)
        .into_iter()
        .map(|spot| (spot.at.translation.distance(sheet.body + Vec3::Y), spot))
        .filter(|(far, _)| *far <= 2.0 * REACH_M || instrument.anchor.is_some())
        .collect();
    found.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    found.truncate(8);
    let titled = |(_, spot): (f32, Spot)| {
        let mut specimens = sheet.lab.specimens.iter();
        let title = specimens
            .find(|specimen| specimen.id == spot.specimen)
            .map_or_else(String::new, |specimen| sheet.say(&specimen.title));
        (spot, title)
    };
    found.into_iter().map(titled).collect()
}

/// The bubble: in its circle when the edge is level.
fn bubble(ui: &mut egui::Ui, pose: &Pose, level_deg: f64) {
    let edge = Quat::from_array(pose.rotation) * Vec3::NEG_Z;
    let off = f64::from(edge.y.clamp(-1.0, 1.0).asin().to_degrees()) / level_deg;
    let (area, _) = ui.allocate_exact_size(egui::vec2(220.0, 34.0), egui::Sense::hover());
    let painter = ui.painter();
    let middle = area.center();
    painter.rect_filled(area, 17.0, egui::Color32::from_rgb(196, 214, 92));
    let ring = egui::Stroke::new(2.0, style::NIGHT);
    painter.circle_stroke(middle, 15.0, ring);
    let aside = (off.clamp(-6.0, 6.0) * 15.0) as f32;
    painter.circle_filled(middle + egui::vec2(aside, 0.0), 9.0, style::PAPER);
}

fn dial(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    sheet: &mut Sheet<'_>,
    instrument: &Instrument,
    name: &LabName,
) {
    let (dial, key) = match (&instrument.compass, &instrument.press) {
        (Some(_), _) => ("declination", "lab-declination"),
        (_, Some(_)) => ("load", "lab-load"),
        _ => return,
    };
    let dial_name = LabName::from(dial);
    let now = sheet
        .attempt
        .stands
        .get(name)
        .and_then(|stand| stand.dials.get(&dial_name));
    ui.horizontal(|ui| {
        let label = ui.label(sheet.phrases.get(key).into_owned()).id;
        ui.add(
            egui::TextEdit::singleline(&mut panel.dial)
                .hint_text(now.map_or_else(String::new, |now| now.to_string()))
                .desired_width(90.0),
        )
        .labelled_by(label);
        let typed = parse_number(&panel.dial).ok();
        let set = egui::Button::new(sheet.phrases.get("lab-set").into_owned());
        if ui.add_enabled(typed.is_some(), set).clicked()
            && let Some(value) = typed
        {
            sheet.deeds.push(Deed::Dial {
                instrument: name.clone(),
                dial: dial_name,
                value,
            });
        }
    });
}

/// The display, and the button that reads.
fn reading(ui: &mut egui::Ui, sheet: &mut Sheet<'_>, instrument: &Instrument, name: &LabName) {
    if instrument.compass.is_none() && instrument.gauge.is_none() {
        return;
    }
    ui.add_space(6.0);
    // A teacher shows how; what is read is the student's.
    let read = style::primary(sheet.phrases.get("lab-read"));
    if ui.add_enabled(sheet.own, read).clicked() {
        sheet.deeds.push(Deed::Read {
            instrument: name.clone(),
        });
    }
    let last = sheet.attempt.readings.iter().rev();
    if let Some(reading) = last.into_iter().find(|reading| reading.instrument == *name) {
        let words = shown(reading, instrument, sheet.phrases.language());
        ui.label(style::bold(words, 30.0).color(style::AMBER));
        if reading.saturated {
            ui.label(style::quiet(sheet.phrases.get("lab-saturated")));
        }
    }
}

/// What stands on the display.
pub(super) fn shown(reading: &Reading, instrument: &Instrument, language: Language) -> String {
    let notation = match language {
        Language::French => Notation::French,
        Language::English => Notation::English,
    };
    let unit = instrument
        .gauge
        .as_ref()
        .map_or("°", |gauge| gauge.unit.as_str());
    let numbers: Vec<String> = reading
        .values
        .iter()
        .map(|value| notation.fixed(value.value, usize::from(value.decimals)))
        .collect();
    format!("{} {unit}", numbers.join("   "))
}
