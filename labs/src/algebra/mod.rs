//! The little linear algebra the labs need: a dense matrix, its factorisations, symmetric eigenvectors.

mod eigen;
mod factor;
mod matrix;

pub use eigen::{Eigen3, symmetric_eigen};
pub use factor::{NotPositive, Qr, RankDeficient, cholesky};
pub use matrix::Matrix;
