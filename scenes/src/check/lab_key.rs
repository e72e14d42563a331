//! The key of a lab: its form by the closed lists, its references by the lesson, and that it can mark.

use std::path::Path;

use pleiades_labs::random::Seeding;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::findings::Findings;
use super::forms::{CHECKS, Field, Form, Holds, PRESS, SCORES, SPECIMENS, TRUTHS};
use super::lab::{known, unique};
use super::lab_marks::cannot_mark;
use super::tree::{as_number, field, items, table, tables, text};
use super::{bytes_of, nearest};
use crate::lab::{KEY_FILE, KeyFile, Lab};
use crate::lesson::{Lesson, LoadedLesson};
use crate::problem::{Fault, LabFault, Problem, Shape, Thing, whole_file};

/// The key beside a lesson that has a lab. There is a key if and only if no problem is an error.
pub(crate) fn read(loaded: &LoadedLesson) -> (Option<KeyFile>, Vec<Problem>) {
    let file = loaded.directory.join(KEY_FILE);
    let lesson = &loaded.lesson;
    let Some(lab) = &lesson.lab else {
        return (None, Vec::new());
    };
    let bytes = match bytes_of(&file) {
        Ok(bytes) => bytes,
        Err(Fault::FileMissing) => {
            return (None, vec![whole_file(&file, Fault::Lab(LabFault::NoKey))]);
        }
        Err(fault) => return (None, vec![whole_file(&file, fault)]),
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return (None, vec![whole_file(&file, Fault::NotUtf8)]);
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    check(&file, text, lesson, lab)
}

fn check(file: &Path, text: &str, lesson: &Lesson, lab: &Lab) -> (Option<KeyFile>, Vec<Problem>) {
    let mut findings = Findings::new(file, text);
    let (tree, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        super::syntax(&errors, &mut findings);
        return (None, findings.into_problems());
    }
    Checker {
        lab,
        root: tree.get_ref(),
        findings: &mut findings,
    }
    .all(lesson);
    if findings.has_errors() {
        return (None, findings.into_problems());
    }
    let key = match KeyFile::deserialize(toml::Deserializer::from(tree)) {
        Ok(key) => key,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            findings.error(at, Fault::Refused(error.message().to_owned()));
            return (None, findings.into_problems());
        }
    };
    match cannot_mark(lesson, lab, &key) {
        None => (Some(key), findings.into_problems()),
        Some(words) => {
            findings.error(0, Fault::Lab(LabFault::Refused(words)));
            (None, findings.into_problems())
        }
    }
}

pub(super) struct Checker<'c, 'd, 't> {
    pub(super) lab: &'c Lab,
    pub(super) root: &'c DeTable<'d>,
    pub(super) findings: &'c mut Findings<'t>,
}

