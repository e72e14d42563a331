//! A lab, agreeing with itself: names, units, points, sheets.

use std::collections::HashMap;

use pleiades_labs::quantity::Unit;
use toml::de::DeTable;

use super::findings::Findings;
use super::tree::{field, items, number, table, tables, text};
use super::{lab_plots, nearest};
use crate::lab::Reads;
use crate::problem::{Fault, LabFault, Thing};

/// Reports what contradicts itself in the `[lab]` of a lesson; and that a lab has one, and a tour stops.
pub(super) fn check(root: &DeTable<'_>, findings: &mut Findings<'_>) {
    let kind = text(root, "kind").map_or("", |(kind, _)| kind);
    let missing = match kind {
        "tour" if tables(root, "stop").next().is_none() && field(root, "stop").is_none() => "stop",
        "lab" if field(root, "lab").is_none() => "lab",
        _ => "",
    };
    if !missing.is_empty() {
        let fault = Fault::MissingField {
            field: missing.to_owned(),
            table: String::new(),
        };
        findings.error(0, fault);
    }
    let here: Vec<usize> = tables(root, "stop")
        .filter_map(|stop| field(stop, "lab"))
        .filter(|here| here.get_ref().as_bool() == Some(true))
        .map(|here| here.span().start)
        .collect();
    let Some(lab) = table(root, "lab") else {
        for at in here {
            findings.error(at, Fault::Lab(LabFault::NoLab));
        }
        return;
    };
    if kind == "tour" && here.is_empty() {
        let at = field(root, "lab").map_or(0, |lab| lab.span().start);
        findings.error(at, Fault::Lab(LabFault::NoStop));
    }
    names(lab, findings);
    for instrument in tables(lab, "instrument") {
        sheet(instrument, findings);
    }
    columns(lab, findings);
    for answer in tables(lab, "answer") {
        options(answer, findings);
    }
    references(lab, findings);
    lab_plots::check(lab, findings);
    points(lab, findings);
}

fn names(lab: &DeTable<'_>, findings: &mut Findings<'_>) {
    for list in ["specimen", "instrument", "table", "answer", "step", "plot"] {
        unique(tables(lab, list), findings);
    }
    for columns in tables(lab, "table") {
        unique(tables(columns, "column"), findings);
    }
    if let Some(marking) = table(lab, "marking") {
        unique(tables(marking, "criterion"), findings);
        unique(tables(marking, "gate"), findings);
    }
}

pub(super) fn unique<'a>(list: impl Iterator<Item = &'a DeTable<'a>>, findings: &mut Findings<'_>) {
    let mut first = HashMap::new();
    for (id, at) in list.filter_map(|item| text(item, "id")) {
        if let Some(first) = first.insert(id, at) {
            let fault = Fault::DuplicateId {
                id: id.to_owned(),
                first_line: findings.position(first).line,
            };
            findings.error(at, fault);
        }
    }
}

fn sheet(instrument: &DeTable<'_>, findings: &mut Findings<'_>) {
    let kinds = ["compass", "press", "gauge"]
        .iter()
        .filter(|kind| field(instrument, kind).is_some())
        .count();
    if let Some((id, at)) = text(instrument, "id").filter(|_| kinds > 1) {
        findings.error(at, Fault::Lab(LabFault::TwoInstruments(id.to_owned())));
    }
    for part in ["compass", "press", "gauge"] {
        for (name, value) in table(instrument, part).into_iter().flatten() {
            let name: &str = name.get_ref();
            let Some(number) = super::tree::as_number(value.get_ref()) else {
                continue;
            };
            let above = matches!(name, "step" | "span_m" | "max_load_n" | "resolution_deg");
            if !(number.is_finite() && (number > 0.0 || (!above && number == 0.0))) {
                let fault = LabFault::Negative(name.to_owned());
                findings.error(value.span().start, Fault::Lab(fault));
            }
        }
    }
    let Some(gauge) = table(instrument, "gauge") else {
        return;
    };
    if let Some(range) = field(gauge, "range") {
        let ends: Vec<f64> = items(gauge, "range")
            .filter_map(|end| super::tree::as_number(end.get_ref()))
            .collect();
        if !matches!(ends.as_slice(), [low, high] if low < high && high.is_finite() && low.is_finite())
        {
            let fault = LabFault::Range("range".to_owned());
            findings.error(range.span().start, Fault::Lab(fault));
        }
    }
    if let Some((unit, at)) = text(gauge, "unit") {
        for reads in items(gauge, "reads").filter_map(|item| reads(item.get_ref().as_str()?)) {
            converts(unit, reads.si_unit(), at, findings);
        }
    }
}

