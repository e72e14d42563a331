//! What a student leaves to be marked: tables, answers, the order of doing things.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A number, in its column's unit.
    Number(f64),
    /// A word: a polarity, a note.
    Text(String),
}

/// A table of the notebook; an empty cell is absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Table {
    /// From top to bottom; each from column to cell.
    pub rows: Vec<BTreeMap<String, Cell>>,
}

impl Table {
    /// A table of numbers, for tests and bots: column names, then rows.
    pub fn of_numbers(columns: &[&str], rows: &[Vec<f64>]) -> Self {
        let cells = |row: &Vec<f64>| {
            let numbers = row.iter().map(|number| Cell::Number(*number));
            columns
                .iter()
                .map(|column| (*column).to_owned())
                .zip(numbers)
                .collect()
        };
        Self {
            rows: rows.iter().map(cells).collect(),
        }
    }

    /// The finite number in a cell, if there is one.
    pub fn number(&self, row: usize, column: &str) -> Option<f64> {
        match self.rows.get(row)?.get(column)? {
            Cell::Number(number) if number.is_finite() => Some(*number),
            _ => None,
        }
    }

    /// The rows that have numbers in both columns, as pairs with their row numbers.
    pub fn pairs(&self, first: &str, second: &str) -> Vec<(usize, f64, f64)> {
        (0..self.rows.len())
            .filter_map(|row| Some((row, self.number(row, first)?, self.number(row, second)?)))
            .collect()
    }

    /// All numbers of a column.
    pub fn numbers(&self, column: &str) -> Vec<f64> {
        (0..self.rows.len())
            .filter_map(|row| self.number(row, column))
            .collect()
    }
}

/// A final answer. Angles as the student wrote them, degrees, not yet checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Answer {
    /// A number with the standard uncertainty the student states, both in the unit the lesson asks for.
    Number {
        /// Best estimate.
        value: f64,
        /// Standard uncertainty, if stated.
        #[serde(default)]
        u: Option<f64>,
    },
    /// A line.
    Line {
        /// Trend, degrees.
        trend: f64,
        /// Plunge, degrees.
        plunge: f64,
    },
    /// A plane.
    Plane {
        /// Strike, degrees, right-hand rule.
        strike: f64,
        /// Dip, degrees.
        dip: f64,
    },
    /// One of several, by its id.
    Choice {
        /// The id.
        id: String,
    },
}

/// Everything there is to mark.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notebook {
    /// Tables by id.
    pub tables: BTreeMap<String, Table>,
    /// Answers by id.
    pub answers: BTreeMap<String, Answer>,
    /// Steps and actions, in the order they were done.
    pub actions: Vec<String>,
}
