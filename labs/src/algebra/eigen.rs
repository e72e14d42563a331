//! Eigenvectors of a symmetric 3 × 3 matrix, as orientation tensors and point clouds have.

/// Eigenvalues from largest to smallest and their unit eigenvectors, in the same order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Eigen3 {
    /// Largest first.
    pub values: [f64; 3],
    /// `vectors[i]` belongs to `values[i]`; orthonormal, sign arbitrary.
    pub vectors: [[f64; 3]; 3],
}

/// Eigenvectors of the symmetric matrix `a` (only its symmetric part counts) by Jacobi rotations.
///
/// Absolute error of the values about 1e-15 of the largest (Golub & Van Loan, *Matrix Computations*, §8.5).
pub fn symmetric_eigen(a: [[f64; 3]; 3]) -> Eigen3 {
    let mut a = a;
    let mut v = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    // Cyclic Jacobi converges quadratically: a handful of sweeps reaches rounding, the rest do nothing.
    for _ in 0..12 {
        for (p, q) in [(0, 1), (0, 2), (1, 2)] {
            if a[p][q] == 0.0 {
                continue;
            }
            let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
            let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
            let c = 1.0 / (t * t + 1.0).sqrt();
            let s = t * c;
            for row in &mut a {
                let (rp, rq) = (row[p], row[q]);
                row[p] = c * rp - s * rq;
                row[q] = s * rp + c * rq;
            }
            let (row_p, row_q) = (a[p], a[q]);
            a[p] = std::array::from_fn(|k| c * row_p[k] - s * row_q[k]);
            a[q] = std::array::from_fn(|k| s * row_p[k] + c * row_q[k]);
            for row in &mut v {
                let (rp, rq) = (row[p], row[q]);
                row[p] = c * rp - s * rq;
                row[q] = s * rp + c * rq;
            }
        }
    }
    let mut order = [0, 1, 2];
    order.sort_by(|&i, &j| a[j][j].total_cmp(&a[i][i]));
    Eigen3 {
        values: order.map(|i| a[i][i]),
        vectors: order.map(|i| [v[0][i], v[1][i], v[2][i]]),
    }
}
