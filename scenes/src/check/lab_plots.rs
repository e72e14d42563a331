//! Figures of a lab: drawn from tables and columns that are there and are of the kind they need.

use toml::de::DeTable;

use super::findings::Findings;
use super::lab::{columns_of, known};
use super::tree::{field, items, tables, text};
use crate::problem::{Fault, LabFault, Thing};

/// Reports figures whose tables or columns are not there, or that lack what their kind needs.
pub(super) fn check(lab: &DeTable<'_>, findings: &mut Findings<'_>) {
    for plot in tables(lab, "plot") {
        let kind = text(plot, "kind").map_or("", |(kind, _)| kind);
        let needed: &[&str] = match kind {
            "scatter" => &["x", "y"],
            "log" => &["by", "y"],
            "section" => &["azimuth_deg"],
            _ => &[],
        };
        for name in needed {
            if let Some((id, at)) = text(plot, "id").filter(|_| field(plot, name).is_none()) {
                let fault = Fault::MissingField {
                    field: (*name).to_owned(),
                    table: id.to_owned(),
                };
                findings.error(at, fault);
            }
        }
        for own in items(plot, "tables") {
            let Some(id) = own.get_ref().as_str() else {
                continue;
            };
            let at = own.span().start;
            let ids = tables(lab, "table").filter_map(|item| text(item, "id"));
            known(Thing::Table, id, at, ids.map(|(id, _)| id), findings);
            let columns = columns_of(lab, id);
            if !columns.is_empty() {
                drawn(plot, kind, &columns, (id, at), findings);
            }
        }
    }
}

/// The columns a figure takes from one of its tables.
fn drawn(
    plot: &DeTable<'_>,
    kind: &str,
    columns: &[&DeTable<'_>],
    (table, table_at): (&str, usize),
    findings: &mut Findings<'_>,
) {
    let names = || columns.iter().filter_map(|column| text(column, "id"));
    for name in ["x", "y", "by"] {
        if let Some((column, at)) = text(plot, name) {
            known(
                Thing::Column,
                column,
                at,
                names().map(|(id, _)| id),
                findings,
            );
            // A log's beds and grains are choices, so that they have an order.
            let choice = kind == "log" && name != "y";
            let other = columns.iter().any(|mate| {
                text(mate, "id").is_some_and(|(id, _)| id == column)
                    && text(mate, "kind").is_none_or(|(kind, _)| kind != "choice")
            });
            if choice && other {
                let fault = LabFault::OtherKind(Thing::Column, column.to_owned());
                findings.error(at, Fault::Lab(fault));
            }
        }
    }
    let fixed: &[&str] = match kind {
        "stereonet" => &["strike", "dip"],
        "section" => &["strike", "dip", "east", "north"],
        _ => &[],
    };
    for name in fixed {
        if !names().any(|(id, _)| id == *name) {
            let fault = LabFault::ColumnNeeded {
                table: table.to_owned(),
                column: (*name).to_owned(),
            };
            findings.error(table_at, Fault::Lab(fault));
        }
    }
}
