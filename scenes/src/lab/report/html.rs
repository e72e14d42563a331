//! The page: heading, marks, answers, tables with their statistics, figures, notes.

use pleiades_labs::{
    marking::{Answer, Cell},
    plot::escaped,
    quantity::Measured,
    uncertainty::TypeA,
};

use super::Report;
use crate::lab::{AnswerField, Column, ColumnKind, Table};

const STYLE: &str = "body{font:16px/1.5 Inter,system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}\
table{border-collapse:collapse;margin:.5rem 0 1rem}th,td{border:1px solid #bbb;padding:.2rem .6rem;text-align:right}\
th,td.w{text-align:left}figure{margin:1rem 0}svg,img{max-width:100%;height:auto}.n{white-space:pre-wrap}\
@media print{body{margin:0}h2{break-after:avoid}figure,table{break-inside:avoid}}";

pub(super) fn html(report: &Report<'_>) -> String {
    let title = escaped(report.lesson.title.get(report.language));
    let language = report.say("fr", "en");
    let article = article(report);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head><body>\n\
         {article}</body></html>\n"
    )
}

/// What is on the page, from its heading on, without its looks.
pub(super) fn article(report: &Report<'_>) -> String {
    let title = escaped(report.lesson.title.get(report.language));
    let mut page = format!(
        "<h1>{title}</h1>\n<p>{} · {}</p>\n",
        escaped(&report.names),
        escaped(&report.state)
    );
    marks(report, &mut page);
    answers(report, &mut page);
    for table in &report.lab.tables {
        rows(report, table, &mut page);
    }
    let titles = report.lab.plots.iter().map(|plot| &plot.title);
    for (title, (_, svg)) in titles.zip(report.figures()) {
        let title = escaped(title.get(report.language));
        page.push_str(&format!("<h2>{title}</h2>\n<figure>{svg}</figure>\n"));
    }
    if !report.note.trim().is_empty() {
        heading(&mut page, report.say("Notes", "Notes"));
        page.push_str(&format!("<p class=\"n\">{}</p>\n", escaped(&report.note)));
    }
    if !report.photos.is_empty() {
        heading(&mut page, report.say("Photos", "Photographs"));
        for photo in &report.photos {
            let caption = escaped(&photo.caption);
            page.push_str("<figure class=\"photo\">");
            if let Some(source) = &photo.source {
                let source = escaped(source);
                page.push_str(&format!("<img src=\"{source}\" alt=\"{caption}\">"));
            }
            page.push_str(&format!("<figcaption>{caption}</figcaption></figure>\n"));
        }
    }
    page
}

fn heading(page: &mut String, words: &str) {
    page.push_str(&format!("<h2>{}</h2>\n", escaped(words)));
}

fn marks(report: &Report<'_>, page: &mut String) {
    let Some(marks) = &report.marks else { return };
    let number = |value: f64| report.notation().fixed(value, 2);
    heading(page, report.say("Note", "Mark"));
    page.push_str(&format!(
        "<p><strong>{} / {}</strong>",
        number(marks.earned),
        number(marks.total)
    ));
    if marks.pending > 0.0 {
        let words = report.say(
            "points que l'enseignant doit encore donner",
            "points a teacher has still to give",
        );
        page.push_str(&format!(" ({} {})", number(marks.pending), escaped(words)));
    }
    page.push_str("</p>\n<table>");
    for line in &report.lab.marking.criteria {
        let share = marks.shares.get(&line.id).copied().flatten();
        let earned = share.map_or_else(|| "…".to_owned(), |share| number(share * line.points));
        page.push_str(&format!(
            "<tr><td class=\"w\">{}</td><td>{earned} / {}</td></tr>",
            escaped(line.title.get(report.language)),
            number(line.points)
        ));
    }
    page.push_str("</table>\n");
    for sentence in &marks.feedback {
        page.push_str(&format!("<p>→ {}</p>\n", escaped(sentence)));
    }
}

