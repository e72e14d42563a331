//! Rotations as integers: a lattice for sending, fixed-point quaternions for predicting, rational maps between.
//!
//! A lattice rotation is three integers `m` and the axis `chart` of its largest quaternion component:
//! `σ = m / D` are modified Rodrigues parameters, `σᵢ = qᵢ / (1 + q_chart)`, which for the chart `w` is the rotation
//! vector's direction times `tan(angle/4)` (Schaub & Junkins, *Stereographic orientation parameters for attitude
//! dynamics*, J. Astronautical Sci. 44(1), 1996). The map is conformal: a small turn of `ω` radians moves `σ` by
//! `|ω|·(1 + |σ|²)/4` whatever its direction, so differences of `m` are the residual *rotation vector*, turned and
//! evenly scaled (by at most 4/3 across a chart), and the step is never coarser than `4/D` rad. The inverse,
//! `q_chart = (1 − |σ|²)/(1 + |σ|²)`, `qᵢ = 2σᵢ/(1 + |σ|²)`, needs neither root nor sine: everything is integers.
//!
//! Differences are taken in the chart of the rotation that is sent, into which the prediction is carried over, so a
//! change of chart costs two bits and no jump; and they are lossless: every baseline leads to the same rotation.

use glam::DQuat;

use crate::protocol::pose::Tier;

/// One, in the fixed-point quaternions.
pub(super) const ONE: i64 = 1 << 30;

/// A rotation on the lattice of a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    /// Which component of x, y, z, w is the largest, and positive.
    pub(super) chart: u8,
    /// The other three in order, as `D·tan(angle/4)`; each within ±[`limit`].
    pub(super) m: [i32; 3],
}

/// Largest |m| of a tier: √2 − 1, where two components are equal, and rounding.
pub(super) const fn limit(tier: Tier) -> i32 {
    (tier.turn_steps() * 4143 / 10_000 + 2) as i32
}

/// A unit quaternion x, y, z, w times [`ONE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quaternion(pub(super) [i64; 4]);

impl Turn {
    /// The identity.
    pub(super) const IDENTITY: Self = Self {
        chart: 3,
        m: [0; 3],
    };

    /// The nearest lattice rotation to a unit quaternion.
    pub(super) fn nearest(quaternion: Quaternion, tier: Tier) -> Self {
        let mut chart = 3;
        for at in [0, 1, 2] {
            if quaternion.0[at].abs() > quaternion.0[chart].abs() {
                chart = at;
            }
        }
        let m = quaternion.in_chart(chart, tier);
        let bound = limit(tier);
        Self {
            chart: chart as u8,
            m: m.map(|part| part.clamp(-bound, bound)),
        }
    }

    /// The rotation as a fixed-point quaternion.
    pub(super) fn quaternion(self, tier: Tier) -> Quaternion {
        let steps = tier.turn_steps();
        let m = self.m.map(i64::from);
        let square = m.iter().map(|part| part * part).sum::<i64>();
        let whole = steps * steps + square;
        let mut parts = [0; 4];
        let chart = usize::from(self.chart & 3);
        parts[chart] = div_round((steps * steps - square) << 30, whole);
        for (part, m) in others(chart).into_iter().zip(m) {
            parts[part] = div_round((2 * steps * m) << 30, whole);
        }
        Quaternion(parts)
    }
}

impl Quaternion {
    /// From a unit quaternion in floating point.
    pub(super) fn from_floats(rotation: DQuat) -> Self {
        Self(
            rotation
                .to_array()
                .map(|part| (part * ONE as f64).round() as i64),
        )
    }

    /// As floating point.
    pub(super) fn to_floats(self) -> DQuat {
        DQuat::from_array(self.0.map(|part| part as f64 / ONE as f64))
    }

    /// The three parameters in a chart, unbounded by it: up to ±D where this rotation is far from the chart.
    pub(super) fn in_chart(self, chart: usize, tier: Tier) -> [i32; 3] {
        let sign = if self.0[chart] < 0 { -1 } else { 1 };
        let below = ONE + sign * self.0[chart];
        others(chart).map(|part| div_round(tier.turn_steps() * sign * self.0[part], below) as i32)
    }

    /// The inverse rotation.
    pub(super) fn inverse(self) -> Self {
        let [x, y, z, w] = self.0;
        Self([-x, -y, -z, w])
    }

