//! The shape of a file: fields, types and formats, compared with the schema generated from the types.
//!
//! Serde stops at the first fault; people want to see all of them. The schema comes from the same types, so there is
//! one truth. Only what our own schema uses is understood here.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::findings::Findings;
use super::{formats, nearest};
use crate::lesson::Date;
use crate::problem::{Fault, LabFault, Shape};

/// Reports every field that is unknown, missing, of another type or malformed under `schema`.
pub(super) fn check(schema: &Value, root: &DeTable<'_>, findings: &mut Findings<'_>) {
    let mut checker = Checker {
        root: schema,
        findings,
    };
    checker.table(schema, "", 0, root);
}

struct Checker<'c, 't> {
    root: &'c Value,
    findings: &'c mut Findings<'t>,
}

impl<'c> Checker<'c, '_> {
    /// A table with the fields of `schema`; `name` is the field that holds it.
    fn table(&mut self, schema: &'c Value, name: &str, at: usize, table: &DeTable<'_>) {
        let properties = schema["properties"].as_object();
        let known = || {
            properties
                .into_iter()
                .flat_map(|fields| fields.keys().map(String::as_str))
        };
        let mut meant = Vec::new();
        for (key, value) in table {
            match properties.and_then(|fields| fields.get(key.get_ref().as_ref())) {
                Some(schema) => self.value(schema, key.get_ref(), value),
                None => {
                    let absent =
                        known().filter(|field| !table.keys().any(|key| key.get_ref() == field));
                    let suggestion = nearest::word(key.get_ref(), absent);
                    meant.extend(suggestion.clone());
                    let fault = Fault::UnknownField(shortened(key.get_ref()));
                    self.findings
                        .error_with(key.span().start, fault, suggestion);
                }
            }
        }
        for field in schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            let there = table.keys().any(|key| key.get_ref() == field);
            if !there && !meant.iter().any(|word| word == field) {
                let fault = Fault::MissingField {
                    field: field.to_owned(),
                    table: name.to_owned(),
                };
                self.findings.error(at, fault);
            }
        }
    }

    fn value(&mut self, schema: &'c Value, name: &str, value: &Spanned<DeValue<'_>>) {
        let schema = self.resolved(schema);
        let at = value.span().start;
        if let Some(choices) = choices(schema) {
            return self.choice(&choices, name, at, value.get_ref());
        }
        match (schema["type"].as_str(), value.get_ref()) {
            (Some("object"), DeValue::Table(table)) => self.table(schema, name, at, table),
            (Some("array"), DeValue::Array(items)) => {
                if let Some(most) = schema["maxItems"].as_u64()
                    && items.len() as u64 > most
                {
                    let fault = if schema["minItems"].as_u64() == Some(most) {
                        LabFault::Length(name.to_owned(), most as usize)
                    } else {
                        LabFault::TooMany(name.to_owned(), most as usize)
                    };
                    self.findings.error(at, Fault::Lab(fault));
                }
                if items.is_empty() && schema["minItems"].as_u64() > Some(0) {
                    self.findings.error(at, Fault::Empty(name.to_owned()));
                }
                for item in items.iter() {
                    self.value(&schema["items"], name, item);
                }
            }
            (Some("string"), DeValue::Datetime(written))
                if is_day(schema) && Date::try_from(*written).is_ok() => {}
            (Some("string"), DeValue::String(text)) if is_day(schema) => {
                self.findings.error(at, Fault::QuotedDate(shortened(text)));
            }
            (Some("string"), DeValue::String(text)) => self.text(schema, name, at, text),
            (Some("integer"), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
                let (min, max) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
                let (min, max) = (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX));
                if !number.is_some_and(|number| (min..=max).contains(&number)) {
                    self.findings.error(
                        at,
                        Fault::OutOfRange {
                            field: name.to_owned(),
                            min,
                            max,
                        },
                    );
                }
            }
            (Some("number"), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
                self.number(schema, name, at, number.map(|number| number as f64));
            }
            (Some("number"), DeValue::Float(number)) => {
                self.number(schema, name, at, number.as_str().parse().ok());
            }
            (Some("boolean"), DeValue::Boolean(_)) => {}
            (Some("object"), _) => self.wrong_type(name, at, Shape::Table),
            (Some("array"), _) => self.wrong_type(name, at, Shape::List),
            (Some("string"), _) if is_day(schema) => self.wrong_type(name, at, Shape::Day),
            (Some("string"), _) => self.wrong_type(name, at, Shape::Text),
            (Some("integer"), _) => self.wrong_type(name, at, Shape::Integer),
            (Some("number"), _) => self.wrong_type(name, at, Shape::Number),
            (Some("boolean"), _) => self.wrong_type(name, at, Shape::Boolean),
            _ => {}
        }
    }

    /// Not-a-number is outside every bound.
    fn number(&mut self, schema: &Value, name: &str, at: usize, number: Option<f64>) {
        let (Some(min), Some(max)) = (schema["minimum"].as_f64(), schema["maximum"].as_f64())
        else {
            return;
        };
        if !number.is_some_and(|number| (min..=max).contains(&number)) {
            let fault = Fault::OutOfRange {
                field: name.to_owned(),
                min: min as i64,
                max: max as i64,
            };
            self.findings.error(at, fault);
        }
    }

    fn text(&mut self, schema: &Value, name: &str, at: usize, text: &str) {
        let format = schema["format"].as_str();
        let most = schema["maxLength"].as_u64().filter(|_| format.is_none());
        if most.is_some_and(|most| text.chars().count() as u64 > most) {
            let fault = Fault::TextTooLong {
                field: name.to_owned(),
                most: most.unwrap_or_default(),
            };
            self.findings.error(at, fault);
        } else if text.trim().is_empty()
            && (format.is_some() || schema["minLength"].as_u64() > Some(0))
        {
            self.findings.error(at, Fault::Empty(name.to_owned()));
        } else if let Some(fault) = format.and_then(|format| formats::fault(format, text)) {
            self.findings.error(at, fault);
        }
    }

    fn choice(&mut self, choices: &[&str], name: &str, at: usize, value: &DeValue<'_>) {
        match value.as_str() {
            Some(text) if choices.contains(&text) => {}
            Some(text) => {
                let choices_owned = choices.iter().map(|choice| (*choice).to_owned()).collect();
                let fault = Fault::NotAChoice {
                    value: shortened(text),
                    choices: choices_owned,
                };
                self.findings
                    .error_with(at, fault, nearest::word(text, choices.iter().copied()));
            }
            None => self.wrong_type(name, at, Shape::Text),
        }
    }

    fn wrong_type(&mut self, name: &str, at: usize, expected: Shape) {
        self.findings.error(
            at,
            Fault::WrongType {
                field: name.to_owned(),
                expected,
            },
        );
    }

    /// The schema itself, or the one it refers to.
    fn resolved(&self, schema: &'c Value) -> &'c Value {
        match schema["$ref"]
            .as_str()
            .and_then(|reference| reference.strip_prefix('#'))
        {
            Some(pointer) => self.root.pointer(pointer).unwrap_or(schema),
            None => schema,
        }
    }
}

/// The words of an enumeration, written `enum` or `oneOf` of `const`.
fn choices(schema: &Value) -> Option<Vec<&str>> {
    let words = schema["enum"]
        .as_array()
        .map(|words| words.iter().filter_map(Value::as_str).collect());
    words.or_else(|| {
        let one_of = schema["oneOf"].as_array()?;
        Some(
            one_of
                .iter()
                .filter_map(|choice| choice["const"].as_str())
                .collect(),
        )
    })
}

fn is_day(schema: &Value) -> bool {
    schema["format"] == "date"
}

/// No message repeats a page of text.
fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}
