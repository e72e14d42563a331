//! The two languages people read: French first, English second.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language of the application, the lessons and the messages.
///
/// Serialised as its two-letter code, `"fr"` or `"en"`.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[schemars(description = "Langue : fr ou en.")]
pub enum Language {
    /// French, the language every text exists in.
    #[default]
    #[serde(rename = "fr")]
    #[schemars(description = "français")]
    French,
    /// English.
    #[serde(rename = "en")]
    #[schemars(description = "anglais")]
    English,
}

impl Language {
    /// Every language, in the order a menu shows them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The ISO 639-1 code: `fr` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language's name in itself, for a menu.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a code (`fr`, `en`) or a locale that begins with one (`fr_FR.UTF-8`, `en-GB`).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(code))
            .ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

/// A language code that is neither French nor English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language “{0}”: use “fr” or “en”")]
pub struct UnknownLanguage(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!("fr".parse(), Ok(Language::French));
        assert_eq!("fr_FR.UTF-8".parse(), Ok(Language::French));
        assert_eq!("EN-gb".parse(), Ok(Language::English));
        assert!("de_DE".parse::<Language>().is_err());
        assert!("".parse::<Language>().is_err());
    }
}
