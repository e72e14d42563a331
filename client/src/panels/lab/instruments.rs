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
use crate::panels::style;

/// How far the compass is from the strike when it is put down, degrees: levelling it is the student's work.
const PUT_DOWN_DEG: f64 = 24.0;

pub(super) fn page(ui: &mut egui::Ui, panel: &mut LabPanel, sheet: &mut Sheet<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (nth, instrument) in sheet.lab.instruments.iter().enumerate() {
            if ui
                .selectable_label(panel.instrument == nth, sheet.say(&instrument.title))
                .clicked()
            {
                panel.instrument = nth;
                panel.node = None;
                panel.dial.clear();
            }
        }
    });
    let Some(instrument) = sheet.lab.instruments.get(panel.instrument) else {
        return;
    };
    let name = LabName::from(instrument.id.as_str());
    ui.add_space(6.0);
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
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        for (specimen, title, node, anchor) in within_reach(sheet, instrument) {
            let chosen = panel.node.as_deref() == Some(node.as_str());
            let short = node.rsplit_once('.').map_or(title.clone(), |(_, number)| {
                if number.parse::<u32>().is_ok() {
                    format!("{title} · {number}")
                } else {
                    title.clone()
                }
            });
            if ui.selectable_label(chosen, short).clicked() {
                panel.node = Some(node.clone());
                panel.turn_deg = PUT_DOWN_DEG;
                wish = Some((specimen, node, anchor));
            }
        }
    });
    if let Some((specimen, node, anchor)) = wish {
        let at = placement(&specimen, &node, anchor, panel.turn_deg);
        sheet.deeds.push(Deed::Place {
            instrument: name.clone(),
            at: Some(at),
        });
    }
    // Fine turning: only a compass has an edge to level.
    let held = sheet
        .attempt
        .stands
        .get(name)
        .and_then(|stand| stand.at.as_ref());
    if let (Some(held), Some(sheet_of)) = (held, instrument.compass) {
        let before = panel.turn_deg;
        ui.add(
            egui::Slider::new(&mut panel.turn_deg, -180.0..=180.0)
                .step_by(1.0)
                .suffix("°")
                .text(phrases.get("lab-turn").into_owned()),
        );
        let node = held.node.as_str();
        if let Some(anchor) = sheet.place.anchor(node) {
            let at = placement(held.specimen.as_str(), node, anchor, panel.turn_deg);
            bubble(ui, &at.pose, sheet_of.level_deg);
            panel.turned |= before != panel.turn_deg;
            // While it is dragged it is in the hand.
            if panel.turned && !ui.input(|input| input.pointer.any_down()) {
                panel.turned = false;
                sheet.deeds.push(Deed::Place {
                    instrument: name.clone(),
                    at: Some(at),
                });
            }
        }
    }
}

/// Nodes of specimens near the person, nearest first; all of them for an instrument that stands somewhere: they are carried there.
fn within_reach(
    sheet: &Sheet<'_>,
    instrument: &Instrument,
) -> Vec<(String, String, String, Transform)> {
    let mut found: Vec<(f32, (String, String, String, Transform))> = Vec::new();
    for specimen in &sheet.lab.specimens {
        let numbered = (1..=32).map(|number| format!("{}.{number}", specimen.anchor));
        for node in std::iter::once(specimen.anchor.clone()).chain(numbered) {
            let Some(anchor) = sheet.place.anchor(&node) else {
                continue;
            };
            let far = anchor.translation.distance(sheet.body + Vec3::Y);
            if far <= 2.0 * REACH_M || instrument.anchor.is_some() {
                let title = sheet.say(&specimen.title);
                found.push((far, (specimen.id.clone(), title, node, anchor)));
            }
        }
    }
    found.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    found.truncate(8);
    found.into_iter().map(|(_, spot)| spot).collect()
}

/// An instrument at a node: +Y away from the surface; the edge (−Z) along the node's +X, which is the strike, turned by `turn_deg`.
fn placement(specimen: &str, node: &str, anchor: Transform, turn_deg: f64) -> Placement {
    let about =
        Quat::from_rotation_y(-std::f32::consts::FRAC_PI_2 - (turn_deg as f32).to_radians());
    let rotation = (anchor.rotation * about).normalize();
    Placement {
        specimen: specimen.into(),
        node: node.into(),
        pose: Pose {
            position: anchor.translation.to_array(),
            rotation: rotation.to_array(),
        },
    }
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
    if ui
        .add(style::primary(sheet.phrases.get("lab-read")))
        .clicked()
    {
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
