//! Writing into tables and giving answers: by the lesson's columns, within bounds, with units.

use pleiades_labs::quantity::Unit;
use pleiades_scenes::lab::{AnswerKind, Column, ColumnKind, Table};

use super::Bench;
use super::work::roomy;
use crate::protocol::lab::{Answer, Attempt, CELL_BYTES, Cell, Entry, ROWS, Reading, VALUE};
use crate::protocol::{Done, LabName, LabRefusal, Refusal, Writing};

const BAD: Refusal = Refusal::Lab(LabRefusal::BadEntry);
const UNKNOWN: Refusal = Refusal::Lab(LabRefusal::UnknownHere);

impl Bench {
    /// Cells of a row are written.
    pub(super) fn written(
        &self,
        attempt: &Attempt,
        table: &LabName,
        row: u16,
        cells: &[(LabName, Writing)],
    ) -> Result<Option<Done>, Refusal> {
        let sheet = self.lab.table(table.as_str()).ok_or(UNKNOWN)?;
        let rows = attempt.notebook.rows(table);
        let place = usize::from(row);
        if place > rows.len() || cells.len() > sheet.columns.len() {
            return Err(BAD);
        }
        if place >= ROWS {
            return Err(Refusal::Lab(LabRefusal::NotebookFull));
        }
        let mut written = Vec::with_capacity(cells.len());
        let mut more = 0;
        for (name, writing) in cells {
            let entry = self.entry(attempt, sheet, name, writing)?;
            more += match &entry {
                Some(Entry {
                    cell: Cell::Text(text),
                    ..
                }) => name.as_str().len() + text.len() + 8,
                Some(_) => name.as_str().len() + 16,
                None => 0,
            };
            written.push((name.clone(), entry));
        }
        roomy(attempt, more)?;
        // A new row that stays empty is none.
        let empty = place == rows.len() && written.iter().all(|(_, entry)| entry.is_none());
        let same = rows.get(place).is_some_and(|row| {
            written
                .iter()
                .all(|(column, entry)| row.get(column) == entry.as_ref())
        });
        Ok((!empty && !same).then(|| Done::Written {
            table: table.clone(),
            row,
            cells: written,
        }))
    }

    fn entry(
        &self,
        attempt: &Attempt,
        sheet: &Table,
        name: &LabName,
        writing: &Writing,
    ) -> Result<Option<Entry>, Refusal> {
        let column = sheet.column(name.as_str()).ok_or(UNKNOWN)?;
        match writing {
            Writing::Nothing => Ok(None),
            Writing::ByHand(cell) => {
                if !fits(column, cell) {
                    return Err(BAD);
                }
                Ok(Some(Entry {
                    cell: cell.clone(),
                    reading: None,
                }))
            }
            Writing::Reading { number, channel } => {
                let reading = usize::try_from(*number)
                    .ok()
                    .and_then(|number| attempt.readings.get(number))
                    .ok_or(UNKNOWN)?;
                let cell = Cell::Number(self.converted(reading, channel, column)?);
                if !fits(column, &cell) {
                    return Err(BAD);
                }
                Ok(Some(Entry {
                    cell,
                    reading: Some(*number),
                }))
            }
        }
    }

    /// What a reading showed, in the unit of a column.
    fn converted(&self, reading: &Reading, channel: &str, column: &Column) -> Result<f64, Refusal> {
        let value = reading.value(channel).ok_or(UNKNOWN)?;
        let instrument = self.lab.instrument(reading.instrument.as_str());
        let gauge = instrument.and_then(|instrument| instrument.gauge.as_ref());
        let written = match (reading.shown(channel), gauge) {
            // Where it was.
            (None, _) => "m",
            (_, Some(gauge)) => gauge.unit.as_str(),
            (_, None) => "deg",
        };
        let shown: Unit = written.parse().map_err(|_| BAD)?;
        let wanted = column.unit();
        if !shown.converts_to(&wanted) {
            return Err(BAD);
        }
        let factor = shown.si() / wanted.si();
        // In the same unit what is written is what was read, to the last digit.
        Ok(if factor == 1.0 { value } else { value * factor })
    }

    /// An answer is given or taken back.
    pub(super) fn answered(
        &self,
        attempt: &Attempt,
        answer: &LabName,
        value: Option<&Answer>,
    ) -> Result<Option<Done>, Refusal> {
        let field = self.lab.answer(answer.as_str()).ok_or(UNKNOWN)?;
        let number = |value: &f64| value.is_finite() && value.abs() <= VALUE;
        let fits = match (value, field.kind) {
            (None, _) => true,
            (Some(Answer::Number { value, u }), AnswerKind::Number) => {
                number(value) && u.as_ref().is_none_or(|u| number(u) && *u >= 0.0)
            }
            (Some(Answer::Line { trend, plunge }), AnswerKind::Line) => {
                number(trend) && number(plunge)
            }
            (Some(Answer::Plane { strike, dip }), AnswerKind::Plane) => {
                number(strike) && number(dip)
            }
            (Some(Answer::Choice { option }), AnswerKind::Choice) => field
                .options
                .iter()
                .any(|known| known.id == option.as_str()),
            _ => false,
        };
        if !fits {
            return Err(BAD);
        }
        roomy(attempt, 40)?;
        let now = attempt.notebook.answers.get(answer);
        Ok((now != value).then(|| Done::Answered {
            answer: answer.clone(),
            value: value.cloned(),
        }))
    }
}

/// Whether a cell can stand in a column.
fn fits(column: &Column, cell: &Cell) -> bool {
    match (column.kind, cell) {
        (ColumnKind::Number, Cell::Number(number)) => number.is_finite() && number.abs() <= VALUE,
        (ColumnKind::Text, Cell::Text(text)) => {
            text.len() <= CELL_BYTES && !text.chars().any(char::is_control)
        }
        (ColumnKind::Choice, Cell::Text(text)) => {
            column.options.iter().any(|option| option.id == *text)
        }
        _ => false,
    }
}
