//! What scores are counted from: medians, filled cells, common order.

use super::{Cell, Table};

/// `|x − expected|/|expected|`; 0 where they are equal, also at 0.
pub(super) fn relative(x: f64, expected: f64) -> f64 {
    let gap = (x - expected).abs();
    if gap == 0.0 {
        0.0
    } else {
        gap / expected.abs()
    }
}

/// The middle one, or the mean of the middle two. `values` is not empty.
pub(super) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) {
        0.5 * (values[middle - 1] + values[middle])
    } else {
        values[middle]
    }
}

/// Share of the cells of `columns` that are filled in the best `min_rows` rows. Neither is empty.
pub(super) fn complete(table: &Table, columns: &[String], min_rows: usize) -> f64 {
    let full = |cell: &Cell| match cell {
        Cell::Number(number) => number.is_finite(),
        Cell::Text(text) => !text.trim().is_empty(),
    };
    let filled = |column: &&String| -> Vec<bool> {
        table
            .rows
            .iter()
            .map(|row| row.get(*column).is_some_and(full))
            .collect()
    };
    let by_column: Vec<Vec<bool>> = columns.iter().map(|column| filled(&column)).collect();
    let mut by_row: Vec<usize> = (0..table.rows.len())
        .map(|row| by_column.iter().filter(|column| column[row]).count())
        .collect();
    by_row.sort_unstable_by(|a, b| b.cmp(a));
    let cells: usize = by_row.iter().take(min_rows).sum();
    cells as f64 / (columns.len() * min_rows) as f64
}

/// Length of the longest common subsequence.
pub(super) fn common(expect: &[String], done: &[String]) -> usize {
    let mut before = vec![0; expect.len() + 1];
    for action in done {
        let mut now = before.clone();
        for (i, step) in expect.iter().enumerate() {
            now[i + 1] = if step == action {
                before[i] + 1
            } else {
                before[i + 1].max(now[i])
            };
        }
        before = now;
    }
    before[expect.len()]
}
