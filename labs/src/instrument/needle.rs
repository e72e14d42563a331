//! A needle that follows its target late: a compass, a dial, a pH electrode.

/// A first-order lag on a circle: `dθ/dt = (target − θ)/τ`, always by the shorter way round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Needle {
    /// Where it points, degrees in [0, 360).
    pub angle_deg: f64,
    /// Time constant τ, seconds; the compass has 0.5. Zero or less: no lag.
    pub time_constant_s: f64,
}

impl Needle {
    /// Where it points `elapsed_s` later if the target stays at `target_deg`. Exact for any step, so frames may be long or short:
    /// two steps are the same as one of both lengths.
    #[must_use]
    pub fn after(self, target_deg: f64, elapsed_s: f64) -> Self {
        let gap = (target_deg - self.angle_deg + 180.0).rem_euclid(360.0) - 180.0;
        let left = if self.time_constant_s > 0.0 {
            libm::exp(-elapsed_s.max(0.0) / self.time_constant_s)
        } else {
            0.0
        };
        Self {
            angle_deg: (target_deg - gap * left).rem_euclid(360.0),
            ..self
        }
    }

    /// Whether it is within `tolerance_deg` of the target: time to read.
    pub fn settled(self, target_deg: f64, tolerance_deg: f64) -> bool {
        let gap = (target_deg - self.angle_deg + 180.0).rem_euclid(360.0) - 180.0;
        gap.abs() <= tolerance_deg
    }
}