fn answers(report: &Report<'_>, page: &mut String) {
    if report.lab.answers.is_empty() {
        return;
    }
    heading(page, report.say("Réponses", "Answers"));
    page.push_str("<table>");
    for field in &report.lab.answers {
        let given = report.notebook.answers.get(&field.id);
        let words = given.map_or_else(|| "—".to_owned(), |given| answer(report, field, given));
        page.push_str(&format!(
            "<tr><td class=\"w\">{}</td><td>{}</td></tr>",
            escaped(field.title.get(report.language)),
            escaped(&words)
        ));
    }
    page.push_str("</table>\n");
}

fn answer(report: &Report<'_>, field: &AnswerField, given: &Answer) -> String {
    let exact = |value: f64| report.notation().exact(value);
    match given {
        Answer::Number { value, u } => {
            let unit = field.unit.clone().unwrap_or_default();
            match (u, unit.parse()) {
                (Some(u), Ok(unit)) => Measured::new(*value, *u, unit).stated(report.notation()),
                _ => format!("{} {unit}", exact(*value)),
            }
        }
        Answer::Line { trend, plunge } => format!("{}° → {}°", exact(*trend), exact(*plunge)),
        Answer::Plane { strike, dip } => format!("{}° / {}°", exact(*strike), exact(*dip)),
        Answer::Choice { id } => field
            .options
            .iter()
            .find(|option| option.id == *id)
            .map_or_else(
                || id.clone(),
                |option| option.title.get(report.language).to_owned(),
            ),
    }
}

fn rows(report: &Report<'_>, table: &Table, page: &mut String) {
    heading(page, table.title.get(report.language));
    page.push_str("<table><tr>");
    for column in &table.columns {
        let unit = column
            .unit
            .as_ref()
            .map_or_else(String::new, |unit| format!(" ({unit})"));
        page.push_str(&format!(
            "<th>{}{}</th>",
            escaped(column.title.get(report.language)),
            escaped(&unit)
        ));
    }
    page.push_str("</tr>");
    let written = report.notebook.tables.get(&table.id);
    let numbers = |column: &Column| written.map_or_else(Vec::new, |rows| rows.numbers(&column.id));
    for row in written.into_iter().flat_map(|rows| &rows.rows) {
        page.push_str("<tr>");
        for column in &table.columns {
            page.push_str(&cell(report, column, row.get(&column.id)));
        }
        page.push_str("</tr>");
    }
    statistics(report, table, numbers, page);
    page.push_str("</table>\n");
}

fn cell(report: &Report<'_>, column: &Column, cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Number(number)) => {
            // Six digits are more than any instrument here has.
            let words = if column.kind == ColumnKind::Derived {
                report.notation().fixed(*number, 4)
            } else {
                report.notation().exact(*number)
            };
            format!("<td>{}</td>", escaped(&words))
        }
        Some(Cell::Text(id)) => {
            let option = column.options.iter().find(|option| option.id == *id);
            let words = option.map_or(id.as_str(), |option| option.title.get(report.language));
            format!("<td class=\"w\">{}</td>", escaped(words))
        }
        None => "<td></td>".to_owned(),
    }
}

/// Mean and its type A uncertainty under each column of repeated numbers.
fn statistics(
    report: &Report<'_>,
    table: &Table,
    numbers: impl Fn(&Column) -> Vec<f64>,
    page: &mut String,
) {
    let stated: Vec<Option<String>> = table
        .columns
        .iter()
        .map(|column| {
            let of = TypeA::of(&numbers(column)).ok()?;
            let mean = Measured::new(of.mean, of.u, column.unit());
            Some(mean.stated(report.notation()))
        })
        .collect();
    if stated.iter().all(Option::is_none) {
        return;
    }
    page.push_str("<tr>");
    for words in stated {
        let words = words.map_or_else(String::new, |words| {
            format!("{} {words}", report.say("moyenne", "mean"))
        });
        page.push_str(&format!("<td><em>{}</em></td>", escaped(&words)));
    }
    page.push_str("</tr>");
}
