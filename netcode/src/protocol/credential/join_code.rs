//! The join code: eight symbols a teacher reads out (`K7QF-2MXD`).

use std::fmt;
use std::str::FromStr;

use super::base32::{self, Base32Error};
use crate::protocol::Language;

/// 40 random bits, shown as eight symbols of Crockford's base 32.
///
/// Short enough to be typed, and safe because it is never sent: both sides prove that they know it
/// ([`handshake`](crate::protocol::handshake)), and a wrong guess costs a try. `Debug` hides it, so that it stays out of logs.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct JoinCode([u8; Self::BYTES]);

impl JoinCode {
    /// Length in bytes.
    pub const BYTES: usize = 5;

    /// The code made of these random bytes.
    pub const fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes the symbols stand for.
    pub const fn as_bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Display for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&base32::encode_grouped(&self.0))
    }
}

impl fmt::Debug for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JoinCode(…)")
    }
}

impl FromStr for JoinCode {
    type Err = BadJoinCode;

    /// Reads a code as people type it: small letters, spaces, dashes or none, `O` for `0`, `I` or `L` for `1`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        base32::decode(text).map(Self).map_err(|error| match error {
            Base32Error::Symbol(symbol) => BadJoinCode::Symbol(symbol),
            Base32Error::Length { .. } => BadJoinCode::Length,
        })
    }
}

/// Why a text is not a join code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadJoinCode {
    /// A character no code contains.
    Symbol(char),
    /// Not eight symbols.
    Length,
}

impl BadJoinCode {
    /// What is wrong and what to do, for the person who typed it.
    pub fn sentence(self, language: Language) -> String {
        match (self, language) {
            (Self::Symbol(symbol), Language::French) => {
                format!("Aucun code ne contient « {} » : relisez le code, par exemple K7QF-2MXD.", symbol.escape_debug())
            }
            (Self::Symbol(symbol), Language::English) => {
                format!("No code contains “{}”: read the code again, for example K7QF-2MXD.", symbol.escape_debug())
            }
            (Self::Length, Language::French) => {
                "Un code a huit lettres ou chiffres, par exemple K7QF-2MXD : vérifiez qu’il n’en manque pas.".into()
            }
            (Self::Length, Language::English) => {
                "A code has eight letters or digits, for example K7QF-2MXD: check that none is missing.".into()
            }
        }
    }
}

impl fmt::Display for BadJoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for BadJoinCode {}
