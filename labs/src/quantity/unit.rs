//! Units: a dimension, a factor to SI, and the way it is written.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Powers of the seven SI base units, in the order m, kg, s, A, K, mol, cd. Angles have no dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dimension([i8; 7]);

impl Dimension {
    /// No dimension: ratios, counts, angles.
    pub const NONE: Self = Self([0; 7]);

    fn plus(self, other: Self, times: i8) -> Option<Self> {
        let mut sum = self.0;
        for (power, more) in sum.iter_mut().zip(other.0) {
            *power = power.checked_add(more.checked_mul(times)?)?;
        }
        Some(Self(sum))
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for (power, symbol) in self.0.iter().zip(["m", "kg", "s", "A", "K", "mol", "cd"]) {
            match power {
                0 => {}
                1 => parts.push(symbol.to_owned()),
                power => parts.push(format!("{symbol}^{power}")),
            }
        }
        f.write_str(if parts.is_empty() { "1" } else { "" })?;
        f.write_str(&parts.join("·"))
    }
}

/// A unit of measurement, as written: `mm`, `N/mm²`, `kg·m^-3`, `°`.
///
/// Grammar: factors joined by `·`, `*`, `.` or `/`; each an SI symbol with an optional prefix and an optional power (`²`, `^-1`
/// or a digit). A `/` divides by the one factor after it. The empty text and `1` are the unit of a plain number. Temperatures
/// in °C are not units in this sense (their zero is moved): give kelvins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Unit {
    text: String,
    dimension: Dimension,
    si: f64,
}

/// A text that is no unit we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// A symbol that is not in the list.
    #[error(
        "`{symbol}` in `{text}` is no unit known here: write SI symbols such as mm, N/mm² or kg/m³"
    )]
    Unknown {
        /// The symbol.
        symbol: String,
        /// The whole unit.
        text: String,
    },
    /// A power that cannot be read or is beyond ±9.
    #[error("the power in `{0}` cannot be read: write m², m^2 or m^-2")]
    Power(String),
}

/// Symbol, powers of m, kg, s, A, K, mol, cd, factor to SI, whether it takes prefixes. The first match of the whole symbol wins, so
/// `min` is a minute and `cd` a candela. Factors: BIPM, *The International System of Units*, 9th ed. 2019, tables 2, 4 and 8.
const SYMBOLS: [(&str, [i8; 7], f64, bool); 27] = [
    ("m", [1, 0, 0, 0, 0, 0, 0], 1.0, true),
    ("g", [0, 1, 0, 0, 0, 0, 0], 1e-3, true),
    ("s", [0, 0, 1, 0, 0, 0, 0], 1.0, true),
    ("A", [0, 0, 0, 1, 0, 0, 0], 1.0, true),
    ("K", [0, 0, 0, 0, 1, 0, 0], 1.0, true),
    ("mol", [0, 0, 0, 0, 0, 1, 0], 1.0, true),
    ("cd", [0, 0, 0, 0, 0, 0, 1], 1.0, true),
    ("Hz", [0, 0, -1, 0, 0, 0, 0], 1.0, true),
    ("N", [1, 1, -2, 0, 0, 0, 0], 1.0, true),
    ("Pa", [-1, 1, -2, 0, 0, 0, 0], 1.0, true),
    ("J", [2, 1, -2, 0, 0, 0, 0], 1.0, true),
    ("W", [2, 1, -3, 0, 0, 0, 0], 1.0, true),
    ("C", [0, 0, 1, 1, 0, 0, 0], 1.0, true),
    ("V", [2, 1, -3, -1, 0, 0, 0], 1.0, true),
    ("F", [-2, -1, 4, 2, 0, 0, 0], 1.0, true),
    ("Ω", [2, 1, -3, -2, 0, 0, 0], 1.0, true),
    ("S", [-2, -1, 3, 2, 0, 0, 0], 1.0, true),
    ("H", [2, 1, -2, -2, 0, 0, 0], 1.0, true),
    ("L", [3, 0, 0, 0, 0, 0, 0], 1e-3, true),
    ("min", [0, 0, 1, 0, 0, 0, 0], 60.0, false),
    ("h", [0, 0, 1, 0, 0, 0, 0], 3600.0, false),
    ("rad", [0; 7], 1.0, true),
    ("°", [0; 7], std::f64::consts::PI / 180.0, false),
    ("deg", [0; 7], std::f64::consts::PI / 180.0, false),
    ("′", [0; 7], std::f64::consts::PI / 10800.0, false),
    ("%", [0; 7], 0.01, false),
    ("1", [0; 7], 1.0, false),
];

