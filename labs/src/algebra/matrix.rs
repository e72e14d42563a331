//! A dense matrix of `f64`, row by row.

use std::ops::{Index, IndexMut};

/// A dense matrix, `rows × columns`, stored row by row. Indexed by `(row, column)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// A matrix of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            values: vec![0.0; rows * columns],
        }
    }

    /// The square matrix with `diagonal` on its diagonal and zeros elsewhere.
    pub fn diagonal(diagonal: &[f64]) -> Self {
        let mut matrix = Self::zeros(diagonal.len(), diagonal.len());
        for (i, value) in diagonal.iter().enumerate() {
            matrix[(i, i)] = *value;
        }
        matrix
    }

    /// The matrix whose entry at `(row, column)` is `entry(row, column)`.
    pub fn from_fn(
        rows: usize,
        columns: usize,
        mut entry: impl FnMut(usize, usize) -> f64,
    ) -> Self {
        let mut matrix = Self::zeros(rows, columns);
        for row in 0..rows {
            for column in 0..columns {
                matrix[(row, column)] = entry(row, column);
            }
        }
        matrix
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// `self · other`. The shapes must chain: `self.columns() == other.rows()`.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        assert_eq!(self.columns, other.rows, "shapes chain");
        Self::from_fn(self.rows, other.columns, |row, column| {
            (0..self.columns)
                .map(|k| self[(row, k)] * other[(k, column)])
                .sum()
        })
    }

    /// The transpose.
    #[must_use]
    pub fn transposed(&self) -> Self {
        Self::from_fn(self.columns, self.rows, |row, column| self[(column, row)])
    }

    /// Every entry multiplied by `factor`.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self::from_fn(self.rows, self.columns, |row, column| {
            self[(row, column)] * factor
        })
    }
}

impl Index<(usize, usize)> for Matrix {
    type Output = f64;
    fn index(&self, (row, column): (usize, usize)) -> &f64 {
        debug_assert!(
            row < self.rows && column < self.columns,
            "inside the matrix"
        );
        &self.values[row * self.columns + column]
    }
}

impl IndexMut<(usize, usize)> for Matrix {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut f64 {
        debug_assert!(
            row < self.rows && column < self.columns,
            "inside the matrix"
        );
        &mut self.values[row * self.columns + column]
    }
}