fn reads(word: &str) -> Option<Reads> {
    let from = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word);
    serde::Deserialize::deserialize(from).ok()
}

/// Reports a unit of another dimension than `wanted`; what is no unit is told elsewhere.
pub(super) fn converts(unit: &str, wanted: &str, at: usize, findings: &mut Findings<'_>) {
    let (Ok(written), Ok(needed)) = (unit.parse::<Unit>(), wanted.parse::<Unit>()) else {
        return;
    };
    if !written.converts_to(&needed) {
        let fault = LabFault::UnitOfElse {
            unit: unit.to_owned(),
            wanted: if wanted.is_empty() { "1" } else { wanted }.to_owned(),
        };
        findings.error(at, Fault::Lab(fault));
    }
}

/// The columns of a table, or those of the one it is like.
pub(super) fn columns_of<'a>(lab: &'a DeTable<'_>, id: &str) -> Vec<&'a DeTable<'a>> {
    let named = |id: &str| {
        tables(lab, "table").find(|table| text(table, "id").is_some_and(|(found, _)| found == id))
    };
    let Some(own) = named(id) else {
        return Vec::new();
    };
    let like = text(own, "like").and_then(|(like, _)| named(like));
    tables(like.unwrap_or(own), "column").collect()
}

fn columns(lab: &DeTable<'_>, findings: &mut Findings<'_>) {
    let mut above: Vec<&str> = Vec::new();
    for own in tables(lab, "table") {
        if let Some((like, at)) = text(own, "like") {
            known(Thing::Table, like, at, above.iter().copied(), findings);
        } else if field(own, "column").is_none()
            && let Some((_, at)) = text(own, "id")
        {
            findings.error(at, Fault::Empty("column".to_owned()));
        }
        above.extend(text(own, "id").map(|(id, _)| id));
        let mates: Vec<_> = tables(own, "column").collect();
        for column in &mates {
            source(lab, column, findings);
            if text(column, "kind").is_some_and(|(kind, _)| kind == "derived") {
                computed(column, &mates, findings);
            }
            options(column, findings);
        }
    }
}

/// Where the numbers of a column come from.
fn source(lab: &DeTable<'_>, column: &DeTable<'_>, findings: &mut Findings<'_>) {
    let Some((from, at)) = text(column, "from") else {
        return;
    };
    let (id, channel) = from
        .split_once('.')
        .map_or((from, ""), |(id, channel)| (id, channel));
    let instruments = || tables(lab, "instrument").filter_map(|item| text(item, "id"));
    known(
        Thing::Instrument,
        id,
        at,
        instruments().map(|(id, _)| id),
        findings,
    );
    let Some(instrument) = tables(lab, "instrument")
        .find(|item| text(item, "id").is_some_and(|(found, _)| found == id))
    else {
        return;
    };
    let unit = text(column, "unit").map_or("", |(unit, _)| unit);
    if field(instrument, "compass").is_some() {
        known(
            Thing::Column,
            channel,
            at,
            ["strike", "dip"].into_iter(),
            findings,
        );
        converts(unit, "deg", at, findings);
    } else if let Some(gauge) = table(instrument, "gauge") {
        let several = items(gauge, "reads").count() > 1;
        let words = items(gauge, "reads").filter_map(|item| item.get_ref().as_str());
        let channels = words.map(|word| if several { word } else { "" });
        known(Thing::Column, channel, at, channels, findings);
        if let Some((own, _)) = text(gauge, "unit") {
            converts(unit, own, at, findings);
        }
    } else {
        let fault = LabFault::OtherKind(Thing::Instrument, id.to_owned());
        findings.error(at, Fault::Lab(fault));
    }
}

