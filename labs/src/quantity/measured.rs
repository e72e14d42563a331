//! A value with its standard uncertainty, rounded as the GUM asks.

use super::{Notation, Unit, value::attach};

/// A result of measurement: value and standard uncertainty, both in `unit`.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Best estimate.
    pub value: f64,
    /// Standard uncertainty (one standard deviation), not negative.
    pub u: f64,
    /// Unit of both.
    pub unit: Unit,
}

impl Measured {
    /// A result. The sign of `u` is dropped.
    pub fn new(value: f64, u: f64, unit: Unit) -> Self {
        Self {
            value,
            u: u.abs(),
            unit,
        }
    }

    /// How many decimals show the uncertainty with two significant digits; none if it is zero or not finite.
    ///
    /// 0.0996 rounds to 0.10, which has its two digits one place higher.
    fn decimals(&self) -> Option<i32> {
        if !(self.u.is_finite() && self.u > 0.0 && self.value.is_finite()) {
            return None;
        }
        // Rust prints the correctly rounded decimal: `9.96e-2` with one decimal is `1.0e-1`.
        let rounded = format!("{:.1e}", self.u);
        let exponent: i32 = rounded
            .split_once('e')
            .and_then(|(_, exponent)| exponent.parse().ok())?;
        Some(1 - exponent)
    }

    /// Value and uncertainty as text with the same decimals, two significant digits of the uncertainty (GUM §7.2.6).
    /// Above 99 both are rounded to tens, hundreds…
    fn rounded(&self, notation: Notation) -> (String, String) {
        match self.decimals() {
            None => (notation.exact(self.value), notation.exact(self.u)),
            Some(decimals) => {
                let mut step = 1.0;
                for _ in 0..-decimals {
                    step *= 10.0;
                }
                let shown = usize::try_from(decimals).unwrap_or(0);
                let text = |x: f64| {
                    notation.fixed(
                        if step > 1.0 {
                            (x / step).round() * step
                        } else {
                            x
                        },
                        shown,
                    )
                };
                (text(self.value), text(self.u))
            }
        }
    }

    /// `m = 100,021 47 g, u = 0,000 35 g` without the name: value, then its standard uncertainty named as such, because
    /// `±` alone does not say which uncertainty is meant (GUM §7.2.2, §7.2.4).
    pub fn stated(&self, notation: Notation) -> String {
        let (value, u) = self.rounded(notation);
        format!(
            "{}, u = {}",
            attach(value, &self.unit),
            attach(u, &self.unit)
        )
    }

    /// `100,02147(35) g`: the standard uncertainty in units of the last digits (GUM §7.2.2, second form).
    /// Falls back to [`Measured::stated`] where there are no decimals to abbreviate.
    pub fn concise(&self, notation: Notation) -> String {
        match self.decimals() {
            // From 1.0 to 9.9 the two digits straddle the decimal sign, which the GUM then repeats.
            Some(decimals) if decimals >= 1 => {
                let (value, u) = self.rounded(notation);
                let digits = if decimals == 1 {
                    u
                } else {
                    u.trim_start_matches(['0', ',', '.']).to_owned()
                };
                attach(format!("{value}({digits})"), &self.unit)
            }
            _ => self.stated(notation),
        }
    }

    /// `(100,0215 ± 0,0007) g, k = 2`: with the expanded uncertainty and its coverage factor said (GUM §7.2.4).
    pub fn expanded(&self, k: f64, notation: Notation) -> String {
        let wide = Self::new(self.value, self.u * k, self.unit.clone());
        let (value, u) = wide.rounded(notation);
        let both = attach(format!("({value} ± {u})"), &self.unit);
        let k = notation.fixed(k, 2);
        format!(
            "{both}, k = {}",
            k.trim_end_matches('0').trim_end_matches([',', '.'])
        )
    }
}
