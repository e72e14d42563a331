//! Answers, handing in, and the mark with what is said of slips.

use bevy_egui::egui;
use pleiades_labs::quantity::{Notation, parse_number};
use pleiades_netcode::{
    bench::feedback,
    protocol::{
        Deed,
        lab::{Answer, Marks},
    },
};
use pleiades_scenes::lab::{AnswerField, AnswerKind};

use super::{LabPanel, Sheet};
use crate::panels::style;

pub(super) fn page(ui: &mut egui::Ui, panel: &mut LabPanel, sheet: &mut Sheet<'_>) {
    if let Some(marks) = &sheet.attempt.marks {
        told(ui, sheet, marks);
    }
    for field in &sheet.lab.answers {
        ui.label(style::bold(sheet.say(&field.title), 17.0));
        let given = sheet
            .attempt
            .notebook
            .answers
            .get(&field.id.as_str().into());
        match field.kind {
            AnswerKind::Choice => choice(ui, sheet, field, given),
            _ => numbers(ui, panel, sheet, field, given),
        }
    }
    ui.add_space(10.0);
    let open = sheet.attempt.handed_in_ms.is_none();
    let label = if open { "lab-hand-in" } else { "lab-handed-in" };
    if ui
        .add_enabled(open, style::primary(sheet.phrases.get(label)))
        .clicked()
    {
        sheet.deeds.push(Deed::HandIn);
    }
}

fn choice(ui: &mut egui::Ui, sheet: &mut Sheet<'_>, field: &AnswerField, given: Option<&Answer>) {
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        for option in &field.options {
            let chosen =
                matches!(given, Some(Answer::Choice { option: id }) if id.as_str() == option.id);
            if ui
                .selectable_label(chosen, sheet.say(&option.title))
                .clicked()
            {
                wish = Some(option.id.clone());
            }
        }
    });
    if let Some(id) = wish {
        sheet.deeds.push(Deed::Answer {
            answer: field.id.as_str().into(),
            value: Some(Answer::Choice {
                option: id.as_str().into(),
            }),
        });
    }
}

/// A number with its uncertainty, a line, a plane: one or two fields, sent when both are numbers.
fn numbers(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    sheet: &mut Sheet<'_>,
    field: &AnswerField,
    given: Option<&Answer>,
) {
    let (now, second) = match given {
        Some(Answer::Number { value, u }) => (Some(*value), *u),
        Some(Answer::Line { trend, plunge }) => (Some(*trend), Some(*plunge)),
        Some(Answer::Plane { strike, dip }) => (Some(*strike), Some(*dip)),
        _ => (None, None),
    };
    let unit = field.unit.clone().unwrap_or_default();
    let (first_key, second_key) = match field.kind {
        AnswerKind::Line => ("lab-trend", Some("lab-plunge")),
        AnswerKind::Plane => ("lab-strike-angle", Some("lab-dip-angle")),
        _ => ("lab-value", field.uncertainty.then_some("lab-u")),
    };
    let mut left = false;
    let mut texts = Vec::new();
    ui.horizontal(|ui| {
        let fields = std::iter::once((first_key, now)).chain(second_key.map(|key| (key, second)));
        for (key, now) in fields {
            let place = format!("answer/{}/{key}", field.id);
            let shown = now.map_or_else(String::new, |now| Notation::French.exact(now));
            let mut text = panel.drafts.get(&place).cloned().unwrap_or(shown);
            let label = ui.label(sheet.phrases.get(key).into_owned()).id;
            let response = ui
                .add(egui::TextEdit::singleline(&mut text).desired_width(90.0))
                .labelled_by(label);
            if response.changed() {
                panel.drafts.insert(place, text.clone());
            }
            left |= response.lost_focus();
            texts.push(text);
        }
        ui.label(style::quiet(unit));
    });
    if !left {
        return;
    }
    let number = |at: usize| texts.get(at).and_then(|text| parse_number(text).ok());
    let value = match (field.kind, number(0), number(1)) {
        (AnswerKind::Number, Some(value), u) => Some(Answer::Number { value, u }),
        (AnswerKind::Line, Some(trend), Some(plunge)) => Some(Answer::Line { trend, plunge }),
        (AnswerKind::Plane, Some(strike), Some(dip)) => Some(Answer::Plane { strike, dip }),
        _ => None,
    };
    if value.is_some() && value.as_ref() != given {
        sheet.deeds.push(Deed::Answer {
            answer: field.id.as_str().into(),
            value,
        });
    }
}

fn told(ui: &mut egui::Ui, sheet: &Sheet<'_>, marks: &Marks) {
    let number = |value: f64| Notation::French.fixed(value, 2);
    let whole = format!("{} / {}", number(marks.earned), number(marks.total));
    ui.label(style::bold(whole, 30.0).color(style::AMBER));
    for line in &marks.lines {
        let mut criteria = sheet.lab.marking.criteria.iter();
        let title = criteria
            .find(|known| known.id == line.criterion.as_str())
            .map_or_else(String::new, |known| sheet.say(&known.title));
        let earned = line
            .share
            .map_or_else(|| "…".to_owned(), |share| number(share * line.points));
        ui.label(format!("{earned} / {}   {title}", number(line.points)));
    }
    for sentence in feedback(sheet.lab, marks, sheet.phrases.language()) {
        ui.label(style::quiet(format!("→ {sentence}")));
    }
    ui.separator();
}