fn computed(column: &DeTable<'_>, mates: &[&DeTable<'_>], findings: &mut Findings<'_>) {
    let Some((id, at)) = text(column, "id") else {
        return;
    };
    let (Some((function, _)), Some(of)) = (text(column, "fn"), field(column, "of")) else {
        let fault = Fault::MissingField {
            field: if field(column, "fn").is_none() {
                "fn"
            } else {
                "of"
            }
            .to_owned(),
            table: id.to_owned(),
        };
        return findings.error(at, fault);
    };
    let names: Vec<(&str, usize)> = items(column, "of")
        .filter_map(|item| Some((item.get_ref().as_str()?, item.span().start)))
        .collect();
    if names.len() != 2 {
        let fault = LabFault::Length("of".to_owned(), 2);
        return findings.error(of.span().start, Fault::Lab(fault));
    }
    let unit_of = |wanted: &str| {
        let mate = mates
            .iter()
            .find(|mate| text(mate, "id").is_some_and(|(found, _)| found == wanted))?;
        Some(text(mate, "unit").map_or("", |(unit, _)| unit))
    };
    for (name, at) in &names {
        let ids = mates
            .iter()
            .filter_map(|mate| text(mate, "id"))
            .map(|(id, _)| id);
        known(Thing::Column, name, *at, ids, findings);
    }
    let (Some(first), Some(second)) = (unit_of(names[0].0), unit_of(names[1].0)) else {
        return;
    };
    let own = text(column, "unit").map_or("", |(unit, _)| unit);
    let one = |unit: &str| {
        if unit.is_empty() {
            "1".to_owned()
        } else {
            unit.to_owned()
        }
    };
    match function {
        "sum" | "difference" => {
            converts(second, first, names[1].1, findings);
            converts(own, first, at, findings);
        }
        "product" => converts(
            own,
            &format!("{}·{}", one(first), one(second)),
            at,
            findings,
        ),
        "ratio" => {
            let wanted = format!("{}·{}", one(own), one(second));
            let agrees = wanted.parse::<Unit>().ok().zip(first.parse::<Unit>().ok());
            if agrees.is_some_and(|(product, first)| !product.converts_to(&first)) {
                let fault = LabFault::UnitOfElse {
                    unit: own.to_owned(),
                    wanted: format!("{}/({})", one(first), one(second)),
                };
                findings.error(at, Fault::Lab(fault));
            }
        }
        _ => {}
    }
}

fn options(item: &DeTable<'_>, findings: &mut Findings<'_>) {
    unique(tables(item, "options"), findings);
    let choice = text(item, "kind").is_some_and(|(kind, _)| kind == "choice");
    if let Some((id, at)) =
        text(item, "id").filter(|_| choice && tables(item, "options").next().is_none())
    {
        findings.error(at, Fault::Lab(LabFault::NoOptions(id.to_owned())));
    }
}

fn references(lab: &DeTable<'_>, findings: &mut Findings<'_>) {
    let ids = |list: &'static str| {
        tables(lab, list)
            .filter_map(|item| text(item, "id"))
            .map(|(id, _)| id)
    };
    for step in tables(lab, "step") {
        if let Some((id, at)) = text(step, "table") {
            known(Thing::Table, id, at, ids("table"), findings);
        }
        for answer in items(step, "answers") {
            if let Some(id) = answer.get_ref().as_str() {
                known(
                    Thing::Answer,
                    id,
                    answer.span().start,
                    ids("answer"),
                    findings,
                );
            }
        }
    }
    for table in tables(lab, "table") {
        for specimen in items(table, "specimens") {
            if let Some(id) = specimen.get_ref().as_str() {
                let at = specimen.span().start;
                known(Thing::Specimen, id, at, ids("specimen"), findings);
            }
        }
    }
}

fn points(lab: &DeTable<'_>, findings: &mut Findings<'_>) {
    let Some(marking) = table(lab, "marking") else {
        return;
    };
    let mut sum = 0.0;
    for (points, at) in tables(marking, "criterion").filter_map(|line| number(line, "points")) {
        if !(points.is_finite() && points > 0.0) {
            findings.error(at, Fault::Lab(LabFault::Negative("points".to_owned())));
        }
        sum += points;
    }
    if let Some((total, at)) = number(marking, "total")
        && ((sum - total).abs() >= 1e-9 || total.is_nan())
    {
        findings.error(at, Fault::Lab(LabFault::Points { sum, total }));
    }
}

/// Reports a name that is not among `names`, and the one perhaps meant.
pub(super) fn known<'a>(
    thing: Thing,
    id: &str,
    at: usize,
    names: impl Iterator<Item = &'a str>,
    findings: &mut Findings<'_>,
) {
    let names: Vec<&str> = names.collect();
    if !names.contains(&id) {
        let shown: String = id.chars().take(80).collect();
        let suggestion = nearest::id(id, names);
        findings.error_with(at, Fault::Lab(LabFault::Unknown(thing, shown)), suggestion);
    }
}
