//! Crockford's base 32 as people type it: capitals or not, dashes and spaces anywhere, O for 0, I and L for 1.

use base32::Alphabet;

/// Characters a secret in base 32 is shown in groups of.
const GROUP: usize = 4;

/// The symbols of `bytes`, without separators.
pub(super) fn encode(bytes: &[u8]) -> String {
    base32::encode(Alphabet::Crockford, bytes)
}

/// The symbols of `bytes` in groups of four with dashes between.
pub(super) fn encode_grouped(bytes: &[u8]) -> String {
    let symbols: Vec<char> = encode(bytes).chars().collect();
    symbols
        .chunks(GROUP)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

/// The `N` bytes that sloppily typed symbols stand for.
pub(super) fn decode<const N: usize>(text: &str) -> Result<[u8; N], Base32Error> {
    let expected = (N * 8).div_ceil(5);
    let mut symbols = String::with_capacity(expected);
    for character in text.chars().filter(|&character| !is_separator(character)) {
        let symbol = match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            symbol @ ('0'..='9' | 'A'..='H' | 'J'..='K' | 'M'..='N' | 'P'..='T' | 'V'..='Z') => {
                symbol
            }
            _ => return Err(Base32Error::Symbol(character)),
        };
        if symbols.len() == expected {
            return Err(Base32Error::Length { expected });
        }
        symbols.push(symbol);
    }
    if symbols.len() != expected {
        return Err(Base32Error::Length { expected });
    }
    let bytes =
        base32::decode(Alphabet::Crockford, &symbols).ok_or(Base32Error::Length { expected })?;
    let bytes: [u8; N] = bytes
        .try_into()
        .map_err(|_| Base32Error::Length { expected })?;
    // The last symbol may hold bits past the last byte; only one spelling of them is right.
    if encode(&bytes) == symbols {
        Ok(bytes)
    } else {
        Err(Base32Error::Length { expected })
    }
}

const fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '.' | '_' | '\u{00AD}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
}

/// Why symbols stand for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base32Error {
    /// A character outside the alphabet.
    Symbol(char),
    /// Too few or too many symbols.
    Length {
        /// How many there should be.
        expected: usize,
    },
}
