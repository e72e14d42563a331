//! The figures of a notebook, drawn as the lesson asks.

use pleiades_labs::{
    orientation::{Plane, Projection},
    plot::{Limb, Net, Point, Scatter},
};

use super::Report;
use crate::lab::{Plot, PlotKind, Table};

pub(super) fn figures(report: &Report<'_>) -> Vec<(String, String)> {
    report
        .lab
        .plots
        .iter()
        .map(|plot| {
            let svg = match plot.kind {
                PlotKind::Scatter => scatter(report, plot).svg(),
                PlotKind::Stereonet => net(report, plot).svg(),
            };
            (plot.id.clone(), svg)
        })
        .collect()
}

fn scatter(report: &Report<'_>, plot: &Plot) -> Scatter {
    let (x, y) = (
        plot.x.as_deref().unwrap_or_default(),
        plot.y.as_deref().unwrap_or_default(),
    );
    let tables: Vec<&Table> = plot
        .tables
        .iter()
        .filter_map(|id| report.lab.table(id))
        .collect();
    let title = |id: &str| {
        let column = tables.iter().find_map(|table| table.column(id));
        column.map_or_else(String::new, |column| {
            let title = column.title.get(report.language);
            match &column.unit {
                Some(unit) => format!("{title} ({unit})"),
                None => title.to_owned(),
            }
        })
    };
    let mut points = Vec::new();
    for table in &tables {
        let Some(rows) = report.notebook.tables.get(&table.id) else {
            continue;
        };
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