impl Checker<'_, '_, '_> {
    fn all(&mut self, lesson: &Lesson) {
        let root = self.root;
        const FIELDS: [&str; 7] = [
            "lesson", "seed", "truth", "specimen", "press", "score", "gate",
        ];
        self.fields(root, &FIELDS);
        match text(root, "lesson") {
            Some((id, _)) if id == lesson.id => {}
            Some((id, at)) => {
                let fault = LabFault::KeyOfAnother(id.to_owned());
                self.findings
                    .error_with(at, Fault::Lab(fault), Some(lesson.id.clone()));
            }
            None => self.missing("lesson", "", 0),
        }
        if let Some((seed, at)) = text(root, "seed")
            && seed.parse::<Seeding>().is_err()
        {
            self.findings
                .error(at, Fault::Lab(LabFault::Seed(seed.to_owned())));
        }
        for list in ["truth", "specimen"] {
            unique(tables(root, list), self.findings);
        }
        if let Some(press) = table(root, "press") {
            self.fields(press, &PRESS);
            for (name, value) in press {
                if as_number(value.get_ref()).is_none() {
                    self.wrong(name.get_ref(), value.span().start, Shape::Number);
                }
            }
        }
        self.forms("truth", "kind", "id", &TRUTHS);
        self.forms("specimen", "kind", "id", &SPECIMENS);
        self.forms("score", "fn", "criterion", &SCORES);
        self.forms("gate", "fn", "gate", &CHECKS);
        self.covers();
        super::lab_sense::check(root, self.lab, self.findings);
    }

    /// Whether lesson and key speak of the same things.
    fn covers(&mut self) {
        let lab = self.lab;
        let specimens: Vec<&str> = lab.specimens.iter().map(|item| item.id.as_str()).collect();
        let criteria: Vec<&str> = lab
            .marking
            .criteria
            .iter()
            .map(|line| line.id.as_str())
            .collect();
        let gates: Vec<&str> = lab
            .marking
            .gates
            .iter()
            .map(|line| line.id.as_str())
            .collect();
        for (list, field, thing, names) in [
            ("specimen", "id", Thing::Specimen, specimens),
            ("score", "criterion", Thing::Criterion, criteria),
            ("gate", "gate", Thing::Gate, gates),
        ] {
            let written: Vec<(&str, usize)> = tables(self.root, list)
                .filter_map(|item| text(item, field))
                .collect();
            for (id, at) in &written {
                known(thing, id, *at, names.iter().copied(), self.findings);
            }
            for name in names {
                if !written.iter().any(|(id, _)| *id == name) {
                    let fault = LabFault::NotInKey(thing, name.to_owned());
                    self.findings.error(0, Fault::Lab(fault));
                }
            }
        }
    }

    /// Reports unknown fields; gives those that were perhaps meant, which are therefore not missing.
    fn fields(&mut self, table: &DeTable<'_>, possible: &[&str]) -> Vec<String> {
        let mut meant = Vec::new();
        for (name, _) in table {
            let written: &str = name.get_ref();
            if !possible.contains(&written) {
                let absent = possible.iter().copied();
                let suggestion =
                    nearest::word(written, absent.filter(|word| field(table, word).is_none()));
                meant.extend(suggestion.clone());
                let fault = Fault::UnknownField(written.chars().take(80).collect());
                self.findings
                    .error_with(name.span().start, fault, suggestion);
            }
        }
        meant
    }

    /// Each table of a list by the form that its `tag` names; `id` is the field that names the table itself.
    fn forms(&mut self, list: &str, tag: &'static str, id: &'static str, forms: &'static [Form]) {
        for item in items(self.root, list) {
            let at = item.span().start;
            let Some(item) = item.get_ref().as_table() else {
                self.wrong(list, at, Shape::Table);
                continue;
            };
            if text(item, id).is_none() {
                self.missing(id, list, at);
            }
            let Some((kind, kind_at)) = text(item, tag) else {
                self.missing(tag, list, at);
                continue;
            };
            let Some(form) = forms.iter().find(|form| form.name == kind) else {
                let choices: Vec<&str> = forms.iter().map(|form| form.name).collect();
                self.not_a_choice(kind, kind_at, &choices);
                continue;
            };
            let mut possible = vec![tag, id];
            possible.extend(form.fields.iter().map(|field| field.name));
            let meant = self.fields(item, &possible);
            for Field {
                name,
                holds,
                needed,
            } in form.fields
            {
                match field(item, name) {
                    Some(value) => self.value(item, name, *holds, value),
                    None if *needed && !meant.iter().any(|word| word == name) => {
                        self.missing(name, list, at);
                    }
                    None => {}
                }
            }
            self.ramp(item);
        }
    }

    fn ramp(&mut self, item: &DeTable<'_>) {
        let of = |name| field(item, name).and_then(|value| as_number(value.get_ref()));
        if let (Some(full), Some(zero)) = (of("full"), of("zero"))
            && !(full >= 0.0 && full < zero && zero.is_finite())
        {
            let at = field(item, "full").map_or(0, |value| value.span().start);
            self.findings
                .error(at, Fault::Lab(LabFault::Ramp { full, zero }));
        }
    }

    fn value(
        &mut self,
        item: &DeTable<'_>,
        name: &str,
        holds: Holds,
        value: &Spanned<DeValue<'_>>,
    ) {
        let at = value.span().start;
        match holds {
            Holds::Value => {
                let most = match name {
                    "dip_deg" | "plunge_deg" => 90,
                    "strike_deg" | "trend_deg" | "section_deg" => 360,
                    _ => i64::MAX,
                };
                match as_number(value.get_ref()).filter(|number| number.is_finite()) {
                    None => self.wrong(name, at, Shape::Number),
                    Some(number) if most < i64::MAX && !(0.0..=most as f64).contains(&number) => {
                        let fault = Fault::OutOfRange {
                            field: name.to_owned(),
                            min: 0,
                            max: most,
                        };
                        self.findings.error(at, fault);
                    }
                    Some(_) => {}
                }
            }
            Holds::Count => {
                let count = value
                    .get_ref()
                    .as_integer()
                    .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
                match count {
                    Some(1..=1000) => {}
                    Some(_) => self.findings.error(
                        at,
                        Fault::OutOfRange {
                            field: name.to_owned(),
                            min: 1,
                            max: 1000,
                        },
                    ),
                    None => self.wrong(name, at, Shape::Integer),
                }
            }
            Holds::Points => self.points(item, name, at),
            Holds::Columns | Holds::Options | Holds::Planes | Holds::Specimens | Holds::Actions => {
                let Some(list) = value.get_ref().as_array() else {
                    return self.wrong(name, at, Shape::List);
                };
                if list.is_empty() {
                    self.findings.error(at, Fault::Empty(name.to_owned()));
                }
                if holds == Holds::Planes && list.len() != 2 {
                    let fault = LabFault::Length(name.to_owned(), 2);
                    self.findings.error(at, Fault::Lab(fault));
                }
                for each in list.iter() {
                    match each.get_ref().as_str() {
                        Some(id) => self.reference(item, holds, id, each.span().start),
                        None => self.wrong(name, each.span().start, Shape::Text),
                    }
                }
            }
            _ => match value.get_ref().as_str() {
                Some(id) => self.reference(item, holds, id, at),
                None => self.wrong(name, at, Shape::Text),
            },
        }
    }

    fn points(&mut self, item: &DeTable<'_>, name: &str, at: usize) {
        let points: Vec<Vec<f64>> = items(item, name)
            .map(|point| {
                let parts = point
                    .get_ref()
                    .as_array()
                    .into_iter()
                    .flat_map(|list| list.iter());
                parts.filter_map(|part| as_number(part.get_ref())).collect()
            })
            .collect();
        if points.len() != 3 || points.iter().any(|point| point.len() != 3) {
            let fault = LabFault::Length(name.to_owned(), 3);
            self.findings.error(at, Fault::Lab(fault));
        }
    }

    fn missing(&mut self, field: &str, table: &str, at: usize) {
        let fault = Fault::MissingField {
            field: field.to_owned(),
            table: table.to_owned(),
        };
        self.findings.error(at, fault);
    }

    fn wrong(&mut self, field: &str, at: usize, expected: Shape) {
        let fault = Fault::WrongType {
            field: field.to_owned(),
            expected,
        };
        self.findings.error(at, fault);
    }

    pub(super) fn not_a_choice(&mut self, value: &str, at: usize, choices: &[&str]) {
        let fault = Fault::NotAChoice {
            value: value.chars().take(80).collect(),
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        };
        let suggestion = nearest::word(value, choices.iter().copied());
        self.findings.error_with(at, fault, suggestion);
    }
}
