//! The figures of a notebook, worked out as the lesson asks: for a page as SVG, for a screen as what there is to draw.

use pleiades_labs::{
    marking::{Cell, Table as Rows},
    orientation::{Azimuth, Enu, Plane, Projection},
    plot::{Limb, Located, Log, LogBed, Net, Point, Scatter, Section, Traverse},
    uncertainty::TypeA,
};

use super::Report;
use crate::lab::{Column, ColumnKind, Named, Plot, PlotKind, Table};

/// A figure, not yet drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Points and a line.
    Scatter(Scatter),
    /// A stereonet.
    Net(Net),
    /// A section.
    Section(Section),
    /// A log.
    Log(Log),
}

impl Figure {
    /// The drawing.
    pub fn svg(&self) -> String {
        match self {
            Self::Scatter(scatter) => scatter.svg(),
            Self::Net(net) => net.svg(),
            Self::Section(section) => section.svg(),
            Self::Log(log) => log.svg(),
        }
    }
}

impl Report<'_> {
    /// A figure of what is in the notebook now.
    pub fn figure(&self, plot: &Plot) -> Figure {
        match plot.kind {
            PlotKind::Scatter => Figure::Scatter(scatter(self, plot)),
            PlotKind::Stereonet => Figure::Net(net(self, plot)),
            PlotKind::Section => Figure::Section(section(self, plot)),
            PlotKind::Log => Figure::Log(log(self, plot)),
        }
    }

    /// The tables a figure is drawn from, with their rows; those nothing was written into are left out.
    fn drawn<'r>(&'r self, plot: &'r Plot) -> impl Iterator<Item = (&'r Table, &'r Rows)> {
        plot.tables
            .iter()
            .filter_map(|id| Some((self.lab.table(id)?, self.notebook.tables.get(id)?)))
    }
}

fn scatter(report: &Report<'_>, plot: &Plot) -> Scatter {
    let (x, y) = (
        plot.x.as_deref().unwrap_or_default(),
        plot.y.as_deref().unwrap_or_default(),
    );
    let title = |id: &str| {
        let tables = plot.tables.iter().filter_map(|id| report.lab.table(id));
        let column = tables.into_iter().find_map(|table| table.column(id));
        column.map_or_else(String::new, |column| {
            let title = column.title.get(report.language);
            match &column.unit {
                Some(unit) => format!("{title} ({unit})"),
                None => title.to_owned(),
            }
        })
    };
    let mut points = Vec::new();
    for (table, rows) in report.drawn(plot) {
        let u = |row: usize, column: &str| {
            let rows = report.uncertainties.get(&table.id)?;
            rows.get(row)?.get(column).copied()
        };
        points.extend(rows.pairs(x, y).into_iter().map(|(row, at_x, at_y)| Point {
            x: at_x,
            y: at_y,
            u_x: u(row, x).unwrap_or(0.0),
            u_y: u(row, y).unwrap_or(0.0),
        }));
    }
    Scatter {
        title: plot.title.get(report.language).to_owned(),
        x_title: title(x),
        y_title: title(y),
        points,
        notation: report.notation(),
    }
}

fn net(report: &Report<'_>, plot: &Plot) -> Net {
    let limbs = plot.tables.iter().filter_map(|id| {
        let table = report.lab.table(id)?;
        let rows = report.notebook.tables.get(id);
        let planes = rows.map(|rows| rows.pairs("strike", "dip"));
        Some(Limb {
            title: table.title.get(report.language).to_owned(),
            planes: planes
                .into_iter()
                .flatten()
                .filter_map(|(_, strike, dip)| Plane::from_degrees(strike, dip).ok())
                .collect(),
        })
    });
    Net {
        title: plot.title.get(report.language).to_owned(),
        limbs: limbs.collect(),
        projection: Projection::EqualArea,
    }
}

fn section(report: &Report<'_>, plot: &Plot) -> Section {
    let limbs = report.drawn(plot).map(|(table, rows)| {
        let located = |(row, strike, dip): (usize, f64, f64)| {
            Some(Located {
                place: Enu::new(
                    rows.number(row, "east")?,
                    rows.number(row, "north")?,
                    rows.number(row, "up").unwrap_or(0.0),
                ),
                plane: Plane::from_degrees(strike, dip).ok()?,
            })
        };
        Traverse {
            title: table.title.get(report.language).to_owned(),
            readings: rows
                .pairs("strike", "dip")
                .into_iter()
                .filter_map(located)
                .collect(),
        }
    });
    Section {
        title: plot.title.get(report.language).to_owned(),
        azimuth: Azimuth::wrapping(plot.azimuth_deg.unwrap_or(0.0)),
        limbs: limbs.collect(),
        notation: report.notation(),
    }
}

/// Beds by the options of the column that names them, from the base up: the mean thickness of all rows about one, and the last
/// thing said of it.
fn log(report: &Report<'_>, plot: &Plot) -> Log {
    let mut beds = Vec::new();
    for (table, rows) in report.drawn(plot) {
        let column = |id: &Option<String>| id.as_deref().and_then(|id| table.column(id));
        let (Some(by), Some(thickness)) = (column(&plot.by), column(&plot.y)) else {
            continue;
        };
        let (grain, metre) = (column(&plot.x), thickness.unit().si());
        let words = table
            .columns
            .iter()
            .find(|column| column.kind == ColumnKind::Text);
        for option in &by.options {
            let own: Vec<usize> = (0..rows.rows.len())
                .filter(|row| word(rows, *row, by) == Some(option.id.as_str()))
                .collect();
            let read = |row: &usize| Some(rows.number(*row, &thickness.id)? * metre);
            let thick: Vec<f64> = own.iter().filter_map(read).collect();
            let said = |column: Option<&Column>| {
                let mut last = own.iter().rev();
                last.find_map(|row| Some(word(rows, *row, column?)?.to_owned()))
            };
            let repeated = TypeA::of(&thick).ok();
            let Some(thickness_m) = repeated
                .as_ref()
                .map(|of| of.mean)
                .or(thick.first().copied())
            else {
                continue;
            };
            beds.push(LogBed {
                title: option.title.get(report.language).to_owned(),
                thickness_m,
                u_m: repeated.map_or(0.0, |of| of.u),
                grain: said(grain)
                    .and_then(|id| rank(&grain?.options, &id))
                    .unwrap_or(0.5),
                words: said(words).unwrap_or_default(),
            });
        }
    }
    Log {
        title: plot.title.get(report.language).to_owned(),
        beds,
        notation: report.notation(),
    }
}

fn word<'r>(rows: &'r Rows, row: usize, column: &Column) -> Option<&'r str> {
    match rows.rows.get(row)?.get(&column.id)? {
        Cell::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

/// Where an option stands among its fellows, 0 to 1.
fn rank(options: &[Named], id: &str) -> Option<f64> {
    let place = options.iter().position(|option| option.id == id)?;
    let last = options.len().saturating_sub(1).max(1);
    Some(place as f64 / last as f64)
}
