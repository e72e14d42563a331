//! The mean of scattered poles and how sure it is: Fisher's statistics on the sphere.

use super::{Enu, Line, Plane};
use crate::algebra::symmetric_eigen;

/// Mean direction of lines, with Fisher's concentration and cone of confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FisherMean {
    /// The mean line.
    pub axis: Line,
    /// How many lines went in, N.
    pub count: usize,
    /// Length R of the sum of their unit vectors; N when all agree.
    pub resultant: f64,
    /// Concentration κ = (N−1)/(N−R); infinite when all agree.
    pub kappa: f64,
    /// Half-angle of the cone that holds the true mean with 95 % confidence, degrees; 180 if the data do not say.
    pub alpha95_deg: f64,
}

/// Why a set of lines has no mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpreadError {
    /// Fewer than the statistic needs.
    #[error("at least {needed} measurements are needed; there are {given}")]
    TooFew {
        /// How many are needed.
        needed: usize,
        /// How many there are.
        given: usize,
    },
    /// The lines show no preferred direction.
    #[error("the measurements have no common direction")]
    NoDirection,
}

/// The orientation tensor `1/N Σ n·nᵀ` of some directions, in which their senses do not count.
pub(super) fn orientation_tensor(directions: &[Enu]) -> [[f64; 3]; 3] {
    let mut tensor = [[0.0; 3]; 3];
    for direction in directions {
        let parts: [f64; 3] = (*direction).into();
        for (row, a) in tensor.iter_mut().zip(parts) {
            for (entry, b) in row.iter_mut().zip(parts) {
                *entry += a * b / directions.len() as f64;
            }
        }
    }
    tensor
}

/// Fisher mean of lines: `κ = (N−1)/(N−R)`, `cos α95 = 1 − ((N−R)/R)·(20^{1/(N−1)} − 1)`.
///
/// Lines have no sense, so each is first turned to the side of the principal direction (the tensor's first eigenvector).
/// Needs two lines. Valid for one cluster, κ above about 4; the estimate of κ is biased by (N−1)/(N−2) in few data.
/// Source: Fisher 1953, *Proc. R. Soc. A* 217, eqs. 2 and 5; Mardia & Jupp 2000, §10.
pub fn fisher_mean(lines: &[Line]) -> Result<FisherMean, SpreadError> {
    let given = lines.len();
    if given < 2 {
        return Err(SpreadError::TooFew { needed: 2, given });
    }
    let directions: Vec<Enu> = lines.iter().map(|line| line.direction()).collect();
    let principal: Enu = symmetric_eigen(orientation_tensor(&directions)).vectors[0].into();
    let sum = directions.iter().fold(Enu::default(), |sum, direction| {
        let side = if direction.dot(principal) < 0.0 {
            -1.0
        } else {
            1.0
        };
        sum.plus(direction.scaled(side))
    });
    let axis = Line::along(sum).ok_or(SpreadError::NoDirection)?;
    let n = given as f64;
    let resultant = sum.length().min(n);
    // Below rounding the lines agree: 1e-14 is 0.000 01°.
    let gap = if n - resultant < 1e-14 * n {
        0.0
    } else {
        n - resultant
    };
    let cosine = 1.0 - gap / resultant * (libm::pow(20.0, 1.0 / (n - 1.0)) - 1.0);
    Ok(FisherMean {
        axis,
        count: given,
        resultant,
        kappa: (n - 1.0) / gap,
        alpha95_deg: libm::acos(cosine.max(-1.0)).to_degrees(),
    })
}

/// Fisher mean of planes: the plane whose pole is the mean of their poles. Errors as [`fisher_mean`].
pub fn mean_plane(planes: &[Plane]) -> Result<(Plane, FisherMean), SpreadError> {
    let poles: Vec<Line> = planes.iter().map(|plane| plane.pole()).collect();
    let mean = fisher_mean(&poles)?;
    Ok((mean.axis.plane(), mean))
}
