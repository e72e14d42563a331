//! The content of a lesson, agreeing with itself: ids, sources, texts, dates.

use std::collections::{HashMap, HashSet};

use toml::de::{DeTable, DeValue};

use super::findings::Findings;
use super::nearest;
use super::tree::{field, items, table, tables, text};
use crate::lesson::Date;
use crate::problem::Fault;

/// Beyond this a card is not read: it is about ten lines of the panel.
const CARD_MAX_CHARACTERS: usize = 600;
/// A fact that expires sooner than this is worth a look now.
const SOON_DAYS: i64 = 30;

/// Reports what contradicts itself. `on` is the day for which facts have to hold.
pub(super) fn check(root: &DeTable<'_>, on: Option<Date>, findings: &mut Findings<'_>) {
    for list in ["stop", "source", "formation"] {
        unique_ids(root, list, findings);
    }
    languages(root, findings);
    for stop in tables(root, "stop") {
        card(stop, findings);
    }
    sources(root, findings);
    formations(root, findings);
    if let Some(on) = on {
        dates(root, on, findings);
    }
}

fn unique_ids(root: &DeTable<'_>, list: &str, findings: &mut Findings<'_>) {
    let ids = tables(root, list).filter_map(|item| text(item, "id"));
    unique(ids, findings);
}

/// Reports every id that stands a second time.
pub(super) fn unique<'a>(ids: impl Iterator<Item = (&'a str, usize)>, findings: &mut Findings<'_>) {
    let mut first = HashMap::new();
    for (id, at) in ids {
        match first.get(id) {
            Some(first) => {
                let first_line = findings.position(*first).line;
                findings.error(
                    at,
                    Fault::DuplicateId {
                        id: id.to_owned(),
                        first_line,
                    },
                );
            }
            None => {
                first.insert(id, at);
            }
        }
    }
}

/// French is promised always; English where `languages` says so.
fn languages(root: &DeTable<'_>, findings: &mut Findings<'_>) {
    let Some(list) = field(root, "languages") else {
        return;
    };
    let listed: HashSet<&str> = items(root, "languages")
        .filter_map(|item| item.get_ref().as_str())
        .collect();
    if !listed.is_empty() && !listed.contains("fr") {
        findings.error(list.span().start, Fault::FrenchNotListed);
    }
    if listed.contains("en") {
        let mut waiting: Vec<_> = root.values().collect();
        while let Some(value) = waiting.pop() {
            match value.get_ref() {
                DeValue::Array(list) => waiting.extend(list.iter()),
                DeValue::Table(fields) => {
                    // Whatever has a French text is a localised text.
                    if text(fields, "fr").is_some() && field(fields, "en").is_none() {
                        findings.warning(value.span().start, Fault::TranslationMissing);
                    }
                    waiting.extend(fields.values());
                }
                _ => {}
            }
        }
    }
}

fn card(stop: &DeTable<'_>, findings: &mut Findings<'_>) {
    let Some(card) = table(stop, "card") else {
        return;
    };
    for (words, at) in ["fr", "en"]
        .into_iter()
        .filter_map(|language| text(card, language))
    {
        let length = words.chars().count();
        if length > CARD_MAX_CHARACTERS {
            findings.warning(at, Fault::CardTooLong(length, CARD_MAX_CHARACTERS));
        }
    }
}

fn sources(root: &DeTable<'_>, findings: &mut Findings<'_>) {
    let listed: Vec<_> = tables(root, "source")
        .filter_map(|source| text(source, "id"))
        .collect();
    let mut named = HashSet::new();
    for (id, at) in claims(root).filter_map(|claim| text(claim, "source")) {
        named.insert(id);
        if !listed.iter().any(|(source, _)| *source == id) {
            let suggestion = nearest::id(id, listed.iter().map(|(source, _)| *source));
            findings.error_with(at, Fault::UnknownSource(id.to_owned()), suggestion);
        }
    }
    for (id, at) in listed {
        if !named.contains(id) {
            findings.warning(at, Fault::UnusedSource(id.to_owned()));
        }
    }
}

fn dates(root: &DeTable<'_>, on: Date, findings: &mut Findings<'_>) {
    for (checked, at) in tables(root, "source").filter_map(|source| day(source, "checked")) {
        if checked > on {
            findings.warning(at, Fault::CheckedInFuture(checked));
        }
    }
    for (last, at) in claims(root).filter_map(|claim| day(claim, "valid_until")) {
        let left = on.days_until(last);
        if left < 0 {
            findings.warning(at, Fault::Expired(last));
        } else if left <= SOON_DAYS {
            findings.warning(at, Fault::ExpiresSoon(last, left));
        }
    }
}

/// A formation is shown at a stop of the lesson.
fn formations(root: &DeTable<'_>, findings: &mut Findings<'_>) {
    let stops: Vec<&str> = tables(root, "stop")
        .filter_map(|stop| text(stop, "id"))
        .map(|(id, _)| id)
        .collect();
    for (id, at) in tables(root, "formation").filter_map(|formation| text(formation, "stop")) {
        if !stops.contains(&id) {
            let suggestion = nearest::id(id, stops.iter().copied());
            findings.error_with(at, Fault::UnknownStop(id.to_owned()), suggestion);
        }
    }
}

/// Everything that is said to be so and therefore has a source: facts and formations.
fn claims<'a>(root: &'a DeTable<'_>) -> impl Iterator<Item = &'a DeTable<'a>> {
    tables(root, "stop")
        .flat_map(|stop| tables(stop, "facts"))
        .chain(tables(root, "formation"))
}

fn day(fields: &DeTable<'_>, name: &str) -> Option<(Date, usize)> {
    let value = field(fields, name)?;
    let date = Date::try_from(*value.get_ref().as_datetime()?).ok()?;
    Some((date, value.span().start))
}
