//! A nickname: what a participant is called, safe to show above a head and in a list.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::protocol::{Language, limits};

/// A nickname fit to be shown: composed Unicode (NFC), trimmed, with single spaces, of 1 to
/// [`limits::NICKNAME_CHARACTERS`] visible characters, none of which hides, overlaps or reorders the others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nickname(String);

impl Nickname {
    /// Reads what somebody typed.
    ///
    /// # Errors
    /// Says which rule of [`Nickname`] the text breaks.
    pub fn parse(text: &str) -> Result<Self, NicknameError> {
        // Bound the work before any of it: nothing this long can become a nickname.
        if text.len() > 16 * limits::NICKNAME_BYTES {
            return Err(NicknameError::TooLong);
        }
        let composed: String = text.trim().nfc().collect();
        let name = composed.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(NicknameError::Empty);
        }
        if composed.chars().any(char::is_control) {
            return Err(NicknameError::Control);
        }
        if name.chars().any(changes_direction) {
            return Err(NicknameError::Direction);
        }
        check_invisible(&name)?;
        check_marks(&name)?;
        let visible = name
            .chars()
            .filter(|&character| !takes_no_width(character))
            .count();
        if visible > limits::NICKNAME_CHARACTERS || name.len() > limits::NICKNAME_BYTES {
            return Err(NicknameError::TooLong);
        }
        Ok(Self(name))
    }

    /// The nickname as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two nicknames have in common when people would take one for the other:
    /// capitals and compatibility forms do not count (`LÉA`, `Léa` and `ｌéa` are one).
    pub fn key(&self) -> String {
        self.0.nfkc().flat_map(char::to_lowercase).nfkc().collect()
    }

    /// This nickname followed by a number, shortened where that makes it too long: `Léa 2`.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let suffix = format!(" {number}");
        let mut base = self.0.clone();
        loop {
            match Self::parse(&format!("{}{suffix}", base.trim_end())) {
                Ok(name) => return name,
                Err(_) if base.pop().is_some() => {}
                Err(_) => return Self(number.to_string()),
            }
        }
    }
}

impl fmt::Display for Nickname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Nickname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl TryFrom<String> for Nickname {
    type Error = NicknameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Nickname> for String {
    fn from(nickname: Nickname) -> Self {
        nickname.0
    }
}

impl std::str::FromStr for Nickname {
    type Err = NicknameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Marks, overrides, embeddings and isolates that turn the direction of the text around them.
const fn changes_direction(character: char) -> bool {
    matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// Characters that show nothing, or that no font agrees about. The joiner is looked at apart.
const fn shows_nothing(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{034F}' | '\u{0600}'..='\u{0605}' | '\u{070F}' | '\u{115F}' | '\u{1160}'
        | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{200C}' | '\u{2028}' | '\u{2029}'
        | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{E000}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE0D}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{10FFFF}')
}

/// Text or picture style of the character before (variation selectors 15 and 16).
const fn is_style(character: char) -> bool {
    matches!(character, '\u{FE0E}' | '\u{FE0F}')
}

const fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn takes_no_width(character: char) -> bool {
    is_combining_mark(character)
        || is_style(character)
        || character == ZERO_WIDTH_JOINER
        || matches!(character, '\u{1F3FB}'..='\u{1F3FF}')
}

/// A joiner is welcome inside a composed emoji and nowhere else.
fn check_invisible(name: &str) -> Result<(), NicknameError> {
    let characters: Vec<char> = name.chars().collect();
    for (index, &character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| characters[before]);
        let drawn = |neighbour: Option<char>| {
            neighbour.is_some_and(|other| is_pictograph(other) || is_style(other))
        };
        let hidden = match character {
            ZERO_WIDTH_JOINER => !drawn(before) || !drawn(characters.get(index + 1).copied()),
            _ => shows_nothing(character),
        };
        if hidden {
            return Err(NicknameError::Invisible);
        }
    }
    Ok(())
}

/// Accents sit on letters, a few at most.
fn check_marks(name: &str) -> Result<(), NicknameError> {
    let mut marks = limits::NICKNAME_MARKS;
    for character in name.chars() {
        if !is_combining_mark(character) && !is_style(character) {
            marks = if character == ' ' {
                limits::NICKNAME_MARKS
            } else {
                0
            };
        } else if marks >= limits::NICKNAME_MARKS {
            return Err(NicknameError::Marks);
        } else {
            marks += 1;
        }
    }
    Ok(())
}

/// Which rule a nickname breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NicknameError {
    /// Nothing was typed but spaces.
    Empty,
    /// More than [`limits::NICKNAME_CHARACTERS`] characters.
    TooLong,
    /// Tabs, line ends and other control characters.
    Control,
    /// Characters that reverse the text around them.
    Direction,
    /// Characters that cannot be seen.
    Invisible,
    /// Accents without a letter, or too many on one.
    Marks,
}

impl NicknameError {
    /// Every rule.
    pub const ALL: [Self; 6] = [
        Self::Empty,
        Self::TooLong,
        Self::Control,
        Self::Direction,
        Self::Invisible,
        Self::Marks,
    ];

    /// What is wrong and what to do, for the person who typed it.
    pub fn sentence(self, language: Language) -> String {
        use Language::{English, French};
        const MAX: usize = limits::NICKNAME_CHARACTERS;
        match (self, language) {
            (Self::Empty, French) => "Il manque un pseudo : écrivez au moins une lettre.".into(),
            (Self::Empty, English) => "The nickname is missing: write at least one letter.".into(),
            (Self::TooLong, French) => format!("Ce pseudo est trop long : {MAX} caractères au plus."),
            (Self::TooLong, English) => {
                format!("This nickname is too long: use {MAX} characters at most.")
            }
            (Self::Control, French) => {
                "Ce pseudo contient une tabulation, un retour à la ligne ou un autre caractère de commande : \
                 tapez-le au clavier plutôt que de le coller."
                    .into()
            }
            (Self::Control, English) => {
                "This nickname contains a tab, a line break or another control character: \
                 type it instead of pasting it."
                    .into()
            }
            (Self::Direction, French) => {
                "Ce pseudo contient un caractère qui inverse le sens de lecture : \
                 retapez-le sans ce caractère."
                    .into()
            }
            (Self::Direction, English) => {
                "This nickname contains a character that reverses the reading direction: \
                 type it again without it."
                    .into()
            }
            (Self::Invisible, French) => {
                "Ce pseudo contient un caractère invisible : retapez-le au clavier.".into()
            }
            (Self::Invisible, English) => {
                "This nickname contains an invisible character: type it again.".into()
            }
            (Self::Marks, French) => {
                "Ce pseudo contient des accents sans lettre ou trop d’accents sur une lettre : \
                 écrivez-le avec des lettres ordinaires."
                    .into()
            }
            (Self::Marks, English) => {
                "This nickname has accents without a letter, or too many on one letter: \
                 write it with ordinary letters."
                    .into()
            }
        }
    }
}

impl fmt::Display for NicknameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for NicknameError {}
