//! A plane from points on it: three exactly, more by least squares.

use super::{Enu, Plane};
use crate::algebra::symmetric_eigen;

/// Why points give no plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Fewer than three.
    #[error("a plane needs three points; there are {0}")]
    TooFew(usize),
    /// All on one line (or in one place).
    #[error("the points lie on one line: take one well to the side of it")]
    Collinear,
    /// A coordinate is not a number.
    #[error("a coordinate is not a number")]
    NotFinite,
}

/// The plane nearest to some points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaneFit {
    /// Its orientation.
    pub plane: Plane,
    /// The points' centre, on the plane, metres ENU.
    pub centre: Enu,
    /// Root mean square distance of the points from it, metres (0 for three points).
    pub rms_m: f64,
    /// Spread along the points' second direction over that along their first, 0 (a line) to 1 (round): near 0 the orientation
    /// is ill-determined.
    pub roundness: f64,
}

/// Orientation of the plane through three points (metres, ENU): normal `(P2−P1)×(P3−P1)`.
///
/// Exact. Errors if the sine of the angle at a corner is below 1e-9. Source: any text on the three-point problem, e.g. Ragan,
/// *Structural Geology*, 4th ed. 2009, §3.
pub fn plane_through(p1: Enu, p2: Enu, p3: Enu) -> Result<Plane, PointsError> {
    if !(p1.is_finite() && p2.is_finite() && p3.is_finite()) {
        return Err(PointsError::NotFinite);
    }
    let (a, b) = (p2.minus(p1), p3.minus(p1));
    let normal = a.cross(b);
    if normal.length() <= 1e-9 * a.length() * b.length() {
        return Err(PointsError::Collinear);
    }
    Plane::from_normal(normal).ok_or(PointsError::Collinear)
}

/// The plane with the least sum of squared distances from `points` (metres, ENU): its normal is the eigenvector of the centred
/// covariance with the smallest eigenvalue. Errors with fewer than three points or with all on a line.
pub fn best_plane(points: &[Enu]) -> Result<PlaneFit, PointsError> {
    if points.len() < 3 {
        return Err(PointsError::TooFew(points.len()));
    }
    if !points.iter().all(|point| point.is_finite()) {
        return Err(PointsError::NotFinite);
    }
    let count = points.len() as f64;
    let sum = points
        .iter()
        .fold(Enu::default(), |sum, point| sum.plus(*point));
    let centre = sum.scaled(1.0 / count);
    let mut covariance = [[0.0; 3]; 3];
    for point in points {
        let offset: [f64; 3] = point.minus(centre).into();
        for (row, a) in covariance.iter_mut().zip(offset) {
            for (entry, b) in row.iter_mut().zip(offset) {
                *entry += a * b / count;
            }
        }
    }
    let eigen = symmetric_eigen(covariance);
    // 1e-9 in length is 1e-18 in variance, which rounding does not resolve: 1e-14 is what it does.
    if eigen.values[1] <= 1e-14 * eigen.values[0] {
        return Err(PointsError::Collinear);
    }
    let plane = Plane::from_normal(eigen.vectors[2].into()).ok_or(PointsError::Collinear)?;
    let normal = plane.normal();
    let squares: f64 = points
        .iter()
        .map(|point| normal.dot(point.minus(centre)))
        .map(|distance| distance * distance)
        .sum();
    Ok(PlaneFit {
        plane,
        centre,
        rms_m: (squares / count).sqrt(),
        roundness: (eigen.values[1] / eigen.values[0]).sqrt(),
    })
}
