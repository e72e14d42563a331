//! From readings to rows: what “record” writes, and what writes itself when an instrument is read in the world.

use std::collections::VecDeque;

use bevy::prelude::*;
use pleiades_netcode::protocol::{
    Deed, Done, Event, LabEvent, LabName, Writing,
    lab::{Attempt, Reading},
};
use pleiades_scenes::lab::Table;

use super::desk::Desk;
use crate::{
    app::sets::FrameSet,
    language::Phrases,
    panels::Toasts,
    session::{Happened, Told},
};

/// Readings asked for in the world, in their order: they note themselves.
#[derive(Resource, Default, Debug)]
pub(super) struct Wanted {
    asked: VecDeque<LabName>,
    /// The last row that was written so: the instrument, and the row's number from 1.
    noted: Option<(LabName, u16)>,
}

impl Wanted {
    /// Reads an instrument as it stands.
    pub(super) fn read(&mut self, desk: &mut Desk, instrument: LabName) {
        self.asked.push_back(instrument.clone());
        self.noted = None;
        desk.does(Deed::Read { instrument });
    }

    /// The row in which the last reading of this instrument was noted, from 1.
    pub(super) fn row_of(&self, instrument: &LabName) -> Option<u16> {
        let (noted, row) = self.noted.as_ref()?;
        (noted == instrument).then_some(*row)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Wanted>()
        .add_systems(Update, note.after(FrameSet::Receive).before(FrameSet::Move));
}

/// Cells of one row, and the readings they are from.
#[derive(Default)]
struct Gathered<'a> {
    cells: Vec<(LabName, Writing)>,
    from: Vec<&'a Reading>,
    /// Whether every column that an instrument fills has something new.
    whole: bool,
}

/// The newest reading of each instrument that fills a column, if it is not in the table yet and belongs there. Beside a compass's
/// angles also where it lay.
fn gather<'a>(attempt: &'a Attempt, table: &Table) -> Gathered<'a> {
    let rows = attempt.notebook.rows(&LabName::from(table.id.as_str()));
    let used: Vec<u32> = rows
        .iter()
        .flat_map(|row| row.values())
        .filter_map(|entry| entry.reading)
        .collect();
    let newest = |instrument: &str| {
        let mut readings = attempt.readings.iter().enumerate().rev();
        let (number, reading) = readings.find(|(_, reading)| {
            reading.instrument.as_str() == instrument
                && table.takes(reading.specimen.as_ref().map(LabName::as_str))
        })?;
        let number = u32::try_from(number).ok()?;
        (!used.contains(&number)).then_some((number, reading))
    };
    let mut gathered = Gathered {
        whole: true,
        ..Gathered::default()
    };
    let mut compass = None;
    for column in &table.columns {
        let Some(from) = column.from.as_deref() else {
            continue;
        };
        let (instrument, channel) = from.split_once('.').unwrap_or((from, ""));
        let Some((number, reading)) = newest(instrument) else {
            gathered.whole = false;
            continue;
        };
        let channel = channel.to_owned();
        if channel == "strike" {
            compass = Some(number);
        }
        gathered.from.push(reading);
        gathered.cells.push((
            column.id.as_str().into(),
            Writing::Reading { number, channel },
        ));
    }
    for place in ["east", "north", "up"] {
        if let Some(number) = compass
            && table
                .column(place)
                .is_some_and(|column| column.from.is_none())
        {
            let channel = place.to_owned();
            gathered
                .cells
                .push((place.into(), Writing::Reading { number, channel }));
        }
    }
    gathered
}

/// What “record” writes into a new row of the table: whatever is new.
pub(crate) fn fresh(attempt: &Attempt, table: &Table) -> Option<Vec<(LabName, Writing)>> {
    let gathered = gather(attempt, table);
    (!gathered.cells.is_empty()).then_some(gathered.cells)
}

/// A row that is whole: every instrument of the table was read anew, all on the same specimen.
fn whole(attempt: &Attempt, table: &Table) -> Option<Vec<(LabName, Writing)>> {
    let gathered = gather(attempt, table);
    let mut specimens = gathered.from.iter().map(|reading| &reading.specimen);
    let first = specimens.next()?;
    (gathered.whole && specimens.all(|specimen| specimen == first)).then_some(gathered.cells)
}

/// Rows that the last reading has made whole, by table.
fn rows(tables: &[Table], attempt: &Attempt) -> Vec<(LabName, u16, Vec<(LabName, Writing)>)> {
    tables
        .iter()
        .filter_map(|table| {
            let name = LabName::from(table.id.as_str());
            let row = u16::try_from(attempt.notebook.rows(&name).len()).ok()?;
            Some((name, row, whole(attempt, table)?))
        })
        .collect()
}

