//! A number with its unit.

use std::str::FromStr;

use super::{Notation, NumberError, Unit, UnitError, number::with_e, parse_number};

/// A number with its unit, kept as written: 12,5 mm stays 12.5 and `mm`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// In `unit`.
    pub value: f64,
    /// What `value` counts.
    pub unit: Unit,
}

/// Why a text is no quantity, or a quantity cannot be said in a unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// The number cannot be read.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// The unit cannot be read.
    #[error(transparent)]
    Unit(#[from] UnitError),
    /// The unit measures something else.
    #[error("{from} cannot be said in {to}: they measure different things")]
    Dimension {
        /// The unit it has.
        from: String,
        /// The unit asked for.
        to: String,
    },
}

impl Quantity {
    /// So many of a unit.
    pub fn new(value: f64, unit: Unit) -> Self {
        Self { value, unit }
    }

    /// In SI base units (radians for angles).
    pub fn si(&self) -> f64 {
        self.value * self.unit.si()
    }

    /// The same in another unit. Errors if that measures something else.
    pub fn to(&self, unit: &Unit) -> Result<Self, QuantityError> {
        if !self.unit.converts_to(unit) {
            let name = |unit: &Unit| format!("`{unit}` ({})", unit.dimension());
            return Err(QuantityError::Dimension {
                from: name(&self.unit),
                to: name(unit),
            });
        }
        Ok(Self::new(self.si() / unit.si(), unit.clone()))
    }

    /// As people write it, exactly: `12,5 mm`, `30°`.
    pub fn written(&self, notation: Notation) -> String {
        attach(notation.exact(self.value), &self.unit)
    }

    /// As a display with so many decimals shows it: `12,50 mm`.
    pub fn shown(&self, decimals: usize, notation: Notation) -> String {
        attach(notation.fixed(self.value, decimals), &self.unit)
    }
}

/// Number and unit with a no-break space between, except before degrees and minutes of arc (SI brochure §5.4.3).
pub(super) fn attach(number: String, unit: &Unit) -> String {
    match unit.symbol() {
        "" => number,
        symbol @ ("°" | "′") => number + symbol,
        "deg" => number + "°",
        symbol => format!("{number}\u{a0}{symbol}"),
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;
    /// `12,5 mm`, `1.2e4 N/mm²`, `30°`, `7`.
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let plain = with_e(text.trim());
        let text = plain.as_str();
        let mut end = 0;
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let exponent = matches!(c, 'e' | 'E')
                && before.is_ascii_digit()
                && text[at + 1..]
                    .starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+' || c == '−');
            let number = c.is_ascii_digit() || matches!(c, ',' | '.' | '+' | '-' | '−') || exponent;
            let space = matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
            if number {
                end = at + c.len_utf8();
            } else if !space {
                break;
            }
            before = c;
        }
        let (number, unit) = text.split_at(end);
        let unit = unit.trim_start_matches(|c: char| c.is_whitespace());
        Ok(Self::new(parse_number(number)?, unit.parse()?))
    }
}
