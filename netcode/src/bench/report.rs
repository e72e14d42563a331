//! From an attempt to a page about it: whoever knows the attempt, client or server, makes the same.

use std::collections::BTreeMap;

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use pleiades_scenes::{
    Language,
    lab::{
        Column, Lab, Plot, derived,
        report::{Figure, Report, ReportMarks, ReportPhoto},
    },
    lesson::Lesson,
};

use crate::protocol::LabName;
use crate::protocol::lab::{
    Attempt, Entry, Marks, Notebook, PhotoDigest, PhotoFile, Reading, Shown,
};

/// The page about an attempt, its photographs by their captions only; nothing if the lesson has no lab.
pub fn report<'a>(lesson: &'a Lesson, attempt: &Attempt, language: Language) -> Option<Report<'a>> {
    illustrated(lesson, attempt, language, |_| None)
}

/// The page about an attempt with its photographs where `source` says, as `src` of HTML: an address, or the file
/// [itself](embedded). Nothing if the lesson has no lab.
pub fn illustrated<'a>(
    lesson: &'a Lesson,
    attempt: &Attempt,
    language: Language,
    source: impl Fn(PhotoDigest) -> Option<String>,
) -> Option<Report<'a>> {
    let lab = lesson.lab.as_ref()?;
    let state = match (attempt.handed_in_ms.is_some(), language) {
        (true, Language::French) => "cahier rendu",
        (true, Language::English) => "handed in",
        (false, Language::French) => "cahier en cours",
        (false, Language::English) => "not handed in yet",
    };
    let photos = attempt.notebook.photos.iter();
    Some(Report {
        lesson,
        lab,
        language,
        names: attempt.names(),
        state: state.to_owned(),
        notebook: computed(lab, &attempt.notebook),
        uncertainties: uncertainties(lab, attempt),
        note: attempt.notebook.note.clone(),
        photos: photos
            .map(|photo| ReportPhoto {
                caption: photo.caption.clone(),
                source: source(photo.digest),
            })
            .collect(),
        marks: attempt
            .marks
            .as_ref()
            .map(|marks| told(lab, marks, language)),
    })
}

/// A photograph's file inside a page that needs nothing else, as a `data:` address.
pub fn embedded(file: &PhotoFile) -> String {
    format!("data:image/jpeg;base64,{}", BASE64.encode(file.bytes()))
}

/// A figure that is shown to all, with what the lesson says of it; nothing if the lesson has no such figure. Its points have no bars:
/// the readings behind them are their owners' business.
pub fn projected<'a>(
    lesson: &'a Lesson,
    shown: &Shown,
    language: Language,
) -> Option<(&'a Plot, Figure)> {
    let lab = lesson.lab.as_ref()?;
    let mut plots = lab.plots.iter();
    let plot = plots.find(|plot| plot.id == shown.plot.as_str())?;
    let notebook = Notebook {
        tables: shown.tables.clone(),
        ..Notebook::default()
    };
    let report = Report {
        lesson,
        lab,
        language,
        names: String::new(),
        state: String::new(),
        notebook: computed(lab, &notebook),
        uncertainties: BTreeMap::new(),
        note: String::new(),
        photos: Vec::new(),
        marks: None,
    };
    Some((plot, report.figure(plot)))
}

/// What is in a notebook, with its derived columns.
fn computed(lab: &Lab, notebook: &Notebook) -> pleiades_labs::marking::Notebook {
    let mut evidence = notebook.evidence();
    for table in &lab.tables {
        if let Some(rows) = evidence.tables.get_mut(&table.id) {
            *rows = derived(table, rows);
        }
    }
    evidence
}

/// Standard uncertainties of cells recorded from readings, by table, row and column.
fn uncertainties(lab: &Lab, attempt: &Attempt) -> BTreeMap<String, Vec<BTreeMap<String, f64>>> {
    let cell = |column: Option<&Column>, entry: &Entry| {
        let reading = attempt
            .readings
            .get(usize::try_from(entry.reading?).ok()?)?;
        uncertainty(lab, column?, reading)
    };
    attempt
        .notebook
        .tables
        .iter()
        .map(|(table, rows)| {
            let sheet = lab.table(table.as_str());
            let rows = rows.iter().map(|row| {
                row.iter()
                    .filter_map(|(name, entry)| {
                        let column = sheet.and_then(|sheet| sheet.column(name.as_str()));
                        Some((name.as_str().to_owned(), cell(column, entry)?))
                    })
                    .collect()
            });
            (table.as_str().to_owned(), rows.collect())
        })
        .collect()
}

/// What a reading's data sheet promises, in the unit of the column it fills.
fn uncertainty(lab: &Lab, column: &Column, reading: &Reading) -> Option<f64> {
    let channel = column
        .from
        .as_deref()?
        .split_once('.')
        .map_or("", |(_, channel)| channel);
    let value = reading
        .values
        .iter()
        .find(|value| value.channel == channel)?;
    let gauge = lab.instrument(reading.instrument.as_str())?.gauge.as_ref();
    let shown = gauge.map_or("deg", |gauge| gauge.unit.as_str());
    let shown: pleiades_labs::quantity::Unit = shown.parse().ok()?;
    Some(value.u * shown.si() / column.unit().si())
}

fn told(lab: &Lab, marks: &Marks, language: Language) -> ReportMarks {
    ReportMarks {
        earned: marks.earned,
        pending: marks.pending,
        total: marks.total,
        shares: marks
            .lines
            .iter()
            .map(|line| (line.criterion.as_str().to_owned(), line.share))
            .collect(),
        feedback: feedback(lab, marks, language),
    }
}

/// What is said of slips, as whole sentences: the lesson's words for gates, then the names of known mistakes.
pub fn feedback(lab: &Lab, marks: &Marks, language: Language) -> Vec<String> {
    let gate = |name: &LabName| {
        let mut gates = lab.marking.gates.iter();
        let gate = gates.find(|gate| gate.id == name.as_str())?;
        Some(gate.feedback.get(language).to_owned())
    };
    let mut sentences: Vec<String> = marks.gates.iter().filter_map(gate).collect();
    for slip in &marks.slips {
        let words = match language {
            Language::French => slip.mistake.french(),
            Language::English => slip.mistake.english(),
        };
        let mut criteria = lab.marking.criteria.iter();
        let about = criteria.find(|line| line.id == slip.criterion.as_str());
        sentences.push(match about {
            Some(line) => {
                let colon = match language {
                    Language::French => "\u{a0}: ",
                    Language::English => ": ",
                };
                format!("{}{colon}{words}", line.title.get(language))
            }
            None => words.to_owned(),
        });
    }
    sentences
}
