//! Numbers as people write them: a comma in French, a point in English, thin spaces between thousands.

use serde::{Deserialize, Serialize};

/// Whose habits a number is written by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notation {
    /// Decimal comma: `1 234,5`.
    #[default]
    French,
    /// Decimal point: `1 234.5`.
    English,
}

/// Thousands stand apart by a narrow no-break space, as the BIPM's brochure on the SI asks (§5.4.4).
const THIN_SPACE: char = '\u{202f}';
/// The typographic minus sign.
const MINUS: char = '−';

/// A text that is not one number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number: write it like 12,5 or 12.5 or 1,25e4")]
pub struct NumberError(pub(super) String);

impl Notation {
    /// `value` with so many digits after the decimal sign, at most 15, rounded half away from zero on its exact binary value.
    /// Integer parts of five digits or more are grouped by three.
    pub fn fixed(self, value: f64, decimals: usize) -> String {
        let digits = format!("{:.*}", decimals.min(15), value.abs());
        if !value.is_finite() {
            return digits;
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let negative = value < 0.0 && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let mut text = String::new();
        if negative {
            text.push(MINUS);
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && whole.len() > 4 && (whole.len() - i).is_multiple_of(3) {
                text.push(THIN_SPACE);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal_sign());
            text.push_str(fraction);
        }
        text
    }

    /// The shortest text that reads back as exactly `value`.
    pub fn exact(self, value: f64) -> String {
        let text = if value != 0.0 && !(1e-4..1e15).contains(&value.abs()) {
            format!("{value:e}")
        } else {
            format!("{value}")
        };
        text.replace('.', &self.decimal_sign().to_string())
            .replace('-', "−")
    }

    /// `,` or `.`.
    pub fn decimal_sign(self) -> char {
        match self {
            Self::French => ',',
            Self::English => '.',
        }
    }
}

/// Reads a number written either way: comma or point, spaces between thousands, a typographic minus, `e4`, `E4` or `×10^4`.
/// Errors on anything else, also on two decimal signs and on what is not finite.
pub fn parse_number(text: &str) -> Result<f64, NumberError> {
    let error = || NumberError(text.trim().to_owned());
    let plain: String = with_e(text.trim())
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
        .map(|c| match c {
            ',' => '.',
            '−' => '-',
            other => other,
        })
        .collect();
    // Rust also reads `inf`, `nan` and `infinity`.
    if !plain
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))
    {
        return Err(error());
    }
    match plain.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(error()),
    }
}

/// `×10^4` as `e4`.
pub(super) fn with_e(text: &str) -> String {
    text.replace("×10^", "e")
        .replace("x10^", "e")
        .replace("*10^", "e")
}
