//! The notebook: tables filled by “record” from the instruments or by hand, notes.

use bevy_egui::egui;
use pleiades_labs::quantity::{Notation, parse_number};
use pleiades_netcode::protocol::{
    Deed, LabName, Writing,
    lab::{Cell, Entry, Row},
};
use pleiades_scenes::lab::{Column, ColumnKind, Table, derived};

use super::{LabPanel, Sheet, photos};
use crate::{lab::fresh, panels::style};

pub(super) fn page(ui: &mut egui::Ui, panel: &mut LabPanel, sheet: &mut Sheet<'_>) {
    photos::button(ui, sheet);
    for table in &sheet.lab.tables {
        ui.label(style::bold(sheet.say(&table.title), 18.0));
        let rows = sheet
            .attempt
            .notebook
            .rows(&LabName::from(table.id.as_str()));
        egui::ScrollArea::horizontal()
            .id_salt(&table.id)
            .show(ui, |ui| {
                egui::Grid::new(&table.id).striped(true).show(ui, |ui| {
                    heads(ui, sheet, table);
                    for (row, cells) in rows.iter().enumerate() {
                        line(ui, panel, sheet, table, row, Some(cells));
                    }
                    line(ui, panel, sheet, table, rows.len(), None);
                });
            });
        if let Some(cells) = fresh(sheet.attempt, table)
            && ui
                .add(style::primary(sheet.phrases.get("lab-record")))
                .clicked()
        {
            sheet.deeds.push(Deed::Write {
                table: table.id.as_str().into(),
                row: u16::try_from(rows.len()).unwrap_or(u16::MAX),
                cells,
            });
        }
        ui.add_space(10.0);
    }
    photos::prints(ui, panel, sheet);
    notes(ui, panel, sheet);
}

fn heads(ui: &mut egui::Ui, sheet: &Sheet<'_>, table: &Table) {
    for column in &table.columns {
        let unit = column.unit.as_deref().map_or_else(String::new, |unit| {
            // The lesson writes it as SI does in ASCII.
            let unit = if unit == "deg" { "°" } else { unit };
            format!(" ({unit})")
        });
        ui.label(style::quiet(format!("{}{unit}", sheet.say(&column.title))));
    }
    ui.end_row();
}

/// One row; without cells the empty one at the end, where a new row begins.
fn line(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    sheet: &mut Sheet<'_>,
    table: &Table,
    row: usize,
    cells: Option<&Row>,
) {
    for column in &table.columns {
        let entry = cells.and_then(|cells| cells.get(&LabName::from(column.id.as_str())));
        match column.kind {
            ColumnKind::Derived => {
                ui.label(computed(sheet, table, row, column));
            }
            ColumnKind::Choice => choice(ui, sheet, table, row, column, entry),
            ColumnKind::Number | ColumnKind::Text => {
                typed(ui, panel, sheet, table, row, column, entry);
            }
        }
    }
    if cells.is_some()
        && ui
            .button("×")
            .on_hover_text(sheet.phrases.get("lab-strike"))
            .clicked()
    {
        sheet.deeds.push(Deed::Strike {
            table: table.id.as_str().into(),
            row: u16::try_from(row).unwrap_or(u16::MAX),
        });
    }
    ui.end_row();
}

fn computed(sheet: &Sheet<'_>, table: &Table, row: usize, column: &Column) -> String {
    let evidence = sheet.attempt.notebook.evidence();
    let number = evidence
        .tables
        .get(&table.id)
        .map(|rows| derived(table, rows))
        .and_then(|rows| rows.number(row, &column.id));
    number.map_or_else(String::new, |number| Notation::French.fixed(number, 3))
}

fn choice(
    ui: &mut egui::Ui,
    sheet: &mut Sheet<'_>,
    table: &Table,
    row: usize,
    column: &Column,
    entry: Option<&Entry>,
) {
    let now = match entry.map(|entry| &entry.cell) {
        Some(Cell::Text(id)) => id.clone(),
        _ => String::new(),
    };
    let title = |id: &str| {
        let mut options = column.options.iter();
        let option = options.find(|option| option.id == id);
        option.map_or_else(|| "…".to_owned(), |option| sheet.say(&option.title))
    };
    let mut wish = None;
    egui::ComboBox::from_id_salt((&table.id, row, &column.id))
        .width(120.0)
        .selected_text(title(&now))
        .show_ui(ui, |ui| {
            for option in &column.options {
                if ui
                    .selectable_label(option.id == now, sheet.say(&option.title))
                    .clicked()
                {
                    wish = Some(option.id.clone());
                }
            }
        });
    if let Some(id) = wish {
        write(sheet, table, row, column, Writing::ByHand(Cell::Text(id)));
    }
}

fn typed(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    sheet: &mut Sheet<'_>,
    table: &Table,
    row: usize,
    column: &Column,
    entry: Option<&Entry>,
) {
    let place = format!("{}/{row}/{}", table.id, column.id);
    let now = match entry.map(|entry| &entry.cell) {
        Some(Cell::Number(number)) => Notation::French.exact(*number),
        Some(Cell::Text(text)) => text.clone(),
        None => String::new(),
    };
    let mut text = panel
        .drafts
        .get(&place)
        .cloned()
        .unwrap_or_else(|| now.clone());
    let from_instrument = entry.is_some_and(|entry| entry.reading.is_some());
    let width = match column.kind {
        ColumnKind::Text => 150.0,
        _ => 84.0,
    };
    // A grid would make it narrower than its number.
    let field = egui::TextEdit::singleline(&mut text)
        .desired_width(width)
        .min_size(egui::vec2(width, 0.0))
        .text_color_opt(from_instrument.then_some(style::AMBER));
    let response = ui.add(field);
    if response.changed() {
        panel.drafts.insert(place.clone(), text.clone());
    }
    if response.lost_focus() && panel.drafts.remove(&place).is_some() && text != now {
        let wish = match (text.trim().is_empty(), column.kind) {
            (true, _) => Some(Writing::Nothing),
            (false, ColumnKind::Text) => Some(Writing::ByHand(Cell::Text(text))),
            (false, _) => parse_number(&text)
                .ok()
                .map(|number| Writing::ByHand(Cell::Number(number))),
        };
        if let Some(wish) = wish {
            write(sheet, table, row, column, wish);
        }
    }
}

fn write(sheet: &mut Sheet<'_>, table: &Table, row: usize, column: &Column, writing: Writing) {
    sheet.deeds.push(Deed::Write {
        table: table.id.as_str().into(),
        row: u16::try_from(row).unwrap_or(u16::MAX),
        cells: vec![(column.id.as_str().into(), writing)],
    });
}

fn notes(ui: &mut egui::Ui, panel: &mut LabPanel, sheet: &mut Sheet<'_>) {
    ui.label(style::bold(sheet.phrases.get("lab-notes"), 18.0));
    let now = &sheet.attempt.notebook.note;
    let mut text = panel.drafts.get("note").unwrap_or(now).clone();
    let response = ui.add(
        egui::TextEdit::multiline(&mut text)
            .desired_rows(3)
            .desired_width(f32::INFINITY),
    );
    if response.changed() {
        panel.drafts.insert("note".to_owned(), text.clone());
    }
    if response.lost_focus() && panel.drafts.remove("note").is_some() && text != *now {
        sheet.deeds.push(Deed::Note { text });
    }
}
