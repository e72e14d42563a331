//! What is well written in a key and cannot be meant: truths in another unit than the answers they are compared with, shares written
//! as percentages, beams too short for their press.

use std::collections::HashSet;

use pleiades_labs::quantity::Unit;
use toml::de::DeTable;

use super::findings::Findings;
use super::tree::{number, tables, text};
use crate::lab::Lab;
use crate::problem::{Fault, LabFault};

pub(super) fn check(root: &DeTable<'_>, lab: &Lab, findings: &mut Findings<'_>) {
    // A truth in the wrong unit is one mistake, however many scores compare with it.
    let mut told = HashSet::new();
    for score in tables(root, "score") {
        let kind = text(score, "fn").map_or("", |(kind, _)| kind);
        if matches!(kind, "rel" | "fit_param")
            && let Some((_, at)) = number(score, "full").filter(|(full, _)| *full >= 1.0)
        {
            let fault = LabFault::Share("full".to_owned());
            findings.error(at, Fault::Lab(fault));
        }
        if let Some(wanted) = compared(score, kind, lab) {
            unit(root, score, &wanted, &mut told, findings);
        }
    }
    spans(root, lab, findings);
}

/// The unit of what a score compares with its truth.
fn compared(score: &DeTable<'_>, kind: &str, lab: &Lab) -> Option<String> {
    let named = |field: &str| text(score, field).map(|(name, _)| name);
    match kind {
        "abs" | "rel" | "z" | "u_stated" => {
            let answer = lab.answer(named("answer")?)?;
            Some(answer.unit.clone().unwrap_or_default())
        }
        "fit_param" => {
            let table = lab.table(named("table")?)?;
            let of = |axis: &str| Some(table.column(named(axis)?)?.unit.clone());
            match (of("y")?, of("x")?) {
                (Some(y), Some(x)) => Some(format!("{y}/({x})")),
                (Some(y), None) => Some(y),
                (None, Some(x)) => Some(format!("1/({x})")),
                (None, None) => Some(String::new()),
            }
        }
        _ => None,
    }
}

/// A truth that the model computes says its unit; a given one is a plain number in the lesson's.
fn unit(
    root: &DeTable<'_>,
    score: &DeTable<'_>,
    wanted: &str,
    told: &mut HashSet<usize>,
    findings: &mut Findings<'_>,
) {
    let Some((id, _)) = text(score, "truth") else {
        return;
    };
    let truth =
        tables(root, "truth").find(|truth| text(truth, "id").is_some_and(|(found, _)| found == id));
    let Some((written, at)) = truth.and_then(|truth| text(truth, "unit")) else {
        return;
    };
    let (Ok(own), Ok(other)) = (written.parse::<Unit>(), wanted.parse::<Unit>()) else {
        return;
    };
    let same = own.converts_to(&other) && (own.si() / other.si() - 1.0).abs() < 1e-12;
    if !same && told.insert(at) {
        let fault = LabFault::TruthUnit {
            truth: id.to_owned(),
            unit: written.to_owned(),
            wanted: wanted.to_owned(),
        };
        findings.error(at, Fault::Lab(fault));
    }
}

fn spans(root: &DeTable<'_>, lab: &Lab, findings: &mut Findings<'_>) {
    let mut presses = lab.instruments.iter().filter_map(|item| item.press);
    let Some(span_m) = presses.next().map(|press| press.span_m) else {
        return;
    };
    for beam in tables(root, "specimen") {
        if let (Some((id, _)), Some((length_mm, at))) =
            (text(beam, "id"), number(beam, "length_mm"))
            && span_m > length_mm * 1e-3
        {
            let fault = LabFault::Span {
                span_m,
                beam: id.to_owned(),
                length_m: length_mm * 1e-3,
            };
            findings.error(at, Fault::Lab(fault));
        }
    }
}
