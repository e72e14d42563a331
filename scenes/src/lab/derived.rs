//! Derived columns: computed wherever a table is shown, marked or exported, and never stored.

use std::collections::BTreeMap;

use pleiades_labs::{
    marking::{Cell, Table as Rows},
    quantity::Unit,
};

use super::{Column, ColumnKind, DerivedFn, Table};

/// `rows` with the derived columns of `table` filled in: values by SI, in the column's own unit. A cell that cannot be computed
/// stays empty.
pub fn derived(table: &Table, rows: &Rows) -> Rows {
    let mut all = rows.clone();
    for column in table
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Derived)
    {
        let (Some(function), [first, second]) = (column.function, column.of.as_slice()) else {
            continue;
        };
        for row in &mut all.rows {
            row.remove(&column.id);
            let si = |id: &String| Some(number(row, id)? * table.column(id)?.si());
            let (Some(a), Some(b)) = (si(first), si(second)) else {
                continue;
            };
            let value = match function {
                DerivedFn::Sum => a + b,
                DerivedFn::Difference => a - b,
                DerivedFn::Product => a * b,
                DerivedFn::Ratio => a / b,
            } / column.si();
            if value.is_finite() {
                row.insert(column.id.clone(), Cell::Number(value));
            }
        }
    }
    all
}

fn number(row: &BTreeMap<String, Cell>, id: &str) -> Option<f64> {
    match row.get(id)? {
        Cell::Number(number) if number.is_finite() => Some(*number),
        _ => None,
    }
}

impl Column {
    /// The unit of its numbers; that of plain numbers if it has none or a lint would refuse it.
    pub fn unit(&self) -> Unit {
        self.unit
            .as_deref()
            .and_then(|text| text.parse().ok())
            .unwrap_or_else(Unit::one)
    }

    fn si(&self) -> f64 {
        self.unit().si()
    }
}
