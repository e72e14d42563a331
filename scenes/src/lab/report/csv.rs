//! Tables as comma-separated values, or what a language's spreadsheets take for it.

use pleiades_labs::{marking::Cell, quantity::Notation};

use super::Report;

/// French spreadsheets expect a decimal comma and therefore semicolons.
pub(super) fn csv(report: &Report<'_>) -> String {
    let separator = match report.notation() {
        Notation::French => ";",
        Notation::English => ",",
    };
    let mut text = String::from('\u{feff}');
    for table in &report.lab.tables {
        text.push_str(&quoted(table.title.get(report.language)));
        text.push_str("\r\n");
        let heads: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let title = column.title.get(report.language);
                match &column.unit {
                    Some(unit) => quoted(&format!("{title} ({unit})")),
                    None => quoted(title),
                }
            })
            .collect();
        text.push_str(&heads.join(separator));
        text.push_str("\r\n");
        let rows = report.notebook.tables.get(&table.id);
        for row in rows.into_iter().flat_map(|rows| &rows.rows) {
            let cells: Vec<String> = table
                .columns
                .iter()
                .map(|column| match row.get(&column.id) {
                    // A spreadsheet takes a typographic minus for a word.
                    Some(Cell::Number(number)) => {
                        report.notation().exact(*number).replace('−', "-")
                    }
                    Some(Cell::Text(words)) => quoted(words),
                    None => String::new(),
                })
                .collect();
            text.push_str(&cells.join(separator));
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
    }
    text
}

/// A text in quotation marks. One that a spreadsheet would take for a formula gets an apostrophe before it.
fn quoted(words: &str) -> String {
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let before = if formula { "'" } else { "" };
    format!("\"{before}{}\"", words.replace('"', "\"\""))
}