/// What was read in the world is noted once the room has answered; what it refused is not waited for.
fn note(
    phrases: Res<Phrases>,
    mut desk: Desk,
    mut happened: MessageReader<Happened>,
    mut told: MessageReader<Told>,
    mut wanted: ResMut<Wanted>,
    mut toasts: ResMut<Toasts>,
) {
    if told.read().any(|told| matches!(told, Told::Refused(_))) {
        wanted.asked.clear();
    }
    let me = desk.session.me();
    let mut answered = None;
    for Happened(entry) in happened.read() {
        if let Event::Lab(LabEvent::Worked {
            who,
            done: Done::Read(reading),
            ..
        }) = &entry.event
            && Some(*who) == me
            && wanted.asked.front() == Some(&reading.instrument)
        {
            wanted.asked.pop_front();
            answered = Some(reading.instrument.clone());
        }
    }
    let Some(answered) = answered else { return };
    let Some((lab, (_, attempt))) = desk.lab().zip(desk.open()) else {
        return;
    };
    let written = rows(&lab.tables, attempt);
    let language = phrases.language();
    wanted.noted = written
        .last()
        .map(|(_, row, _)| (answered.clone(), row.saturating_add(1)));
    // A compass says it itself, on its plate.
    let says_it = lab
        .instrument(answered.as_str())
        .is_some_and(|instrument| instrument.compass.is_some());
    for (table, row, _) in written.iter().filter(|_| !says_it) {
        let title = lab
            .table(table.as_str())
            .map_or_else(String::new, |table| table.title.get(language).to_owned());
        let row = f64::from(*row) + 1.0;
        toasts.tell(phrases.with("lab-noted", &[("table", title.into()), ("row", row.into())]));
    }
    for (table, row, cells) in written {
        desk.does(Deed::Write { table, row, cells });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pleiades_netcode::protocol::lab::{Cell, Entry, Value};

    use super::*;

    fn tables(text: &str) -> Vec<Table> {
        #[derive(serde::Deserialize)]
        struct File {
            table: Vec<Table>,
        }
        toml::from_str::<File>(text).unwrap().table
    }

    fn reading(instrument: &str, specimen: &str) -> Reading {
        Reading {
            instrument: instrument.into(),
            specimen: Some(specimen.into()),
            place_m: Some([1.0, 2.0, 3.0]),
            values: vec![Value {
                channel: String::new(),
                value: 1.0,
                u: 0.1,
                decimals: 0,
            }],
            saturated: false,
        }
    }

    fn with(readings: Vec<Reading>) -> Attempt {
        Attempt {
            readings,
            ..Attempt::default()
        }
    }

    const LIMBS: &str = r#"
        [[table]]
        id = "west"
        title = { fr = "W" }
        specimens = ["w"]
        column = [
            { id = "strike", title = { fr = "S" }, unit = "deg", from = "compass.strike" },
            { id = "east", title = { fr = "E" }, unit = "m" },
        ]
        [[table]]
        id = "east"
        title = { fr = "E" }
        specimens = ["e"]
        column = [{ id = "strike", title = { fr = "S" }, unit = "deg", from = "compass.strike" }]
    "#;

    #[test]
    fn a_reading_goes_into_the_table_of_what_it_was_taken_on() {
        let tables = tables(LIMBS);
        let rows = rows(&tables, &with(vec![reading("compass", "e")]));
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].0.as_str(), "east");
        let west = fresh(&with(vec![reading("compass", "w")]), &tables[0]).unwrap();
        let columns: Vec<&str> = west.iter().map(|(column, _)| column.as_str()).collect();
        assert_eq!(columns, ["strike", "east"], "and where it lay");
    }

    #[test]
    fn what_is_noted_is_not_noted_twice() {
        let tables = tables(LIMBS);
        let mut attempt = with(vec![reading("compass", "w")]);
        let entry = Entry {
            cell: Cell::Number(1.0),
            reading: Some(0),
        };
        let row = [("strike".into(), entry)].into();
        attempt.notebook.tables.insert("west".into(), vec![row]);
        assert!(rows(&tables, &attempt).is_empty());
    }

    #[test]
    fn a_row_of_several_instruments_waits_for_all_of_them_on_one_specimen() {
        let tables = tables(
            r#"
            [[table]]
            id = "lot"
            title = { fr = "L" }
            column = [
                { id = "mass", title = { fr = "M" }, unit = "g", from = "scale" },
                { id = "length", title = { fr = "L" }, unit = "mm", from = "tape" },
            ]
        "#,
        );
        let one = with(vec![reading("scale", "beam-1")]);
        assert!(rows(&tables, &one).is_empty());
        assert!(fresh(&one, &tables[0]).is_some(), "by hand it goes");
        let mixed = with(vec![reading("scale", "beam-1"), reading("tape", "beam-2")]);
        assert!(rows(&tables, &mixed).is_empty(), "two beams are no row");
        let both = with(vec![reading("scale", "beam-2"), reading("tape", "beam-2")]);
        assert_eq!(rows(&tables, &both).len(), 1);
    }
}
