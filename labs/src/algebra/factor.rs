//! Factorisations: Householder QR for least squares, Cholesky for correlated draws.

use super::Matrix;

/// The columns of a design are not independent (or there are fewer rows than columns): the fit has no single answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the data do not determine the parameters: take readings at more, and more different, settings"
)]
pub struct RankDeficient;

/// The matrix is not symmetric positive definite, so it is no covariance of independent quantities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the covariance matrix is not positive definite: a correlation is 1 or more, or a variance is zero or negative"
)]
pub struct NotPositive;

/// A Householder QR factorisation of a tall matrix with its columns scaled to unit length first.
///
/// Normal equations would square the condition number; this does not (Golub & Van Loan, *Matrix Computations*, §5.2, §5.3).
#[derive(Debug, Clone)]
pub struct Qr {
    /// Householder vectors below the diagonal, R on and above it.
    packed: Matrix,
    reflections: Vec<f64>,
    scales: Vec<f64>,
}

impl Qr {
    /// Factorises `design`. Errors if its columns are dependent to working precision.
    pub fn new(design: &Matrix) -> Result<Self, RankDeficient> {
        let (rows, columns) = (design.rows(), design.columns());
        if rows < columns || columns == 0 {
            return Err(RankDeficient);
        }
        let mut scales = vec![0.0; columns];
        for (column, scale) in scales.iter_mut().enumerate() {
            *scale = (0..rows)
                .map(|row| design[(row, column)] * design[(row, column)])
                .sum::<f64>()
                .sqrt();
            if !(scale.is_finite() && *scale > 0.0) {
                return Err(RankDeficient);
            }
        }
        let mut packed = Matrix::from_fn(rows, columns, |row, column| {
            design[(row, column)] / scales[column]
        });
        let mut reflections = vec![0.0; columns];
        for k in 0..columns {
            let norm = (k..rows)
                .map(|row| packed[(row, k)] * packed[(row, k)])
                .sum::<f64>()
                .sqrt();
            // Columns have unit length: what is left of this one beside those before it is at rounding level.
            if norm < 1e-14 * rows as f64 {
                return Err(RankDeficient);
            }
            let diagonal = if packed[(k, k)] > 0.0 { -norm } else { norm };
            packed[(k, k)] -= diagonal;
            let length: f64 = (k..rows)
                .map(|row| packed[(row, k)] * packed[(row, k)])
                .sum();
            for column in k + 1..columns {
                let dot: f64 = (k..rows)
                    .map(|row| packed[(row, k)] * packed[(row, column)])
                    .sum();
                for row in k..rows {
                    packed[(row, column)] -= 2.0 * dot / length * packed[(row, k)];
                }
            }
            reflections[k] = diagonal;
        }
        Ok(Self {
            packed,
            reflections,
            scales,
        })
    }

    /// The `x` that makes `|design · x − y|` least. `y` has as many entries as the design has rows.
    pub fn solve(&self, y: &[f64]) -> Vec<f64> {
        let (rows, columns) = (self.packed.rows(), self.packed.columns());
        assert_eq!(y.len(), rows, "one value a row");
        let mut rotated = y.to_vec();
        for k in 0..columns {
            let length: f64 = (k..rows)
                .map(|row| self.packed[(row, k)] * self.packed[(row, k)])
                .sum();
            let dot: f64 = (k..rows)
                .map(|row| self.packed[(row, k)] * rotated[row])
                .sum();
            for (row, value) in rotated.iter_mut().enumerate().skip(k) {
                *value -= 2.0 * dot / length * self.packed[(row, k)];
            }
        }
        let mut x = self.back_substitute(&rotated);
        for (value, scale) in x.iter_mut().zip(&self.scales) {
            *value /= scale;
        }
        x
    }

    /// `(designᵀ · design)⁻¹`: the parameters' covariance for readings of unit variance.
    pub fn unit_covariance(&self) -> Matrix {
        let columns = self.packed.columns();
        // R⁻¹, one column at a time; then R⁻¹ R⁻ᵀ with the scales taken back out.
        let mut inverse = Matrix::zeros(columns, columns);
        for k in 0..columns {
            let mut unit = vec![0.0; columns];
            unit[k] = 1.0;
            for (row, value) in self.back_substitute(&unit).into_iter().enumerate() {
                inverse[(row, k)] = value / self.scales[row];
            }
        }
        inverse.times(&inverse.transposed())
    }

    fn back_substitute(&self, y: &[f64]) -> Vec<f64> {
        let columns = self.packed.columns();
        let mut x = vec![0.0; columns];
        for k in (0..columns).rev() {
            let rest: f64 = (k + 1..columns)
                .map(|column| self.packed[(k, column)] * x[column])
                .sum();
            x[k] = (y[k] - rest) / self.reflections[k];
        }
        x
    }
}

/// The lower triangle `L` with `L·Lᵀ = covariance` (Golub & Van Loan §4.2).
pub fn cholesky(covariance: &Matrix) -> Result<Matrix, NotPositive> {
    let n = covariance.rows();
    if covariance.columns() != n {
        return Err(NotPositive);
    }
    let mut lower = Matrix::zeros(n, n);
    for row in 0..n {
        for column in 0..=row {
            let sum: f64 = (0..column)
                .map(|k| lower[(row, k)] * lower[(column, k)])
                .sum();
            let rest = covariance[(row, column)] - sum;
            if row == column {
                if !(rest.is_finite() && rest > 0.0) {
                    return Err(NotPositive);
                }
                lower[(row, row)] = rest.sqrt();
            } else {
                lower[(row, column)] = rest / lower[(column, column)];
            }
        }
    }
    Ok(lower)
}