const PREFIXES: [(&str, f64); 12] = [
    ("p", 1e-12),
    ("n", 1e-9),
    ("µ", 1e-6),
    ("μ", 1e-6),
    ("u", 1e-6),
    ("m", 1e-3),
    ("c", 1e-2),
    ("d", 1e-1),
    ("h", 1e2),
    ("k", 1e3),
    ("M", 1e6),
    ("G", 1e9),
];

impl Unit {
    /// The unit of plain numbers.
    pub fn one() -> Self {
        Self {
            text: String::new(),
            dimension: Dimension::NONE,
            si: 1.0,
        }
    }

    /// As it was written.
    pub fn symbol(&self) -> &str {
        &self.text
    }

    /// Its dimension.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// How many SI units it is; radians for angles.
    pub fn si(&self) -> f64 {
        self.si
    }

    /// Whether a value in this unit can be said in `other`.
    pub fn converts_to(&self, other: &Self) -> bool {
        self.dimension == other.dimension
    }
}

impl FromStr for Unit {
    type Err = UnitError;
    fn from_str(text: &str) -> Result<Self, UnitError> {
        let text = text.trim();
        let (mut dimension, mut si) = (Dimension::NONE, 1.0);
        let mut sign = 1;
        for piece in text.split_inclusive(['·', '*', '.', '/', '⋅']) {
            if text.is_empty() {
                break;
            }
            let last = piece.chars().last();
            let factor = piece.trim_end_matches(['·', '*', '.', '/', '⋅']).trim();
            let (symbol, power) =
                split_power(factor).ok_or_else(|| UnitError::Power(text.to_owned()))?;
            let (base, factor_si) = look_up(symbol).ok_or_else(|| UnitError::Unknown {
                symbol: symbol.to_owned(),
                text: text.to_owned(),
            })?;
            let power = sign * power;
            dimension = dimension
                .plus(base, power)
                .ok_or_else(|| UnitError::Power(text.to_owned()))?;
            for _ in 0..power.unsigned_abs() {
                si = if power > 0 {
                    si * factor_si
                } else {
                    si / factor_si
                };
            }
            sign = if last == Some('/') { -1 } else { 1 };
        }
        Ok(Self {
            text: if text == "1" {
                String::new()
            } else {
                text.to_owned()
            },
            dimension,
            si,
        })
    }
}

fn look_up(symbol: &str) -> Option<(Dimension, f64)> {
    let whole = SYMBOLS.iter().find(|(name, ..)| *name == symbol);
    if let Some((_, powers, si, _)) = whole {
        return Some((Dimension(*powers), *si));
    }
    PREFIXES.iter().find_map(|(prefix, times)| {
        let rest = symbol.strip_prefix(prefix)?;
        let (_, powers, si, _) = SYMBOLS
            .iter()
            .find(|(name, _, _, takes)| *takes && *name == rest)?;
        Some((Dimension(*powers), si * times))
    })
}

/// `mm²` as `mm` and 2. None if there is a power that is not a whole number from −9 to 9.
fn split_power(factor: &str) -> Option<(&str, i8)> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if factor == "1" {
        return Some((factor, 1));
    }
    let starts = |c: char| {
        c == '^' || c == '⁻' || c.is_ascii_digit() || RAISED.contains(&c) || c == '-' || c == '−'
    };
    let Some(at) = factor.find(starts) else {
        return Some((factor, 1));
    };
    let (symbol, power) = factor.split_at(at);
    let digits: String = power
        .chars()
        .filter(|c| *c != '^')
        .map(|c| match RAISED.iter().position(|raised| *raised == c) {
            Some(digit) => char::from(b'0' + digit as u8),
            None if c == '⁻' || c == '−' => '-',
            None => c,
        })
        .collect();
    let power: i8 = digits.parse().ok()?;
    (-9..=9).contains(&power).then_some((symbol, power))
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Unit {
    type Error = UnitError;
    fn try_from(text: String) -> Result<Self, UnitError> {
        text.parse()
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.text
    }
}
