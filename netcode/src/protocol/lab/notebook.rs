//! A notebook: tables filled from instruments or by hand, answers, notes, photographs.

use std::collections::BTreeMap;

use pleiades_labs::marking;
use serde::{Deserialize, Serialize};

use super::{Photo, PhotoDigest};
use crate::protocol::LabName;

/// What is in a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// A number, in its column's unit.
    Number(f64),
    /// A word, or the id of one of a choice.
    Text(String),
}

/// A cell, and the reading it was recorded from; none if it was written by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What is in it.
    pub cell: Cell,
    /// Number of the reading.
    pub reading: Option<u32>,
}

/// A row: by column; an empty cell is absent.
pub type Row = BTreeMap<LabName, Entry>;

/// A final answer, in the units the lesson asks for. Angles as written, not yet checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A number with its standard uncertainty, if stated.
    Number {
        /// Best estimate.
        value: f64,
        /// Standard uncertainty.
        u: Option<f64>,
    },
    /// A line, degrees.
    Line {
        /// Trend.
        trend: f64,
        /// Plunge.
        plunge: f64,
    },
    /// A plane, degrees, right-hand rule.
    Plane {
        /// Strike.
        strike: f64,
        /// Dip.
        dip: f64,
    },
    /// One of several.
    Choice {
        /// Which.
        option: LabName,
    },
}

/// A notebook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notebook {
    /// Rows by table.
    pub tables: BTreeMap<LabName, Vec<Row>>,
    /// Answers by name.
    pub answers: BTreeMap<LabName, Answer>,
    /// Free notes.
    pub note: String,
    /// Photographs.
    pub photos: Vec<Photo>,
    /// Steps done, in order.
    pub actions: Vec<LabName>,
}

impl Notebook {
    /// The rows of a table.
    pub fn rows(&self, table: &LabName) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// A photograph in it.
    pub fn photo(&self, digest: PhotoDigest) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.digest == digest)
    }

    /// About how many bytes it takes on the wire: names of columns, numbers and words.
    pub fn bytes(&self) -> usize {
        let entry = |(name, entry): (&LabName, &Entry)| {
            let cell = match &entry.cell {
                Cell::Number(_) => 8,
                Cell::Text(text) => text.len() + 2,
            };
            name.as_str().len() + cell + 6
        };
        let rows = self.tables.values().flatten();
        rows.map(|row| 2 + row.iter().map(entry).sum::<usize>())
            .sum::<usize>()
            + 40 * self.answers.len()
            + self.note.len()
            + self
                .photos
                .iter()
                .map(|photo| PhotoDigest::BYTES + 2 + photo.caption.len())
                .sum::<usize>()
            + self
                .actions
                .iter()
                .map(|action| action.as_str().len() + 1)
                .sum::<usize>()
    }

    /// What there is to mark.
    pub fn evidence(&self) -> marking::Notebook {
        let cell = |cell: &Cell| match cell {
            Cell::Number(number) => marking::Cell::Number(*number),
            Cell::Text(text) => marking::Cell::Text(text.clone()),
        };
        let row = |row: &Row| {
            row.iter()
                .map(|(column, entry)| (column.as_str().to_owned(), cell(&entry.cell)))
                .collect()
        };
        marking::Notebook {
            tables: self
                .tables
                .iter()
                .map(|(table, rows)| {
                    let rows = rows.iter().map(row).collect();
                    (table.as_str().to_owned(), marking::Table { rows })
                })
                .collect(),
            answers: self
                .answers
                .iter()
                .map(|(name, answer)| (name.as_str().to_owned(), answer.evidence()))
                .collect(),
            actions: self
                .actions
                .iter()
                .map(|action| action.as_str().to_owned())
                .collect(),
        }
    }
}

impl Answer {
    fn evidence(&self) -> marking::Answer {
        match self {
            Self::Number { value, u } => marking::Answer::Number {
                value: *value,
                u: *u,
            },
            Self::Line { trend, plunge } => marking::Answer::Line {
                trend: *trend,
                plunge: *plunge,
            },
            Self::Plane { strike, dip } => marking::Answer::Plane {
                strike: *strike,
                dip: *dip,
            },
            Self::Choice { option } => marking::Answer::Choice {
                id: option.as_str().to_owned(),
            },
        }
    }
}