    /// `self` after `then_in_own_axes` in its own axes: the Hamilton product.
    pub(super) fn times(self, other: Self) -> Self {
        let ([a, b, c, d], [x, y, z, w]) = (self.0, other.0);
        Self(
            [
                d * x + a * w + b * z - c * y,
                d * y - a * z + b * w + c * x,
                d * z + a * y - b * x + c * w,
                d * w - a * x - b * y - c * z,
            ]
            .map(|sum| (sum + (1 << 29)) >> 30),
        )
    }

    /// The rotation about the same axis by `factor`/256 of the angle, to the accuracy of tan(x) ≈ x for a quarter of it.
    pub(super) fn scaled(self, factor: i64) -> Self {
        let sign = if self.0[3] < 0 { -1 } else { 1 };
        let below = ONE + sign * self.0[3];
        // σ in 2⁻²⁰, at most 1 long; beyond a half turn in all nobody extrapolates.
        let s = [0, 1, 2].map(|at| {
            let sigma = div_round((sign * self.0[at]) << 20, below);
            (sigma * factor) >> 8
        });
        let square = s.iter().map(|part| part * part).sum::<i64>();
        if square > 1 << 38 {
            return Self([0, 0, 0, ONE]);
        }
        let one = 1i64 << 40;
        let whole = one + square;
        let [x, y, z] = s.map(|part| wide_ratio((2 * part) << 20, whole));
        Self([x, y, z, wide_ratio(one - square, whole)])
    }
}

/// The components that are not `chart`, in order.
fn others(chart: usize) -> [usize; 3] {
    match chart {
        0 => [1, 2, 3],
        1 => [0, 2, 3],
        2 => [0, 1, 3],
        _ => [0, 1, 2],
    }
}

/// `numerator / denominator` to the nearest, halves away from zero; the denominator is positive.
pub(super) fn div_round(numerator: i64, denominator: i64) -> i64 {
    let half = denominator / 2;
    if numerator < 0 {
        -((half - numerator) / denominator)
    } else {
        (numerator + half) / denominator
    }
}

/// `numerator / denominator` in 2⁻³⁰, for operands of up to 2⁴².
fn wide_ratio(numerator: i64, denominator: i64) -> i64 {
    // 42 + 21 bits fit; the second half refines the remainder.
    let high = (numerator << 15) / denominator;
    let rest = (numerator << 15) % denominator;
    (high << 15) + div_round(rest << 15, denominator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn angle_deg(a: Quaternion, b: Quaternion) -> f64 {
        let relative = a.inverse().times(b).0.map(|part| part as f64 / ONE as f64);
        let sine = relative[..3].iter().map(|part| part * part).sum::<f64>();
        2.0 * sine.sqrt().atan2(relative[3].abs()).to_degrees()
    }

    fn any_quaternion() -> impl Strategy<Value = Quaternion> {
        prop::array::uniform4(-1.0f64..1.0)
            .prop_map(DQuat::from_array)
            .prop_filter("a direction", |q| q.length_squared() > 1e-3)
            .prop_map(|q| Quaternion::from_floats(q.normalize()))
    }

    proptest! {
        #[test]
        fn the_nearest_is_near(q in any_quaternion()) {
            for (tier, step_deg) in Tier::ALL.into_iter().zip([0.1, 0.2, 0.5]) {
                let turn = Turn::nearest(q, tier);
                // Half the diagonal of a cell.
                prop_assert!(angle_deg(q, turn.quaternion(tier)) <= step_deg * 0.5 * 3f64.sqrt() + 1e-4);
                // Back in its chart, a lattice point is itself: differences of charts are lossless.
                prop_assert_eq!(turn.quaternion(tier).in_chart(usize::from(turn.chart), tier), turn.m);
            }
        }

        #[test]
        fn half_the_turn_twice_is_the_turn(q in any_quaternion()) {
            let small = q.scaled(64);
            let half = small.scaled(128);
            prop_assert!(angle_deg(half.times(half), small) < 1.5);
            // Turns of more than 106° are not extrapolated.
            prop_assert!(angle_deg(q.scaled(256), q) < 0.01 || q.0[3].abs() < ONE * 62 / 100);
        }
    }
}
