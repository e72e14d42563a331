//! Stereonets: lines of the lower hemisphere as points in a disc of radius 1, and back.

use serde::{Deserialize, Serialize};

use super::{Enu, Line, Plane};

/// How the lower hemisphere is flattened. Points are `[x, y]`: x east, y north, the horizon at radius 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Projection {
    /// Schmidt's net, for densities: `r = √2·sin((90° − p)/2)`.
    #[default]
    EqualArea,
    /// Wulff's net, for angles: `r = tan((90° − p)/2)`.
    EqualAngle,
}

impl Projection {
    /// Distance from the centre of a line of this plunge (degrees), 0 to 1.
    fn radius(self, plunge_deg: f64) -> f64 {
        let half = ((90.0 - plunge_deg) / 2.0).to_radians();
        match self {
            Self::EqualArea => std::f64::consts::SQRT_2 * libm::sin(half),
            Self::EqualAngle => libm::tan(half),
        }
    }

    /// Where `line` falls. Exact; both projections keep azimuths. Source: Ragan 2009, §5; Snyder 1987, USGS PP 1395.
    pub fn project(self, line: Line) -> [f64; 2] {
        let radius = self.radius(line.plunge.degrees());
        let trend = line.trend.radians();
        [radius * libm::sin(trend), radius * libm::cos(trend)]
    }

    /// The line at `[x, y]`, or none outside the disc (a rounding error beyond the horizon is on it).
    pub fn unproject(self, [x, y]: [f64; 2]) -> Option<Line> {
        let radius = libm::hypot(x, y);
        if !radius.is_finite() || radius > 1.0 + 1e-9 {
            return None;
        }
        let radius = radius.min(1.0);
        let half = match self {
            Self::EqualArea => libm::asin(radius * std::f64::consts::FRAC_1_SQRT_2),
            Self::EqualAngle => libm::atan(radius),
        };
        let plunge = super::Plunge::clamped(90.0 - 2.0 * half.to_degrees());
        Some(Line::new(
            super::Azimuth::wrapping(libm::atan2(x, y).to_degrees()),
            plunge,
        ))
    }

    /// The trace of `plane`: `steps` + 1 points from one end of its strike to the other, by equal rakes.
    pub fn great_circle(self, plane: Plane, steps: usize) -> Vec<[f64; 2]> {
        let steps = steps.max(1);
        let strike = plane.strike.degrees();
        (0..=steps)
            .map(|step| {
                // The ends are horizontal lines, which have two trends: each end keeps its own.
                if step == 0 || step == steps {
                    let end = strike + if step == 0 { 0.0 } else { 180.0 };
                    let line =
                        Line::new(super::Azimuth::wrapping(end), super::Plunge::clamped(0.0));
                    return self.project(line);
                }
                self.project(plane.line_at_rake(180.0 * step as f64 / steps as f64))
            })
            .collect()
    }

    /// The cone of half-angle `half_angle_deg` about `axis` (a confidence cone, a drill hole's beds): its traces in the lower
    /// hemisphere, each a run of points; more than one where the cone crosses the horizon. `steps` around the cone.
    pub fn small_circle(self, axis: Line, half_angle_deg: f64, steps: usize) -> Vec<Vec<[f64; 2]>> {
        let centre = axis.direction();
        let aside = if centre.up.abs() < 0.9 {
            Enu::new(0.0, 0.0, 1.0)
        } else {
            Enu::new(1.0, 0.0, 0.0)
        };
        let Some(u) = centre.cross(aside).unit() else {
            return Vec::new();
        };
        let v = centre.cross(u);
        let (sine, cosine) = (
            libm::sin(half_angle_deg.to_radians()),
            libm::cos(half_angle_deg.to_radians()),
        );
        let mut runs: Vec<Vec<[f64; 2]>> = Vec::new();
        let mut below_before = None;
        for step in 0..=steps.max(3) {
            let around = std::f64::consts::TAU * step as f64 / steps.max(3) as f64;
            let direction = centre
                .scaled(cosine)
                .plus(u.scaled(sine * libm::cos(around)))
                .plus(v.scaled(sine * libm::sin(around)));
            let below = direction.up <= 0.0;
            let Some(line) = Line::along(direction) else {
                continue;
            };
            // A point above the horizon shows as its opposite: a new run begins on the other side of the net.
            if below_before != Some(below) {
                runs.push(Vec::new());
            }
            below_before = Some(below);
            if let Some(run) = runs.last_mut() {
                run.push(self.project(line));
            }
        }
        runs
    }
}
