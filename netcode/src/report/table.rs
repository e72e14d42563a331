//! The log as a table for spreadsheets, and as JSON for everything else.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::protocol::{ClassEvent, Event, LogEntry};

/// The columns of the table.
const HEAD: &str = "seq;at_ms;event;who;nickname;details";

/// The log as JSON: an array of its entries, in their order, as the journal keeps them.
///
/// # Errors
/// An entry that has no form in JSON; none has.
pub fn json(log: &[LogEntry]) -> serde_json::Result<String> {
    serde_json::to_string_pretty(log)
}

/// The log as a table: a line for each entry, semicolons between the cells as French spreadsheets read them, with the mark
/// (BOM) by which they know UTF-8. `at_ms` is milliseconds since 1970, UTC.
///
/// No cell begins like a formula: a nickname such as `=1+1` is given an apostrophe, as a spreadsheet's own text has.
pub fn csv(log: &[LogEntry]) -> String {
    let mut names: BTreeMap<u64, String> = BTreeMap::new();
    let mut table = format!("\u{FEFF}{HEAD}\r\n");
    for entry in log {
        if let Event::ParticipantJoined { id, nickname, .. }
        | Event::Renamed { who: id, nickname }
        | Event::Class(
            ClassEvent::NameGiven {
                whom: id, nickname, ..
            }
            | ClassEvent::CameBack {
                who: id, nickname, ..
            },
        ) = &entry.event
        {
            names.insert(id.0.into(), nickname.to_string());
        }
        let mut details = details(&entry.event);
        let who = ["who", "id"].iter().find_map(|key| details.remove(*key));
        let nickname = who
            .as_ref()
            .and_then(Value::as_u64)
            .and_then(|who| names.get(&who));
        let cells = [
            entry.seq.to_string(),
            entry.at_ms.to_string(),
            entry.event.kind().to_owned(),
            who.filter(|who| !who.is_null())
                .map(|who| who.to_string())
                .unwrap_or_default(),
            nickname.cloned().unwrap_or_default(),
            if details.is_empty() {
                String::new()
            } else {
                Value::Object(details).to_string()
            },
        ];
        push_line(&mut table, &cells);
    }
    table
}

/// Lines of cells as a table for spreadsheets, as [`csv`] writes them.
pub fn spreadsheet(lines: &[Vec<String>]) -> String {
    let mut table = "\u{FEFF}".to_owned();
    for line in lines {
        push_line(&mut table, line);
    }
    table
}

fn push_line(table: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    table.push_str(&cells.join(";"));
    table.push_str("\r\n");
}

/// The fields of an event, of events within events too.
fn details(event: &Event) -> Map<String, Value> {
    let mut value = serde_json::to_value(event).unwrap_or_default();
    // `{"HandRaised": {…}}`, `{"Outer": {"Inner": {…}}}`, or a name alone: who and what are in the innermost.
    loop {
        match value {
            Value::Object(fields) if fields.len() == 1 => {
                let is_name =
                    |name: &str| name.starts_with(|first: char| first.is_ascii_uppercase());
                match fields.iter().next() {
                    Some((name, inner)) if is_name(name) => value = inner.clone(),
                    _ => return fields,
                }
            }
            Value::Object(fields) => return fields,
            _ => return Map::new(),
        }
    }
}

/// A cell that is read as it was written, whatever is in it.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
        // Full-width forms mean the same to some spreadsheets.
        || text.starts_with(['＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    if formula || text.contains([';', '"', '\n', '\r', ',', '\'', ' ']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_out() {
        for hostile in ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(cell(hostile).starts_with("\"'"), "{hostile}");
        }
        assert_eq!(cell("a\";b"), "\"a\"\";b\"");
        assert_eq!(cell("Inès"), "Inès");
        assert_eq!(cell(""), "");
    }
}
