//! The checks behind the loader and the linter: all of them run, all problems are told at once.
//!
//! A file passes three of them. Its *shape* is compared with the schema generated from the types. Its *content* has to
//! agree with itself: ids, sources, texts, dates. Its *scene* has to be there and to offer what the lesson names.

mod content;
mod findings;
mod formats;
mod forms;
mod key;
mod lab;
mod lab_key;
mod lab_marks;
mod lab_names;
mod lab_plots;
mod lab_sense;
mod media;
mod nearest;
mod quiz;
mod scene;
mod shape;
mod solve;
mod tree;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use toml::de::DeTable;

use crate::lab::Lab;
use crate::lesson::{Date, Key, Lesson, LoadedLesson, Solutions};
use crate::problem::{Fault, Problem, whole_file};
use crate::schema::{key_schema_value, lesson_schema_value};
use findings::Findings;
pub(crate) use lab_key::read as read_lab_key;

/// A lesson is a few pages; a larger file is something else.
const FILE_MAX_BYTES: u64 = 1024 * 1024;
/// After these the parser has lost its way.
const SYNTAX_ERRORS_MAX: usize = 3;

/// Reads and checks the lesson in `file`. There is a lesson if and only if no problem is an error.
///
/// `on` is the day for which facts have to hold; without it they are taken as they are.
pub(crate) fn read(file: &Path, on: Option<Date>) -> (Option<LoadedLesson>, Vec<Problem>) {
    match text_of(file) {
        Ok(text) => check(file, &text, on),
        Err(problem) => (None, vec![*problem]),
    }
}

/// Reads and checks the answer key in `file` of a lesson. There are solutions if and only if no problem is an error.
///
/// A lesson without quizzes needs no file.
pub(crate) fn read_key(file: &Path, lesson: &LoadedLesson) -> (Option<Solutions>, Vec<Problem>) {
    let none = lesson.lesson.quizzes().next().is_none();
    let text = match text_of(file) {
        Ok(text) => text,
        Err(problem) if problem.fault == Fault::FileMissing => {
            return if none {
                (Some(Solutions::new()), Vec::new())
            } else {
                (None, vec![whole_file(file, Fault::KeyMissing)])
            };
        }
        Err(problem) => return (None, vec![*problem]),
    };
    let mut findings = Findings::new(file, &text);
    let (tree, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() {
        syntax(&errors, &mut findings);
        return (None, findings.into_problems());
    }
    shape::check(&key_schema_value(), tree.get_ref(), &mut findings);
    key::check(tree.get_ref(), lesson, &mut findings);
    if findings.has_errors() {
        return (None, findings.into_problems());
    }
    match Key::deserialize(toml::Deserializer::from(tree)) {
        Ok(key) => (Some(solve::solve(key, lesson)), findings.into_problems()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            findings.error(at, Fault::Refused(error.message().to_owned()));
            (None, findings.into_problems())
        }
    }
}

/// The text of a file, without the mark that some editors begin it with.
fn text_of(file: &Path) -> Result<String, Box<Problem>> {
    let bytes = bytes_of(file).map_err(|fault| Box::new(whole_file(file, fault)))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            let mut findings = Findings::new(file, &text);
            findings.error(good, Fault::NotUtf8);
            let unreadable = || whole_file(file, Fault::NotUtf8);
            let problem = findings.into_problems().pop().unwrap_or_else(unreadable);
            Err(Box::new(problem))
        }
    }
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, Fault> {
    let fault = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::FileMissing,
        _ => Fault::FileUnreadable(error.to_string()),
    };
    let mut bytes = Vec::new();
    File::open(file)
        .map_err(fault)?
        .take(FILE_MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(fault)?;
    if bytes.len() as u64 > FILE_MAX_BYTES {
        return Err(Fault::FileTooLarge(FILE_MAX_BYTES));
    }
    Ok(bytes)
}

fn check(file: &Path, text: &str, on: Option<Date>) -> (Option<LoadedLesson>, Vec<Problem>) {
    let mut findings = Findings::new(file, text);
    let (tree, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        syntax(&errors, &mut findings);
        return (None, findings.into_problems());
    }
    shape::check(&lesson_schema_value(), tree.get_ref(), &mut findings);
    content::check(tree.get_ref(), on, &mut findings);
    lab::check(tree.get_ref(), &mut findings);
    quiz::check(tree.get_ref(), &mut findings);
    let directory = folder_of(file);
    media::check(tree.get_ref(), directory, &mut findings);
    let found = scene::check(tree.get_ref(), directory, &mut findings);

    let loaded = match found {
        Some((scene_path, scene)) if !findings.has_errors() => {
            match Lesson::deserialize(toml::Deserializer::from(tree)) {
                Ok(mut lesson) => {
                    lesson.lab.iter_mut().for_each(Lab::resolve);
                    let directory = directory.to_owned();
                    Some(LoadedLesson {
                        lesson,
                        directory,
                        scene_path,
                        scene,
                        warnings: Vec::new(),
                    })
                }
                Err(error) => {
                    let at = error.span().map_or(0, |span| span.start);
                    findings.error(at, Fault::Refused(error.message().to_owned()));
                    None
                }
            }
        }
        _ => None,
    };
    (loaded, findings.into_problems())
}

/// One mistake makes the parser stumble again and again: the first in each line is told, and only the first few lines.
fn syntax(errors: &[toml::de::Error], findings: &mut Findings<'_>) {
    let mut lines = BTreeMap::new();
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let first = lines
            .entry(findings.position(at).line)
            .or_insert((at, error));
        if at < first.0 {
            *first = (at, error);
        }
    }
    for (at, error) in lines.into_values().take(SYNTAX_ERRORS_MAX) {
        let comma = findings.is_decimal_comma(at);
        let words = if comma {
            "decimals are written with a point: 0.01"
        } else {
            error.message()
        };
        findings.error(at, Fault::Syntax(words.to_owned()));
        // What follows a quotation mark that was never closed is not what it seems.
        if words.starts_with("invalid basic string") {
            break;
        }
    }
}

/// The folder of a file; a bare name is in the current one.
fn folder_of(file: &Path) -> &Path {
    file.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
