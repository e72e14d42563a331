//! A notebook to take away: tables as CSV, everything as JSON, and one HTML page with its figures, for printing or a portfolio.
//!
//! Pure texts: client and server make the same. A notebook's bounds keep the page far below one megabyte.

mod csv;
mod figures;
mod html;

use std::collections::BTreeMap;

use pleiades_labs::{marking::Notebook, quantity::Notation};
use serde::Serialize;

pub use figures::Figure;

use super::Lab;
use crate::Language;
use crate::lesson::Lesson;

/// A notebook with what a page about it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Report<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Its lab.
    pub lab: &'a Lab,
    /// Language of the page.
    pub language: Language,
    /// Who worked on it.
    pub names: String,
    /// When it was handed in, or that it was not: a text.
    pub state: String,
    /// Tables (with derived columns), answers, steps done.
    pub notebook: Notebook,
    /// Standard uncertainties of cells that were read from instruments, in their columns' units: by table, row and column.
    pub uncertainties: BTreeMap<String, Vec<BTreeMap<String, f64>>>,
    /// Free notes.
    pub note: String,
    /// Photographs.
    pub photos: Vec<ReportPhoto>,
    /// The marks, if they may be known.
    pub marks: Option<ReportMarks>,
}

/// A photograph, as a page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportPhoto {
    /// What it shows.
    pub caption: String,
    /// `src` of its picture; nothing where that is not at hand.
    pub source: Option<String>,
}

/// Marks, as a page shows them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportMarks {
    /// Points earned so far.
    pub earned: f64,
    /// Points a teacher has still to give.
    pub pending: f64,
    /// All there are.
    pub total: f64,
    /// Share of the points by criterion; none until a teacher has said.
    pub shares: BTreeMap<String, Option<f64>>,
    /// What is said of slips, whole sentences.
    pub feedback: Vec<String>,
}

impl Report<'_> {
    /// The tables, one below the other, as spreadsheets in this language read them.
    pub fn csv(&self) -> String {
        csv::csv(self)
    }

    /// Everything, for programs.
    pub fn json(&self) -> String {
        let value = serde_json::json!({
            "lesson": { "id": self.lesson.id, "version": self.lesson.version },
            "names": self.names,
            "state": self.state,
            "notebook": self.notebook,
            "uncertainties": self.uncertainties,
            "note": self.note,
            "photos": self.photos.iter().map(|photo| &photo.caption).collect::<Vec<_>>(),
            "marks": self.marks,
        });
        format!("{value:#}\n")
    }

    /// One page that needs nothing else.
    pub fn html(&self) -> String {
        html::html(self)
    }

    /// What is on that page, for a page with looks of its own: a first heading and what follows it.
    pub fn article(&self) -> String {
        html::article(self)
    }

    /// The figures by the lesson's names, as SVG.
    pub fn figures(&self) -> Vec<(String, String)> {
        let plots = self.lab.plots.iter();
        plots
            .map(|plot| (plot.id.clone(), self.figure(plot).svg()))
            .collect()
    }

    fn notation(&self) -> Notation {
        match self.language {
            Language::French => Notation::French,
            Language::English => Notation::English,
        }
    }

    fn say<'t>(&self, fr: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::French => fr,
            Language::English => en,
        }
    }
}
